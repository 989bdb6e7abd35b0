-- title: 说明中的金额等于表中的金额
-- title_en: An amount in the narrative equals the table
-- severity: must
-- relation: sum
-- basis: 预算说明与预算表说的是同一件事
-- explanation: 预算说明里写的每一个金额，都应当等于表中同一项的金额。说明写 0，与表中空白或声明为空表相符。
-- explanation_en: Every amount of the narrative equals that of the same thing in its table. A narrative 0 agrees with a blank, or with a table declared empty.
with
target as (
    select *,
        -- beside money carried over, a table's income may be that of this year, and the words may speak of both
        if(resource = 'fiscal-appropriation-summary' and target_field = 'income_amount' and list_contains(carryovers, 'fiscal_carried_in'), 'income_of_this_year', null) as doubt
    from checking.claim_targets
    join checking.premises using (package)
    where quantity = 'amount' and period = 'current'
)

select package, subject, 'published' as side, 'statements' as resource, claim_row as "row", 'value' as field, false as zero, null as note, doubt
from target
union all
select
    package, subject, 'expected',
    if(state = 'declared-empty', 'tables', resource),
    if(state = 'declared-empty', state_row, target_row),
    if(state = 'declared-empty', 'state', target_field),
    state = 'filled',
    case state when 'absent' then 'table_absent' when 'empty' then 'table_empty' when 'not-read' then 'table_not_read' end,
    null
from target
