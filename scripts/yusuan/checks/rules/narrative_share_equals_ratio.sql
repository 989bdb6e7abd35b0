-- title: 占比等于部分除以整体
-- title_en: A share equals part over whole
-- severity: must
-- relation: share
-- basis: 百分比的含义
-- explanation: 说明写“占 x%”时，用同一句的金额除以整体的金额，四舍五入后应当得到印出的百分比。
-- explanation_en: Where the narrative says “x % of”, the amount of the same sentence over the whole rounds to that percentage.
with
share as (select * from checking.claims where quantity = 'share' and period = 'current')

select package, key as subject, 'published' as side, 'statements' as resource, "row", 'value' as field from share
union all
select package, key, 'part', 'statements', amount_row, 'value'
from share where amount_row is not null
union all
select share.package, share.key, 'whole', whole.resource, whole."row", whole.field
from share
join checking.share_wholes as whole on whole.package = share.package and whole.share_row = share."row"
