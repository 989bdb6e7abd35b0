-- One row per operand of a figure rule, with its exact value and how it is printed.
select
    operands.* replace (coalesce(operands.doubt, if(heading."row" is null, null, 'heading_blank')) as doubt),
    rules.relation,
    -- the published side, what it is compared with, and what a rate is of
    case when operands.side = 'published' then 'p' when operands.side in ('whole', 'current') then 'b' else 'a' end as place_of,
    coalesce(q, constant::hugeint * 1000000) as q,
    coalesce(h, 0) as h,
    decimals,
    worth,
    unit,
    unread.resource is not null as has_unread,
    q is not null as is_printed,
    q is not null or constant is not null or zero as is_there,
    coalesce(printed, constant::varchar, '') as printed,
    source,
    coalesce(spots.position, 0) as position,
    -- a row that a table lacks is called by its table, a column that it does not print by its title
    coalesce(of_package || ' ', '') || coalesce(spots.place, concat(tables.called, absent.title)) as place,
    coalesce(of_package || ' ', '') || coalesce(spots.place_en, concat_ws(' ', tables.called_en, absent.title_en)) as place_en
from checking.operands
join checking.rules on rules.name = operands.rule
left join checking.unread_in as unread on unread.package = coalesce(of_package, operands.package) and unread.resource = operands.resource
left join checking.spots as spots on spots.package = coalesce(of_package, operands.package) and spots.resource = operands.resource
    and spots."row" = operands."row" and spots.field = operands.field
left join checking.tables as tables on tables.resource = operands.resource and spots.place is null
left join checking.fields as absent on absent.resource = operands.resource and absent.field = operands.field
    and operands."row" is not null and spots.place is null
left join checking.blank_headings as heading on heading.package = coalesce(of_package, operands.package) and heading.resource = operands.resource
    and heading."row" = operands."row" and heading.field = operands.field
