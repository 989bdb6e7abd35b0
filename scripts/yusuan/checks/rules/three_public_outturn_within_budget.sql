-- title: “三公”经费决算不超过预算
-- title_en: The outturn of the three public expenses is within their budget
-- severity: usual
-- relation: at_most
-- basis: 财政部门要求“三公”经费只减不增，决算不超预算
-- explanation: “三公”经费决算表同时印预算数和决算数时，决算数通常不超过预算数；年中调整过预算的，与调整后的预算比。超过并不违背算术，只是少见。
-- explanation_en: Where the table of the three public expenses prints budget and outturn, the outturn is usually within the budget, as adjusted where that is printed. To exceed it breaks no arithmetic; it is rare.
with
budget as (
    select resource, field, period from main.measure where period in ('budget', 'adjusted_budget')
),
outturn as (
    select cells.* from checking.cells as cells
    join main.execution as execution on execution.table_name = cells.resource and execution.measure = cells.field
    where cells.item is not null and q is not null
),
pair as (
    select outturn.package, outturn.subject, outturn.resource, outturn."row", outturn.field, arg_min(cells.field, budget.period) as budget_field
    from outturn
    join budget using (resource)
    join checking.cells as cells on cells.package = outturn.package and cells.resource = outturn.resource and cells."row" = outturn."row"
        and cells.field = budget.field and cells.q is not null
    semi join (from checking.tables where by_items) as listed on listed.resource = outturn.resource
    group by outturn.package, outturn.subject, outturn.resource, outturn."row", outturn.field
)

select package, subject, 'published' as side, resource, "row", field from pair
union all
select package, subject, 'expected', resource, "row", budget_field from pair
