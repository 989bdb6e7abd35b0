-- One row per amount whose unit is known: its value in millionths of a yuan, and half the step that it was rounded to.
-- An amount is rounded to the most decimals of its table, since zeros may be dropped, but to no more than ten digits, which
-- is what a spreadsheet shows. yusuan/intervals.py (steps_of) says the same.
select
    package,
    resource,
    "row",
    field,
    (amount * 1000000)::hugeint * in_yuan::hugeint as millionths,
    coalesce(
        length(regexp_extract(replace(printed, ',', ''), '\d+(?:\.(\d+))?', 1)),
        length(rtrim(lpad(((abs(amount) * 1000000)::hugeint % 1000000)::varchar, 6, '0'), '0'))
    ) as own_decimals,
    least(
        max(own_decimals) over (partition by package, resource),
        greatest(own_decimals, 10 - length(trunc(abs(amount))::hugeint::varchar))
    ) as decimals,
    in_yuan::hugeint * 500000 // (10 ** decimals)::hugeint as half
from main.amount
join main.resource_unit using (package, resource)
join main.money_unit using (unit)
left join main.provenance using (package, resource, "row", field)
