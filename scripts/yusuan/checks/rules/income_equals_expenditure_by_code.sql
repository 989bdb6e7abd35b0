-- title: 表2与表3同一科目相等
-- title_en: Income equals expenditure, code by code
-- severity: must
-- relation: sum
-- basis: 表2与表3按同一功能分类列示同一笔预算
-- explanation: 收入总表（表2）和支出总表（表3）按同样的功能分类科目排列；同一科目的总计应当相等。
-- explanation_en: The income table (2) and the expenditure table (3) list the same functional codes; the totals of a code are equal.
with
one as (select package, resource, "row", field, code, label, level, is_grand_total, q from checking.cells where resource = 'income' and field = 'total'),
other as (select package, resource, "row", field, code, label, level, is_grand_total, q from checking.cells where resource = 'expenditure' and field = 'total'),
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
