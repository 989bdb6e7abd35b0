-- title: 本年小计等于所列各项之和
-- title_en: This year’s subtotal is the sum of its rows
-- severity: must
-- relation: sum
-- basis: 收支总表的编排：本年收入（支出）合计之后再列结转，然后是总计
-- explanation: 收支总表在总计之前常列“本年收入合计”“本年支出合计”。它应当等于所列各项之和，上年结转和结转下年不在其中。
-- explanation_en: A summary often prints this year’s income or expenditure before its total. It is the sum of the rows listed, without what is carried over.
with
cell as (
    select *, regexp_matches(label, '上年|年初|年末|年终|下年|结转|结余|弥补收支差额|动用') as is_carried
    from checking.cells where resource in ('income-expenditure-summary', 'fiscal-appropriation-summary')
),
-- a side with two sub-totals does not say which rows are whose
whole as (
    select * from cell
    where is_total and level is null and not is_grand_total
    qualify count(*) over (partition by package, resource, side, field) = 1
),
part as (select * from cell where level = 1 and not is_total and not is_carried),
pair as (
    select whole.package, whole.subject, whole.resource, whole.side as of_side, whole."row" as whole_row, whole.field, part."row" as part_row,
        part."row" < whole."row" as is_above,
        count(whole.q) over per_sum + count(part.q) over per_sum as printed,
        count(*) filter (part."row" < whole."row") over per_sum as above
    from whole
    join part on part.package = whole.package and part.resource = whole.resource and part.side = whole.side and part.field = whole.field
    window per_sum as (partition by whole.package, whole.subject)
),
-- printed after its rows it is theirs; printed before them, that of those that follow
own as (select * from pair where printed > 0 and (is_above or above = 0)),
doubtful as (
    select package, resource, side as of_side, if(has_placeless, 'row_without_place', null) as doubt
    from checking.structure
)

select distinct package, subject, 'published' as side, resource, whole_row as "row", field, doubt
from own join doubtful using (package, resource, of_side)
union all
select package, subject, 'expected', resource, part_row, field, null from own
