-- title: 财政拨款项目有无前后一致
-- title_en: The document agrees with itself on fiscal projects
-- severity: must
-- relation: words
-- basis: 同一文件只有一种说法
-- explanation: 说明写“没有安排财政拨款项目”的，绩效一节写的财政拨款项目个数应当是 0。
-- explanation_en: Where the narrative says that no project is paid from fiscal appropriations, the number of such projects given under performance is 0.
with
counted as (
    select package, "row", value from main.key_figures
    where item = 'fiscal_projects' and quantity = 'count' and value is not null
    qualify row_number() over (partition by package order by "row") = 1
),
denied as (
    select package, "row", regexp_extract(text, '(?:没有|未)(?:安排|使用)财政拨款(?:的)?项目[^，。；]{0,8}') as words
    from main.paragraphs
    where words <> ''
    qualify row_number() over (partition by package order by "row") = 1
)

select package, 'fiscal_projects' as subject, words as published, regexp_replace(value::varchar, '\.0*$', '') as expected, value = 0 as agrees,
    if(agrees, 'projects_agree', 'projects_differ') as template, map {'number': regexp_replace(value::varchar, '\.0*$', '')} as arguments,
    [{'resource': 'paragraphs', 'row': denied."row", 'field': 'text'}, {'resource': 'key-figures', 'row': counted."row", 'field': 'value'}] as operands
from denied
join counted using (package)
