-- One row per official table and disclosure: whether it is filled, declared empty, empty, absent or not read.
with
stated as (select *, rowid as position from main.tables),
fact as (select package, table_name, count(*) as facts from derived.facts group by package, table_name)

select
    package,
    table_name,
    table_number,
    printed_number,
    printed_title,
    contents_number,
    contents_title,
    unit,
    state,
    note,
    coalesce(facts, 0)::integer as facts
from stated
left join fact using (package, table_name)
order by package, table_number, position
