-- One row per disclosure and class of functions, of items where no class is printed; then total expenditure.
with
fact as (
    select package, table_number, table_name as resource, "row", measure as field, code, label, level, amount_10k_yuan as amount
    from derived.facts
    where
        amount_10k_yuan is not null
        and not is_total
        and (
            -- rows of table 3 without codes are units, not functions
            (table_number = 3 and measure = 'total' and code is not null)
            or (table_number = 1 and measure = 'expenditure_amount')
        )
),
total as (
    select package, label, amount_10k_yuan as amount
    from derived.headline_figures
    where item = 'total_expenditure' and state = 'present'
),
class as (
    select package, table_number, "row", code, label, amount
    from derived.function_classes
    join (select package, table_number, resource, "row", field, amount from fact) using (package, resource, "row", field)
),
-- some places print items only: then the highest level that there is
top as (
    select package, table_number, min(level) as level
    from fact
    where level > 0 and amount <> 0
    group by package, table_number
),
-- where rows are units or economic categories, a table may print a function many times over
once as (
    select package, table_number
    from fact
    join top using (package, table_number, level)
    group by package, table_number
    having count(*) = count(distinct coalesce(code, label))
),
best as (select package, max(table_number) as table_number from once group by package),
item as (
    select package, table_number, fact."row", fact.code, label, amount
    from fact
    join best using (package, table_number)
    join top using (package, table_number, level)
    anti join class using (package)
),
part as (select * from class union all select * from item),
whole as (
    select package, any_value(table_number) as table_number, null::integer as "row", null::varchar as code,
        any_value(total.label) as label, any_value(total.amount) as amount
    from part
    join total using (package)
    group by package
)

select *, false as is_total from part
union all
select *, true as is_total from whole
order by package, is_total, "row"
