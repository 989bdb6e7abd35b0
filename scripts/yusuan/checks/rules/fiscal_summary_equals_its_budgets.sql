-- title: 表4支出等于各本预算支出之和
-- title_en: The fiscal summary equals the tables of its budgets
-- severity: must
-- relation: sum
-- basis: 财政拨款由一般公共预算、政府性基金预算、国有资本经营预算组成
-- explanation: 有的财政拨款收支总表（表4）不分栏列出各本预算。它的支出总计应当等于一般公共预算（表5）、政府性基金预算（表8）和国有资本经营预算（表9）支出之和。
-- explanation_en: Some fiscal summaries (table 4) print no column for each budget. Their total is that of the general budget (table 5), the government funds (8) and state capital (9).
with
cell as (
    select * from checking.cells
    where resource = 'fiscal-appropriation-summary' and is_grand_total and field = 'expenditure_total'
        and package not in (
            select package from checking.printed
            where resource = 'fiscal-appropriation-summary' and field = 'expenditure_general_public_budget'
        )
),
budget as (
    select states.package, states.table_name, states.state, states.state_row, total."row" as total_row
    from checking.table_states as states
    left join checking.cells as total on total.package = states.package and total.resource = states.table_name and total.field = 'total'
        and total.is_grand_total
    where states.table_name in ('general-public-budget-expenditure', 'government-fund-expenditure', 'state-capital-expenditure')
),
-- a budget whose table is not there may have anything in it
known as (
    select package, count(*) filter (state = 'declared-empty' or total_row is not null) = 3 as all_there
    from budget group by package
    having count(*) filter (table_name = 'general-public-budget-expenditure' and total_row is not null) > 0
)

select package, subject, 'published' as side, resource, "row", field, true as zero,
    case
        when not all_there then 'table_not_there'
        when fiscal_carried_in or fiscal_carried_out then 'carryover_in_either'
    end as doubt
from cell join known using (package) join checking.premises using (package)
union all
select cell.package, subject, 'expected',
    if(state = 'declared-empty', 'tables', table_name),
    if(state = 'declared-empty', state_row, total_row),
    if(state = 'declared-empty', 'state', 'total'),
    true, null
from cell semi join known using (package)
join budget on budget.package = cell.package
where state = 'declared-empty' or total_row is not null
