-- One row per disclosure: whether its summaries carry money over from last year (in) or to the next (out); null where they do not say.
with
amount as (
    select package, resource, side, q, label
    from checking.cells
    where resource in ('income-expenditure-summary', 'fiscal-appropriation-summary') and q is not null
        and field in ('income_amount', 'expenditure_amount', 'expenditure_total')
),
carried as (
    select package, resource, side, bool_or(q <> 0) as is_carried
    from amount
    where regexp_matches(label, if(side = 'income', '上年|年初|结转|结余|弥补收支差额|动用', '下年|年末|年终|结转|结余'))
    group by package, resource, side
),
income_carried as (
    select package, bool_or(q <> 0) as is_carried
    from checking.cells as cells
    join checking.columns on table_name = 'income' and columns.field = cells.field and kind = 'carryover'
    where resource = 'income' and is_grand_total
    group by package
)

select
    package,
    bool_or(carried.is_carried) filter (resource = 'income-expenditure-summary' and side = 'income') as carried_in,
    bool_or(carried.is_carried) filter (resource = 'income-expenditure-summary' and side = 'expenditure') as carried_out,
    bool_or(carried.is_carried) filter (resource = 'fiscal-appropriation-summary' and side = 'income') as fiscal_carried_in,
    bool_or(carried.is_carried) filter (resource = 'fiscal-appropriation-summary' and side = 'expenditure') as fiscal_carried_out,
    -- of the income table: null where it has no such column
    any_value(income_carried.is_carried) as income_carried_in
from main.package
left join carried using (package)
left join income_carried using (package)
group by package
