-- One row per performance indicator of a project and disclosure, in printed order.
with
indicator as (select * from main.performance_indicators),
project as (select package, "row" as project, name as project_name from main.projects),
provenance as (
    select package, "row", source from main.provenance where resource = 'performance-indicators' and field = 'name'
)

select
    package,
    "row",
    project,
    project_name,
    level_1,
    level_2,
    name,
    target,
    operator,
    value,
    unit,
    basis,
    prior_year_value,
    weight,
    scoring_rule,
    evidence,
    source
from indicator
left join project using (package, project)
left join provenance using (package, "row")
order by package, "row"
