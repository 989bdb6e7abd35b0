-- One row per disclosure. Headline figures are the totals that its official tables print, in 万元; null where not printed.
with
disclosure as (select * from main.package),
-- a table may print more than one total (本年收入合计, 收入总计): that of everything has level 0
total as (
    select package, table_number, measure, arg_max(amount_10k_yuan, "row") as amount
    from derived.facts
    where is_total and level = 0
    group by package, table_number, measure
),
headline as (
    select
        package,
        coalesce(
            max(amount) filter (table_number = 2 and measure = 'total'),
            max(amount) filter (table_number = 1 and measure = 'income_amount')
        ) as total_income,
        coalesce(
            max(amount) filter (table_number = 3 and measure = 'total'),
            max(amount) filter (table_number = 1 and measure = 'expenditure_amount')
        ) as total_expenditure,
        coalesce(
            max(amount) filter (table_number = 4 and measure = 'income_amount'),
            max(amount) filter (table_number = 4 and measure = 'expenditure_total'),
            max(amount) filter (table_number = 2 and measure = 'fiscal_appropriation')
        ) as fiscal_appropriation,
        max(amount) filter (table_number = 3 and measure = 'basic_expenditure') as basic_expenditure,
        max(amount) filter (table_number = 3 and measure = 'project_expenditure') as project_expenditure,
        max(amount) filter (table_number = 6 and measure = 'personnel') as personnel,
        max(amount) filter (table_number = 6 and measure = 'operating') as operating,
        max(amount) filter (table_number = 10 and measure = 'total') as three_public_expenses
    from total
    group by package
),
unit as (
    select package, if(count(distinct unit) = 1, any_value(unit), null) as unit
    from main.resource_unit
    join main.money_unit using (unit)
    group by package
),
fact as (select package, count(*) as facts from derived.facts group by package)

select
    package,
    agency,
    agency_name,
    agency_name_en,
    parent_agency,
    region,
    region_name,
    year,
    kind,
    title,
    title_en,
    issuer,
    issued,
    form,
    version,
    unit,
    total_income as total_income_10k_yuan,
    total_expenditure as total_expenditure_10k_yuan,
    fiscal_appropriation as fiscal_appropriation_10k_yuan,
    basic_expenditure as basic_expenditure_10k_yuan,
    project_expenditure as project_expenditure_10k_yuan,
    personnel as personnel_10k_yuan,
    operating as operating_10k_yuan,
    three_public_expenses as three_public_expenses_10k_yuan,
    coalesce(facts, 0)::integer as facts,
    source_title,
    source_sha256
from disclosure
left join headline using (package)
left join unit using (package)
left join fact using (package)
order by package
