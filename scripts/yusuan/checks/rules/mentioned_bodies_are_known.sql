-- title: 提到的机构可以辨认
-- title_en: Bodies mentioned can be told
-- severity: usual
-- relation: words
-- basis: 文件中的机构名称
-- explanation: 文件用另一个名称说到承担职能的机构时，通常会说明它与发布部门的关系；没有说明时，读者无从知道是不是同一个单位。
-- explanation_en: Where a document speaks of a body by another name, it usually says how that body relates to the agency; otherwise a reader cannot tell whether it is the same.
with
mentioned as (
    select names.*, issuer, names.name in (select name from main.agency_names) as agrees
    from main.names
    join main.package using (package)
    where role = 'mentioned'
)

select package, name as subject, name as published, issuer as expected, agrees,
    if(agrees, 'body_known', 'body_not_known') as template, map {'occurrences': occurrences::varchar} as arguments,
    [{'resource': 'names', 'row': "row", 'field': 'name'}] as operands
from mentioned
