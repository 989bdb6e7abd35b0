-- title: 增减率等于增减额除以上年数
-- title_en: A rate of change equals the change over last year
-- severity: must
-- relation: growth
-- basis: 百分比的含义
-- explanation: 说明写“比上年增加 a 万元，增长 r%”时，上年数可由本年数减去增加额得到；增加额除以上年数应当得到印出的百分比。上年为零时没有增减率可言。
-- explanation_en: Where the narrative says “a more than last year, up r %”, last year is this year less the change, and the change over it gives the rate. From nothing there is no rate.
with
rate as (
    select rate.package, 'statements' as resource, rate."row", rate.key as subject, rate.change_row, change.amount_row, if(change.trend = 'decrease', -1, 1) as sign
    from checking.claims as rate
    join checking.claims as change on change.package = rate.package and change."row" = rate.change_row
    left join checking.claims as amount on amount.package = rate.package and amount."row" = change.amount_row
    where rate.quantity = 'change_rate' and rate.period = 'current' and rate.unit in ('%', '％')
        and coalesce(amount.kind_of_unit = change.kind_of_unit, true)
        -- each may be told against a year of its own
        and coalesce(rate.base_period, change.base_period, '') = coalesce(change.base_period, rate.base_period, '')
        and coalesce(rate.base_kind, change.base_kind, '') = coalesce(change.base_kind, rate.base_kind, '')
),
key_rate as (select package, "row", item from main.key_figures where quantity = 'change_rate'),
key_change as (select package, "row", item, if(trend = 'decrease', -1, 1) as sign from main.key_figures where quantity = 'change'),
key_amount as (select package, "row", item from main.key_figures where quantity in ('amount', 'count'))

select package, subject, 'published' as side, 1 as sign, resource, "row", 'value' as field from rate
union all
select package, subject, 'change', sign, 'statements', change_row, 'value' from rate
union all
select package, subject, 'current', 1, 'statements', amount_row, 'value'
from rate where amount_row is not null
union all
select package, item || ' change_rate', 'published', 1, 'key-figures', "row", 'value' from key_rate
union all
select key_rate.package, item || ' change_rate', 'change', key_change.sign, 'key-figures', key_change."row", 'value'
from key_rate join key_change using (package, item)
union all
select key_rate.package, item || ' change_rate', 'current', 1, 'key-figures', key_amount."row", 'value'
from key_rate join key_amount using (package, item)
