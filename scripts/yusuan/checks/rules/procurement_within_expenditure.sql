-- title: 政府采购不超过支出总计
-- title_en: Procurement within total expenditure
-- severity: usual
-- relation: at_most
-- basis: 政府采购是支出的一部分
-- explanation: 政府采购预算通常不超过部门的支出总计；跨年度采购除外，所以只是惯例。
-- explanation_en: Procurement is usually within the department’s expenditure; it may run over years, so this is a convention.
with
stated as (select package, "row" from main.key_figures where item = 'procurement' and quantity = 'amount'),
total as (select * from checking.cells where resource = 'income-expenditure-summary' and field = 'expenditure_amount' and is_grand_total)

select stated.package, 'procurement' as subject, 'published' as side, 'key-figures' as resource, stated."row", 'value' as field
from stated semi join total using (package)
union all
select stated.package, 'procurement', 'expected', total.resource, total."row", total.field from stated join total using (package)
