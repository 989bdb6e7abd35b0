-- title: 说明中的预算数等于表中的预算数
-- title_en: A budget in the narrative equals the table
-- severity: usual
-- relation: sum
-- basis: 决算说明与决算表说的是同一个预算
-- explanation: 决算表在决算数旁边印有预算数的（如“三公”经费），说明里写的预算通常与它相等。表头只写“预算数”的，印的可以是年中调整后的预算，所以这只是惯例。
-- explanation_en: Where a table of final accounts prints the budget beside the outturn, as that of the three public expenses does, a budget in the narrative is usually the same. A column headed 预算数 alone may print the budget as adjusted in the year, so this is a convention.
with
target as (
    select * from checking.execution_targets where said in ('budget', 'adjusted')
),
said as (
    select target.package, claims.key as subject, claim_row, resource, target."row", target.field
    from target
    join checking.claims as claims on claims.package = target.package and claims."row" = claim_row
)

select package, subject, 'published' as side, 'statements' as resource, claim_row as "row", 'value' as field, false as zero from said
union all
select package, subject, 'expected', resource, "row", field, true from said
