-- $column on the total row of $table equals $other_column on that of $other_table; where one is blank, so is the other. A table that is
-- declared empty says that there is nothing. Where a carryover of $unless is there, a difference has the reason $doubt.
with
cell as (select * from checking.cells where resource = $table and is_grand_total and field = $column),
total as (select package, "row" as total_row from checking.cells where resource = $other_table and is_grand_total and field = $other_column),
other as (
    select package, state, state_row, total_row
    from checking.table_states
    left join total using (package)
    where table_name = $other_table
)

select package, subject, 'published' as side, resource, "row", field, true as zero, null as note, null as doubt
from cell semi join other using (package)
union all
select package, subject, 'expected',
    if(state = 'declared-empty', 'tables', $other_table),
    if(state = 'declared-empty', state_row, total_row),
    if(state = 'declared-empty', 'state', $other_column),
    state = 'filled' and total_row is not null,
    case state when 'absent' then 'table_absent' when 'empty' then 'table_empty' when 'not-read' then 'table_not_read' end,
    if(list_has_any(carryovers, $unless::varchar[]), $doubt, null)
from cell join other using (package) join checking.premises using (package)
