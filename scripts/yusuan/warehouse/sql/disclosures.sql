-- One row per disclosure, with its headline figures in 万元; null where not printed, or where it prints several.
with
disclosure as (select * from main.package),
headline as (
    pivot (select package, item, amount_10k_yuan from derived.headline_figures)
    on item in (
        'total_income', 'total_expenditure', 'fiscal_appropriation_income', 'basic_expenditure', 'project_expenditure',
        'personnel', 'operating', 'three_public_expenses'
    )
    using any_value(amount_10k_yuan)
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
    fiscal_appropriation_income as fiscal_appropriation_10k_yuan,
    basic_expenditure as basic_expenditure_10k_yuan,
    project_expenditure as project_expenditure_10k_yuan,
    personnel as personnel_10k_yuan,
    operating as operating_10k_yuan,
    three_public_expenses as three_public_expenses_10k_yuan,
    coalesce(facts, 0)::integer as facts,
    source_title,
    source_sha256,
    source_url
from disclosure
left join headline using (package)
left join unit using (package)
left join fact using (package)
order by package
