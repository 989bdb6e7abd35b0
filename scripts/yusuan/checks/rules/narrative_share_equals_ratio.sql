-- title: 占比等于部分除以整体
-- title_en: A share equals part over whole
-- severity: must
-- relation: share
-- basis: 百分比的含义
-- explanation: 说明写“占 x%”时，用同一句的金额除以整体的金额，四舍五入后应当得到印出的百分比。
-- explanation_en: Where the narrative says “x % of”, the amount of the same sentence over the whole rounds to that percentage.
with
share as (select * from checking.claims where quantity = 'share' and period = 'current'),
in_table as (
    select share.package, share."row" as share_row, cells.resource, cells."row", cells.field
    from share
    join checking.narrative_wholes as known on regexp_matches(headings, known.heading)
        -- where the words name the whole, it has to be the one that the table prints there
        and (whole is null or exists (
            select 1 from checking.narrative as told
            where told.table_name = known.table_name and told.line = known.line and told.field = known.field
                and regexp_matches(headings, told.heading) and regexp_full_match(plain_whole, told.subject)
        ))
    join checking.cells as cells on cells.package = share.package and cells.resource = known.table_name and cells.field = known.field
        and ((known.line = 'total' and cells.is_grand_total) or known.line = 'item:' || cells.item)
),
in_words as (
    select share.package, share."row" as share_row, max(amount."row") as "row"
    from share
    join checking.claims as amount on amount.package = share.package and amount.headings = share.headings
        and amount.subject = share.whole and amount.quantity = 'amount' and amount.period = 'current' and amount."row" < share."row"
    anti join in_table on in_table.package = share.package and in_table.share_row = share."row"
    group by share.package, share."row"
),
whole as (
    select * from in_table
    union all
    select package, share_row, 'statements', "row", 'value' from in_words
)

select package, key as subject, 'published' as side, 'statements' as resource, "row", 'value' as field from share
union all
select package, key, 'part', 'statements', amount_row, 'value'
from share where amount_row is not null
union all
select share.package, share.key, 'whole', whole.resource, whole."row", whole.field
from share
join whole on whole.package = share.package and whole.share_row = share."row"
