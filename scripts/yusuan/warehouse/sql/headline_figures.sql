-- One row per disclosure and headline: the first cell that prints it, or why there is none. Contested ones have no amount.
with
headline as (select * from main.headline),
disclosure as (select package, agency, year, kind from main.package),
twin as (select * from derived.headline_twins),
-- the tables that would print it, in the order of trust; one that is not listed was neither promised nor found
candidate as (
    select item, resource, min(choice) as choice from main.headline_cell group by item, resource
),
listed as (
    select package, item, choice, state
    from candidate
    join main.tables on tables.table_name = candidate.resource
),
unread as (select distinct package from main.unread),
-- every figure of the prose is a claim or a key figure: what none of them names, the prose does not print; a row or a
-- table that is called so may print it in another sense
named as (
    select package, concat_ws(' ', heading, enumerators, subject, text) as words from main.statements
    union all
    select package, concat_ws(' ', label, text) from main.key_figures
    union all
    select package, label from main.line
    union all
    select package, concat_ws(' ', printed_title, contents_title) from main.tables
),
-- all words of a disclosure, each on a line of its own: an expression is compiled anew for each text
worded as (select package, string_agg(distinct replace(words, chr(10), ' '), chr(10)) as words from named group by package),
claimed as (
    select distinct package, item
    from headline
    join worded on regexp_matches(worded.words, headline.words)
    union
    select package, item from main.key_figures
),
with_prose as (select distinct package from main.statements),
looked_for as (
    select
        package,
        item,
        arg_min(state, choice) as first_state,
        bool_or(state = 'not-read') as is_unread
    from listed
    group by package, item
)

select
    disclosure.package,
    agency,
    year,
    kind,
    headline.item,
    case
        when agrees then 'present'
        when not agrees then 'contested'
        -- only what was looked for everywhere can be missing
        when first_state is null or is_unread or unread.package is not null then 'not-read'
        when first_state in ('declared-empty', 'empty') then first_state
        when with_prose.package is not null and claimed.item is null then 'absent'
        else 'not-read'
    end as state,
    if(agrees, label, null) as label,
    if(agrees, amount_10k_yuan, null) as amount_10k_yuan,
    if(agrees, amount_yuan, null) as amount_yuan,
    if(agrees, printed, null) as printed,
    if(agrees, resource, null) as resource,
    if(agrees, "row", null) as "row",
    if(agrees, field, null) as field,
    if(agrees, source, null) as source
from disclosure
cross join headline
left join twin on twin.package = disclosure.package and twin.item = headline.item and twin.rank = 1
left join looked_for on looked_for.package = disclosure.package and looked_for.item = headline.item
left join unread on unread.package = disclosure.package
left join claimed on claimed.package = disclosure.package and claimed.item = headline.item
left join with_prose on with_prose.package = disclosure.package
order by disclosure.package, place
