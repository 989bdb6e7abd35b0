-- title: 增减额与增减率方向一致
-- title_en: Change and rate point the same way
-- severity: must
-- relation: words
-- basis: “增加”与“增长”、“减少”与“下降”同向
-- explanation: 同一句里，“增加”的金额应配“增长”的比率，“减少”应配“下降”。
-- explanation_en: In one sentence an increase goes with a rise, and a decrease with a fall.
with
claim as (
    select package, 'statements' as resource, "row", 'statements ' || "row" as thing, change_row, key, place, place_en, trend, quantity
    from checking.claims where period = 'current' and trend is not null
    union all
    select package, 'key-figures', "row", item, null, item || ' ' || quantity, '其他事项「' || label || '」', 'key figure “' || label || '”', trend, quantity
    from main.key_figures where trend is not null
),
word as (select * from (values ('increase', '增加'), ('decrease', '减少'), ('unchanged', '持平')) as known (trend, said)),
pair as (
    select rate.package, rate.key as subject, rate.place, rate.place_en, rate.resource, rate."row", change."row" as change_row,
        rate_word.said as rate_said, change_word.said as change_said
    from claim as rate
    join claim as change on change.package = rate.package and change.resource = rate.resource
        and if(rate.resource = 'statements', change."row" = rate.change_row, change.thing = rate.thing)
    join word as rate_word on rate_word.trend = rate.trend
    join word as change_word on change_word.trend = change.trend
    where rate.quantity = 'change_rate' and change.quantity = 'change'
)

select package, subject, rate_said as published, change_said as expected, rate_said = change_said as agrees,
    if(rate_said = change_said, 'directions_agree', 'directions_differ') as template, map {'place': place, 'place_en': place_en} as arguments,
    [{'resource': resource, 'row': "row", 'field': 'trend'}, {'resource': resource, 'row': change_row, 'field': 'trend'}] as operands
from pair
