-- One row per disclosure and class of expenditure by function (类), from the one table that prints every class once.
with
class_name as (select code, name from main.functional_classification where level = 1),
fact as (
    select facts.*, coalesce(facts.code, class_name.code) as class_code
    from derived.facts as facts
    left join class_name on facts.code is null and class_name.name = facts.label
    where level = 1 and not is_total and amount_10k_yuan is not null
        and ((table_number = 3 and measure = 'total') or (table_number = 1 and measure = 'expenditure_amount'))
),
class as (select * from fact where length(class_code) = 3),
-- where rows are units or economic categories, table 3 may print a class many times over
usable as (
    select package, table_number
    from class
    group by package, table_number
    having count(*) = count(distinct class_code)
    qualify row_number() over (partition by package order by table_number desc) = 1
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
    source
from class
join usable using (package, table_number)
order by package, class_code
