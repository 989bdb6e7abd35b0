-- One row per disclosure: whether its tables carry money over from last year (in) or to the next (out); null where they do not say.
with
-- on a line of its own, by its label
by_row as (
    select package, name, side, bool_or(q <> 0) as is_carried
    from checking.cells
    join checking.carryovers using (resource)
    where q is not null and field in ('income_amount', 'expenditure_amount', 'expenditure_total')
        and regexp_matches(label, if(side = 'income', '上年|年初|结转|结余|弥补收支差额|动用', '下年|年末|年终|结转|结余'))
    group by package, name, side
),
-- in a column of its own
by_column as (
    select cells.package, name, 'income' as side, bool_or(q <> 0) as is_carried
    from checking.cells as cells
    join checking.carryovers using (resource)
    join checking.columns as known on known.resource = cells.resource and known.field = cells.field and known.kind = 'carryover'
    where cells.is_grand_total
    group by cells.package, name
),
carried as (
    select package, name || if(side = 'income', '_in', '_out') as premise, is_carried
    from (from by_row union all by name from by_column)
),
stated as (
    select
        package,
        bool_or(is_carried) filter (premise = 'carried_in') as carried_in,
        bool_or(is_carried) filter (premise = 'carried_out') as carried_out,
        bool_or(is_carried) filter (premise = 'fiscal_carried_in') as fiscal_carried_in,
        bool_or(is_carried) filter (premise = 'fiscal_carried_out') as fiscal_carried_out,
        -- null where the income table has no such column
        bool_or(is_carried) filter (premise = 'income_carried_in') as income_carried_in,
        coalesce(list(premise) filter (is_carried), []) as carryovers
    from main.package
    left join carried using (package)
    group by package
)

select
    * exclude (carryovers),
    -- what a relation may name
    carryovers || if(carried_in and income_carried_in is null, ['carried_in_beside_income'], []) as carryovers
from stated
