-- title: 收入总计等于支出总计
-- title_en: Total income equals total expenditure
-- severity: must
-- relation: sum
-- basis: 收支总表：收入总计 = 支出总计
-- explanation: 预算收支平衡：收支总表左边的收入总计应当等于右边的支出总计。
-- explanation_en: A budget balances: on a summary, total income equals total expenditure.
with
income as (select * from checking.cells where side = 'income' and is_grand_total),
expenditure as (
    select * from checking.cells where side = 'expenditure' and is_grand_total and field in ('expenditure_amount', 'expenditure_total')
)

select package, subject, 'published' as side, resource, "row", field from income
union all
select income.package, income.subject, 'expected', expenditure.resource, expenditure."row", expenditure.field
from income join expenditure using (package, resource)
