-- One row per package and resource of whose table something was not understood: a sum over it may miss a figure.
with
unread as (
    select distinct package, checking.table_of_place(source) as printed_table from main.unread where printed_table <> ''
)

select distinct package, resource
from main.provenance
semi join unread on unread.package = provenance.package and unread.printed_table = checking.table_of_place(provenance.source)
where package in (select package from unread)
