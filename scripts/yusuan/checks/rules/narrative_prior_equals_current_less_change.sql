-- title: 上年数等于本年数减增加额
-- title_en: Last year equals this year less the change
-- severity: must
-- relation: sum
-- basis: “比上年”的含义
-- explanation: 说明同时写出上年数、本年数和增减额时，上年数应当等于本年数减去增加额（或加上减少额）。
-- explanation_en: Where the narrative gives last year, this year and the change, last year is this year less the change.
with
prior as (select * from checking.claims where quantity = 'amount' and period = 'prior'),
change as (select *, if(trend = 'decrease', 1, -1) as sign from checking.claims where quantity = 'change' and period = 'current' and time = 1),
amount as (select * from checking.claims where quantity = 'amount' and period = 'current' and time = 1)

select prior.package, prior.key as subject, 'published' as side, 1 as sign, 'statements' as resource, prior."row", 'value' as field
from prior semi join change using (package, headings, subject) semi join amount using (package, headings, subject)
union all
select prior.package, prior.key, 'expected', 1, 'statements', amount."row", 'value'
from prior semi join change using (package, headings, subject) join amount using (package, headings, subject)
union all
select prior.package, prior.key, 'expected', change.sign, 'statements', change."row", 'value'
from prior semi join amount using (package, headings, subject) join change using (package, headings, subject)
