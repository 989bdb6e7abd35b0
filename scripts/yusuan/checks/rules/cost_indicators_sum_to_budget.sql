-- title: 成本指标之和等于项目预算
-- title_en: Cost targets sum to the project’s budget
-- severity: usual
-- relation: sum
-- basis: 多数文件的惯例
-- explanation: 一个项目以金额表示的成本指标，加起来通常就是项目的年度预算总额。
-- explanation_en: The cost targets of a project that are amounts usually add up to its budget.
with
cost as (
    select indicator.package, indicator.project, indicator."row", project.name as project_name, indicator.name
    from main.performance_indicators as indicator
    join main.projects as project on project.package = indicator.package and project."row" = indicator.project
    where level_1 = '成本指标' and value is not null and unit in (select unit from main.money_unit) and operator in ('<=', '<', '=')
),
listed as (
    select cost.package, project, project_name, any_value(whole.q) > sum(part.q) as is_less
    from cost
    join checking.figures as part on part.package = cost.package and part.resource = 'performance-indicators' and part."row" = cost."row"
        and part.field = 'value'
    left join checking.figures as whole on whole.package = cost.package and whole.resource = 'projects' and whole."row" = project
        and whole.field = 'total'
    group by cost.package, project, project_name
)

select package, project_name as subject, 'published' as side, 'projects' as resource, project as "row", 'total' as field,
    if(is_less, 'costs_listed_in_part', null) as doubt
from listed
union all
select package, project_name, 'expected', 'performance-indicators', "row", 'value', null from cost
