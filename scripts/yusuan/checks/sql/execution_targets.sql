-- One row per budget or outturn that the prose of final accounts names and the cell of a table that prints the same.
with
period_of as (
    select execution.table_name, 'outturn' as said, execution.measure as field from main.execution as execution where not is_beside
    union all
    select execution.table_name, if(measure.period = 'budget', 'budget', 'adjusted'), measure.field
    from main.execution as execution
    join main.measure as own on own.resource = execution.table_name and own.field = execution.measure
    join main.measure as measure on measure.resource = own.resource and measure.side = own.side
    where not is_beside and measure.period in ('budget', 'adjusted_budget')
),
-- a code that stands in several rows is none of them
cell as (
    select package, resource, "row", field, coalesce(item, code, if(is_grand_total, 'total', null)) as known_as
    from checking.cells
    where item is not null or code is not null or is_grand_total
    qualify count(*) over (partition by package, resource, field, known_as) = 1
)

select claim.package, claim."row" as claim_row, claim.said, claim.known_as, cell.resource, cell."row", cell.field
from main.execution_claim as claim
join period_of using (table_name, said)
join cell on cell.package = claim.package and cell.resource = claim.table_name and cell.field = period_of.field and cell.known_as = claim.known_as
