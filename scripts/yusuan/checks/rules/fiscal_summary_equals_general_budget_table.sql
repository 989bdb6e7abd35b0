-- title: 表4一般公共预算等于表5
-- title_en: The fiscal summary equals the general budget table
-- severity: must
-- relation: sum
-- basis: 表4与表5说的是同一笔一般公共预算支出
-- explanation: 财政拨款收支总表（表4）“一般公共预算”栏中每一类和总计，应当等于一般公共预算支出表（表5）同一类的合计。
-- explanation_en: Each class in the general-budget column of table 4, and its total, equals the same class in table 5.
select package, subject, side, resource, "row", field, zero,
    coalesce(doubt, if(fiscal_carried_in or (level = 0 and fiscal_carried_out), 'carryover_in_either', null)) as doubt
from checking.same_by_code(
    'fiscal-appropriation-summary', 'expenditure_general_public_budget', 'general-public-budget-expenditure', 'total'
)
join checking.premises using (package)
