-- title: 同一行各栏之和等于合计栏
-- title_en: Columns of a row sum to its total
-- severity: must
-- relation: sum
-- basis: 各表表头：合计栏 = 其后各栏之和
-- explanation: 表中每一行的合计（或小计）栏，应当等于这一行里组成它的各栏之和。
-- explanation_en: In every row, the total (or subtotal) column is the sum of the columns that make it up.
with
pair as (
    select whole.package, whole.subject || if(split is null, '', ' ' || split) as subject, whole.resource, whole."row",
        whole.field as whole_field, part.field as part_field,
        count(whole.q) over per_sum + count(part.q) over per_sum as printed
    from checking.column_parts as known
    join checking.cells as whole on whole.package = known.package and whole.resource = known.resource and whole.field = known.whole
    join checking.cells as part on part.package = whole.package and part.resource = whole.resource
        and part."row" = whole."row" and part.side = whole.side and part.field = known.part
    window per_sum as (partition by whole.package, whole.subject, split)
)

select distinct package, subject, 'published' as side, resource, "row", whole_field as field from pair where printed > 0
union all
select package, subject, 'expected', resource, "row", part_field from pair where printed > 0
