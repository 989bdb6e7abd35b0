-- One row per package, resource, side and printed row: what it is, and the printed words from the top down to it.
with recursive
line as (
    select *, [label] || list_filter(naming, lambda word: word <> coalesce(label, '')) as words
    from described_line
),
-- a row belongs to the nearest row above it that is of a higher level, and whose code, if both have one, begins its own;
-- the code of a list that only says what each row is paid from (a unit, a project) tells nothing of what it is part of
level_above as (
    select package, resource, side, "row", code, unnest(range(1, level)) as above
    from line
    where level > 1 and not is_total
),
row_above as (
    select below.package, below.resource, below.side, below."row", max(line."row") as parent_row
    from level_above as below
    asof join (select * from line where level >= 1 and not is_total) as line
        on line.package = below.package
        and line.resource = below.resource
        and line.side = below.side
        and line.level = below.above
        and line."row" < below."row"
    where
        below.code is null
        or line.code is null
        or (length(line.code) - 1) // 2 <> line.level
        or starts_with(below.code, line.code)
    group by all
),
placed as (
    select
        line.*,
        -- a row that stands before what belongs to it, so that no chain can return to itself
        coalesce(if(stated_parent < line."row", stated_parent, null), row_above.parent_row) as parent_row
    from line
    left join row_above using (package, resource, side, "row")
),
path as (
    select package, resource, side, "row", words from placed where parent_row is null
    union all
    select placed.package, placed.resource, placed.side, placed."row", path.words || placed.words
    from placed
    join path
        on path.package = placed.package
        and path.resource = placed.resource
        and path.side = placed.side
        and path."row" = placed.parent_row
)

select
    placed.package,
    placed.resource,
    placed.side,
    placed."row",
    code_system,
    code,
    functional_code,
    economic_code,
    government_economic_code,
    unit_code,
    unit_name,
    label,
    nullif(array_to_string(path.words, '/'), '') as label_path,
    level,
    is_total,
    -- of several rows that say that they are the total of everything, none is believed
    is_total and level is not distinct from 0 and count(*) filter (is_total and level = 0) over side_of_table = 1 as is_grand_total,
    parent_row,
    item
from placed
left join path using (package, resource, side, "row")
window side_of_table as (partition by placed.package, placed.resource, placed.side)
order by placed.package, placed.resource, placed.side, placed."row"
