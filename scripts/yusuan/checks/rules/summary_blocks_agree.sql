-- title: 收支总表各种分类的支出总计相等
-- title_en: A summary’s expenditure is the same by every classification
-- severity: must
-- relation: sum
-- basis: 同一张表把同一笔支出按功能、用途和经济分类各列一遍
-- explanation: 有的收支总表除按功能分类外，还按用途、部门经济分类和政府经济分类列出支出。各种分类的支出总计都应当等于收入总计。
-- explanation_en: Some summaries list expenditure by purpose and by economic classification as well. The total is the same by each, and equals total income.
with
total as (
    select * from checking.cells
    where resource in ('income-expenditure-summary', 'fiscal-appropriation-summary') and is_grand_total
),
income as (select * from total where side = 'income' and field = 'income_amount'),
block as (
    select * from total
    where field in ('purpose_amount', 'economic_amount', 'government_economic_amount') and q is not null
)

select block.package, block.subject, 'published' as side, block.resource, block."row", block.field
from block semi join income using (package, resource)
union all
select block.package, block.subject, 'expected', income.resource, income."row", income.field
from block join income using (package, resource)
