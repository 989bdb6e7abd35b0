-- title: 表1收入等于表2合计
-- title_en: Income in the summary equals the income table
-- severity: must
-- relation: sum
-- basis: 表1与表2说的是同一笔收入
-- explanation: 收支总表（表1）左边的每一项收入，应当等于收入总表（表2）合计行对应各栏之和。
-- explanation_en: Each source of income on the summary (table 1) equals the matching columns in the total row of the income table (table 2).
with
known as (select item, field from checking.income_concordance),
pair as (
    select summary.package, summary.subject, summary.resource, summary."row", summary.field,
        income.resource as other_resource, income."row" as other_row, income.field as other_field,
        count(summary.q) over per_sum + count(income.q) over per_sum as printed
    from known
    join checking.cells as summary on summary.resource = 'income-expenditure-summary' and summary.side = 'income' and summary.item = known.item
    join checking.cells as income on income.package = summary.package and income.resource = 'income' and income.is_grand_total
        and income.field = known.field
    window per_sum as (partition by summary.package, summary.subject)
)

select distinct package, subject, 'published' as side, resource, "row", field from pair where printed > 0
union all
select package, subject, 'expected', other_resource, other_row, other_field from pair where printed > 0
