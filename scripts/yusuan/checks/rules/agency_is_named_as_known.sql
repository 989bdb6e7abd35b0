-- title: 单位名称是已知名称
-- title_en: The agency goes by its names
-- severity: must
-- relation: words
-- basis: 文件署名与编制单位
-- explanation: 文件署名和各表的编制单位、预算单位，应当是这个部门的已知名称之一。
-- explanation_en: Whoever signs the document, and the unit its tables name, goes by one of the agency’s known names.
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
    select names.*, names.name in (select name from known where known.package = names.package)
        or names.name in (select name from below where below.package = names.package) as agrees
    from main.names
    where role in ('issuer', 'budget_unit')
),
listed as (select package, string_agg(name, '、' order by name) as known_names from known group by package)

select package, name as subject, name as published, known_names as expected, agrees,
    '文件中的「' || name || '」' || if(agrees, '是这个部门的名称。', '不在这个部门的已知名称之中。') as message,
    [{'resource': 'names', 'row': "row", 'field': 'name'}] as operands
from compared
left join listed using (package)
