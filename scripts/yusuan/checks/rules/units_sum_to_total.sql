-- title: 各单位之和等于合计
-- title_en: Units sum to the total
-- severity: must
-- relation: sum
-- basis: 部门收支包括本级和所属单位
-- explanation: 有的表按预算单位列出，不按科目。各单位之和应当等于合计；部门自己的小计列在所属单位之前的，不重复计算。
-- explanation_en: Some tables list units instead of codes. They sum to the total; where a department’s own total is printed before its units, it is not counted twice.
with
named as (
    select package, 'income' as resource, "row", unit_name from main.income
    union all
    select package, 'expenditure', "row", unit_name from main.expenditure
),
-- every row is one unit, known by its name alone
by_unit as (
    select package, resource, side
    from checking.lines
    join named using (package, resource, "row")
    group by package, resource, side
    having count(code) = 0 and count(*) filter (not is_total and level is null and unit_name is not null) = count(*) filter (not is_total)
        and count(*) filter (is_grand_total) = 1
),
unit as (
    select cells.package, resource, side, "row", field, q, row_number() over (partition by package, resource, side, field order by "row") as nth
    from checking.cells
    semi join by_unit using (package, resource, side)
    where not is_total
),
whole as (select * from checking.cells semi join by_unit using (package, resource, side) where is_grand_total),
-- the first of several that is as much as all: the department, of which the others are the units
department as (
    select unit.package, unit.resource
    from unit
    join whole using (package, resource, side, field)
    where field = 'total' and nth = 1 and unit.q = whole.q
        and exists (select 1 from unit as other where other.package = unit.package and other.resource = unit.resource and other.nth = 2 and coalesce(other.q, 0) <> 0)
),
counted as (
    select unit.* from unit
    left join department using (package, resource)
    where nth > 1 or department.package is null
),
pair as (
    select whole.package, whole.subject, whole.resource, whole."row" as whole_row, whole.field, counted."row" as part_row,
        count(whole.q) over per_sum + count(counted.q) over per_sum as printed
    from whole
    join counted using (package, resource, side, field)
    window per_sum as (partition by whole.package, whole.subject)
)

select distinct package, subject, 'published' as side, resource, whole_row as "row", field from pair where printed > 0
union all
select package, subject, 'expected', resource, part_row, field from pair where printed > 0
