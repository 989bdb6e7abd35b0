-- One row per printed amount of any table, project or target: disclosure, table, row and measure. A blank is no fact.
with
amount as (select package, resource as table_name, "row", field as measure, amount from main.amount),
disclosure as (select package, agency, agency_name, region_name, year, kind from main.package),
measure as (
    select resource as table_name, field as measure, table_number, place, position, direction, side, fund, period
    from main.measure
),
line as (select * rename (resource as table_name) from main.line),
unit as (
    select package, resource as table_name, in_10k_yuan, in_yuan
    from main.resource_unit
    join main.money_unit using (unit)
),
provenance as (
    select package, resource as table_name, "row", field as measure, printed, source from main.provenance
)

select
    package,
    agency,
    year,
    kind,
    table_name,
    table_number,
    "row",
    direction,
    code_system,
    code,
    label,
    level,
    is_total,
    measure,
    -- exact: loading refused every amount that these types would round
    (amount * in_10k_yuan)::decimal(20,6) as amount_10k_yuan,
    (amount * in_yuan)::decimal(20,2) as amount_yuan,
    printed,
    source,
    agency_name,
    region_name,
    unit_code,
    unit_name,
    functional_code,
    economic_code,
    government_economic_code,
    label_path,
    fund,
    period
from amount
join disclosure using (package)
join measure using (table_name, measure)
left join line using (package, table_name, "row", side)
left join unit using (package, table_name)
left join provenance using (package, table_name, "row", measure)
order by package, place, "row", position
