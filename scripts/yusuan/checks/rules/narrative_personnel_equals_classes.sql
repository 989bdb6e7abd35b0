-- title: 人员经费等于工资福利与对个人补助之和
-- title_en: Personnel is wages and benefits with subsidies to persons
-- severity: usual
-- relation: sum
-- basis: 人员经费一般指 301 工资福利支出和 303 对个人和家庭的补助
-- explanation: 基本支出表（表6）没有“人员经费”一栏时，说明写的人员经费通常等于 301 与 303 两类之和。
-- explanation_en: Where table 6 has no column of personnel, what the narrative calls so usually is classes 301 and 303 together.
with
stated as (
    select package, "row", key from checking.claims
    where about = 'basic' and concept = 'personnel' and quantity = 'amount' and is_own and time = 1
    qualify row_number() over (partition by package order by "row") = 1
),
class as (
    select package, resource, "row", field from checking.cells
    where resource = 'general-public-budget-basic-expenditure' and field = 'total' and code in ('301', '303')
),
compared as (
    select stated.* from stated
    semi join (select package from class group by package having count(*) = 2) as both_printed using (package)
    anti join (
        select package from checking.printed where resource = 'general-public-budget-basic-expenditure' and field = 'personnel'
    ) as with_column using (package)
)

select package, key as subject, 'published' as side, 'statements' as resource, "row", 'value' as field from compared
union all
select class.package, key, 'expected', resource, class."row", field from class join compared using (package)
