-- title: 总体目标与指标值一致
-- title_en: Rates in a goal agree with the targets
-- severity: usual
-- relation: words
-- basis: 同一项目的总体目标和指标说的是同一件事
-- explanation: 总体目标里写某个比率“达到百分之几”，指标中同名（或名称末尾相同）的比率通常是同一个数。
-- explanation_en: Where a project’s goal says what a rate shall reach, the target of that name (or ending in the same words) usually is the same.
with
goal as (
    select package, "row" as project, name as project_name, key,
        unnest(regexp_extract_all(goal, '[^，,。；;、（）()0-9]{2,16}率(?:达到|达|不低于|为|≥)\s*[0-9]+(?:\.[0-9]+)?\s*[%％]')) as words
    from main.projects
    join checking.named_projects using (package, "row", name)
    where contains(goal, '率')
),
rate as (
    select *, regexp_extract(words, '^(.+?率)', 1) as name, regexp_extract(words, '([0-9]+(?:\.[0-9]+)?)\s*[%％]$', 1)::decimal(20, 6) as value,
        row_number() over (partition by package, project, regexp_extract(words, '^(.+?率)', 1) order by words) as time
    from goal
),
pair as (
    select rate.*, indicator."row", indicator.name as indicator_name, indicator.target, indicator.value as target_value
    from rate
    join main.performance_indicators as indicator on indicator.package = rate.package and indicator.project = rate.project
        and indicator.unit = '%' and indicator.value is not null
        -- the same name, or its last five characters: 公用经费支付及时率, 资金支付及时率
        and right(regexp_replace(indicator.name, '（[^（）]*）$', ''), 5) = right(rate.name, 5)
    where time = 1
    qualify count(*) over (partition by rate.package, rate.project, rate.name) = 1
)

select package, key || ' ' || name as subject, words as published, target as expected, value = target_value as agrees,
    if(agrees, 'goal_agrees', 'goal_differs') as template, map {'project': project_name, 'indicator': indicator_name} as arguments,
    [{'resource': 'projects', 'row': project, 'field': 'goal'}, {'resource': 'performance-indicators', 'row': "row", 'field': 'target'}] as operands
from pair
