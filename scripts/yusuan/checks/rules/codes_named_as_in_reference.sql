-- title: 科目名称与参考表一致
-- title_en: Codes are named as in the reference
-- severity: usual
-- relation: words
-- basis: 政府收支分类科目（参考表汇自多份公开文件，并非官方目录）
-- explanation: 科目名称通常与各地文件中同一编码的名称之一一致。参考表不是官方目录，所以只是惯例。
-- explanation_en: A code is usually named as other documents name it. The reference is no official list, so this is a convention.
with
named as (
    select package, system, code, label,
        min({'resource': resource, 'row': "row", 'field': if(side = 'expenditure', 'expenditure_label', 'name')}) as place
    from checking.lines
    join checking.code_systems using (resource)
    where code is not null
    group by package, system, code, label
),
known as (
    select 'functional' as system, code, name from main.functional_classification where status in ('observed', 'alias')
    union all
    select 'economic', code, name from main.economic_classification where status in ('observed', 'alias')
),
compared as (
    select package, system, code, label, place,
        count(known.name) > 0 as is_known,
        -- in whichever year: of many names the reference does not know the years
        bool_or(checking.bare(name) = checking.bare(label)) as named_so,
        string_agg(distinct name, '、' order by name) as names
    from named
    left join known using (system, code)
    group by package, system, code, label, place
)

select package, system || ' ' || code || ' ' || label as subject, label as published, names as expected,
    if(is_known, named_so, null) as agrees,
    case when not is_known then 'code_not_known' when named_so then 'code_named_as_known' else 'code_named_otherwise' end as template,
    map {'code': code} as arguments,
    [place] as operands
from compared
