-- One row per claim and place in a table that states the same thing, by the concordance of the narrative.
with
entry as (select * from checking.narrative),
table_state as (
    select package, table_name as resource, state, row_number() over (partition by package order by table_number)::integer as state_row
    from main.tables
),
matched as (
    select claims.*, entry.table_name as resource, entry.line, entry.field as target_field
    from checking.claims
    join entry on regexp_matches(headings, entry.heading) and regexp_full_match(plain_subject, entry.subject)
        and (line <> 'code' or code is not null) and quantity <> 'share'
),
-- of the table and field pairs of one subject, a named line goes before the general `.*` of codes
chosen as (
    select * from matched
    qualify line not in ('code', 'label') or count(*) filter (line not in ('code', 'label')) over (partition by package, "row") = 0
),
cell as (
    select package, resource, "row", field, is_grand_total, code, item, label
    from checking.cells
)

select
    chosen.package,
    chosen."row" as claim_row,
    chosen.key || ' = ' || chosen.resource || ' ' || chosen.target_field as subject,
    chosen.resource,
    coalesce(table_state.state, 'absent') as state,
    table_state.state_row,
    cell."row" as target_row,
    chosen.quantity,
    chosen.period,
    chosen.target_field,
    coalesce(state = 'filled' and cell."row" is null, false) as row_missing
from chosen
left join table_state on table_state.package = chosen.package and table_state.resource = chosen.resource
left join cell on cell.package = chosen.package and cell.resource = chosen.resource and cell.field = chosen.target_field
    and (
        (line = 'total' and cell.is_grand_total)
        or (line = 'code' and cell.code = chosen.code)
        or (line = 'item:' || cell.item)
        or (line = 'label' and cell.label = chosen.plain_subject)
    )
