-- title: 成本控制率与成本限额一致
-- title_en: A cost rate agrees with the cost limit
-- severity: usual
-- relation: words
-- basis: 两个指标限制的是同一笔开支
-- explanation: 一个项目既写“不超过多少万元”，又写成本（预算）控制率不超过百分之几的，限额通常不超过预算总额乘以这个比率：限额 160 万元就是预算的全部，与控制率 95% 不一致。
-- explanation_en: Where a project limits its cost both in money and as a share of its budget, the two usually agree: a limit of the whole budget is at odds with a share of 95 %.
with
target as (
    select package, project, "row", name, value, unit, level_1, target
    from main.performance_indicators where operator in ('<=', '<') and value is not null and level_1 = '成本指标'
),
rate as (
    select * from target where unit = '%' and regexp_matches(name, '控制率') and value < 100
    qualify count(*) over (partition by package, project) = 1
),
-- the dearest limit is that of the whole
cost as (
    select target.*, figures.q
    from target
    join checking.figures as figures on figures.package = target.package and figures.resource = 'performance-indicators'
        and figures."row" = target."row" and figures.field = 'value' and figures.is_money
    qualify row_number() over (partition by target.package, target.project order by figures.q desc, target."row") = 1
)

select rate.package, project.key as subject, rate.target as published, cost.target as expected,
    cost.q * 100 <= budget.q * rate.value as agrees,
    if(agrees, 'cost_rate_agrees', 'cost_rate_differs') as template,
    map {'project': project.name, 'rate': rate.name, 'cost': cost.name, 'budget': budget.printed} as arguments,
    [{'resource': 'performance-indicators', 'row': rate."row", 'field': 'target'}, {'resource': 'performance-indicators', 'row': cost."row", 'field': 'target'}, {'resource': 'projects', 'row': project."row", 'field': 'total'}] as operands
from rate
join cost using (package, project)
join checking.named_projects as project on project.package = rate.package and project."row" = rate.project
join checking.figures as budget on budget.package = rate.package and budget.resource = 'projects' and budget."row" = rate.project and budget.field = 'total'
