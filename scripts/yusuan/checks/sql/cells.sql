-- One row per cell of a table of amounts that could hold an amount, blank or not, in a column that is printed, with what it is called.
with
field as (select resource, field, title, title_en, side, position from checking.fields),
number_of as (select * from checking.tables)

select
    lines.package,
    lines.resource,
    number_of.place as table_place,
    lines.side,
    lines."row",
    field.field,
    field.position,
    lines.code,
    lines.label,
    lines.level,
    lines.is_total,
    lines.is_grand_total,
    lines.parent_row,
    lines.class_row,
    lines.item,
    lines.resource || ' ' || lines.key || ' ' || field.field as subject,
    lines.key,
    figures.q,
    number_of.called || '「' || concat_ws(' ', lines.code, lines.label) || '」' || field.title as place,
    number_of.called_en || ' “' || concat_ws(' ', lines.code, lines.label) || '” ' || field.title_en as place_en
from checking.lines
join number_of using (resource)
join field on field.resource = lines.resource and field.side = lines.side
semi join checking.printed as printed on printed.package = lines.package and printed.resource = lines.resource and printed.field = field.field
left join checking.figures on figures.package = lines.package and figures.resource = lines.resource
    and figures."row" = lines."row" and figures.field = field.field
