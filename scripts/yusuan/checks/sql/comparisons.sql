-- One row per comparison of figures: the sums on its sides, in millionths, and what may lie between.
with
side_of as (
    select *, case when side = 'published' then 'p' when side in ('whole', 'current') then 'b' else 'a' end as place_of
    from checking.valued
),
summed as (
    select
        rule, package, subject, any_value(relation) as relation,
        coalesce(sum(sign * q) filter (place_of = 'p'), 0) as p,
        coalesce(sum(h) filter (place_of = 'p' and sign <> 0), 0) as ph,
        coalesce(sum(sign * q) filter (place_of = 'a'), 0) as a,
        coalesce(sum(h) filter (place_of = 'a' and sign <> 0), 0) as ah,
        coalesce(sum(sign * q) filter (place_of = 'b'), 0) as b,
        coalesce(sum(h) filter (place_of = 'b' and sign <> 0), 0) as bh,
        -- a published figure that is taken off (a decrease) is told without its sign
        if(coalesce(min(sign) filter (place_of = 'p' and sign <> 0), 1) < 0, -1, 1) as p_sign,
        if(coalesce(min(sign) filter (place_of = 'a' and sign <> 0), 1) < 0, -1, 1) as a_sign,
        count(*) filter (place_of = 'p' and is_there) as p_there,
        count(*) filter (place_of = 'a' and is_there) as a_there,
        count(*) filter (place_of = 'b' and is_there) as b_there,
        count(*) filter (is_printed) as printed_count,
        count(*) filter (place_of = 'a' and sign <> 0 and q is not null) as a_count,
        coalesce(max(decimals) filter (place_of = 'p'), max(decimals)) as decimals,
        coalesce(max(worth) filter (place_of = 'p'), max(worth), 1) as worth,
        coalesce(max(unit) filter (place_of = 'p' and unit <> ''), max(unit) filter (unit <> ''), '') as unit,
        min(note) as note,
        list({
            'side': place_of, 'sign': sign, 'printed': printed, 'place': place, 'source': source, 'there': is_there, 'counts': q is not null,
            'said': coalesce(called, place || if(is_printed or constant is not null, ' ' || printed, '未印'))
        } order by position) as operands
    from side_of
    group by rule, package, subject
    -- where nothing at all is printed, there is nothing to compare
    having printed_count > 0 or note is not null
)

select
    * exclude (operands),
    array_to_string([o.printed for o in operands if o.side = 'p'], '＋') as p_printed,
    array_to_string([o.place for o in operands if o.side = 'p'], '、') as p_place,
    array_to_string([o.source for o in operands if o.side = 'p'], ' ') as source,
    array_to_string([o.said for o in operands if o.side <> 'p'], '，') as operand_text,
    array_to_string([if(o.sign < 0, '－', '＋') || o.printed for o in operands if o.side = 'a' and o.counts and o.sign <> 0], '') as terms,
    array_to_string([o.place for o in operands if not o.there], '、') as blanks,
    case relation when 'share' then a when 'growth' then a_sign * a else 0 end as n,
    case relation when 'share' then b when 'growth' then b - a else 0 end as d,
    -- the corners between which the quotient runs: see yusuan.intervals.Quotient
    a_sign * a - ah as n_least,
    if(relation = 'share', b + bh, b + bh - a + a_sign * ah) as d_least,
    a_sign * a + ah as n_most,
    if(relation = 'share', b - bh, b - bh - a - a_sign * ah) as d_most,
    if(relation in ('share', 'growth'), 2 * ph, 1) as step
from summed
