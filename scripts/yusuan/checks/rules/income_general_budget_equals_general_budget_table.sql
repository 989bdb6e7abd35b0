-- title: 表2一般公共预算等于表5
-- title_en: General budget income equals the general budget table
-- severity: usual
-- relation: sum
-- basis: 各地惯例：表5只列当年一般公共预算拨款
-- explanation: 收入总表（表2）各科目的一般公共预算栏，通常等于一般公共预算支出表（表5）同一科目的合计。有的地方表5还包括上年结转，所以这只是惯例。
-- explanation_en: The general-budget column of table 2 usually equals table 5, code by code. Some places include carryover in table 5, so this is a convention.
with
one as (select package, resource, "row", field, code, label, level, is_grand_total, q from checking.cells where resource = 'income' and field = 'general_public_budget'),
other as (select package, resource, "row", field, code, label, level, is_grand_total, q from checking.cells where resource = 'general-public-budget-expenditure' and field = 'total'),
-- a row that only one of two full lists prints says that the other has nothing there; a list that does not go so deep says nothing
depth as (
    select package, least(max(one.level), max(other.level)) as depth from one join other using (package) group by package
),
matched as (
    select
        coalesce(one.package, other.package) as package,
        coalesce(one.code, other.code, 'total') as code,
        one.resource, one."row", one.field,
        other.resource as other_resource, other."row" as other_row, other.field as other_field,
        coalesce(one.label, other.label) as label
    from one
    full join other on one.package = other.package
        and ((one.is_grand_total and other.is_grand_total) or (not one.is_grand_total and not other.is_grand_total and one.code = other.code))
    join depth on depth.package = coalesce(one.package, other.package)
    where coalesce(one.level, other.level, 0) <= depth.depth and (one.q is not null or other.q is not null)
        and (coalesce(one.code, other.code) is not null or coalesce(one.is_grand_total, other.is_grand_total))
)

select package, code as subject, 'published' as side, resource, "row", field, true as zero from matched
union all
select package, code, 'expected', other_resource, other_row, other_field, true from matched
