-- title: 同一用途在两种分类中通常相等
-- title_en: The same purpose under both classifications
-- severity: usual
-- relation: sum
-- basis: 多数文件的惯例
-- explanation: 养老保险、职业年金、医疗保险、住房公积金、公务员医疗补助、退休费等既是功能科目（表5），也是经济科目（表6），通常是同一笔钱；一笔钱也可能分列在别的科目里，所以只是惯例。
-- explanation_en: Pension, annuity, medical insurance, housing fund, civil servants’ medical subsidy and retirement are both functional items (table 5) and economic ones (table 6), usually of the same money; some of it may stand under other codes, so this is a convention.
with
known as (select * from checking.economic_concordance),
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

select package, pair as subject, 'published' as side, resource, "row", field, (select any_value(doubt) from known where known.pair = economic.pair) as doubt
from economic semi join either using (package, pair) semi join both_tables using (package)
union all
select package, pair, 'expected', resource, "row", field, null from functional semi join either using (package, pair) semi join both_tables using (package)
