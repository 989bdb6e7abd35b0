-- title: 表4政府性基金等于表8
-- title_en: The fiscal summary equals the fund table
-- severity: must
-- relation: sum
-- basis: 表4与表8说的是同一笔政府性基金支出
-- explanation: 财政拨款收支总表（表4）“政府性基金预算”栏的总计，应当等于政府性基金预算支出表（表8）的合计；一处空着，另一处也应为空。
-- explanation_en: The total of the fund column in table 4 equals the total of table 8; where one is blank, so is the other.
with
cell as (select * from checking.cells where resource = 'fiscal-appropriation-summary' and is_grand_total and field = 'expenditure_government_fund_budget'),
total as (select package, "row" as total_row from checking.cells where resource = 'government-fund-expenditure' and is_grand_total and field = 'total'),
other as (
    select package, state, state_row, total_row
    from checking.table_states
    left join total using (package)
    where table_name = 'government-fund-expenditure'
)

select package, subject, 'published' as side, resource, "row", field, true as zero, null as note, null as doubt
from cell semi join other using (package)
union all
select package, subject, 'expected',
    if(state = 'declared-empty', 'tables', 'government-fund-expenditure'),
    if(state = 'declared-empty', state_row, total_row),
    if(state = 'declared-empty', 'state', 'total'),
    state = 'filled' and total_row is not null,
    case state when 'absent' then 'table_absent' when 'empty' then 'table_empty' when 'not-read' then 'table_not_read' end,
    if(fiscal_carried_in or fiscal_carried_out, 'carryover_in_either', null)
from cell join other using (package) join checking.premises using (package)
