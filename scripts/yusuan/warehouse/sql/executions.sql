-- One row per disclosure of final accounts and row, code or thing whose outturn or budget it prints: a code of one table once.
with
final as (select package, agency, year from main.package where kind = 'final-accounts'),
execution as (select * from main.execution),
line as (
    select package, resource as table_name, side, "row", code, item, label, level, is_grand_total from main.line semi join final using (package)
),
measure as (select resource as table_name, field as measure, side from main.measure),
fact as (
    select facts.*, side
    from derived.facts as facts
    join measure using (table_name, measure)
    semi join final using (package)
    where amount_10k_yuan is not null
),

-- the rows of the tables, with what was budgeted where they print that, too
row_of_table as (
    select
        package,
        table_name,
        "row",
        place,
        is_beside,
        any_value(code) as code,
        any_value(label) as label,
        any_value(level) as level,
        {
            'amount': any_value(amount_10k_yuan) filter (fact.measure = execution.measure),
            'field': any_value(fact.measure) filter (fact.measure = execution.measure),
            'source': any_value(source) filter (fact.measure = execution.measure)
        } as outturn,
        {
            'amount': any_value(amount_10k_yuan) filter (period = 'budget'),
            'field': any_value(fact.measure) filter (period = 'budget'),
            'source': any_value(source) filter (period = 'budget')
        } as budget,
        {
            'amount': any_value(amount_10k_yuan) filter (period = 'adjusted_budget'),
            'field': any_value(fact.measure) filter (period = 'adjusted_budget'),
            'source': any_value(source) filter (period = 'adjusted_budget')
        } as adjusted,
        any_value(side) as side
    from execution
    join measure as own using (table_name, measure)
    join fact using (table_name, side)
    where fact.measure = execution.measure or period in ('budget', 'adjusted_budget')
    group by package, table_name, "row", place, is_beside
),
printed as (
    select
        row_of_table.* exclude (side),
        coalesce(row_of_table.code, item, if(is_grand_total, 'total', null)) as known_as,
        -- a code may stand in several rows: prose means the first
        row_number() over (
            partition by package, place, coalesce(row_of_table.code, item, if(is_grand_total, 'total', null)) order by "row"
        ) as time
    from row_of_table
    left join line using (package, table_name, side, "row")
    where not is_beside or budget.amount is not null or adjusted.amount is not null
),

-- what the prose says of the same
placed as (
    select told.package, told."row", table_name, known_as, said, subject, code, value, base_kind, amount_10k_yuan, source
    from main.execution_claim as told
    join derived.statements using (package, "row")
),
thing as (
    select
        package,
        table_name,
        known_as,
        arg_min(subject, "row") as subject,
        any_value(code) as code,
        min("row") as first_row,
        {'amount': arg_min(amount_10k_yuan, "row") filter (said = 'outturn'), 'row': min("row") filter (said = 'outturn'), 'source': arg_min(source, "row") filter (said = 'outturn')} as outturn,
        {'amount': arg_min(amount_10k_yuan, "row") filter (said = 'budget'), 'row': min("row") filter (said = 'budget'), 'source': arg_min(source, "row") filter (said = 'budget')} as budget,
        {'amount': arg_min(amount_10k_yuan, "row") filter (said = 'adjusted'), 'row': min("row") filter (said = 'adjusted'), 'source': arg_min(source, "row") filter (said = 'adjusted')} as adjusted,
        {'rate': arg_min(value, "row") filter (said = 'completion'), 'of': arg_min(base_kind, "row") filter (said = 'completion'), 'row': min("row") filter (said = 'completion'), 'source': arg_min(source, "row") filter (said = 'completion')} as completion
    from placed
    group by package, table_name, known_as
),
-- what is said without any budget is told by its table alone
budgeted as (
    select * from thing where budget.amount is not null or adjusted.amount is not null or completion.rate is not null
),
-- a row whose cells are blank is the table's all the same
row_named as (
    select package, table_name, coalesce(code, item, if(is_grand_total, 'total', null)) as known_as, arg_min({'row': "row", 'label': label, 'level': level}, "row") as found
    from line
    semi join execution using (table_name)
    group by package, table_name, known_as
),
joined as (
    select
        coalesce(printed.package, budgeted.package) as package,
        coalesce(printed.table_name, budgeted.table_name) as table_name,
        coalesce(printed."row", found.row) as "row",
        place,
        first_row,
        coalesce(printed.code, budgeted.code) as code,
        coalesce(printed.label, found.label, budgeted.subject) as label,
        coalesce(printed.level, found.level) as level,
        -- the first of the places that print it: the table, then the prose
        if(printed.budget.amount is not null,
            {'amount': printed.budget.amount, 'resource': printed.table_name, 'row': printed."row", 'field': printed.budget.field, 'source': printed.budget.source},
            {'amount': budgeted.budget.amount, 'resource': 'statements', 'row': budgeted.budget.row, 'field': 'value', 'source': budgeted.budget.source}
        ) as budget,
        if(printed.adjusted.amount is not null,
            {'amount': printed.adjusted.amount, 'resource': printed.table_name, 'row': printed."row", 'field': printed.adjusted.field, 'source': printed.adjusted.source},
            {'amount': budgeted.adjusted.amount, 'resource': 'statements', 'row': budgeted.adjusted.row, 'field': 'value', 'source': budgeted.adjusted.source}
        ) as adjusted,
        if(printed.outturn.amount is not null,
            {'amount': printed.outturn.amount, 'resource': printed.table_name, 'row': printed."row", 'field': printed.outturn.field, 'source': printed.outturn.source},
            {'amount': budgeted.outturn.amount, 'resource': 'statements', 'row': budgeted.outturn.row, 'field': 'value', 'source': budgeted.outturn.source}
        ) as outturn,
        completion
    from printed
    full join budgeted on budgeted.package = printed.package and budgeted.table_name = printed.table_name
        and budgeted.known_as = printed.known_as and printed.time = 1
    left join row_named on row_named.package = budgeted.package and row_named.table_name = budgeted.table_name
        and row_named.known_as = budgeted.known_as and printed.package is null
),
compared as (
    select
        *,
        -- a department founded in the year had no budget at its beginning
        case
            when budget.amount is not null and (budget.amount <> 0 or coalesce(adjusted.amount, 0) = 0) then 'budget'
            when adjusted.amount is not null then 'adjusted_budget'
        end as compared_with,
        if(compared_with = 'adjusted_budget', adjusted.amount, budget.amount) as base
    from joined
)

select
    package,
    agency,
    year,
    row_number() over (
        partition by package
        order by coalesce(compared.place, first_place), "row" nulls last, first_row, label
    )::integer as position,
    table_name,
    "row",
    code,
    label,
    level,
    budget.amount::decimal(20, 6) as budget,
    adjusted.amount::decimal(20, 6) as adjusted_budget,
    outturn.amount::decimal(20, 6) as outturn,
    compared_with,
    (outturn.amount - base)::decimal(20, 6) as difference,
    -- exact: a half is rounded up, and nothing is completed of nothing
    if(
        base > 0 and outturn.amount >= 0,
        ((2 * 10000 * (outturn.amount * 1000000)::hugeint + (base * 1000000)::hugeint) // (2 * (base * 1000000)::hugeint))::decimal(18, 0)
            * 0.01::decimal(2, 2),
        null
    )::decimal(20, 2) as completion,
    completion.rate::decimal(20, 6) as printed_completion,
    completion.of as printed_completion_of,
    if(budget.amount is not null, budget.resource, null) as budget_resource,
    if(budget.amount is not null, budget.row, null)::integer as budget_row,
    if(budget.amount is not null, budget.field, null) as budget_field,
    if(budget.amount is not null, budget.source, null) as budget_source,
    if(adjusted.amount is not null, adjusted.resource, null) as adjusted_budget_resource,
    if(adjusted.amount is not null, adjusted.row, null)::integer as adjusted_budget_row,
    if(adjusted.amount is not null, adjusted.field, null) as adjusted_budget_field,
    if(adjusted.amount is not null, adjusted.source, null) as adjusted_budget_source,
    if(outturn.amount is not null, outturn.resource, null) as outturn_resource,
    if(outturn.amount is not null, outturn.row, null)::integer as outturn_row,
    if(outturn.amount is not null, outturn.field, null) as outturn_field,
    if(outturn.amount is not null, outturn.source, null) as outturn_source,
    completion.row::integer as completion_row,
    completion.source as completion_source
from compared
join final using (package)
join (select table_name, min(place) as first_place from execution group by table_name) as order_of using (table_name)
order by package, position
