-- One row per disclosure of final accounts and row whose budget is printed: its deepest rows, and grand totals; in order.
select
    package,
    executions.table_name,
    table_number,
    code,
    label,
    level,
    compared_with,
    if(compared_with = 'budget', budget, adjusted_budget) as budget,
    outturn,
    completion
from derived.executions as executions
left join (select distinct resource, table_number from main.measure) as measure on measure.resource = executions.table_name
where compared_with is not null and outturn is not null
order by package, position
