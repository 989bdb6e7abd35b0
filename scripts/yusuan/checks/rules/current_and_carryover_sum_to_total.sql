-- title: 本年收入与上年结转之和等于总计
-- title_en: Current income and carryover sum to the total
-- severity: must
-- relation: sum
-- basis: 收支总表的编号：收入总计 = 一、 + 二、
-- explanation: 收入总计等于本年收入加上年结转结余。
-- explanation_en: Total income is the current year’s income and what was carried over.
with
whole as (select * from checking.cells where side = 'income' and is_grand_total),
part as (select * from checking.cells where side = 'income' and level = 1 and not is_total),
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
