-- One row per figure that a check used.
with
figure as (
    select distinct package, rule, subject, resource, "row", field, coalesce(source, '') as source, coalesce(of_package, package) as operand_package
    from checking.valued where is_printed
),
word as (
    select distinct package, rule, subject, operand.resource, operand."row", operand.field
    from (select package, rule, subject, unnest(operands) as operand from checking.words)
)

select package, rule, subject, resource, "row", field, source, operand_package from figure
union
select word.package, rule, subject, word.resource, word."row", word.field, coalesce(source, '') as source, word.package
from word
left join checking.sources on sources.package = word.package and sources.resource = word.resource
    and sources."row" = word."row" and sources.field = word.field
order by package, rule, subject, resource, "row", field
