-- One row per list of parts in the narrative: what it comes to, the whole that stands before it, and whether it names all parts there are.
with
part as (
    select claims.*, figures.q, figures.h
    from checking.claims as claims
    join checking.figures as figures on figures.package = claims.package and figures.resource = 'statements' and figures."row" = claims."row"
    where list is not null and quantity in ('amount', 'count') and is_own
    -- said again, a part counts once
    qualify row_number() over (partition by claims.package, list, thing order by claims."row") = 1
),
list as (
    select package, list, any_value(headings) as headings, any_value(whole) as whole, any_value(quantity) as quantity, any_value(kind_of_unit) as kind_of_unit,
        min("row") as first_row, count(*) as parts, list("row") as part_rows, list(thing) as things, sum(q) as q, sum(h) as h,
        bool_and(length(code) = 3) as is_by_class
    from part
    group by package, list
    having count(distinct kind_of_unit) = 1 and count(distinct quantity) = 1
),
-- the nearest amount of these words before the list, under the same heading if there is one
divided as (
    select list.*, claims."row" as whole_row, claims.thing as whole_thing, figures.q as whole_q, figures.h as whole_h
    from list
    join checking.claims as claims on claims.package = list.package and claims.subject = list.whole and claims."row" < list.first_row
        and claims.quantity = list.quantity and claims.is_own and claims.kind_of_unit = list.kind_of_unit
    join checking.figures as figures on figures.package = claims.package and figures.resource = 'statements' and figures."row" = claims."row"
    qualify row_number() over (partition by list.package, list.list order by claims.headings = list.headings desc, claims."row" desc) = 1
),
-- each combination of words is matched once
wording as (select distinct whole_thing, things from divided where quantity = 'amount'),
complete as (
    select distinct whole_thing, things
    from wording
    join checking.narrative_parts as known on regexp_full_match(whole_thing, known.whole) and list_has_all(things, string_split(known.parts, '|'))
)

select
    divided.* exclude (q, h, whole_q, whole_h),
    abs(q - whole_q) <= h + whole_h as adds_up,
    complete.things is not null or is_by_class and parts > 1 and not starts_with(divided.whole_thing, 'code ') as names_all
from divided
left join complete on complete.whole_thing = divided.whole_thing and complete.things = divided.things
