-- title: 通常对应的科目相等
-- title_en: Classifications that usually match
-- severity: usual
-- relation: sum
-- basis: 多数文件的惯例
-- explanation: 公务员医疗补助、退休费等在功能分类（表5）和经济分类（表6）中通常是同一笔钱；也可能分列在别的科目里，所以只是惯例。
-- explanation_en: Civil servants’ medical subsidy, retirement and the like usually are the same money in tables 5 and 6; they may be spread otherwise, so this is a convention.
with
known as (select * from checking.economic_concordance where severity = 'usual'),
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
