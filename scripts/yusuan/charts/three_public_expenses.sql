-- One row per disclosure and printed row of table 10 (three public expenses): its total, or where none is printed its
-- budgets together; `printed` where this year's column holds a figure, even one whose unit is not known.
with
fact as (
    select *, measure in ('total', 'general_public_budget', 'government_fund_budget', 'state_capital_budget') as own
    from derived.facts
    where table_number = 10
)

select
    package,
    "row",
    any_value(label) as label,
    any_value(level) as level,
    any_value(is_total) as is_total,
    coalesce(
        max(amount_10k_yuan) filter (measure = 'total'),
        sum(amount_10k_yuan) filter (own and measure <> 'total')
    ) as amount,
    bool_or(own) as printed
from fact
group by package, "row"
order by package, "row"
