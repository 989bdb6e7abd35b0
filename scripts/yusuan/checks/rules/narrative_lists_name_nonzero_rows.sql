-- title: 说明中的列举与表中非零各行一致
-- title_en: Lists in prose name exactly the rows that are not zero
-- severity: must
-- relation: words
-- basis: 预算说明与预算表说的是同一件事
-- explanation: 说明写“收入预算包括…”“主要包括…”时，列举的名称应当正好是表中金额不为零的各行。
-- explanation_en: Where the narrative says what income, expenditure or a kind of it comprises, it names exactly the rows that are not zero.
with
found as (
    select paragraphs.package, paragraphs."row" as paragraph, lists.*, regexp_extract(text, pattern, 1) as listed
    from (select * from main.paragraphs where contains(text, '包括')) as paragraphs
    join checking.narrative_lists as lists on regexp_matches(paragraphs.heading, lists.heading) and regexp_matches(text, lists.pattern)
    -- a list with amounts is read as statements, not here
    where not regexp_matches(regexp_extract(text, pattern, 1), '\d+(\.\d+)?\s*(万|亿)?元')
),
word as (
    select package, name as list_name, paragraph,
        regexp_replace(trim(unnest(string_split_regex(listed, '[、，,]'))), '等(支出|费用|经费|方面)?$', '') as word
    from found
),
row_of as (
    select found.package, found.name as list_name, found.paragraph, cells.code, cells.item, cells.label, cells.resource, cells."row",
        case cells.side when 'income' then 'income_label' when 'expenditure' then 'expenditure_label' else 'name' end as label_field,
        if(cells.resource = 'general-public-budget-basic-expenditure', 'economic', 'functional') as system
    from found
    join checking.cells as cells on cells.package = found.package and cells.resource = found.table_name
        and cells.side = coalesce(found.side, '') and cells.field = found.field and cells.level = found.level::integer
    where coalesce(cells.q, 0) <> 0
),
alias as (
    select 'functional' as system, code, name from main.functional_classification
    union all
    select 'economic', code, name from main.economic_classification
),
matched as (
    select distinct word.package, word.list_name, word.paragraph, word.word, row_of."row"
    from word
    join row_of on row_of.package = word.package and row_of.list_name = word.list_name and row_of.paragraph = word.paragraph
        and (
            row_of.label = word.word
            or row_of.item in (select item from checking.list_names where name = word.word)
            or (row_of.system, row_of.code, word.word) in (select (system, code, name) from alias)
        )
),
unnamed as (
    select row_of.package, row_of.list_name, row_of.paragraph, string_agg(row_of.label, '、' order by row_of."row") as labels
    from row_of anti join matched using (package, list_name, paragraph, "row")
    group by row_of.package, row_of.list_name, row_of.paragraph
),
unknown as (
    select word.package, word.list_name, word.paragraph, string_agg(word.word, '、' order by word.word) as words
    from word anti join matched using (package, list_name, paragraph, word)
    group by word.package, word.list_name, word.paragraph
),
rows_named as (
    select package, list_name, paragraph, string_agg(label, '、' order by "row") as labels,
        list({'resource': resource, 'row': "row", 'field': label_field} order by "row") as operands
    from row_of
    group by package, list_name, paragraph
)

select found.package, found.name as subject, listed as published, coalesce(rows_named.labels, '') as expected,
    if(rows_named.labels is null, null, unknown.words is null and (unnamed.labels is null or regexp_matches(listed, '等(支出|费用|经费|方面)?$'))) as agrees,
    case
        when rows_named.labels is null then 'list_without_rows'
        when unknown.words is null and unnamed.labels is null then 'list_agrees'
        when unnamed.labels is null then 'list_names_more'
        when unknown.words is not null then 'list_names_others'
        when regexp_matches(listed, '等(支出|费用|经费|方面)?$') then 'list_is_open'
        else 'list_names_less'
    end as template,
    map {'extra': unknown.words, 'omitted': unnamed.labels} as arguments,
    [{'resource': 'paragraphs', 'row': found.paragraph, 'field': 'text'}] || coalesce(rows_named.operands, []) as operands
from found
left join rows_named on rows_named.package = found.package and rows_named.list_name = found.name and rows_named.paragraph = found.paragraph
left join unknown on unknown.package = found.package and unknown.list_name = found.name and unknown.paragraph = found.paragraph
left join unnamed on unnamed.package = found.package and unnamed.list_name = found.name and unnamed.paragraph = found.paragraph
