-- title: 增加额不超过本年数
-- title_en: An increase is no more than this year’s figure
-- severity: must
-- relation: at_most
-- basis: 上年数不会是负数
-- explanation: 上年数等于本年数减去增加额，不会小于零，所以增加额不应超过本年数。
-- explanation_en: Last year is this year less the increase, and is not below zero: so an increase is no more than this year’s figure.
with
change as (
    select change.* from checking.claims as change
    join checking.claims as amount on amount.package = change.package and amount."row" = change.amount_row
    where change.quantity = 'change' and change.trend = 'increase' and change.period = 'current' and change.kind_of_unit = amount.kind_of_unit
),
key_change as (select package, "row", item from main.key_figures where quantity = 'change' and trend = 'increase'),
key_amount as (select package, "row", item from main.key_figures where quantity in ('amount', 'count'))

select change.package, change.key as subject, 'published' as side, 'statements' as resource, change."row", 'value' as field
from change
union all
select package, key, 'expected', 'statements', amount_row, 'value'
from change
union all
select package, item || ' change', 'published', 'key-figures', "row", 'value' from key_change semi join key_amount using (package, item)
union all
select key_change.package, item || ' change', 'expected', 'key-figures', key_amount."row", 'value' from key_change join key_amount using (package, item)
