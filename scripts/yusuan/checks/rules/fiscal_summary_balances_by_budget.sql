-- title: 表4各本预算收支相等
-- title_en: Each budget of the fiscal summary balances
-- severity: usual
-- relation: sum
-- basis: 各地惯例：表4左右按预算逐本相等
-- explanation: 财政拨款收支总表（表4）中，一般公共预算、政府性基金预算、国有资本经营预算的收入，通常各自等于右边同一本预算的支出总计。
-- explanation_en: On table 4, the income of each of the three budgets usually equals the total expenditure of the same budget.
with
cell as (
    select * from checking.cells
    where resource = 'fiscal-appropriation-summary' and is_grand_total
        and field in ('expenditure_general_public_budget', 'expenditure_government_fund_budget', 'expenditure_state_capital_budget')
),
source_item as (
    select * from (values
        ('expenditure_general_public_budget', 'general_public_budget'), ('expenditure_government_fund_budget', 'government_fund_budget'),
        ('expenditure_state_capital_budget', 'state_capital_budget')
    ) as known (field, item)
),
pair as (
    select cell.package, cell.subject, cell.resource, cell."row", cell.field, income."row" as other_row, income.field as other_field
    from cell
    join source_item using (field)
    join checking.cells as income on income.package = cell.package and income.resource = cell.resource and income.side = 'income'
        and income.item = source_item.item
    where cell.q is not null or income.q is not null
)

select package, subject, 'published' as side, resource, "row", field, true as zero,
    if(fiscal_carried_in or fiscal_carried_out, 'income_of_this_year', null) as doubt
from pair join checking.premises using (package)
union all
select package, subject, 'expected', resource, other_row, other_field, true, null from pair
