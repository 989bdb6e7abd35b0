-- title: 同一整体的占比之和为 100%
-- title_en: Shares of one whole add to 100 %
-- severity: must
-- relation: sum
-- basis: 百分比的含义
-- explanation: 把一个整体分成几部分并写出各自占比时，占比之和应当是 100%。只在所列金额加起来确实是整体时核对。
-- explanation_en: Where a whole is split and each part’s share given, the shares add to 100 %. Checked only where the parts’ amounts do add to the whole.
with
share as (select * from checking.claims where quantity = 'share' and period = 'current' and time = 1),
member as (
    select share.package, share.headings, share.section, share."row", amount."row" as amount_row, known.table_name, known.line, known.field
    from share
    join checking.narrative_wholes as known on regexp_matches(share.headings, known.heading)
    join checking.claims as amount on amount.package = share.package and amount.headings = share.headings
        and amount.subject = share.subject and amount.quantity = 'amount' and amount.period = 'current' and amount.time = 1
),
covered as (
    select member.package, headings, any_value(member.section) as section,
        abs(sum(figures.q) - any_value(whole.q)) <= sum(figures.h) * 2 as is_whole, count(*) as parts
    from member
    join checking.figures as figures on figures.package = member.package and figures.resource = 'statements' and figures."row" = amount_row
    join checking.cells as whole on whole.package = member.package and whole.resource = table_name and whole.field = member.field
        and ((line = 'total' and whole.is_grand_total) or line = 'item:' || whole.item)
    group by member.package, headings
)

select member.package, 'shares ' || member.headings as subject, 'published' as side, 'statements' as resource, member."row", 'value' as field,
    null as constant, if(is_whole, null, 'amounts_listed_in_part') as note
from member
join covered on covered.package = member.package and covered.headings = member.headings
where parts > 1
union all
select package, 'shares ' || headings, 'expected', null, null, null, if(is_whole, 100, null), null
from covered
where parts > 1
