-- One row per figure (or text) of the outline and of the other important matters, in the document's order.
with
figure as (select * from main.key_figures),
unit as (select unit, in_10k_yuan, in_yuan from main.money_unit),
provenance as (
    select package, "row", any_value(source order by field = 'value' desc) as source
    from main.provenance
    where resource = 'key-figures' and field in ('value', 'text')
    group by package, "row"
)

select
    package,
    "row",
    topic,
    item,
    label,
    quantity,
    value,
    unit,
    trend,
    text,
    -- null where the unit is none of money's
    (value * in_10k_yuan)::decimal(20,6) as amount_10k_yuan,
    (value * in_yuan)::decimal(20,2) as amount_yuan,
    source
from figure
left join unit using (unit)
left join provenance using (package, "row")
order by package, "row"
