-- One row per column that a table prints and the column that it is a part of: the nearest that is printed, too.
with recursive
above as (
    select table_name as resource, split, field, parent, 1 as distance from checking.columns where parent is not null
    union all
    select above.resource, above.split, above.field, columns.parent, distance + 1
    from above
    join checking.columns as columns on columns.table_name = above.resource and columns.field = above.parent
        and columns.split is not distinct from above.split
    where columns.parent is not null
),
nearest as (
    select part.package, part.resource, above.split, part.field as part, arg_min(above.parent, distance) as whole
    from checking.printed as part
    join above using (resource, field)
    join checking.printed as whole on whole.package = part.package and whole.resource = part.resource and whole.field = above.parent
    group by part.package, part.resource, above.split, part.field
)

-- a single part says nothing of the others
select * from nearest
qualify count(*) over (partition by package, resource, split, whole) > 1
