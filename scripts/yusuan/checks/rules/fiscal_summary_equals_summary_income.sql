-- title: 表4收入等于表1财政拨款
-- title_en: Appropriations in the fiscal summary equal the summary’s
-- severity: must
-- relation: sum
-- basis: 表1与表4说的是同一笔财政拨款
-- explanation: 财政拨款收支总表（表4）左边的一般公共预算、政府性基金预算、国有资本经营预算，应当等于收支总表（表1）左边的同一项拨款。
-- explanation_en: The three budgets on the income side of table 4 equal the same appropriations on the income side of table 1.
with
fiscal as (
    select * from checking.cells where resource = 'fiscal-appropriation-summary' and side = 'income'
        and item in ('general_public_budget', 'government_fund_budget', 'state_capital_budget')
),
summary as (select * from checking.cells where resource = 'income-expenditure-summary' and side = 'income'),
pair as (
    select fiscal.package, fiscal.subject, fiscal.resource, fiscal."row", fiscal.field,
        summary.resource as other_resource, summary."row" as other_row, summary.field as other_field
    from fiscal
    join summary using (package, item)
    where fiscal.q is not null or summary.q is not null
)

select package, subject, 'published' as side, resource, "row", field, true as zero,
    if(coalesce(carried_in, false) <> coalesce(fiscal_carried_in, false), 'carryover_in_one', null) as doubt
from pair join checking.premises using (package)
union all
select package, subject, 'expected', other_resource, other_row, other_field, true, null from pair
