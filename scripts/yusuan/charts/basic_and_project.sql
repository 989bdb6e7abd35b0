-- One row per disclosure and printed row of table 3 (expenditure): its total, basic and project expenditure side by side.
with
fact as (select * from derived.facts where table_name = 'expenditure' and amount_10k_yuan is not null)

select
    package,
    "row",
    code,
    label,
    level,
    is_total,
    max(amount_10k_yuan) filter (measure = 'total') as total,
    max(amount_10k_yuan) filter (measure = 'basic_expenditure') as basic_expenditure,
    max(amount_10k_yuan) filter (measure = 'project_expenditure') as project_expenditure
from fact
group by package, "row", code, label, level, is_total
order by package, "row"
