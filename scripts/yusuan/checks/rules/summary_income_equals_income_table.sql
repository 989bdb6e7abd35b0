-- title: 表1收入等于表2合计
-- title_en: Income in the summary equals the income table
-- severity: must
-- relation: sum
-- basis: 表1与表2说的是同一笔收入
-- explanation: 收支总表（表1）左边的每一项收入，应当等于收入总表（表2）合计行对应各栏之和。
-- explanation_en: Each source of income on the summary (table 1) equals the matching columns in the total row of the income table (table 2).
with
-- money carried over that the summary lists in a row of its own is not in its row 上年结转
apart as (
    select distinct package, field
    from checking.lines
    join (
        values ('account_balance', '实户资金余额'), ('business_fund_used', '弥补收支差额'), ('non_fiscal_surplus_used', '弥补收支差额|使用非财政')
    ) as known (field, words) on regexp_matches(label, words)
    where resource = 'income-expenditure-summary' and side = 'income' and not is_total
),
-- income that the summary lists below its total of current income is no part of that total
below as (
    select distinct lines.package, known.field
    from checking.lines
    join (values ('superior_subsidy', '^上级补助收入$'), ('subordinate_remittance', '^附属单位上缴收入$')) as known (field, words)
        on regexp_matches(lines.label, words)
    join checking.cells as total on total.package = lines.package and total.resource = lines.resource
        and total.field = 'income_amount' and total.item = 'current_income' and total."row" < lines."row"
    where lines.resource = 'income-expenditure-summary' and lines.side = 'income' and not lines.is_total
),
-- what the income table prints of an item: itself, or else all its parts
concordance as (
    select printed.package, known.item, printed.field
    from checking.income_concordance as known
    join checking.printed as printed on printed.resource = 'income' and printed.field = known.field
    qualify known.variant = min(known.variant) over (partition by printed.package, known.item)
    union
    select package, if(kind = 'carryover', 'carryover', 'current_income'), part
    from checking.column_parts
    join checking.columns as known on known.resource = column_parts.resource and known.field = part
    where column_parts.resource = 'income' and whole = 'total' and not (kind = 'carryover' and (package, part) in (select (package, field) from apart))
        and not (kind is distinct from 'carryover' and (package, part) in (select (package, field) from below))
),
pair as (
    select summary.package, summary.subject, summary.resource, summary."row", summary.field, summary.item,
        income.resource as other_resource, income."row" as other_row, income.field as other_field,
        count(summary.q) over per_sum + count(income.q) over per_sum as printed
    from checking.cells as summary
    join concordance on concordance.package = summary.package and concordance.item = summary.item
    join checking.cells as income on income.package = summary.package and income.resource = 'income' and income.is_grand_total
        and income.field = concordance.field
    -- not last year's, nor the part of this year's appropriations
    where summary.resource = 'income-expenditure-summary' and summary.field = 'income_amount'
    window per_sum as (partition by summary.package, summary.subject)
)

select distinct package, subject, 'published' as side, resource, "row", field,
    if(coalesce(carried_in, false) <> coalesce(income_carried_in, false), 'carryover_in_one', null) as doubt
from pair join checking.premises using (package) where printed > 0
union all
select package, subject, 'expected', other_resource, other_row, other_field, null from pair where printed > 0
