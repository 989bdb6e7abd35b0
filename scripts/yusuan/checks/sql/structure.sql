-- One row per printed table and side: how deep it goes, and whether every row has a place of its own in it.
with
printed_row as (
    select package, resource, side, "row", count(q) > 0 as is_filled from checking.cells group by package, resource, side, "row"
),
repeated as (
    select package, resource, side, count(code) > count(distinct code) as repeats
    from checking.lines where not is_total
    group by package, resource, side
)

select
    lines.package,
    lines.resource,
    lines.side,
    coalesce(max(lines.level) filter (not is_total and code is not null), 0) as depth,
    any_value(repeats) as repeats,
    coalesce(bool_or(is_filled and not is_total and code is null), false) as has_uncoded,
    -- an amount of nobody knows what: what is above it may or may not hold it
    coalesce(bool_or(is_filled and not is_total and lines.level is null), false) as has_placeless
from checking.lines
left join repeated on repeated.package = lines.package and repeated.resource = lines.resource and repeated.side = lines.side
left join printed_row on printed_row.package = lines.package and printed_row.resource = lines.resource and printed_row.side = lines.side
    and printed_row."row" = lines."row"
group by lines.package, lines.resource, lines.side
