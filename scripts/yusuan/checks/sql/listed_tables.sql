-- One row per table that a disclosure lists or prints, with its row in the package and what it is called.
select listed.*, coalesce(known.called, '「' || coalesce(printed_title, contents_title, table_name) || '」') as called,
    coalesce(known.called_en, '“' || coalesce(printed_title, contents_title, table_name) || '”') as called_en
from (
    -- rows are told by their order in the package, which loading keeps
    select *, row_number() over (partition by package order by rowid)::integer as "row" from main.tables
) as listed
left join checking.tables as known on known.resource = table_name
