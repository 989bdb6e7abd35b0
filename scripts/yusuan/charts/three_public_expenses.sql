-- One row per disclosure and printed row of table 10 (three public expenses): its total.
select package, "row", label, level, is_total, amount_10k_yuan as amount
from derived.facts
where table_name = 'three-public-expenses' and measure = 'total' and amount_10k_yuan is not null
order by package, "row"
