-- title: 成本指标之和等于项目预算
-- title_en: Cost targets sum to the project’s budget
-- severity: usual
-- relation: sum
-- basis: 多数文件的惯例
-- explanation: 一个项目以金额表示的成本指标，加起来通常就是项目的年度预算总额；本身就是总额的指标（如“项目总成本”）单独与预算比较，不与各部分相加。
-- explanation_en: The cost targets of a project that are amounts usually add up to its budget; a target that is the total itself is compared alone, not added to its parts.
with
cost as (
    select indicator.package, indicator.project, indicator."row", project.key as project_name, indicator.name
    from main.performance_indicators as indicator
    join checking.named_projects as project on project.package = indicator.package and project."row" = indicator.project
    where level_1 = '成本指标' and value is not null and unit in (select unit from main.money_unit) and operator in ('<=', '<', '=')
),
amount as (
    select cost.*, part.q, whole.q as budget,
        sum(part.q) over per_project - part.q as others, count(*) over per_project as targets
    from cost
    join checking.figures as part on part.package = cost.package and part.resource = 'performance-indicators' and part."row" = cost."row"
        and part.field = 'value'
    left join checking.figures as whole on whole.package = cost.package and whole.resource = 'projects' and whole."row" = project
        and whole.field = 'total'
    window per_project as (partition by cost.package, project)
),
-- a target that is the total itself: as much as the budget, called the total, or as much as all the others
total as (
    select package, project, "row" from amount
    where q = budget or regexp_matches(name, '总(成本|支出|费用|投入|投资|经费|预算|额)') or (targets > 2 and q = others)
    qualify row_number() over (partition by package, project order by q is distinct from budget, "row") = 1
),
counted as (
    select amount.* from amount left join total using (package, project)
    where total."row" is null or total."row" = amount."row"
),
listed as (
    select package, project, project_name, any_value(budget) > sum(q) as is_less from counted group by package, project, project_name
)

select package, project_name as subject, 'published' as side, 'projects' as resource, project as "row", 'total' as field,
    if(is_less, 'costs_listed_in_part', null) as doubt
from listed
union all
select package, project_name, 'expected', 'performance-indicators', "row", 'value', null from counted
