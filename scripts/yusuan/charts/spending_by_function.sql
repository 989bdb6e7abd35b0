-- One row per disclosure and top-level function (or grand total) of table 3; of table 1's right side where 3 has none.
with
fact as (
    select package, table_number, "row", code, label, level, is_total, amount_10k_yuan as amount
    from derived.facts
    where
        amount_10k_yuan is not null
        and (
            -- rows of table 3 without codes are units, not functions
            (table_number = 3 and measure = 'total' and (is_total or code is not null))
            or (table_number = 1 and measure = 'expenditure_amount')
        )
),
-- some places print items only: then the highest level that there is
top as (
    select package, table_number, min(level) as level
    from fact
    where not is_total and level > 0 and amount <> 0
    group by package, table_number
),
grand_total as (
    -- one of several totals, none of level 0, is the total of something
    select
        package,
        table_number,
        coalesce(max("row") filter (level = 0), case when count(distinct "row") = 1 then max("row") end) as "row"
    from fact
    where is_total
    group by package, table_number
),
-- where rows are units or economic categories, a table may print a class many times over
once as (
    select package, table_number
    from fact
    join top using (package, table_number, level)
    where not is_total
    group by package, table_number
    having count(*) = count(distinct coalesce(code, label))
),
best as (select package, max(table_number) as table_number from once group by package)

select package, table_number, fact."row", code, label, is_total, amount
from fact
join best using (package, table_number)
left join top using (package, table_number)
left join grand_total using (package, table_number)
where (is_total and fact."row" = grand_total."row") or (not is_total and fact.level = top.level)
order by package, fact."row"
