-- One row per project and disclosure, in printed order. Amounts as printed, and converted.
with
project as (select * from main.projects),
unit as (
    select package, unit, in_10k_yuan, in_yuan
    from main.resource_unit
    join main.money_unit using (unit)
    where resource = 'projects'
),
provenance as (select package, "row", source from main.provenance where resource = 'projects' and field = 'name')

select
    package,
    "row",
    name,
    agency_name,
    year,
    unit,
    total,
    fiscal_appropriation,
    other_funds,
    (total * in_10k_yuan)::decimal(20,6) as total_10k_yuan,
    (fiscal_appropriation * in_10k_yuan)::decimal(20,6) as fiscal_appropriation_10k_yuan,
    (other_funds * in_10k_yuan)::decimal(20,6) as other_funds_10k_yuan,
    (total * in_yuan)::decimal(20,2) as total_yuan,
    (fiscal_appropriation * in_yuan)::decimal(20,2) as fiscal_appropriation_yuan,
    (other_funds * in_yuan)::decimal(20,2) as other_funds_yuan,
    goal,
    source
from project
left join unit using (package)
left join provenance using (package, "row")
order by package, "row"
