-- title: 原因的方向与增减一致
-- title_en: A reason points the way that the figure went
-- severity: must
-- relation: words
-- basis: 同一句话只有一个方向
-- explanation: 写“比上年减少……，增加的主要原因是……”的，前后方向相反。
-- explanation_en: “… less than last year; the increase is due to …” contradicts itself.
with
statement as (
    select statements.*, coalesce('code ' || code, concept, subject) as thing
    from main.statements as statements
    where quantity = 'change' and trend is not null
),
reason as (select * from statement where role = 'reason' and value is null),
-- the change that it gives the reason of: the last before it
pair as (
    select reason.package, reason."row", reason.subject, reason.heading, reason.trend, change."row" as change_row, change.trend as change_trend
    from reason
    join statement as change on change.package = reason.package and change.heading is not distinct from reason.heading and change.thing = reason.thing
        and coalesce(change.role, 'statement') = 'statement' and change."row" < reason."row"
    where change.value <> 0
    qualify row_number() over (partition by reason.package, reason."row" order by change."row" desc) = 1
),
word as (select * from (values ('increase', '增加'), ('decrease', '减少'), ('unchanged', '持平')) as known (trend, said))

select package,
    subject || ' reason' || if(row_number() over again > 1, '#' || row_number() over again, '') as subject,
    said.said as published, changed.said as expected, said.said = changed.said as agrees,
    if(agrees, 'reasons_agree', 'reasons_differ') as template, map {'thing': subject} as arguments,
    [{'resource': 'statements', 'row': "row", 'field': 'trend'}, {'resource': 'statements', 'row': change_row, 'field': 'trend'}] as operands
from pair
join word as said on said.trend = pair.trend
join word as changed on changed.trend = pair.change_trend
window again as (partition by package, subject order by "row")
