-- title: 表1支出等于表3
-- title_en: Expenditure in the summary equals the expenditure table
-- severity: must
-- relation: sum
-- basis: 表1与表3说的是同一笔支出
-- explanation: 收支总表（表1）右边每一类支出和支出总计，应当等于支出总表（表3）同一类的合计。
-- explanation_en: Each class of expenditure on the summary (table 1), and its total, equals the same class in the expenditure table (table 3).
with
one as (select package, resource, "row", field, code, label, level, is_grand_total, q from checking.cells where resource = 'income-expenditure-summary' and field = 'expenditure_amount'),
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
