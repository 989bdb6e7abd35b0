-- One row per figure of the narrative, as a claim, in the document's order.
with
figure as (select * from main.statements),
unit as (select unit, in_10k_yuan, in_yuan from main.money_unit),
provenance as (
    select package, "row", any_value(source order by field = 'value' desc) as source
    from main.provenance
    where resource = 'statements' and field in ('value', 'trend', 'text')
    group by package, "row"
)

select
    package,
    "row",
    heading,
    enumerators,
    paragraph,
    sentence,
    subject,
    concept,
    code,
    code_from,
    quantity,
    value,
    unit,
    step,
    trend,
    period,
    base_kind,
    base_period,
    whole,
    "group",
    role,
    text,
    -- null where the unit is none of money's
    (value * in_10k_yuan)::decimal(20,6) as amount_10k_yuan,
    (value * in_yuan)::decimal(20,2) as amount_yuan,
    source
from figure
left join unit using (unit)
left join provenance using (package, "row")
order by package, "row"
