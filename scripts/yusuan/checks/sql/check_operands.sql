-- One row per figure or word that a check used: on which side of the comparison, and what it counts for there.
with
figure as (
    -- a figure that is found by two ways is one
    select distinct
        package, rule, subject, resource, "row", field, coalesce(source, '') as source, coalesce(of_package, package) as operand_package,
        side, sign, place, place_en, printed, nullif(unit, '') as unit, position as reading
    from checking.valued where is_printed
),
word as (
    select distinct package, rule, subject, operand.resource, operand."row", operand.field, place = 1 as is_first
    from (select package, rule, subject, unnest(operands) as operand, unnest(generate_series(1, len(operands))) as place from checking.words)
),
used as (
    select * from figure
    union all by name
    select
        word.package, rule, subject, word.resource, word."row", word.field, coalesce(source, '') as source, word.package as operand_package,
        if(is_first, 'published', 'expected') as side
    from word
    left join checking.sources on sources.package = word.package and sources.resource = word.resource
        and sources."row" = word."row" and sources.field = word.field
    qualify row_number() over (partition by word.package, rule, subject, word.resource, word."row", word.field order by is_first desc, source) = 1
)

select
    package, rule, subject, resource, "row", field, source, operand_package, side, sign, place, place_en, printed, unit,
    row_number() over (partition by package, rule, subject order by reading, resource, "row", field, operand_package)::integer as position
from used
order by package, rule, subject, position
