-- One row per printed grand total: whether the rows right below it make it up.
with
part as (
    select package, resource, side, parent_row, field, sum(q) as q, sum(h) as h, count(q) as parts
    from checking.cells
    join checking.figures using (package, resource, "row", field, q)
    where not is_total
    group by package, resource, side, parent_row, field
)

select whole.package, whole.resource, whole.side, whole.field, coalesce(abs(figures.q - part.q) <= figures.h + part.h, false) as is_whole
from checking.cells as whole
join checking.figures using (package, resource, "row", field)
left join part on part.package = whole.package and part.resource = whole.resource and part.side = whole.side
    and part.parent_row = whole."row" and part.field = whole.field
where whole.is_grand_total
