-- One row per disclosure and printed row of table 6: total, personnel and operating costs side by side.
with
fact as (
    select *
    from derived.facts
    where table_number = 6 and amount_10k_yuan is not null
)

select
    package,
    "row",
    code,
    label,
    level,
    is_total,
    max(amount_10k_yuan) filter (measure = 'total') as total,
    max(amount_10k_yuan) filter (measure = 'personnel') as personnel,
    max(amount_10k_yuan) filter (measure = 'operating') as operating
from fact
group by package, "row", code, label, level, is_total
order by package, "row"
