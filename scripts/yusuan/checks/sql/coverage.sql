-- One row per printed figure: whether a check that was evaluated used it, which kind of comparison, and why not where none did.
with
used as (
    select operand_package as package, resource, "row", field,
        count(*) filter (outcome <> 'not-checkable') as evaluated,
        count(*) filter (outcome <> 'not-checkable' and comparison in ('sum', 'ratio')) as sums,
        -- the one that shows most: see derived_tables.toml
        arg_min(comparison, list_position(['sum', 'ratio', 'at_most', 'zero', 'words'], comparison)) filter (outcome <> 'not-checkable') as comparison,
        min(reason) filter (outcome = 'not-checkable') as reason
    from derived.check_operands
    join (select package, rule, subject, outcome, comparison, reason from derived.checks) using (package, rule, subject)
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
    coalesce(sums, 0)::integer as sums,
    comparison,
    if(coalesce(evaluated, 0) > 0, null, coalesce(reason_said || '，不能核对。', '文件里没有可以与它比较的数。')) as reason
from checking.spots
left join used using (package, resource, "row", field)
left join checking.reasons using (reason)
where resource <> 'tables' and q is not null
order by package, resource, "row", field
