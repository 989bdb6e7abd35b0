-- title: “其中”各项之和等于上级
-- title_en: Of-which parts sum to their parent
-- severity: usual
-- relation: sum
-- basis: 各地收支总表的惯例
-- explanation: 收支总表中，“其中”后面通常列出全部组成部分，因此它们之和通常等于上级。“其中”也可以只列一部分，所以这只是惯例。
-- explanation_en: In a summary, “of which” usually lists every part, so that the parts sum to their parent. It may list only some, so this is a convention.
with
whole as (
    select * from checking.cells
    where side = 'income' and level = 2 and coalesce(item, '') not in ('fiscal_carryover', 'non_fiscal_carryover')
),
-- a part that is known to be one of all, such as own and transferred funds; of many things a table tells one part alone
part as (select * from checking.cells where side = 'income' and level = 3 and item is not null),
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
