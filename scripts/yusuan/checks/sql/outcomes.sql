-- One row per comparison: its outcome, and the template and the words of its message that no operand prints.
with
figure as (
    select
        rule, package, subject, found, relation, worth, unit, figures, others, figure_blank, blank, missing,
        coalesce(published, p_printed) as published, coalesce(source, p_source) as source,
        if(found = 'not-checkable', null, checking.plain(e, worth, decimals)) as expected,
        if(found = 'not-checkable', null, p_sign * p - e) as gap,
        case when found = 'not-checkable' then case
            when note is not null then note
            when doubted then doubt
            when p_there > 0 and a_there > 0 and (b_there > 0 or relation not in ('share', 'growth')) then 'no_base'
            when p_there = 0 or blank is not null then 'operand_blank'
            else 'nothing_printed' end
        end as reason,
        case
            when found <> 'not-checkable' then case
                when relation = 'at_most' then 'at_most'
                when relation in ('share', 'growth') then if(e is null, 'rate_without_base', 'rate')
                when constants > 0 then if(counted > 0, 'counted', 'should_be')
                when a_count <= 1 then 'equals'
                when p_sign < 0 then 'sums_down'
                else 'sums' end
            when note is not null then if(missing is null, 'not_compared', 'missing_operands')
            -- what a constant is compared with names no other figure
            when doubted then if(constants > 0 and counted = 0, 'not_compared', 'not_compared_with')
            when p_there = 0 then 'figure_not_printed'
            when a_there > 0 and (b_there > 0 or relation not in ('share', 'growth')) then 'not_compared_with'
            when blank is not null then 'blank_operands'
            else 'not_compared'
        end as template,
        case
            -- nothing beside nothing: both places say so, and no more is shown
            when found <> 'not-checkable' and relation in ('sum', 'at_most') and is_nothing then 'zero'
            when relation in ('share', 'growth') then 'ratio'
            else relation
        end as comparison
    from checking.comparisons
    left join checking.details using (rule, package, subject)
),
word as (
    select words.*, source
    from checking.words
    left join checking.sources on sources.package = words.package and sources.resource = operands[1].resource
        and sources."row" = operands[1]."row" and sources.field = operands[1].field
),
everything as (
    select
        rule, package, subject, found, published, expected, gap, worth, unit, source, template, reason, comparison,
        checking.placeless(
            if(figures = 0, figure_blank, null),
            if(others = 0 or template = 'blank_operands', blank, null),
            if(others = 0, missing, null)
        ) as arguments
    from figure
    union all by name
    select
        rule, package, subject, case when agrees is null then 'not-checkable' when agrees then 'pass' else 'discrepancy' end as found,
        published, expected, null as gap, 1 as worth, '' as unit, source, template, 'words' as comparison,
        to_json(arguments)::varchar as arguments
    from word
)

select
    everything.package,
    everything.rule,
    everything.subject,
    if(found = 'discrepancy' and severity = 'usual', 'unusual', found) as outcome,
    coalesce(published, '') as published,
    coalesce(expected, '') as expected,
    -- exact: a gap is a whole number of millionths of its unit
    (if(gap is null, null, (sign(gap)::integer * (abs(gap) // worth)::decimal(26, 0))) * 0.000001::decimal(6, 6))::decimal(20, 6) as difference,
    unit,
    coalesce(source, '') as source,
    template,
    reason,
    arguments,
    comparison,
    severity
from everything
join checking.rules on rules.name = everything.rule
