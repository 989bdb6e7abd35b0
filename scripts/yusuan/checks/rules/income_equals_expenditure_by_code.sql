-- title: 表2与表3同一科目相等
-- title_en: Income equals expenditure, code by code
-- severity: must
-- relation: sum
-- basis: 表2与表3按同一功能分类列示同一笔预算
-- explanation: 收入总表（表2）和支出总表（表3）按同样的功能分类科目排列；同一科目的总计应当相等。
-- explanation_en: The income table (2) and the expenditure table (3) list the same functional codes; the totals of a code are equal.
select package, subject, side, resource, "row", field, zero,
    coalesce(doubt, if(carried_out or (carried_in and income_carried_in is null), 'carryover_in_either', null)) as doubt
from checking.same_by_code(
    'income', 'total', 'expenditure', 'total'
)
join checking.premises using (package)
