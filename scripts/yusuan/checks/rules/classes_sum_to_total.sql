-- title: 各类之和等于合计
-- title_en: Classes sum to the total
-- severity: must
-- relation: sum
-- basis: 预算法实施条例第六条：支出按功能分类公开到项，基本支出按经济性质分类公开到款
-- explanation: 一张表的合计，应当等于表中最上一级各行之和；每一栏都应如此。
-- explanation_en: The total of a table is the sum of its rows of the highest level, in every column.
with
whole as (select * from checking.cells where is_grand_total and side <> 'income'),
part as (select * from checking.cells where not is_total and resource <> 'three-public-expenses'),
pair as (
    select whole.package, whole.subject, whole.resource, whole.side as of_side, whole."row" as whole_row, whole.field, part."row" as part_row,
        count(whole.q) over per_sum + count(part.q) over per_sum as printed
    from whole
    join part on part.package = whole.package and part.resource = whole.resource and part.side = whole.side
        and part.field = whole.field and part.parent_row = whole."row"
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
