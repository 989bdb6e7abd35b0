-- title: 公用经费等于机关运行经费
-- title_en: The operating total equals the operating costs
-- severity: usual
-- relation: sum
-- basis: 预算法第十四条要求说明机关运行经费
-- explanation: 说明中的机关运行经费，通常就是一般公共预算基本支出表（表6）的公用经费合计。
-- explanation_en: The operating costs of the explanation usually are the total of operating expenses in table 6.
with
stated as (select package, "row" from main.key_figures where item = 'operating_costs' and quantity = 'amount'),
total as (select * from checking.cells where resource = 'general-public-budget-basic-expenditure' and field = 'operating' and is_grand_total)

select package, 'operating_costs' as subject, 'published' as side, 'key-figures' as resource, "row", 'value' as field from stated
union all
select stated.package, 'operating_costs', 'expected', total.resource, total."row", total.field from stated join total using (package)
