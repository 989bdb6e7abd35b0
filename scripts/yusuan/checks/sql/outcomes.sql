-- One row per comparison: its outcome, and in words what was compared.
with
figure as (
    select
        comparisons.* exclude (p_printed, p_place, source),
        coalesce(tellings.p_printed, comparisons.p_printed) as p_printed,
        coalesce(tellings.p_place, comparisons.p_place) as p_place,
        coalesce(tellings.source, comparisons.source) as source,
        -- figures that simply agree are not told one by one, but for the only one on a side
        coalesce(operand_text, if(a_rows = 1, concat_ws('，', a_said, b_said), null)) as operand_text, terms, blanks
    from checking.comparisons
    left join checking.tellings using (rule, package, subject)
),
told as (
    select
        rule, package, subject,
        found,
        p_printed as published,
        if(found = 'not-checkable', null, checking.plain(e, worth, decimals)) as expected,
        if(found = 'not-checkable', null, p_sign * p - e) as gap,
        worth, decimals, unit, relation, source,
        p_place || if(coalesce(p_printed, '') = '', '未印', '印作 ' || p_printed || if(ends_with(p_printed, unit), '', ' ' || unit)) as said,
        case
            when operand_text is null then '其他 ' || a_count || ' 个数合计 '
            when relation = 'growth' then '由' || operand_text || ' 算得 '
            when relation = 'share' then '由' || operand_text || ' 算得 '
            when relation = 'at_most' then '不应超过' || operand_text
            when a_count <= 1 then coalesce(operand_text, '')
            when a_count <= 6 then coalesce(operand_text || '，合计 ', '')
            else ltrim(terms, '＋') || ' 合计 '
        end as against,
        coalesce(
            note,
            if(doubted, doubt, null),
            if(relation in ('share', 'growth') and p_there > 0 and a_there > 0 and b_there > 0, '上年或整体为零，比率没有基数', null),
            if(blanks <> '', blanks || '没有印数', null),
            '没有印出可以比较的数'
        ) as reason,
        a_count
    from figure
),
figures_told as (
    select
        rule, package, subject, found, published, expected,
        gap, worth, source,
        case found
            when 'not-checkable' then coalesce(said || '；', '') || reason || '，不能核对。'
            else coalesce(said, '') || '；' || against
                || if(relation in ('share', 'growth') or (relation = 'sum' and a_count > 1), expected || if(unit = '', '', if(unit = '%', '%', ' ' || unit)), '')
                || case
                    when found = 'pass' then '，相符。'
                    when gap is null then '，不合。'
                    else '，相差 ' || checking.plain(abs(gap), worth, decimals) || if(unit = '', '', if(unit = '%', ' 个百分点', ' ' || unit))
                        || if(found = 'rounding', '，四舍五入可以解释。', '，四舍五入不能解释。') end
        end as message
    from told
),
word_sources as (
    select words.rule, words.package, words.subject, published, expected, agrees, message, source
    from checking.words
    left join checking.sources on sources.package = words.package and sources.resource = operands[1].resource
        and sources."row" = operands[1]."row" and sources.field = operands[1].field
),
everything as (
    select rule, package, subject, found, published, expected, gap, worth, source, message from figures_told
    union all
    select rule, package, subject, case when agrees is null then 'not-checkable' when agrees then 'pass' else 'discrepancy' end,
        published, expected, null, 1, source, message
    from word_sources
)

select
    everything.package,
    everything.rule,
    everything.subject,
    if(found = 'discrepancy' and severity = 'usual', 'unusual', found) as outcome,
    coalesce(published, '') as published,
    coalesce(expected, '') as expected,
    -- exact: a gap is a whole number of millionths of its unit
    if(gap is null, null, (sign(gap)::integer * (abs(gap) // worth)::decimal(26, 0))) as gap_millionths,
    coalesce(source, '') as source,
    message,
    severity
from everything
join checking.rules on rules.name = everything.rule
