-- One row per printed figure: whether a check that was evaluated used it, and why not where none did.
with
used as (
    select operand_package as package, resource, "row", field,
        count(*) filter (outcome <> 'not-checkable') as evaluated,
        min(message) filter (outcome = 'not-checkable') as reason
    from derived.check_operands
    join (select package, rule, subject, outcome, message from derived.checks) using (package, rule, subject)
    group by operand_package, resource, "row", field
)

select
    package,
    resource,
    "row",
    field,
    place,
    printed,
    coalesce(source, '') as source,
    coalesce(evaluated, 0) > 0 as covered,
    coalesce(evaluated, 0)::integer as checks,
    if(coalesce(evaluated, 0) > 0, null, coalesce(reason, '文件里没有可以与它比较的数。')) as reason
from checking.spots
left join used using (package, resource, "row", field)
where resource <> 'tables' and q is not null
order by package, resource, "row", field
