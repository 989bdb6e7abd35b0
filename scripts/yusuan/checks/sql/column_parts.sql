-- One row per column that a table prints and the column that it is a part of: the nearest that is printed, too.
with recursive
-- `*` is every table that has no columns of its own here
known as (
    select resource, split, field, parent
    from checking.tables
    join checking.columns on table_name = resource or (table_name = '*' and resource not in (select table_name from checking.columns))
),
above as (
    select *, 1 as distance from known
    union all
    select above.resource, above.split, above.field, known.parent, distance + 1
    from above
    join known on known.resource = above.resource and known.field = above.parent and known.split is not distinct from above.split
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
