-- title: 单位名称是已知名称
-- title_en: The agency goes by its names
-- severity: usual
-- relation: words
-- basis: 文件署名与编制单位
-- explanation: 文件署名和各表的编制单位、预算单位，通常是这个部门的已知名称之一。已知名称由参考表列出，可能不全，所以只是惯例。
-- explanation_en: Whoever signs the document, and the unit its tables name, usually goes by one of the agency’s known names. The reference that lists them may lack some, so this is a convention.
with
known as (
    select package, agency_names.name from main.package join main.agency_names using (agency)
    union
    select package, agency_name from main.package
),
-- units below a department print their own names in its document
below as (
    select package, agency_names.name
    from main.package
    join main.agencies on agencies.parent = package.agency
    join main.agency_names on agency_names.agency = agencies.agency
),
compared as (
    select names.*, checking.plain_agency(names.name) in (select checking.plain_agency(name) from known where known.package = names.package)
        or checking.plain_agency(names.name) in (select checking.plain_agency(name) from below where below.package = names.package) as agrees
    from main.names
    where role in ('issuer', 'budget_unit')
),
listed as (select package, string_agg(name, '、' order by name) as known_names from known group by package)

select package, name as subject, name as published, known_names as expected, agrees,
    if(agrees, 'agency_known', 'agency_not_known') as template,
    [{'resource': 'names', 'row': "row", 'field': 'name'}] as operands
from compared
left join listed using (package)
