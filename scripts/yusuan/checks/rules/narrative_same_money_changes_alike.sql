-- title: 同一笔钱的增减前后一致
-- title_en: The same money changes alike wherever it is told
-- severity: must
-- relation: sum
-- basis: 收入总计等于支出总计，两年都是
-- explanation: 收入与支出、一般公共预算的收入与支出说的是同一笔钱：本年数相同、又都写了比上年增减的，增减也应当相同。有结转时不作判断，与上年执行数相比的也不作判断。
-- explanation_en: Income and expenditure, or those of one fund, are the same money: where both give the same amount this year, they changed by the same. With money carried over nothing is concluded, nor of changes against what was executed last year.
with
change as (
    select claims.package, claims."row", claims.concept, claims.amount_row, claims.key, claims.base_kind, if(claims.trend = 'decrease', -1, 1) as sign, q, h
    from checking.claims as claims
    join checking.figures as figures on figures.package = claims.package and figures.resource = 'statements' and figures."row" = amount_row
    where quantity = 'change' and period = 'current' and claims.kind_of_unit = '元' and coalesce(base_period, 'prior') = 'prior'
        and coalesce(about, '') not in ('performance', 'units', 'one_unit')
    qualify row_number() over (partition by claims.package, claims.concept order by claims."row") = 1
),
-- what is the same amount this year; both are told against the same kind of last year's amount
pair as (
    select other.package, other.key || ' = ' || one.concept as subject, other."row", other.sign, one."row" as one_row, one.sign as one_sign,
        if(len(carryovers) > 0, 'carryover_in_either', null) as doubt
    from checking.narrative_twins as twins
    join change as one on one.concept = twins.one
    join change as other on other.concept = twins.other and other.package = one.package and abs(other.q - one.q) <= other.h + one.h
        and coalesce(other.base_kind, one.base_kind, '') = coalesce(one.base_kind, other.base_kind, '') and other."row" <> one."row"
        -- what was received and what was spent in a year need not be the same
        and coalesce(other.base_kind, one.base_kind, '') <> 'executed'
    join checking.premises as premises on premises.package = other.package
)

select package, subject, 'published' as side, sign, 'statements' as resource, "row", 'value' as field, doubt from pair
union all
select package, subject, 'expected', one_sign, 'statements', one_row, 'value', null from pair
