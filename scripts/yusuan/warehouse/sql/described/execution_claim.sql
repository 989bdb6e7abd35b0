-- One row per claim of final accounts that says what was budgeted, what came of it or how far it was completed: of which row of which table.
-- `said` is budget, adjusted, outturn or completion; `known_as` a code, an item, total, or the words where no code is known.
with
execution as (select * from main.execution where not is_beside),
named as (select * from main.execution_concept),
told as (
    select
        statements.*,
        case
            when quantity = 'completion' then 'completion'
            when quantity <> 'amount' or value is null then null
            when base_kind = 'adjusted' then 'adjusted'
            -- 财政拨款安排会议费预算 3 万元，支出决算 2 万元
            when base_kind = 'budget' or (base_kind is null and regexp_matches(subject, '预算(数|安排)?$')) then 'budget'
            when base_kind in ('final', 'executed') then 'outturn'
        end as said,
        -- 行政运行（项）: a thing of the classification, be its code known or not
        code is not null or (concept is null and regexp_matches(subject, '（[类款项]）$')) as is_coded
    from main.statements
    semi join (from main.package where kind = 'final-accounts') as final using (package)
    where coalesce(role, 'statement') = 'statement' and period = 'current'
),
-- a code is of the table that the heading is about, or else of the one that no heading names
headed as (
    select told.package, told."row", arg_min(table_name, (execution.heading is null, place)) as table_name
    from told
    join execution
        on execution.heading is null or regexp_matches(concat_ws(' ', told.heading, told.whole), execution.heading)
    where is_coded
    group by told.package, told."row"
)

select
    told.package,
    told."row",
    coalesce(headed.table_name, named.table_name) as table_name,
    coalesce(told.code, named.item, told.subject) as known_as,
    said
from told
left join headed on headed.package = told.package and headed."row" = told."row"
left join named on not is_coded and named.concept = told.concept
where said is not null and coalesce(headed.table_name, named.table_name) is not null
order by told.package, told."row"
