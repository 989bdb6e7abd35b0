-- title: 各项之和等于类
-- title_en: Items sum to their class
-- severity: must
-- relation: sum
-- basis: 预算法实施条例第六条：支出按功能分类公开到项，基本支出按经济性质分类公开到款
-- explanation: 越过中间的“款”，一个“类”的金额也应当等于它下面所有“项”之和。
-- explanation_en: Across the sections between them, a class is also the sum of all its items.
with
-- an economic classification goes below its sections here and there only
sectioned as (
    select distinct package, resource, side, parent_row as "row"
    from checking.lines
    join checking.code_systems using (resource)
    where system = 'economic' and level = 2 and not is_total and parent_row is not null
),
whole as (
    select * from checking.cells anti join sectioned using (package, resource, side, "row")
    where level = 1 and not is_total and code is not null and side <> 'income'
),
part as (select * from checking.cells where level = 3 and not is_total and side <> 'income'),
pair as (
    select whole.package, whole.subject, whole.resource, whole.side as of_side, whole."row" as whole_row, whole.field, part."row" as part_row,
        count(whole.q) over per_sum + count(part.q) over per_sum as printed
    from whole
    join part on part.package = whole.package and part.resource = whole.resource and part.side = whole.side
        and part.field = whole.field and part.class_row = whole."row"
    window per_sum as (partition by whole.package, whole.subject)
),
doubtful as (
    select package, resource, side as of_side, if(has_placeless, 'row_without_place', null) as doubt
    from checking.structure
)

select distinct package, subject, 'published' as side, resource, whole_row as "row", field, doubt
from pair join doubtful using (package, resource, of_side) where printed > 0
union all
select package, subject, 'expected' as side, resource, part_row, field, null from pair where printed > 0
