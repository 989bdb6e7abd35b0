-- title: 各款之和等于类
-- title_en: Sections sum to their class
-- severity: must
-- relation: sum
-- basis: 预算法实施条例第六条：支出按功能分类公开到项，基本支出按经济性质分类公开到款
-- explanation: 功能分类和经济分类都是一级一级分的：一个“类”的金额，应当等于它下面各“款”之和。
-- explanation_en: Classifications go down level by level: a class is the sum of its sections.
with
whole as (select * from checking.cells where level = 1 and not is_total and side <> 'income' and resource <> 'three-public-expenses'),
part as (select * from checking.cells where not is_total and side <> 'income'),
pair as (
    select whole.package, whole.subject, whole.resource, whole.side as of_side, whole."row" as whole_row, whole.field, part."row" as part_row,
        count(whole.q) over per_sum + count(part.q) over per_sum as printed,
        -- without any section the items below are those of another rule
        count(*) filter (part.level = 2) over per_sum as sections
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
from pair join doubtful using (package, resource, of_side) where printed > 0 and sections > 0
union all
select package, subject, 'expected' as side, resource, part_row, field, null from pair where printed > 0 and sections > 0
