-- One row per claim and place in a table that states the same thing, by the concordance of the narrative.
with
entry as (select * from checking.narrative),
table_state as (
    select package, table_name as resource, state, "row" as state_row from checking.listed_tables
    qualify row_number() over (partition by package, table_name order by state <> 'filled', "row") = 1
),
-- many documents say the same words: each wording is matched once
wording as (select distinct headings, plain_subject from checking.claims),
match as (
    select wording.*, entry.table_name as resource, entry.line, entry.field as target_field
    from wording
    join entry on regexp_matches(headings, entry.heading) and regexp_full_match(plain_subject, entry.subject)
),
matched as (
    select claims.*, match.resource, match.line, match.target_field
    from checking.claims
    join match using (headings, plain_subject)
    join (select package, kind from main.package) using (package)
    where (line <> 'code' or code is not null) and quantity in ('amount', 'change')
        -- final accounts say what was budgeted beside what the tables print
        and not (kind = 'final-accounts' and coalesce(base_kind, '') = 'budget')
),
-- a named line goes before the general `.*` of codes
chosen as (
    select * from matched
    qualify line not in ('code', 'label') or count(*) filter (line not in ('code', 'label')) over (partition by package, "row") = 0
),
-- a column of totals without any amount, beside others with amounts, is not printed: the three public expenses by fund
filled as (
    select package, resource, list(distinct field) as fields from checking.cells where q is not null group by package, resource
),
cell as (
    select package, resource, "row", field, unnest([if(is_grand_total, 'total', null), 'code ' || code, 'item:' || item, 'label ' || label]) as line
    from checking.cells
)

select
    chosen.package,
    chosen."row" as claim_row,
    chosen.key || ' = ' || chosen.resource || ' ' || chosen.target_field as subject,
    chosen.resource,
    coalesce(table_state.state, 'not-read') as state,
    table_state.state_row,
    cell."row" as target_row,
    chosen.quantity,
    chosen.period,
    chosen.target_field,
    coalesce(state = 'filled' and cell."row" is null, false) as row_missing
from chosen
left join filled on filled.package = chosen.package and filled.resource = chosen.resource
left join table_state on table_state.package = chosen.package and table_state.resource = chosen.resource
left join cell on cell.package = chosen.package and cell.resource = chosen.resource and cell.field = chosen.target_field
    and cell.line = case chosen.line when 'code' then 'code ' || code when 'label' then 'label ' || plain_subject else chosen.line end
where chosen.target_field <> 'total' or filled.fields is null or list_contains(filled.fields, chosen.target_field)
