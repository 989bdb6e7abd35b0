-- One row per figure that a check used.
with
figure as (
    select distinct package, rule, subject, resource, "row", field, source
    from checking.valued where is_printed
),
word as (
    select distinct package, rule, subject, operand.resource, operand."row", operand.field
    from (select package, rule, subject, unnest(operands) as operand from checking.words)
)

select package, rule, subject, resource, "row", field, source from figure
union
select word.package, rule, subject, word.resource, word."row", word.field, source
from word
left join main.provenance as provenance on provenance.package = word.package and provenance.resource = word.resource
    and provenance."row" = word."row" and provenance.field = word.field
order by package, rule, subject, resource, "row", field
