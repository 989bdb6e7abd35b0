-- One row per disclosure and amount in the grand total of table 2 (income), columns in the order of the table.
with
fact as (select * from derived.facts where table_number = 2),
measure as (select resource as table_name, field as measure, position from main.measure),
-- a table may print more than one total: only that of level 0 is of everything, and of two neither
grand_total as (
    select package, max("row") as "row"
    from fact
    where is_total and level = 0
    group by package
    having count(distinct "row") = 1
)

select package, fact.measure, fact.amount_10k_yuan as amount
from fact
join grand_total using (package, "row")
join measure using (table_name, measure)
where fact.amount_10k_yuan is not null
order by package, position
