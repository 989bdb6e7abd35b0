-- One row per official table and disclosure: its name as printed, and whether there is anything in it.
select
    package,
    table_number,
    printed_number,
    coalesce(printed_title, contents_title) as title,
    state,
    contents_title is not null as promised
from derived.disclosure_tables
where table_number is not null
order by package, table_number
