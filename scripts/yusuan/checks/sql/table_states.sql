-- One row per disclosure and kind of table: its state; where a kind is printed more than once, that of the first that is filled.
select package, table_name, called, state, "row" as state_row
from checking.listed_tables
qualify row_number() over (partition by package, table_name order by state <> 'filled', "row") = 1
