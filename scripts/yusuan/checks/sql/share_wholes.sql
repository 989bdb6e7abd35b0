-- One row per share in the narrative and figure that is its whole: the amount of the words that name it, or else the total that its section is about.
with
share as (select * from checking.claims where quantity = 'share' and period = 'current'),
amount as (select * from checking.claims where quantity = 'amount' and is_own),
-- the nearest one before it, under the same heading if there is one
in_words as (
    select share.package, share."row" as share_row, amount."row" as "row"
    from share
    join amount on amount.package = share.package and amount.subject = share.whole and amount."row" < share."row"
    qualify row_number() over (partition by share.package, share."row" order by amount.headings = share.headings desc, amount."row" desc) = 1
)

select package, share_row, 'statements' as resource, "row", 'value' as field from in_words
union all
select share.package, share."row", cells.resource, cells."row", cells.field
from share
join checking.narrative_wholes as known using (about)
join checking.cells as cells on cells.package = share.package and cells.resource = known.table_name and cells.field = known.field
    and ((known.line = 'total' and cells.is_grand_total) or known.line = 'item:' || cells.item)
where whole is null
