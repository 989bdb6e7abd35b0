-- One row per table, side, code and row that makes it up; the grand total goes as `total`. A class or section that a table
-- does not print itself is what it prints below it.
with
coded as (
    select package, resource, side, "row", code, level, parent_row
    from checking.lines where code is not null and not is_total and resource not in (select resource from checking.tables where by_items)
),
itself as (select distinct package, resource, side, code from coded),
below as (
    select coded.*, mother.code as code_above, unnest([left(coded.code, 3), left(coded.code, 5)]) as prefix
    from coded
    left join coded as mother on mother.package = coded.package and mother.resource = coded.resource and mother.side = coded.side
        and mother."row" = coded.parent_row
)

select package, resource, side, code, level, "row" from coded
union all
select package, resource, side, prefix, (length(prefix) - 1) // 2, "row"
from below
anti join itself on itself.package = below.package and itself.resource = below.resource and itself.side = below.side and itself.code = prefix
where length(prefix) < length(below.code) and coalesce(length(code_above), 0) < length(prefix)
union all
select package, resource, side, 'total', 0, "row" from checking.lines where is_grand_total
