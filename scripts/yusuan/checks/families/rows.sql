-- The rows right below a row sum to it, in every column. Of which side and level: $side, $level (0: the grand total), $part_level (null: any),
-- $deepened (null, or the level that some part must have: other parts are those of another rule).
with
cell as (
    select * from checking.cells
    where (side = 'income') = ($side = 'income') and resource not in (select resource from checking.tables where by_items)
),
whole as (select * from cell where if($level = 0, is_grand_total, level = $level and not is_total)),
part as (select * from cell where not is_total and ($part_level::integer is null or level = $part_level::integer)),
pair as (
    select whole.package, whole.subject, whole.resource, whole.side as of_side, whole."row" as whole_row, whole.field, part."row" as part_row,
        count(whole.q) over per_sum + count(part.q) over per_sum as printed,
        count(*) filter (part.level = $deepened::integer) over per_sum as deeper
    from whole
    join part on part.package = whole.package and part.resource = whole.resource and part.side = whole.side
        and part.field = whole.field and part.parent_row = whole."row"
    window per_sum as (partition by whole.package, whole.subject)
),
counted as (select * from pair where printed > 0 and ($deepened::integer is null or deeper > 0)),
doubtful as (
    select package, resource, side as of_side, if(has_placeless, 'row_without_place', null) as doubt
    from checking.structure
)

select distinct package, subject, 'published' as side, resource, whole_row as "row", field, doubt
from counted join doubtful using (package, resource, of_side)
union all
select package, subject, 'expected' as side, resource, part_row, field, null from counted
