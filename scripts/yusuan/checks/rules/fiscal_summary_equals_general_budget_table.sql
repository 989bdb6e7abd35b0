-- title: 表4一般公共预算等于表5
-- title_en: The fiscal summary equals the general budget table
-- severity: must
-- relation: sum
-- basis: 表4与表5说的是同一笔一般公共预算支出
-- explanation: 财政拨款收支总表（表4）“一般公共预算”栏中每一类和总计，应当等于一般公共预算支出表（表5）同一类的合计。
-- explanation_en: Each class in the general-budget column of table 4, and its total, equals the same class in table 5.
with
one as (select package, resource, "row", field, code, label, level, is_grand_total, q from checking.cells where resource = 'fiscal-appropriation-summary' and field = 'expenditure_general_public_budget'),
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
