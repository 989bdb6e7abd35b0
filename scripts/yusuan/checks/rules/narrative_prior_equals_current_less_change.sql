-- title: 上年数等于本年数减增加额
-- title_en: Last year equals this year less the change
-- severity: must
-- relation: sum
-- basis: “比上年”的含义
-- explanation: 说明同时写出上年数、本年数和增减额时，上年数应当等于本年数减去增加额（或加上减少额）。
-- explanation_en: Where the narrative gives last year, this year and the change, last year is this year less the change.
with
prior as (select * from checking.claims where quantity = 'amount' and period = 'prior'),
change as (
    select change.package, change.headings, change.thing, change."row", change.amount_row, change.kind_of_unit, if(change.trend = 'decrease', 1, -1) as sign
    from checking.claims as change
    where quantity = 'change' and period = 'current' and amount_row is not null and coalesce(base_period, 'prior') = 'prior'
    qualify row_number() over (partition by package, headings, thing order by "row") = 1
),
stated as (
    select prior.package, prior.key as subject, prior."row", change."row" as change_row, change.amount_row, sign
    from prior
    join change using (package, headings, thing, kind_of_unit)
)

select package, subject, 'published' as side, 1 as sign, 'statements' as resource, "row", 'value' as field from stated
union all
select package, subject, 'expected', 1, 'statements', amount_row, 'value' from stated
union all
select package, subject, 'expected', sign, 'statements', change_row, 'value' from stated
