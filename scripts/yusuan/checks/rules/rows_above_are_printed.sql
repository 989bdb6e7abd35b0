-- title: 上级各行和合计都印出
-- title_en: The rows above a row, and the total, are printed
-- severity: must
-- relation: words
-- basis: 财预〔2016〕143号附表：各表按类、款、项逐级列出，并列合计
-- explanation: 一张表印了合计，也印了各类、各款，却单单缺了某一类、某一款或者合计这一行，说明这一行漏印了。整张表都不列类、款的不算；有的行没有编码、或者没有读懂的表不判断。经济分类只看类：各地在款下自设的编码不同。
-- explanation_en: A table that prints its classes and sections prints those of all its rows, and a total. One that prints none of a level is not judged, nor one with a row that has no code or was not read. Of the economic classification only classes count, since places have codes of their own below sections.
with
printed_row as (
    select package, resource, side, "row", code, level, is_total from checking.lines
    semi join (select resource from checking.tables where number is not null and not by_items) as official using (resource)
    -- a table of which something was not read may hold the row
    anti join checking.unread_in as unread using (package, resource)
    where side in ('', 'income', 'expenditure')
),
filled as (
    select package, resource, side, "row", code, level, is_total
    from printed_row
    semi join (select package, resource, side, "row" from checking.cells where coalesce(q, 0) <> 0) as amount using (package, resource, side, "row")
    where not is_total
),
-- every row with an amount has its place
placed as (
    select package, resource, side, min("row") as first_row
    from filled
    group by package, resource, side
    having bool_and(if(side = 'income', level is not null, code is not null))
),
above as (
    select distinct package, resource, side, prefix, length(prefix) as digits, min("row") over (partition by package, resource, side, prefix) as "row"
    from (
        select filled.*, unnest([left(code, 3), left(code, 5)]) as prefix, coalesce(system, 'functional') as system
        from filled
        semi join placed using (package, resource, side)
        left join checking.code_systems using (resource)
    )
    where length(code) > length(prefix) and (length(prefix) = 3 or system = 'functional')
),
itself as (select distinct package, resource, side, code as prefix, length(code) as digits from printed_row where code is not null),
missing as (
    select package, resource, side, prefix as code, "row", digits
    from above
    anti join itself using (package, resource, side, prefix)
    semi join itself as others using (package, resource, side, digits)
    union all
    select package, resource, side, null, first_row, 0
    from placed
    anti join (select package, resource, side from printed_row where is_total) as total using (package, resource, side)
),
-- what the missing row is called elsewhere in the document
named as (
    select missing.*, any_value(concat_ws(' ', missing.code, elsewhere.label) order by elsewhere.resource, elsewhere."row") as called
    from missing
    left join checking.lines as elsewhere on elsewhere.package = missing.package and elsewhere.code = missing.code
        and (elsewhere.resource like '%basic-expenditure') = (missing.resource like '%basic-expenditure')
    group by all
),
lacking as (
    select package, resource, side, string_agg(coalesce(nullif(called, ''), '合计'), '、' order by digits, "row") as rows,
        string_agg(coalesce(nullif(called, ''), 'the total'), ', ' order by digits, "row") as rows_en,
        list({'resource': resource, 'row': "row", 'field': case side when 'income' then 'income_label' when 'expenditure' then 'expenditure_label' else 'name' end} order by digits, "row") as operands
    from named
    group by package, resource, side
)

select placed.package, concat_ws(' ', resource, nullif(side, '')) as subject, '' as published, coalesce(rows, '') as expected, rows is null as agrees,
    if(rows is null, 'rows_above_printed', 'rows_above_not_printed') as template,
    map {'table': tables.called, 'table_en': tables.called_en, 'rows': rows, 'rows_en': rows_en} as arguments,
    coalesce(operands, []) || if(state_row is null, [], [{'resource': 'tables', 'row': state_row, 'field': 'printed_title'}]) as operands
from placed
left join lacking using (package, resource, side)
join checking.tables as tables using (resource)
left join checking.table_states as states on states.package = placed.package and states.table_name = placed.resource
