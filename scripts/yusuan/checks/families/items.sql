-- A key figure is the sum of its parts, item by item: those that `item_parts` has for $rule.
with
known as (select whole, part from checking.item_parts where rule = $rule),
figure as (select package, "row", item from main.key_figures where quantity in ('amount', 'count')),
pair as (
    select distinct whole.package, known.whole, whole."row" as whole_row, part."row" as part_row
    from known
    join figure as whole on whole.item = known.whole
    join figure as part on part.item = known.part and part.package = whole.package
)

select distinct package, whole as subject, 'published' as side, 'key-figures' as resource, whole_row as "row", 'value' as field from pair
union all
select distinct package, whole, 'expected', 'key-figures', part_row, 'value' from pair
