-- One row per operand of a figure rule, with its exact value and how it is printed.
select
    operands.*,
    rules.relation,
    coalesce(figures.q, constant::hugeint * 1000000) as q,
    coalesce(figures.h, 0) as h,
    figures.decimals,
    figures.worth,
    figures.unit,
    figures.q is not null as is_printed,
    figures.q is not null or constant is not null or zero as is_there,
    coalesce(figures.printed, constant::varchar, '') as printed,
    figures.source,
    coalesce(position, 0) as position,
    coalesce(if(of_package is null, '', of_package || ' ') || place, if(constant is not null, '应为', null)) as place
from checking.operands
join checking.rules on rules.name = operands.rule
left join checking.figures on figures.package = coalesce(of_package, operands.package) and figures.resource = operands.resource
    and figures."row" = operands."row" and figures.field = operands.field
left join checking.places on places.package = coalesce(of_package, operands.package) and places.resource = operands.resource
    and places."row" = operands."row" and places.field = operands.field
