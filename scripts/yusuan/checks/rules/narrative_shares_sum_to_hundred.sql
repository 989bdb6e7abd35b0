-- title: 同一整体的占比之和为 100%
-- title_en: Shares of one whole add to 100 %
-- severity: must
-- relation: sum
-- basis: 百分比的含义
-- explanation: 把一个整体分成几部分并写出各自占比时，占比之和应当是 100%。只在所列金额加起来确实是整体时核对。
-- explanation_en: Where a whole is split and each part’s share given, the shares add to 100 %. Checked only where the parts’ amounts do add to the whole.
with
share as (
    select claims.*, whole.resource as whole_resource, whole."row" as whole_row, whole.field as whole_field
    from checking.claims as claims
    join checking.share_wholes as whole on whole.package = claims.package and whole.share_row = claims."row"
    where amount_row is not null
    -- said again, a share counts once
    qualify row_number() over (partition by claims.package, headings, list, whole.resource, whole."row", thing order by claims."row") = 1
),
member as (
    select share.*, amount.q, amount.h, whole_figure.q as whole_q, whole_figure.h as whole_h
    from share
    join checking.figures as amount on amount.package = share.package and amount.resource = 'statements' and amount."row" = amount_row
    join checking.figures as whole_figure on whole_figure.package = share.package and whole_figure.resource = whole_resource
        and whole_figure."row" = whole_row and whole_figure.field = whole_field
),
covered as (
    select package, headings, list, whole_resource, whole_row,
        'shares ' || headings || if(row_number() over (partition by package, headings order by min("row")) > 1,
            '#' || row_number() over (partition by package, headings order by min("row")), '') as subject,
        abs(sum(q) - any_value(whole_q)) <= sum(h) + any_value(whole_h) as is_whole
    from member
    group by package, headings, list, whole_resource, whole_row
    having count(*) > 1
)

select member.package, covered.subject, 'published' as side, 'statements' as resource, member."row", 'value' as field,
    null as constant, if(is_whole, null, 'amounts_listed_in_part') as note
from member
join covered on covered.package = member.package and covered.headings = member.headings and covered.list is not distinct from member.list
    and covered.whole_resource = member.whole_resource and covered.whole_row = member.whole_row
union all
select package, subject, 'expected', null, null, null, if(is_whole, 100, null), null
from covered
