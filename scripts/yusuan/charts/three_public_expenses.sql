-- One row per disclosure and printed row of table 10 (three public expenses): its total, or where none is printed its budgets together.
select
    package, "row", any_value(label) as label, any_value(level) as level, any_value(is_total) as is_total,
    coalesce(
        max(amount_10k_yuan) filter (measure = 'total'),
        sum(amount_10k_yuan) filter (
            measure in ('general_public_budget', 'government_fund_budget', 'state_capital_budget')
        )
    ) as amount
from derived.facts
where table_name = 'three-public-expenses'
group by package, "row"
having amount is not null
order by package, "row"
