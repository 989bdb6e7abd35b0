-- One row per term that a disclosure explains, in its order.
with
glossary as (select * from main.glossary)

select package, "row", term, definition, source
from glossary
order by package, "row"
