-- One row per package and resource of whose table something was not understood, may be the rest of another row, or is printed
-- twice under one code: a sum over it may miss a figure, or count one twice.
select distinct package, resource
from main.provenance
join checking.unread_tables as unread using (package)
where starts_with(source, beginning)
union
-- a row without code and level that has parts but no total may be what a page break cut from the row above it
select package, resource
from checking.cells
where code is null and level is null and not is_total
group by package, resource, side, "row"
having count(*) filter (field = 'total') > 0 and count(q) filter (field = 'total') = 0 and bool_or(q <> 0)
union
select package, resource from checking.repeated_rows
