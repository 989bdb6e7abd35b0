-- One row per rule: what it compares and says, and how often it came to what.
with
counted as (
    select rule,
        count(*) filter (outcome = 'pass') as passed,
        count(*) filter (outcome = 'rounding') as rounding,
        count(*) filter (outcome = 'discrepancy') as discrepancies,
        count(*) filter (outcome = 'unusual') as unusual,
        count(*) filter (outcome = 'not-checkable') as not_checkable
    from derived.checks group by rule
)

select name as rule, title, title_en, severity, relation, basis, explanation, explanation_en,
    coalesce(passed, 0)::integer as passed, coalesce(rounding, 0)::integer as rounding, coalesce(discrepancies, 0)::integer as discrepancies,
    coalesce(unusual, 0)::integer as unusual, coalesce(not_checkable, 0)::integer as not_checkable
from checking.rules
left join counted on counted.rule = rules.name
order by name
