-- title: 同一件事两处说法一致
-- title_en: The same claim made twice agrees
-- severity: must
-- relation: sum
-- basis: 同一件事只有一个数
-- explanation: 同一标题下对同一件事写了两次数，两次应当相同。
-- explanation_en: A figure given twice for the same thing under one heading is the same both times.
with
again as (select * from checking.claims where time > 1),
first as (select * from checking.claims where time = 1)

select package, key as subject, 'published' as side, 'statements' as resource, "row", 'value' as field from again
union all
select again.package, again.key, 'expected', 'statements', first."row", 'value'
from again
join first on first.package = again.package and first.headings = again.headings and first.subject = again.subject
    and first.code is not distinct from again.code and first.quantity = again.quantity and first.period = again.period
