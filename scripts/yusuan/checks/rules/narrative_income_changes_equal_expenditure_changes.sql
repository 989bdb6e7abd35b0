-- title: 收入增减之和等于支出增减之和
-- title_en: Changes of income equal changes of expenditure
-- severity: must
-- relation: sum
-- basis: 收入总计等于支出总计，两年都是
-- explanation: 两年的收入总计都等于支出总计，所以各项收入的增减之和，应当等于各项支出的增减之和。
-- explanation_en: In both years total income equals total expenditure: so the changes of the sources add up to those of the uses.
with
change as (
    select *, if(trend = 'decrease', -1, 1) as sign from checking.claims
    where quantity = 'change' and period = 'current' and time = 1 and kind_of_unit = '元'
        -- the totals themselves are no parts of them
        and coalesce(concept, '') not in ('total', 'income', 'expenditure')
),
income as (select * from change where about = 'income'),
expenditure as (
    select *, row_number() over (partition by package order by "row" desc) as from_last from change where about = 'expenditure'
)

select package, 'changes' as subject, 'published' as side, sign, 'statements' as resource, "row", 'value' as field
from expenditure semi join income using (package)
where from_last = 1
union all
select package, 'changes', 'expected', sign, 'statements', "row", 'value' from income semi join expenditure using (package)
union all
select package, 'changes', 'expected', -sign, 'statements', "row", 'value' from expenditure semi join income using (package)
where from_last > 1
