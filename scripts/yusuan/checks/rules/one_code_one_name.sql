-- title: 一个编码一个名称
-- title_en: One code, one name
-- severity: must
-- relation: words
-- basis: 政府收支分类科目
-- explanation: 同一个科目编码在各表和说明里应当只有一个名称。参考表中已知的别名不算不同。
-- explanation_en: A code has one name in all tables and in the narrative. Aliases that the reference knows are no difference.
with
named as (
    select package, system, code, label, resource, "row",
        if(side = 'expenditure', 'expenditure_label', 'name') as field
    from checking.lines
    join checking.code_systems using (resource)
    where code is not null
    union all
    -- the narrative names a path: （类）（款）（项）
    select package, 'functional', left(code, digits), regexp_extract(text, pattern, 1), 'statements', "row", 'subject'
    from (
        select package, code, replace(replace(subject, '(', '（'), ')', '）') as text, "row" from checking.claims
        where code is not null and quantity = 'amount' and time = 1
    ),
    (values (3, '^(.+?)（类）'), (5, '（类）(.+?)（款）'), (7, '（款）(.+?)（项）')) as depth (digits, pattern)
    where length(code) >= digits and regexp_matches(text, pattern)
),
known as (
    select 'functional' as system, code, checking.bare(name) as label from main.functional_classification where status in ('observed', 'alias')
    union
    select 'economic', code, checking.bare(name) from main.economic_classification where status in ('observed', 'alias')
),
-- a path that leaves a level out names what stands above or below its code
of_another as (
    select distinct named.code, named.label
    from named
    join known on known.system = named.system and known.code <> named.code and known.label = checking.bare(named.label)
    where resource = 'statements' and (starts_with(known.code, named.code) or starts_with(named.code, known.code))
),
first_known as (select system, code, min(label) as label from known group by system, code),
-- names that the reference knows for the code count as one
standing as (
    -- prose, and some tables of classes, say 卫生健康 of 卫生健康支出; 其它 is 其他
    select named.*, replace(if(known.label is null, checking.bare(named.label), first.label), '其它', '其他') as distinct_label,
        case resource when 'statements' then 99 else tables.place end as position,
        if(resource = 'statements', '说明', called) || '「' || named.label || '」' as said,
        if(resource = 'statements', 'narrative', called_en) || ' “' || named.label || '”' as said_en
    from named
    left join known on known.system = named.system and known.code = named.code
        and (
            known.label = checking.bare(named.label)
            or ((resource = 'statements' or length(named.code) = 3) and known.label = checking.bare(named.label) || '支出')
        )
    left join first_known as first on first.system = named.system and first.code = named.code
    left join checking.tables using (resource)
    anti join of_another on resource = 'statements' and of_another.code = named.code and of_another.label = named.label
),
grouped as (
    select package, system, code,
        count(*) as places,
        -- a name that a narrow cell cut off is no other name
        count(distinct distinct_label) > 1
            and not bool_and(starts_with(distinct_label, shortest)) as differ,
        arg_min(label, position * 100000 + "row") as first_label,
        string_agg(distinct label, '、' order by label) as labels,
        list(distinct {'resource': resource, 'row': "row", 'field': field}) as operands,
        any_value({'resource': resource, 'row': "row", 'field': field} order by position, "row") filter (true) as first_place
    from (select *, arg_min(distinct_label, length(distinct_label)) over (partition by package, system, code) as shortest from standing)
    group by package, system, code
    having count(*) > 1
),
other as (
    select grouped.package, grouped.system, grouped.code,
        string_agg(distinct standing.label, '、' order by standing.label) as other_labels,
        string_agg(distinct said, '，' order by said) as others,
        string_agg(distinct said_en, ', ' order by said_en) as others_en,
        arg_min({'resource': standing.resource, 'row': standing."row", 'field': standing.field}, position * 100000 + standing."row") as place
    from grouped
    join standing using (package, system, code)
    where differ and checking.bare(standing.label) <> checking.bare(first_label)
    group by grouped.package, grouped.system, grouped.code
)

select grouped.package, system || ' ' || code as subject, coalesce(other_labels, first_label) as published, first_label as expected, not differ as agrees,
    if(differ, 'several_names', 'one_name') as template,
    if(differ, map {'code': code, 'others': others, 'others_en': others_en}, map {'code': code, 'places': places::varchar}) as arguments,
    if(differ, [other.place, first_place], list_sort(operands)) as operands
from grouped
left join other using (package, system, code)
