-- title: 部门等于所属单位之和
-- title_en: A department equals the sum of its units
-- severity: usual
-- relation: sum
-- basis: 部门预算由本级和所属单位预算汇总
-- explanation: 部门汇总预算等于本级与所属单位预算之和。单位预算没有全部公开时不成立，所以按惯例核对。
-- explanation_en: A department’s budget is the sum of its own office’s and its units’. Where not all are published it does not hold, so it counts as a convention.
with
disclosure as (select package, agency, kind, year from main.package),
pair as (
    select whole.package, part.package as unit_package
    from disclosure as whole
    join main.agencies on agencies.parent = whole.agency
    join disclosure as part on part.agency = agencies.agency and part.kind = whole.kind and part.year = whole.year
),
total as (
    select * from checking.cells where is_grand_total and resource in ('income-expenditure-summary', 'expenditure')
)

select distinct total.package, subject, 'published' as side, resource, "row", field, null as of_package
from total semi join pair using (package)
union all
select pair.package, whole.subject, 'expected', total.resource, total."row", total.field, unit_package
from pair
join total as whole on whole.package = pair.package
join total on total.package = unit_package and total.resource = whole.resource and total.field = whole.field and total.side = whole.side
