-- title: 表5基本支出等于表6
-- title_en: Basic expenditure equals the economic table
-- severity: must
-- relation: sum
-- basis: 表5与表6说的是同一笔基本支出
-- explanation: 一般公共预算支出表（表5）合计行的基本支出，应当等于一般公共预算基本支出表（表6）的合计。
-- explanation_en: Basic expenditure in the total row of table 5 equals the total of table 6.
with
cell as (select * from checking.cells where resource = 'general-public-budget-expenditure' and is_grand_total and field = 'basic_expenditure'),
total as (select package, "row" as total_row from checking.cells where resource = 'general-public-budget-basic-expenditure' and is_grand_total and field = 'total'),
other as (
    select package, state, state_row, total_row
    from checking.table_states
    left join total using (package)
    where table_name = 'general-public-budget-basic-expenditure'
)

select package, subject, 'published' as side, resource, "row", field, true as zero, null as note, null as doubt
from cell semi join other using (package)
union all
select package, subject, 'expected',
    if(state = 'declared-empty', 'tables', 'general-public-budget-basic-expenditure'),
    if(state = 'declared-empty', state_row, total_row),
    if(state = 'declared-empty', 'state', 'total'),
    state = 'filled' and total_row is not null,
    case state when 'absent' then 'table_absent' when 'empty' then 'table_empty' when 'not-read' then 'table_not_read' end,
    null
from cell join other using (package)
