-- One row per printed amount of any table, project or target: disclosure, table, row and measure. A blank is no fact.
with
amount as (select package, resource as table_name, "row", field as measure, amount from main.amount),
disclosure as (select package, agency, agency_name, region_name, year, kind from main.package),
measure as (
    select resource as table_name, field as measure, table_number, place, position, direction, side, fund, period
    from main.measure
),
-- a row that is a unit's, above the rows by code of that unit; many tables print its name there and nowhere else
unit_of_package as (select distinct package, unit_name from main.line where unit_name is not null),
unit_row as (
    select
        line.package, resource, side, "row", unit_code, coalesce(line.unit_name, unit_of_package.unit_name) as unit_name,
        code is null and level is null and not is_total as is_above
    from main.line
    left join unit_of_package on unit_of_package.package = line.package and unit_of_package.unit_name = line.label
    where line.unit_name is not null or (unit_of_package.unit_name is not null and code is null and level is null and not is_total)
),
-- where rows by code say their unit themselves, one that does not is no unit's
by_unit as (select package, resource, side from unit_row group by all having bool_and(is_above)),
line as (
    select
        line.* replace (
            if(is_total, line.unit_code, coalesce(line.unit_code, above.unit_code)) as unit_code,
            if(is_total, line.unit_name, coalesce(line.unit_name, above.unit_name)) as unit_name
        ) rename (resource as table_name)
    from main.line
    asof left join (select * from unit_row semi join by_unit using (package, resource, side)) as above
        on above.package = line.package and above.resource = line.resource and above.side = line.side and line."row" >= above."row"
),
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
