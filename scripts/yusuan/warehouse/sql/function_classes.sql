-- One row per disclosure and class of expenditure by function (类), from one table that prints every class once.
with
class_name as (select code, name from main.functional_classification where level = 1),
total as (select * from derived.headline_twins where item = 'total_expenditure' and rank = 1 and agrees),
fact as (
    select facts.*, coalesce(facts.code, class_name.code) as class_code
    from derived.facts as facts
    left join class_name on facts.code is null and class_name.name = facts.label
    where level = 1 and not is_total and amount_10k_yuan is not null
        and (table_name, measure) in (select (resource, field) from main.headline_cell where item = 'total_expenditure')
),
class as (select * from fact where length(class_code) = 3),
-- where rows are units or economic categories, a table may print a class many times over
once as (
    select package, table_name
    from class
    group by package, table_name
    having count(*) = count(distinct class_code)
),
rounded as (select package, resource as table_name, "row", field as measure, millionths, half from main.rounded),
summed as (
    select
        package,
        class.table_name,
        any_value(table_number) as table_number,
        abs(sum(rounded.millionths) - any_value(whole.millionths)) <= sum(rounded.half) + any_value(whole.half) as sums_to_total
    from class
    join once using (package, table_name)
    join rounded using (package, table_name, "row", measure)
    left join total using (package)
    left join rounded as whole
        on whole.package = total.package
        and whole.table_name = total.resource
        and whole."row" = total."row"
        and whole.measure = total.field
    group by package, class.table_name
),
chosen as (
    select package, table_name, sums_to_total
    from summed
    qualify row_number() over (partition by package order by sums_to_total desc nulls last, table_number desc) = 1
)

select
    package,
    agency,
    year,
    kind,
    class_code as code,
    label,
    amount_10k_yuan,
    amount_yuan,
    printed,
    table_name as resource,
    "row",
    measure as field,
    source,
    sums_to_total
from class
join chosen using (package, table_name)
order by package, class_code
