-- title: 基本、项目支出增减等于各项科目增减
-- title_en: Changes by kind equal changes by item
-- severity: must
-- relation: sum
-- basis: 同一笔一般公共预算拨款按支出性质和按科目各说一遍
-- explanation: 说明把一般公共预算拨款比上年的增减，先按基本支出和项目支出、再按科目逐项各说一遍。说的是同一笔钱，所以基本支出的增减应当等于各项科目增减之和减去项目支出的增减。
-- explanation_en: The narrative says how general public budget appropriations changed twice: by basic and project expenditure, and item by item. It is the same money, so the change of basic expenditure is that of all items less that of project expenditure.
with
change as (
    select package, "row", concept, code, if(trend = 'decrease', -1, 1) as sign
    from checking.claims
    where quantity = 'change' and period = 'current' and time = 1 and about = 'general_public' and kind_of_unit = '元'
),
kind as (
    select * from change
    where code is null and concept in ('basic_expenditure', 'project_expenditure')
    qualify row_number() over (partition by package, concept order by "row") = 1
),
basic as (select * from kind where concept = 'basic_expenditure'),
project as (select * from kind where concept = 'project_expenditure'),
item as (select * from change where length(code) = 7),
whole as (select package from basic semi join project using (package) semi join item using (package))

select package, 'general_public_budget' as subject, 'published' as side, sign, 'statements' as resource, "row", 'value' as field
from basic semi join whole using (package)
union all
select package, 'general_public_budget', 'expected', sign, 'statements', "row", 'value' from item semi join whole using (package)
union all
select package, 'general_public_budget', 'expected', -sign, 'statements', "row", 'value' from project semi join whole using (package)
