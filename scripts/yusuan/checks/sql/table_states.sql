-- One row per disclosure and kind of table: its state; where a kind is printed more than once, that of the first that is filled.
select package, table_name, called, state, "row" as state_row
from checking.listed_tables
-- of a table that is neither promised nor there, nothing is to be said
where state <> 'absent' or contents_title is not null
qualify row_number() over (partition by package, table_name order by state <> 'filled', "row") = 1
