-- One row per figure of the narrative: under which heading it stands, and which cell of a table states the same thing, if any.
with
statement as (
    select
        statements.*,
        replace(replace(replace(heading, '“', ''), '”', ''), '"', '') as headings,
        replace(replace(replace(replace(subject, '“', ''), '”', ''), '（', '('), '）', ')') as plain_subject
    from main.statements
),
numbered as (
    select
        *,
        regexp_extract(headings, '^([一二三四五六七八九十]+)、', 1) as section,
        -- the same thing said again counts on
        row_number() over (
            partition by package, heading, subject, code, quantity, period order by "row"
        ) as time
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
    text,
    time,
    concat_ws(' ', section, subject, quantity, if(period = 'prior', 'prior', null)) || if(time > 1, '#' || time, '') as key,
    '说明' || if(section = '', '', '（' || section || '）') || '「' || subject || '」'
        || case quantity
            when 'amount' then '金额' when 'share' then '占比' when 'change' then '比上年增减' when 'change_rate' then '增减率'
            else '数量' end as place,
    'narrative ' || if(section = '', '', '(' || section || ') ') || '“' || subject || '” ' || replace(quantity, '_', ' ') as place_en
from numbered
