-- One row per disclosure and amount in the grand total of table 2 (income), columns in the order of the table.
with
fact as (select * from derived.facts where table_name = 'income'),
measure as (select field as measure, position from main.measure where resource = 'income'),
-- a table may print more than one total: its grand total, else the last one, is of everything
grand_total as (
    select package, arg_max("row", (level is not distinct from 0, "row")) as "row" from fact where is_total group by package
)

select package, fact.measure, fact.amount_10k_yuan as amount
from fact
join grand_total using (package, "row")
join measure using (measure)
where fact.amount_10k_yuan is not null
order by package, position
