-- title: 占比等于部分除以整体
-- title_en: A share equals part over whole
-- severity: must
-- relation: share
-- basis: 百分比的含义
-- explanation: 说明写“占 x%”时，用同一句的金额除以整体的金额，四舍五入后应当得到印出的百分比。
-- explanation_en: Where the narrative says “x % of”, the amount of the same sentence over the whole rounds to that percentage.
with
share as (select * from checking.claims where quantity = 'share' and period = 'current'),
part as (select * from checking.claims where quantity = 'amount' and period = 'current' and time = 1),
whole as (
    select share.package, share."row" as share_row, cells.resource, cells."row", cells.field
    from share
    join checking.narrative_wholes as known on regexp_matches(headings, known.heading)
    join checking.cells as cells on cells.package = share.package and cells.resource = known.table_name and cells.field = known.field
        and ((known.line = 'total' and cells.is_grand_total) or known.line = 'item:' || cells.item)
)

select package, key as subject, 'published' as side, 'statements' as resource, "row", 'value' as field from share
union all
select share.package, share.key, 'part', 'statements', part."row", 'value'
from share
join part on part.package = share.package and part.headings = share.headings and part.subject = share.subject
union all
select share.package, share.key, 'whole', whole.resource, whole."row", whole.field
from share
join whole on whole.package = share.package and whole.share_row = share."row"
