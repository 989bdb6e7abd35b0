-- One row per package, official table and amount column that it prints: what a place never prints cannot be blank.
select resource_columns.package, resource_columns.resource, resource_columns.field
from main.resource_columns
semi join checking.fields using (resource, field)
