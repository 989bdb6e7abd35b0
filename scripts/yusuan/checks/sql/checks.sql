-- One row per check: a rule, a disclosure, what was compared, and what came of it.
with
confirmation as (select package, rule, subject, published, expected, note from main.confirmations)

select
    outcomes.package,
    outcomes.rule,
    outcomes.subject,
    outcome,
    outcomes.published,
    outcomes.expected,
    difference,
    unit,
    source,
    message,
    template,
    arguments,
    reason,
    comparison,
    severity,
    outcome = 'discrepancy' and note is not null as confirmed,
    if(outcome = 'discrepancy', note, null) as confirmation
from checking.outcomes
left join checking.messages using (package, rule, subject)
-- a confirmation holds for the very figures that a person saw
left join confirmation on confirmation.package = outcomes.package and confirmation.rule = outcomes.rule
    and confirmation.subject = outcomes.subject and coalesce(confirmation.published, '') = outcomes.published
    and coalesce(confirmation.expected, '') = outcomes.expected
order by outcomes.package, outcomes.rule, outcomes.subject
