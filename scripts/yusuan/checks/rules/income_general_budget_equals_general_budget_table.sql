-- title: 表2一般公共预算等于表5
-- title_en: General budget income equals the general budget table
-- severity: usual
-- relation: sum
-- basis: 各地惯例：表5只列当年一般公共预算拨款
-- explanation: 收入总表（表2）各科目的一般公共预算栏，通常等于一般公共预算支出表（表5）同一科目的合计。有的地方表5还包括上年结转，所以这只是惯例。
-- explanation_en: The general-budget column of table 2 usually equals table 5, code by code. Some places include carryover in table 5, so this is a convention.
select package, subject, side, resource, "row", field, zero,
    coalesce(doubt, if(carried_in or fiscal_carried_in, 'carryover_in_either', null)) as doubt
from checking.same_by_code(
    'income', 'general_public_budget', 'general-public-budget-expenditure', 'total'
)
join checking.premises using (package)
