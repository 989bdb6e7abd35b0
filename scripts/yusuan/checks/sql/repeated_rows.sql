-- One row per printed row that repeats the code and every figure of the row above it, where an item of that code would stand: the
-- code is misprinted, or the row printed twice. Only of tables by functional classification, above the items.
with
row_figures as (
    select lines.package, resource, side, "row", code, level, parent_row,
        list(field || ' ' || coalesce(q::varchar, '') order by field) as figures, count(q) as printed
    from checking.lines
    join checking.code_systems using (resource)
    join checking.cells using (package, resource, side, "row", code, level, parent_row)
    where system = 'functional' and code is not null and level < 3 and not lines.is_total
    group by lines.package, resource, side, "row", code, level, parent_row
),
beside as (
    select *, lag({'row': "row", 'code': code, 'figures': figures}) over (partition by package, resource, side order by "row") as above
    from row_figures
)

select package, resource, side, "row", above."row" as row_above, code, level, parent_row
from beside
where printed > 0 and code = above.code and "row" = above."row" + 1 and figures = above.figures
