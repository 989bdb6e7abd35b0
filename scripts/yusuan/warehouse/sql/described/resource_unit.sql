-- One row per disclosure and resource whose unit is known: as printed with the table, else as its descriptor has it.
with
printed as (select package, table_name as resource, unit from main.tables where unit is not null),
described as (select package, resource, unit from described_unit)

select
    package,
    resource,
    coalesce(printed.unit, described.unit) as unit
from printed
full join described using (package, resource)
order by package, resource
