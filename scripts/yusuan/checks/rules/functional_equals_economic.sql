-- title: 同一笔钱在两种分类中相等
-- title_en: The same money under both classifications
-- severity: must
-- relation: sum
-- basis: 功能分类与经济分类的科目含义
-- explanation: 养老保险、职业年金、医疗保险、住房公积金既是一个功能科目（表5），也是一个经济科目（表6）。两处说的是同一笔钱，应当相等。
-- explanation_en: Pension, annuity, medical insurance and housing fund are both a functional item (table 5) and an economic one (table 6): the same money twice.
with
known as (select * from checking.economic_concordance where severity = 'must'),
functional as (
    select distinct pair, cells.package, cells.resource, cells."row", cells.field, cells.q
    from known
    join checking.cells as cells on cells.code = functional_code and resource = 'general-public-budget-expenditure' and field = 'basic_expenditure'
),
economic as (
    select distinct pair, cells.package, cells.resource, cells."row", cells.field, cells.q
    from known
    join checking.cells as cells on cells.code = economic_code and resource = 'general-public-budget-basic-expenditure' and field = 'total'
),
either as (
    select package, pair from functional where q is not null
    union
    select package, pair from economic where q is not null
),
-- both columns must be there: what only one of the tables prints cannot be compared
both_tables as (
    select package from checking.cells where q is not null
    group by package
    having count(*) filter (resource = 'general-public-budget-expenditure' and field = 'basic_expenditure') > 0
        and count(*) filter (resource = 'general-public-budget-basic-expenditure' and field = 'total') > 0
)

select package, pair as subject, 'published' as side, resource, "row", field from economic semi join either using (package, pair) semi join both_tables using (package)
union all
select package, pair, 'expected', resource, "row", field from functional semi join either using (package, pair) semi join both_tables using (package)
