-- One row per comparison of figures: the sums on its sides, what may lie between, and what that comes to.
-- The arithmetic is that of yusuan.intervals; a test holds the two together.
with
summed as (
    select
        rule, package, subject, any_value(relation) as relation,
        coalesce(sum(sign * q) filter (place_of = 'p'), 0) as p,
        coalesce(sum(h) filter (place_of = 'p' and sign <> 0), 0) as ph,
        coalesce(sum(sign * q) filter (place_of = 'a'), 0) as a,
        coalesce(sum(h) filter (place_of = 'a' and sign <> 0), 0) as ah,
        coalesce(sum(sign * q) filter (place_of = 'b'), 0) as b,
        coalesce(sum(h) filter (place_of = 'b' and sign <> 0), 0) as bh,
        -- a published figure that is taken off (a decrease) is printed without its sign
        if(coalesce(min(sign) filter (place_of = 'p' and sign <> 0), 1) < 0, -1, 1) as p_sign,
        if(coalesce(min(sign) filter (place_of = 'a' and sign <> 0), 1) < 0, -1, 1) as a_sign,
        count(*) filter (place_of = 'p' and is_there) as p_there,
        count(*) filter (place_of = 'a' and is_there) as a_there,
        count(*) filter (place_of = 'b' and is_there) as b_there,
        count(*) filter (is_printed) as printed_count,
        count(*) filter (place_of = 'p') as p_count,
        count(*) filter (place_of = 'a' and sign <> 0 and q is not null) as a_count,
        coalesce(max(decimals) filter (place_of = 'p'), max(decimals)) as decimals,
        coalesce(max(worth) filter (place_of = 'p'), max(worth), 1) as worth,
        coalesce(max(unit) filter (place_of = 'p' and unit <> ''), max(unit) filter (unit <> ''), '') as unit,
        min(note) as note,
        coalesce(
            min(doubt),
            if(bool_or(has_unread) and any_value(relation) = 'sum' and (count(*) > 2 or min(resource) = max(resource)), 'not_all_read', null)
        ) as doubt,
        count(*) filter (constant is not null) as constants,
        count(*) filter (sign = 0 and is_printed) as counted,
        count(*) filter (place_of = 'p' and is_printed) as figures,
        count(*) filter (place_of <> 'p' and is_printed) as others,
        -- of a figure that stands alone on its side; `details` has several
        max(printed) filter (place_of = 'p') as p_printed,
        max(source) filter (place_of = 'p') as p_source,
        coalesce(bool_and(coalesce(q, 0) = 0), true) as is_nothing
    from checking.valued
    group by rule, package, subject
    -- where nothing at all is printed, there is nothing to compare
    having printed_count > 0 or note is not null
),
quotient as (
    select
        *,
        case relation when 'share' then a when 'growth' then a_sign * a else 0 end as n,
        case relation when 'share' then b when 'growth' then b - a else 0 end as d,
        -- the corners between which the quotient runs: see yusuan.intervals.Quotient; of one below zero, those of its opposite
        if(a_sign * a < 0, -1, 1) as n_sign,
        n_sign * a_sign * a - ah as n_least,
        if(relation = 'share', b + bh, b + bh - a + n_sign * a_sign * ah) as d_least,
        n_sign * a_sign * a + ah as n_most,
        if(relation = 'share', b - bh, b - bh - a - n_sign * a_sign * ah) as d_most,
        if(relation in ('share', 'growth'), 2 * ph, 1) as step
    from summed
),
found as (
    select
        *,
        case
            when p_there = 0 or a_there = 0 or (relation in ('share', 'growth') and b_there = 0) or printed_count = 0 then 'not-checkable'
            when relation = 'sum' then case
                when p = a then 'pass'
                when abs(p - a) <= ph + ah then 'rounding'
                else 'discrepancy' end
            when relation = 'at_most' then case
                when p <= a then 'pass'
                when p - ph <= a + ah then 'rounding'
                else 'discrepancy' end
            when d <= 0 then if(d_least >= 0, 'not-checkable', 'discrepancy')
            when checking.rounded_rate(n, d, step) = p then 'pass'
            -- a product too large to hold is that of a rate far off
            when try(
                100000000 * n_least <= (n_sign * p + ph) * d_least
                and (d_most <= 0 or 100000000 * n_most >= (n_sign * p - ph) * d_most)
            ) then 'rounding'
            else 'discrepancy'
        end as outcome,
        case
            when relation in ('sum', 'at_most') then p_sign * a
            when d > 0 then checking.rounded_rate(n, d, step)
        end as e
    from quotient
)

select
    * exclude (outcome),
    -- agreeing says that the premise holds; disagreeing says nothing where it may not
    if(outcome = 'discrepancy' and doubt is not null, 'not-checkable', outcome) as found,
    outcome = 'discrepancy' and doubt is not null as doubted
from found
