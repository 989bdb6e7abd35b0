-- One row per disclosure and item that is to be disclosed: whether it is there, on what basis, and how sure that is.
with
rule as (select *, row_number() over () as position from main.disclosure_rules),
heading as (
    select package, heading from main.statements
    union
    select package, concat_ws(' ', heading, subheading) from main.paragraphs
),
found as (
    select
        package.package,
        rule.*,
        case evidence
            when 'table' then coalesce((select max(state) from main.tables where tables.package = package.package and table_name = looked_for), 'absent')
            when 'none' then 'unknown'
        end as stated
    from main.package
    join rule on rule.region is null or starts_with(package.region, left(rule.region, 2))
    -- Where the narrative was not ours to keep, nothing says what stood in it.
    where evidence not in ('heading', 'key_figure', 'glossary')
        or package.package in (select package from main.paragraphs)
),
present as (
    select package, item from found join heading using (package) where evidence = 'heading' and regexp_matches(heading, looked_for)
    union
    select package, found.item from found join main.key_figures using (package)
    where evidence = 'key_figure' and key_figures.item = looked_for
    union
    select package, item from found semi join main.projects using (package) where evidence = 'projects'
    union
    select package, item from found semi join main.glossary using (package) where evidence = 'glossary'
)

select
    found.package,
    found.item,
    found.title,
    found.title_en,
    case
        when stated = 'filled' then 'present'
        when stated is not null then stated
        when present.item is not null then 'present'
        else 'absent'
    end as state,
    found.basis,
    found.certainty
from found
left join present using (package, item)
order by package, position
