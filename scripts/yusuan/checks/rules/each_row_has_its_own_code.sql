-- title: 每一行有自己的编码
-- title_en: Every row has a code of its own
-- severity: must
-- relation: words
-- basis: 政府收支分类科目：类、款、项各有编码
-- explanation: 一行的编码和各栏金额都与上一行相同，而上级的金额只够其中一行，说明这一行的编码印错了（例如“项”印成了“款”的编码），或者同一行印了两次。
-- explanation_en: A row repeats the code and all figures of the row above, and the amount above them is that of one of the two: its code is misprinted (an item under its section’s code), or the row is printed twice.
with
sibling as (
    select repeated.package, repeated.resource, repeated.side, repeated."row", cells.field, sum(cells.q) as q, any_value(whole.q) as whole
    from checking.repeated_rows as repeated
    join checking.cells as cells on cells.package = repeated.package and cells.resource = repeated.resource and cells.side = repeated.side
        and cells.parent_row = repeated.parent_row and not cells.is_total
    join checking.cells as whole on whole.package = repeated.package and whole.resource = repeated.resource and whole.side = repeated.side
        and whole."row" = repeated.parent_row and whole.field = cells.field
    group by repeated.package, repeated.resource, repeated.side, repeated."row", cells.field
),
-- where both rows are counted in what is above them, they are two
counted as (
    select package, resource, side, "row", bool_and(q is not distinct from whole) as both_count
    from sibling where whole is not null
    group by package, resource, side, "row"
),
-- the same code in several tables is one misprint; where some tables count both rows and some do not, it is said of those that do not
named as (
    select package, code, bool_and(both_count) as both_count,
        arg_min(called, place) as called, arg_min(called_en, place) as called_en,
        list({'resource': resource, 'row': "row", 'field': 'code'} order by place, "row") as rows
    from checking.repeated_rows
    join counted using (package, resource, side, "row")
    join checking.tables using (resource)
    group by package, code
)

select package, code as subject, code as published, '' as expected, both_count as agrees,
    if(both_count, 'both_rows_count', 'one_row_counts') as template, map {'table': called, 'table_en': called_en} as arguments,
    rows as operands
from named
