-- One row per package, official table and amount column that it prints: what a place never prints cannot be blank.
select resource_columns.package, resource_columns.resource, resource_columns.field
from main.resource_columns
semi join checking.fields using (resource, field)
-- amounts of no known unit are printed and worth nothing that could be compared; they are no blanks
anti join (
    select distinct package, resource
    from main.amount
    anti join (select package, resource from main.resource_unit join main.money_unit using (unit)) as stated using (package, resource)
) as without_unit using (package, resource)
