-- One row per cell of a row that is a heading without any figure of its own, while rows below it have some: it says nothing of them.
with recursive
printed_row as (
    select package, resource, side, "row", any_value(parent_row) as parent_row, any_value(is_total) as is_total,
        count(q) > 0 as is_printed, bool_or(coalesce(q, 0) <> 0) as is_filled
    from checking.cells
    group by package, resource, side, "row"
),
above as (
    select package, resource, side, parent_row as "row" from printed_row where is_filled and parent_row is not null
    union
    select printed_row.package, printed_row.resource, printed_row.side, printed_row.parent_row
    from above
    join printed_row using (package, resource, side, "row")
    where printed_row.parent_row is not null
)

select distinct package, resource, "row", field
from above
join printed_row using (package, resource, side, "row")
join checking.fields using (resource, side)
where not is_printed and not is_total
