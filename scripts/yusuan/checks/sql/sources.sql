-- One row per value of a package that has a place in the document, where the checks of words look it up.
select package, resource, "row", field, source from main.provenance
union all
-- what a claim is about, and in which direction, stands where its figure does
select package, resource, "row", other, source
from main.provenance, (values ('subject'), ('trend')) as part(other)
where resource in ('statements', 'key-figures') and field = 'value'
union all
select package, 'names', "row", 'name', source from main.names
union all
select package, 'paragraphs', "row", 'text', source from main.paragraphs
