-- title: 机关运行经费不超过公用经费
-- title_en: Operating costs lie within the operating total
-- severity: usual
-- relation: at_most
-- basis: 预算法第十四条要求说明机关运行经费
-- explanation: 机关运行经费是行政单位和参公事业单位的公用经费，通常不超过一般公共预算基本支出表（表6）的公用经费合计；部门没有其他事业单位的，两个数相等。
-- explanation_en: Operating costs are the operating expenses of administrative units, so they usually lie within those of table 6, and equal them where a department has no other institutions.
with
stated as (select package, "row" from main.key_figures where item = 'operating_costs' and quantity = 'amount'),
total as (select * from checking.cells where resource = 'general-public-budget-basic-expenditure' and field = 'operating' and is_grand_total)

select package, 'operating_costs' as subject, 'published' as side, 'key-figures' as resource, "row", 'value' as field from stated
union all
select stated.package, 'operating_costs', 'expected', total.resource, total."row", total.field from stated join total using (package)
