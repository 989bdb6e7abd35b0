-- One row per column that a table prints and the column that it is a part of: the nearest that is printed, too.
with recursive
known as (select resource, split, field, parent from checking.columns),
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
),
-- some places print these columns under 其中
candidate as (select distinct field as part, parent as whole, true as may_be_within from checking.columns where kind = 'of_which'),
marked as (
    select nearest.*, coalesce(may_be_within, false) as may_be_within from nearest left join candidate using (part, whole)
),
row_sum as (
    select known.package, known.resource, known.split, known.whole, figures."row",
        any_value(total.q) as q, any_value(total.h) + coalesce(sum(figures.h) filter (not may_be_within), 0) as h,
        sum(figures.q) filter (not may_be_within) as siblings,
        coalesce(bool_or(may_be_within and figures.q <> 0), false) as is_printed
    from marked as known
    join checking.figures as figures on figures.package = known.package and figures.resource = known.resource and figures.field = known.part
    join checking.figures as total on total.package = known.package and total.resource = known.resource and total.field = known.whole
        and total."row" = figures."row"
    group by known.package, known.resource, known.split, known.whole, figures."row"
),
-- they are parts of their siblings, no addends, where the siblings make up the whole in every row that prints them, and in more than one
within as (
    select package, resource, split, whole
    from row_sum where is_printed
    group by package, resource, split, whole
    having bool_and(coalesce(abs(q - siblings) <= h, false)) and count(*) > 1
),
addend as (
    select marked.package, marked.resource, marked.split, part, marked.whole
    from marked
    left join within on within.package = marked.package and within.resource = marked.resource and within.whole = marked.whole
        and within.split is not distinct from marked.split
    where within.package is null or not may_be_within
)

-- a single part says nothing of the others
select * from addend
qualify count(*) over (partition by package, resource, split, whole) > 1
