-- title: 科目名称与参考表一致
-- title_en: Codes are named as in the reference
-- severity: usual
-- relation: words
-- basis: 政府收支分类科目（参考表汇自多份公开文件，并非官方目录）
-- explanation: 科目名称通常与各地文件中同一编码当年的名称之一一致。参考表不是官方目录，所以只是惯例。
-- explanation_en: A code is usually named as other documents of its years name it. The reference is no official list, so this is a convention.
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
    select system, code, name, list_min(seen) as first_year, list_max(seen) as last_year
    from (
        select *, [try_cast(year as integer) for year in string_split(coalesce(years, ''), ' ') if year <> ''] as seen
        from (
            select 'functional' as system, code, name, years from main.functional_classification where status in ('observed', 'alias')
            union all
            select 'economic', code, name, years from main.economic_classification where status in ('observed', 'alias')
        )
    )
),
-- a name counts in the years between those in which it was seen (30307 was 医疗费 until 2017), in any year where that says nothing
in_year as (
    select named.*, known.name,
        coalesce(package.year between known.first_year and known.last_year, known.name is not null) as is_of_year
    from named
    join main.package as package using (package)
    left join known using (system, code)
),
compared as (
    select package, system, code, label, place,
        count(name) > 0 as is_known,
        bool_or(checking.bare(name) = checking.bare(label) and (is_of_year or not any_of_year)) as named_so,
        string_agg(distinct name, '、' order by name) filter (is_of_year or not any_of_year) as names
    from (select *, bool_or(is_of_year) over (partition by package, system, code, label) as any_of_year from in_year)
    group by package, system, code, label, place
)

select package, system || ' ' || code || ' ' || label as subject, label as published, names as expected,
    if(is_known, named_so, null) as agrees,
    case when not is_known then 'code_not_known' when named_so then 'code_named_as_known' else 'code_named_otherwise' end as template,
    map {'code': code} as arguments,
    [place] as operands
from compared
