-- title: 指标权重之和为 100 或 90
-- title_en: Indicator weights add to 100, or to 90
-- severity: usual
-- relation: sum
-- basis: 各地绩效目标表的惯例
-- explanation: 一个项目的指标分值权重之和通常是 100；很多地方把 10 分留给预算执行率，则是 90。
-- explanation_en: The weights of a project’s indicators usually add to 100, or to 90 where 10 points are kept for budget execution.
with
weighted as (
    select package, project, sum(weight) as total from main.performance_indicators where weight is not null group by package, project
),
project as (
    select package, "row" as project, name || if(row_number() over (partition by package, name order by "row") > 1, '#' || "row", '') as subject
    from main.projects
)

select indicator.package, project.subject, 'published' as side, 'performance-indicators' as resource, indicator."row", 'weight' as field, null as constant
from main.performance_indicators as indicator
join project using (package, project)
where weight is not null
union all
select package, project.subject, 'expected', null, null, null, if(total = 90, 90, 100) from weighted join project using (package, project)
