-- One row per disclosure and amount of tables 2 (income) and 3 (expenditure), in printed order.
select package, table_number, "row", code, label, level, is_total, measure, amount_10k_yuan as amount
from derived.facts
where table_number in (2, 3) and amount_10k_yuan is not null
order by package, table_number, "row", measure
