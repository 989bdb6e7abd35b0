-- title: 上年数与上年文件一致
-- title_en: The prior year is what last year’s document printed
-- severity: usual
-- relation: sum
-- basis: 两年的文件说的是同一个上年
-- explanation: 由说明的本年数和增减额可以推出上年数，它应当等于去年公开文件里同一项的金额；只在两年的文件都有时核对。说明所比的上年数可以是调整后的口径，所以这只是惯例。
-- explanation_en: This year’s figure and its change imply last year’s, which is what last year’s document printed for the same thing; checked where both are here. What the narrative compares with may be restated, so this is a convention.
with
disclosure as (select package, agency, kind, year from main.package),
years as (
    select this.package, last.package as last_package
    from disclosure as this
    join disclosure as last on last.agency = this.agency and last.kind = this.kind and last.year = this.year - 1
),
target as (select * from checking.claim_targets where quantity = 'change' and period = 'current'),
last_cell as (
    select target.package, target.subject, years.last_package, before.resource, before."row", before.field
    from target
    join years using (package)
    join checking.cells as now on now.package = target.package and now.resource = target.resource and now."row" = target.target_row
        and now.field = target.target_field
    join checking.cells as before on before.package = years.last_package and before.resource = now.resource and before.key = now.key
        and before.side = now.side and before.field = now.field
    where before.q is not null
)

select target.package, target.subject, 'published' as side, if(trend = 'decrease', -1, 1) as sign, 'statements' as resource,
    claim_row as "row", 'value' as field, null as of_package
from target
join checking.claims as claims on claims.package = target.package and claims."row" = claim_row
semi join last_cell on last_cell.package = target.package and last_cell.subject = target.subject
union all
select target.package, target.subject, 'expected', 1, resource, target_row, target_field, null
from target semi join last_cell on last_cell.package = target.package and last_cell.subject = target.subject
union all
select package, subject, 'expected', -1, resource, "row", field, last_package from last_cell
