-- One row per check evaluated or not: a rule, a disclosure, and what was compared.
with
confirmation as (select package, rule, subject, published, expected, note from main.confirmations)

select
    outcomes.package,
    rule,
    subject,
    outcome,
    outcomes.published,
    outcomes.expected,
    (gap_millionths * 0.000001::decimal(6, 6))::decimal(20, 6) as difference,
    source,
    message,
    severity,
    outcome = 'discrepancy' and confirmation.rule is not null as confirmed,
    if(outcome = 'discrepancy', confirmation.note, null) as confirmation
from checking.outcomes
left join confirmation using (package, rule, subject)
where confirmation.rule is null or true
order by package, rule, subject
