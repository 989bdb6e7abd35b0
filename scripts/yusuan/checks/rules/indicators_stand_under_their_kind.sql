-- title: 指标归在相应的类别下
-- title_en: Indicators stand under their kind
-- severity: usual
-- relation: words
-- basis: 绩效指标的分类：时效、成本、满意度
-- explanation: 名称以“及时率”结尾的指标通常是时效指标；以“满意度”结尾的通常是满意度指标。
-- explanation_en: An indicator of timeliness (及时率) usually stands under timeliness, one of satisfaction (满意度) under satisfaction.
with
named as (
    select indicator.package, indicator."row", project.name as project_name, project.key, indicator.name, level_1, level_2,
        case when ends_with(indicator.name, '及时率') then '时效' when ends_with(indicator.name, '满意度') then '满意度' end as kind,
        row_number() over (partition by indicator.package, indicator.project, indicator.name order by indicator."row") as time
    from main.performance_indicators as indicator
    join checking.named_projects as project on project.package = indicator.package and project."row" = indicator.project
    where level_2 is not null
)

select package, key || ' ' || name || if(time > 1, '#' || time, '') as subject, level_2 as published, kind || '指标' as expected,
    contains(level_2, kind) or contains(level_1, kind) as agrees,
    if(agrees, 'kind_agrees', 'kind_differs') as template, map {'project': project_name, 'indicator': name} as arguments,
    [{'resource': 'performance-indicators', 'row': "row", 'field': 'name'}, {'resource': 'performance-indicators', 'row': "row", 'field': 'level_2'}] as operands
from named
where kind is not null
