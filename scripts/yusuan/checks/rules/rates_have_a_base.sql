-- title: 增长率有基数
-- title_en: A rate of growth has a base
-- severity: usual
-- relation: words
-- basis: 百分比的含义
-- explanation: 上年没有安排的，增加额就是本年数，没有增长率可言；不少文件仍写“增长100%”。
-- explanation_en: Where there was nothing last year, the increase is the whole amount and no rate exists; many documents print 100 % all the same.
with
growth as (
    select rate.package, rate."row", rate.key, rate.place, rate.place_en, change."row" as change_row, amount."row" as amount_row,
        rate_figure.printed as rate_printed, rate_figure.q as rate, change_figure.q as change, change_figure.h as change_h,
        amount_figure.q as amount, amount_figure.h as amount_h, change_figure.printed as change_printed
    from checking.claims as rate
    join checking.claims as change on change.package = rate.package and change.headings = rate.headings and change.subject = rate.subject
        and change.code is not distinct from rate.code and change.time = rate.time and change.quantity = 'change' and change.period = 'current'
    join checking.claims as amount on amount.package = rate.package and amount.headings = rate.headings and amount.subject = rate.subject
        and amount.code is not distinct from rate.code and amount.time = 1 and amount.quantity = 'amount' and amount.period = 'current'
    join checking.figures as rate_figure on rate_figure.package = rate.package and rate_figure.resource = 'statements' and rate_figure."row" = rate."row" and rate_figure.field = 'value'
    join checking.figures as change_figure on change_figure.package = rate.package and change_figure.resource = 'statements' and change_figure."row" = change."row" and change_figure.field = 'value'
    join checking.figures as amount_figure on amount_figure.package = rate.package and amount_figure.resource = 'statements' and amount_figure."row" = amount."row" and amount_figure.field = 'value'
    where rate.quantity = 'change_rate' and rate.period = 'current' and rate.trend = 'increase' and change_figure.q > 0
    qualify row_number() over (partition by rate.package, rate.key order by rate."row", change."row", amount."row") = 1
)

select package, key as subject, rate_printed as published, '' as expected, amount <> change as agrees,
    if(agrees, 'rate_has_base', 'rate_lacks_base') as template,
    map {'place': place, 'place_en': place_en, 'change': change_printed} as arguments,
    [{'resource': 'statements', 'row': "row", 'field': 'value'}, {'resource': 'statements', 'row': change_row, 'field': 'value'}, {'resource': 'statements', 'row': amount_row, 'field': 'value'}] as operands
from growth
