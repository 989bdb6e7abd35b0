-- title: 上年数与上年文件一致
-- title_en: The prior year is what last year’s document printed
-- severity: usual
-- relation: sum
-- basis: 两年的文件说的是同一个上年
-- explanation: 说明写出的上年数，或由本年数和增减额推出的上年数，应当等于去年公开文件里同一项的金额：表里有的与表比，表里没有的与去年的说明比；与上年执行数、决算数比的，与上年的决算比。没有上年文件的不能核对。说明所比的上年数可以是调整后的口径，所以这只是惯例。
-- explanation_en: Last year’s figure, as the narrative states it or as this year’s and its change imply, is what last year’s document printed for the same thing, in its table or else in its narrative; what is compared with an outturn is held against last year’s final accounts. Without that document nothing can be checked. What the narrative compares with may be restated, so this is a convention.
with
by_table as (
    select target.package, target.subject, claims."row", claims.about, claims.thing, claims.base_kind,
        if(claims.trend = 'decrease', -1, 1) as sign, target.resource, target.target_row, target.target_field
    from checking.claim_targets as target
    join checking.claims as claims on claims.package = target.package and claims."row" = claim_row
    where target.quantity = 'change' and target.period = 'current' and coalesce(base_period, 'prior') = 'prior' and target_row is not null
    union all by name
    -- an amount of last year stands in the cell of this year's amount
    select prior.package, prior.key || ' = ' || split_part(target.subject, ' = ', 2) as subject, prior."row", prior.about, prior.thing, prior.base_kind,
        null as sign, target.resource, target.target_row, target.target_field
    from checking.claims as prior
    join checking.claims as own on own.package = prior.package and own.headings = prior.headings and own.thing = prior.thing
        and own.quantity = 'amount' and own.is_own
    join checking.claim_targets as target on target.package = own.package and target.claim_row = own."row"
    where prior.quantity = 'amount' and prior.period = 'prior' and target_row is not null
    qualify row_number() over (partition by prior.package, prior."row", split_part(target.subject, ' = ', 2) order by own."row") = 1
),
-- what no table of this year prints may stand in the prose of both years
stated as (
    select * from by_table
    union all by name
    select package, key || ' = narrative' as subject, "row", about, thing, base_kind,
        if(quantity = 'amount', null, if(trend = 'decrease', -1, 1)) as sign, 'statements' as resource, amount_row as target_row, 'value' as target_field
    from checking.claims as claims
    anti join by_table on by_table.package = claims.package and by_table."row" = claims."row"
    where (quantity = 'change' and period = 'current' and base_period = 'prior' and amount_row is not null)
        or (quantity = 'amount' and period = 'prior' and (code is not null or concept is not null))
),
-- of the same kind, or where it was spent the final accounts
last_year as (
    select stated.*, last.package as last_package
    from stated
    join main.package as this on this.package = stated.package
    left join main.package as last on last.agency = this.agency and last.year = this.year - 1
        and last.kind = if(base_kind in ('final', 'executed'), 'final-accounts', this.kind)
),
valued as (
    select last_year.*, now.key, now.side, said.q as said_q, said.h as said_h, coalesce(current.q, 0) as now_q, coalesce(current.h, 0) as now_h
    from last_year
    join checking.figures as said on said.package = last_year.package and said.resource = 'statements' and said."row" = last_year."row"
    left join checking.cells as now on now.package = last_year.package and now.resource = last_year.resource and now."row" = target_row and now.field = target_field
    left join checking.figures as current on current.package = last_year.package and current.resource = last_year.resource
        and current."row" = target_row and current.field = target_field
),
before as (
    select valued.package, valued.subject, cells.resource, cells."row", cells.field, 1 as choice
    from valued
    join checking.cells as cells on cells.package = last_package and cells.resource = valued.resource and cells.key = valued.key
        and cells.side = valued.side and cells.field = target_field
    where cells.q is not null
    union all by name
    select valued.package, valued.subject, 'statements' as resource, claims."row", 'value' as field, 2 as choice
    from valued
    join checking.claims as claims on claims.package = last_package and claims.about is not distinct from valued.about and claims.thing = valued.thing
        and claims.quantity = 'amount' and claims.is_own
),
-- the table goes first, the prose where it is what agrees
judged as (
    select before.*, valued.last_package, figure.q,
        abs(if(sign is null, said_q, now_q - sign * said_q) - figure.q) <= said_h + figure.h + if(sign is null, 0, now_h) as agrees
    from before
    join valued using (package, subject)
    join checking.figures as figure on figure.package = last_package and figure.resource = before.resource and figure."row" = before."row" and figure.field = before.field
),
chosen as (
    select * exclude (q)
    from judged
    qualify row_number() over (partition by package, subject order by agrees desc, choice, "row") = 1
        -- words that several amounts go by name none of them
        and (agrees or choice = 1 or min(q) over (partition by package, subject, choice) = max(q) over (partition by package, subject, choice))
)

select package, subject, 'published' as side, coalesce(sign, 1) as sign, 'statements' as resource, "row", 'value' as field, null as of_package,
    case when last_package is null then 'last_year_not_here' when subject not in (from (select subject from chosen where chosen.package = valued.package)) then 'last_year_without_it' end as note
from valued
union all
select package, subject, 'expected', 1, resource, target_row, target_field, null, null
from valued semi join chosen using (package, subject)
where sign is not null
union all
select chosen.package, chosen.subject, 'expected', if(sign is null, 1, -1), chosen.resource, chosen."row", chosen.field, chosen.last_package, null
from chosen join valued using (package, subject)
