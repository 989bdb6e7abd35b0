-- title: 上级行和下级行都有数
-- title_en: A row has an amount where the rows below it have some
-- severity: usual
-- relation: words
-- basis: 各表逐级列示：同一栏里，上级行是下级行之和
-- explanation: 同一栏里，上级行有数而其下各行都空着，或者下级行有数而上级行空着，常见于数字错了栏或漏印。上级行只是标题、或者“其中”只列一部分的，也会这样印，所以这只是惯例。
-- explanation_en: Where a row has an amount in a column and no row below it has one there, or the other way round, a figure may stand in the wrong column or be missing. A heading without amounts, or parts listed only in part, look the same, so this is a convention.
with
pair as (
    select whole.package, whole.resource, whole.side, whole."row", whole.field, whole.place, whole.place_en, whole.q, count(*) as parts,
        count(part.code) as coded, count(part.q) as printed, bool_or(coalesce(part.q, 0) <> 0) as has_amount, bool_or(blank."row" is not null) as is_open
    from checking.cells as whole
    join checking.cells as part on part.package = whole.package and part.resource = whole.resource and part.side = whole.side
        and part.field = whole.field and part.parent_row = whole."row"
    -- a heading without amounts says nothing of those below it
    left join checking.blank_headings as blank on blank.package = part.package and blank.resource = part.resource
        and blank."row" = part."row" and blank.field = part.field
    where not part.is_total and whole.resource in (select resource from checking.tables where number is not null and not by_items)
    group by all
    having coalesce(whole.q, 0) <> 0 or has_amount
),
judged as (
    select *,
        -- one part without a code is what is singled out, not all there is
        if(q is null, has_amount, q <> 0 and printed = 0 and not is_open and (coded > 0 or parts > 1)) as is_alone
    from pair
),
summed as (
    select package, resource, side, min("row") as first_row,
        string_agg(place, '、' order by "row", field) filter (is_alone) as cells,
        string_agg(place_en, ', ' order by "row", field) filter (is_alone) as cells_en,
        list({'resource': resource, 'row': "row", 'field': field} order by "row", field) filter (is_alone) as alone
    from judged
    group by package, resource, side
)

select summed.package, concat_ws(' ', resource, nullif(side, '')) as subject, '' as published, coalesce(cells, '') as expected, cells is null as agrees,
    if(cells is null, 'amounts_above_and_below', 'amounts_above_or_below') as template,
    map {'table': tables.called, 'table_en': tables.called_en, 'cells': cells, 'cells_en': cells_en} as arguments,
    coalesce(alone, []) || if(state_row is null, [], [{'resource': 'tables', 'row': state_row, 'field': 'printed_title'}]) as operands
from summed
join checking.tables as tables using (resource)
left join checking.table_states as states on states.package = summed.package and states.table_name = summed.resource
