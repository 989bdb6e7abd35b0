-- title: 分项收入之和等于上级
-- title_en: Sources sum to their heading
-- severity: must
-- relation: sum
-- basis: 收支总表的编号：一、下分 1. 2. 3.
-- explanation: 收支总表左边的收入逐级编号：“一、”的金额应当等于它下面“1.”“2.”“3.”各项之和。
-- explanation_en: The income side of a summary is numbered: a heading is the sum of the numbered lines below it.
with
whole as (select * from checking.cells where side = 'income' and level = 1 and not is_total),
part as (select * from checking.cells where side = 'income' and level = 2),
pair as (
    select whole.package, whole.subject, whole.resource, whole."row" as whole_row, whole.field, part."row" as part_row,
        count(whole.q) over per_sum + count(part.q) over per_sum as printed
    from whole
    join part on part.package = whole.package and part.resource = whole.resource and part.side = whole.side
        and part.field = whole.field and part.parent_row = whole."row"
    window per_sum as (partition by whole.package, whole.subject)
)

select distinct package, subject, 'published' as side, resource, whole_row as "row", field from pair where printed > 0
union all
select package, subject, 'expected' as side, resource, part_row, field from pair where printed > 0
