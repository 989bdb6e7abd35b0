-- One row per figure of the narrative: under which heading it stands, and which cell of a table states the same thing, if any.
with
statement as (
    select
        statements.*,
        replace(replace(replace(coalesce(heading, ''), '“', ''), '”', ''), '"', '') as headings,
        replace(replace(replace(replace(subject, '“', ''), '”', ''), '（', '('), '）', ')') as plain_subject
    from main.statements
    -- a reason or a purpose states nothing that could be compared; 持平 has no value
    where coalesce(role, 'statement') = 'statement' and value is not null
),
numbered as (
    select
        *,
        regexp_extract(headings, '^([一二三四五六七八九十]+)、', 1) as section,
        -- the same thing said again counts on
        row_number() over (
            partition by package, heading, subject, code, quantity, period order by "row"
        ) as time,
        row_number() over (
            partition by package, regexp_extract(headings, '^([一二三四五六七八九十]+)、', 1), subject, quantity, period order by "row"
        ) as time_in_section,
        -- what a change, a rate or a share is told of stands before it; else it is the first of its heading
        coalesce(
            max("row") filter (quantity = 'amount' and period = 'current') over (
                partition by package, heading, subject order by "row" rows between unbounded preceding and current row
            ),
            min("row") filter (quantity = 'amount' and period = 'current') over (partition by package, heading, subject)
        ) as amount_row,
        max("row") filter (quantity = 'change' and period = 'current') over (
            partition by package, heading, subject order by "row" rows between unbounded preceding and current row
        ) as change_row
    from statement
)

select
    package,
    "row",
    headings,
    section,
    paragraph,
    subject,
    plain_subject,
    code,
    quantity,
    unit,
    trend,
    period,
    base_kind,
    base_period,
    concept,
    whole,
    replace(replace(replace(replace(whole, '“', ''), '”', ''), '（', '('), '）', ')') as plain_whole,
    "group" as list,
    enumerators,
    text,
    time,
    amount_row,
    change_row,
    concat_ws(' ', section, subject, quantity, if(period = 'prior', 'prior', null)) || if(time_in_section > 1, '#' || time_in_section, '') as key,
    '说明' || if(section = '', '', '（' || section || '）') || '「' || subject || '」'
        || case quantity
            when 'amount' then '金额' when 'share' then '占比' when 'change' then '比上年增减' when 'change_rate' then '增减率'
            else '数量' end as place,
    'narrative ' || if(section = '', '', '(' || section || ') ') || '“' || subject || '” ' || replace(quantity, '_', ' ') as place_en
from numbered
