-- One row per printed row and side of every table of amounts: what it is, and the row that it is a part of.
with
placed as (
    select
        printed_rows.*,
        line.is_grand_total,
        max("row") filter (line.is_grand_total) over (partition by package, resource, side) as total_row,
        line.parent_row as row_above,
        above.level as level_above
    from checking.printed_rows
    join main.line using (package, resource, side, "row")
    left join main.line as above
        on above.package = line.package
        and above.resource = line.resource
        and above.side = line.side
        and above."row" = line.parent_row
),
-- a code that is printed once is found wherever it stands
coded as (
    select package, resource, side, code, min("row") as "row"
    from placed where code is not null and not is_total
    group by package, resource, side, code
    having count(*) = 1
),
-- the nearest ancestor that is printed: by code where there is one, else by order
parented as (
    select placed.*,
        case
            when is_total or level is null or level = 0 then null
            when stated_parent is not null then stated_parent
            when level = 1 then total_row
            when placed.code is not null then coalesce(
                if(level_above = level - 1, row_above, null), section."row", row_above, class."row", total_row
            )
            else coalesce(row_above, total_row)
        end as parent_row
    from placed
    left join coded as section on level = 3 and section.package = placed.package and section.resource = placed.resource
        and section.side = placed.side and section.code = left(placed.code, 5)
    left join coded as class on level >= 2 and class.package = placed.package and class.resource = placed.resource
        and class.side = placed.side and class.code = left(placed.code, 3)
),
-- what this row's label means where a table names its income; the label alone is not enough, so the parent's counts too
known_label as (
    select distinct resource, wording.label, item, parent
    from (select distinct resource, label from parented where side = 'income') as wording
    join checking.summary_items as known on table_name = resource and regexp_full_match(checking.bare(wording.label), known.label)
),
first_item as (
    select parented.*, coalesce(parented.item, if(side = 'income' and is_grand_total, 'total', null), first.item) as first_item
    from parented
    left join known_label as first on first.resource = parented.resource and side = 'income' and first.label = parented.label
        and first.parent is null and coalesce(level, 1) <= 1 and not is_grand_total
),
second_item as (
    select child.*, coalesce(child.first_item, second.item) as second_item
    from first_item as child
    left join first_item as mother on child.stated_parent = mother."row" and child.package = mother.package
        and child.resource = mother.resource and child.side = mother.side
    left join known_label as second on second.resource = child.resource and child.side = 'income'
        and second.label = child.label and second.parent = mother.first_item
),
itemised as (
    select child.* exclude (item, first_item, second_item), coalesce(child.second_item, third.item) as item
    from second_item as child
    left join second_item as mother on child.stated_parent = mother."row" and child.package = mother.package
        and child.resource = mother.resource and child.side = mother.side
    left join known_label as third on third.resource = child.resource and child.side = 'income'
        and third.label = child.label and third.parent = mother.second_item
),
named as (
    select itemised.*, if(above.level = 1, above."row", above.parent_row) as class_row, coalesce(itemised.code, itemised.item, mother.label || '/' || itemised.label, itemised.label) as name
    from itemised
    left join itemised as mother on itemised.stated_parent = mother."row" and itemised.package = mother.package
        and itemised.resource = mother.resource and itemised.side = mother.side
    left join itemised as above on itemised.level = 3 and itemised.parent_row = above."row" and itemised.package = above.package
        and itemised.resource = above.resource and itemised.side = above.side
),
counted as (
    select *, row_number() over (partition by package, resource, side, name order by "row") as time from named
)

select
    package,
    resource,
    side,
    "row",
    code,
    label,
    level,
    is_total,
    is_grand_total,
    parent_row,
    class_row,
    item,
    -- what the row is called in the subject of a check: never its number
    name || if(time > 1, '#' || time, '') as key
from counted
