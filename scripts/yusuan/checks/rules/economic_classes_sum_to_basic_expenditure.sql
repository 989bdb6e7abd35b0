-- title: 基本支出各经济分类之和等于基本支出
-- title_en: Economic classes of basic expenditure sum to basic expenditure
-- severity: must
-- relation: sum
-- basis: 同一笔基本支出：表5按功能分类，表6按经济分类
-- explanation: 决算的基本支出表按经济分类列出，常不印总计，只印人员经费合计与公用经费合计。各类（301、302、303、310……）之和，以及人员经费与公用经费之和，都应当等于一般公共预算支出表的基本支出。
-- explanation_en: The table of basic expenditure of final accounts often prints no total, only those of personnel and operating costs. The classes (301, 302, 303, 310 and so on), and the two together, are basic expenditure on the general public budget table.
with
basic as (
    select package, resource, "row", field from checking.cells
    where resource = 'general-public-budget-expenditure' and field = 'basic_expenditure' and is_grand_total and q is not null
),
economic as (
    select * from checking.cells
    where resource = 'general-public-budget-basic-expenditure' and field = 'total' and q is not null
        -- a grand total is compared by a rule of its own
        and package not in (select package from checking.lines where resource = 'general-public-budget-basic-expenditure' and is_grand_total)
),
part as (
    select package, 'classes' as subject, resource, "row", field, count(*) over (partition by package) as parts
    from economic where length(code) = 3 and not is_total
    union all
    select package, 'kinds', resource, "row", field, count(*) over (partition by package)
    from economic where is_total and regexp_matches(label, '^(人员|公用)(经费|支出)')
),
found as (
    select package, subject, basic.resource, basic."row", basic.field
    from basic
    join (select distinct package, subject from part where parts > 1) as known using (package)
)

select package, subject, 'published' as side, resource, "row", field from found
union all
select found.package, found.subject, 'expected', part.resource, part."row", part.field
from found join part using (package, subject)
