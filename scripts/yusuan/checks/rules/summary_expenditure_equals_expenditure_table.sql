-- title: 表1支出等于表3
-- title_en: Expenditure in the summary equals the expenditure table
-- severity: must
-- relation: sum
-- basis: 表1与表3说的是同一笔支出
-- explanation: 收支总表（表1）右边每一类支出和支出总计，应当等于支出总表（表3）同一类的合计。
-- explanation_en: Each class of expenditure on the summary (table 1), and its total, equals the same class in the expenditure table (table 3).
select package, subject, side, resource, "row", field, zero,
    coalesce(doubt, if(level = 0 and carried_out, 'carried_out_in_one', null)) as doubt
from checking.same_by_code(
    'income-expenditure-summary', 'expenditure_amount', 'expenditure', 'total'
)
join checking.premises using (package)
