-- One row per disclosure and item that is to be disclosed: whether it is there, on what basis, and how sure that is.
with
rule as (select *, row_number() over () as position from main.disclosure_rules),
-- of a table that is printed more than once the first that was read counts
printed_table as (
    select package, table_name, state from checking.listed_tables
    qualify row_number() over (partition by package, table_name order by state in ('absent', 'not-read'), "row") = 1
),
read as (
    select package, 'key_figure' as evidence, item as looked_for from main.key_figures
    union
    select package, 'projects', null from main.projects
    union
    select package, 'glossary', null from main.glossary
),
found as (
    select
        package.package,
        rule.*,
        if(read.package is null, searches.state, 'present') as searched,
        if(rule.evidence = 'table', printed_table.state, null) as stated,
        searches.found_in,
        searches.text,
        searches.source
    from main.package
    join rule on (rule.region is null or starts_with(package.region, left(rule.region, 2)))
        and (rule.since is null or rule.since <= package.year)
    left join main.searches on searches.package = package.package and searches.item = rule.item
    left join printed_table on printed_table.package = package.package and printed_table.table_name = rule.looked_for
    left join read on read.package = package.package and read.evidence = rule.evidence
        and read.looked_for is not distinct from rule.looked_for
)

select
    package,
    item,
    title,
    title_en,
    case
        when stated = 'filled' then 'present'
        when stated in ('declared-empty', 'empty') then stated
        -- only what was looked for can be missing: a package without a search says nothing of what it does not hold
        when searched = 'absent' and stated = 'not-read' then 'not-read'
        else coalesce(searched, 'not-read')
    end as state,
    found_in,
    text as found,
    source,
    basis,
    certainty,
    condition,
    condition_en
from found
order by package, position
