-- title: 成本指标不超过项目预算
-- title_en: Cost targets within the project’s budget
-- severity: usual
-- relation: at_most
-- basis: 多数文件的惯例
-- explanation: 成本指标写明“不超过多少万元”的，通常不超过项目的年度预算总额；跨年度的项目可以按总投资写，所以只是惯例。
-- explanation_en: A cost target in money is usually no more than the project’s budget of the year; a project of several years may state its whole cost, so this is a convention.
with
cost as (
    select indicator.package, indicator.project, indicator."row", project.key as project_name, indicator.name,
        row_number() over (partition by indicator.package, indicator.project, indicator.name order by indicator."row") as time
    from main.performance_indicators as indicator
    join checking.named_projects as project on project.package = indicator.package and project."row" = indicator.project
    where level_1 = '成本指标' and value is not null and unit in (select unit from main.money_unit) and operator in ('<=', '<', '=')
)

select package, project_name || ' ' || name || if(time > 1, '#' || time, '') as subject, 'published' as side, 'performance-indicators' as resource, "row", 'value' as field from cost
union all
select package, project_name || ' ' || name || if(time > 1, '#' || time, ''), 'expected', 'projects', project, 'total' from cost
