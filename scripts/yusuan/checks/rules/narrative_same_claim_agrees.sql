-- title: 同一件事两处说法一致
-- title_en: The same claim made twice agrees
-- severity: must
-- relation: sum
-- basis: 同一件事只有一个数
-- explanation: 同一标题下对同一件事写了两次数，两次应当相同。
-- explanation_en: A figure given twice for the same thing under one heading is the same both times.
with
-- a count may be of another body each time: 6 个内设机构 of one unit, 4 of the next
again as (select * from checking.claims where time > 1 and quantity not in ('count', 'area')),
-- a budget is none of the outturn beside it, a part of one list none of another
first as (
    select again.package, again."row" as again_row, min(earlier."row") as "row"
    from again
    join checking.claims as earlier on earlier.package = again.package and earlier.headings = again.headings
        and earlier.subject = again.subject and earlier.code is not distinct from again.code and earlier.quantity = again.quantity
        and earlier.period = again.period and earlier.unit = again.unit and earlier.list is not distinct from again.list
        and earlier.whole is not distinct from again.whole and earlier.enumerators is not distinct from again.enumerators
        and coalesce(earlier.base_kind, again.base_kind, '') = coalesce(again.base_kind, earlier.base_kind, '') and earlier.base_period is not distinct from again.base_period
        and earlier."row" < again."row"
    group by again.package, again."row"
)

select again.package, key as subject, 'published' as side, 'statements' as resource, again."row", 'value' as field
from again join first on first.package = again.package and again_row = again."row"
union all
select again.package, again.key, 'expected', 'statements', first."row", 'value'
from again join first on first.package = again.package and again_row = again."row"
