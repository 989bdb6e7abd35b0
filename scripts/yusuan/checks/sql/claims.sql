-- One row per figure of the narrative: under which heading it stands and what that is about, of what it is, and which figures it refers to.
with
statement as (
    select
        statements.*,
        replace(replace(replace(coalesce(heading, ''), '“', ''), '”', ''), '"', '') as headings,
        replace(replace(replace(replace(subject, '“', ''), '”', ''), '（', '('), '）', ')') as plain_subject,
        replace(replace(replace(replace(whole, '“', ''), '”', ''), '（', '('), '）', ')') as plain_whole,
        package.kind
    from main.statements
    join main.package using (package)
    -- a reason or a purpose states nothing that could be compared; 持平 has no value
    where coalesce(role, 'statement') = 'statement' and value is not null
),
-- the innermost heading that names a part of the explanations tells what a figure is about; that of a class (…（类）) names none
heading_part as (
    select headings, unnest(part) as title, generate_subscripts(part, 1) as depth
    from (select distinct headings, string_split(headings, ' / ') as part from statement)
),
section_of as (
    select headings, arg_max(about, depth) as about
    from (
        select headings, depth, first(about order by number) as about
        from heading_part
        join (select *, row_number() over () as number from checking.narrative_sections) as known on regexp_matches(title, pattern)
        where not regexp_matches(title, '[（(][类款项][)）]')
        group by headings, depth
    )
    group by headings
),
described as (
    select
        statement.*,
        about,
        regexp_extract(headings, '^([一二三四五六七八九十]+)、', 1) as section,
        -- what it is of: documents use many words for one thing
        coalesce('code ' || code, concept, plain_subject) as thing,
        if(unit like '%元', '元', unit) as kind_of_unit,
        -- an amount that is of another kind than the document (a budget in final accounts) or of an earlier year
        period = 'current' and case kind when 'final-accounts' then coalesce(base_kind, if(regexp_matches(subject, '预算(数|安排)?$'), 'budget', '')) not in ('budget', 'adjusted') else coalesce(base_kind, '') not in ('executed', 'final') end as is_own
    from statement
    left join section_of using (headings)
),
numbered as (
    select
        *,
        -- the same thing said again counts on
        row_number() over (
            partition by package, heading, subject, code, quantity, period order by "row"
        ) as time,
        row_number() over (
            partition by package, section, subject, quantity, period order by "row"
        ) as time_in_section,
        -- what a change, a rate or a share is of stands before it, in the same words or as the same thing; else it is the first of its heading
        coalesce(
            max("row") filter (quantity = 'amount' and is_own) over (
                partition by package, heading, subject order by "row" rows between unbounded preceding and current row
            ),
            max("row") filter (quantity = 'amount' and is_own) over (
                partition by package, heading, thing order by "row" rows between unbounded preceding and current row
            ),
            min("row") filter (quantity = 'amount' and is_own) over (partition by package, heading, subject)
        ) as amount_row,
        coalesce(
            max("row") filter (quantity = 'change' and period = 'current') over (
                partition by package, heading, subject order by "row" rows between unbounded preceding and current row
            ),
            max("row") filter (quantity = 'change' and period = 'current') over (
                partition by package, heading, thing order by "row" rows between unbounded preceding and current row
            )
        ) as change_row
    from described
)

select
    package,
    "row",
    headings,
    about,
    section,
    paragraph,
    sentence,
    subject,
    plain_subject,
    code,
    concept,
    thing,
    quantity,
    unit,
    kind_of_unit,
    trend,
    period,
    base_kind,
    base_period,
    is_own,
    whole,
    plain_whole,
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
            when 'completion' then '完成率' else '数量' end as place,
    'narrative ' || if(section = '', '', '(' || section || ') ') || '“' || subject || '” ' || replace(quantity, '_', ' ') as place_en
from numbered
