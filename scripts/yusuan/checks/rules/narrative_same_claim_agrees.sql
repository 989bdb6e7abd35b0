-- title: 同一件事两处说法一致
-- title_en: The same claim made twice agrees
-- severity: must
-- relation: sum
-- basis: 同一件事只有一个数
-- explanation: 同一标题下对同一件事写了两次数，两次应当相同。
-- explanation_en: A figure given twice for the same thing under one heading is the same both times.
with
-- what is known to be one thing: free words (项目总预算) may be of another project each time
claim as (
    select * from checking.claims
    where (code is not null or concept is not null or whole is not null) and quantity not in ('count', 'area') and is_own
        and coalesce(about, '') not in ('performance', 'units', 'one_unit')
),
-- a budget is none of the outturn beside it, a part of one list none of another
pair as (
    select again.package, again.key, again."row", min(earlier."row") as earlier_row
    from claim as again
    join claim as earlier on earlier.package = again.package and earlier.headings = again.headings and (earlier.plain_subject = again.plain_subject or earlier.code = again.code)
        and earlier.quantity = again.quantity and earlier.kind_of_unit = again.kind_of_unit and earlier.list is not distinct from again.list
        and earlier.whole is not distinct from again.whole and earlier.enumerators is not distinct from again.enumerators
        and earlier.base_kind is not distinct from again.base_kind and earlier.base_period is not distinct from again.base_period
        and earlier."row" < again."row"
    group by again.package, again.key, again."row"
)

select package, key as subject, 'published' as side, 'statements' as resource, "row", 'value' as field from pair
union all
select package, key, 'expected', 'statements', earlier_row, 'value' from pair
