-- title: 结转资金的组成之和等于结转
-- title_en: Parts of a carryover sum to it
-- severity: must
-- relation: sum
-- basis: 财政拨款由一般公共预算、政府性基金预算、国有资本经营预算组成；其余资金是财政专户资金和单位资金
-- explanation: 财政拨款结转按三本预算列出，非财政拨款结转按财政专户资金和单位资金列出。它们没有别的组成部分，所以各部分之和应当等于结转的金额。
-- explanation_en: A fiscal carryover comes from the three budgets, any other from special accounts and unit funds. There is nothing else, so the parts sum to the carryover.
with
whole as (select * from checking.cells where side = 'income' and item in ('fiscal_carryover', 'non_fiscal_carryover')),
pair as (
    select whole.package, whole.subject, whole.resource, whole."row" as whole_row, whole.field, part."row" as part_row,
        count(whole.q) over per_sum + count(part.q) over per_sum as printed
    from whole
    join checking.cells as part on part.package = whole.package and part.resource = whole.resource and part.side = whole.side
        and part.field = whole.field and part.parent_row = whole."row" and part.level = whole.level + 1
    window per_sum as (partition by whole.package, whole.subject)
)

select distinct package, subject, 'published' as side, resource, whole_row as "row", field from pair where printed > 0
union all
select package, subject, 'expected', resource, part_row, field from pair where printed > 0
