-- title: 面向中小企业预留不超过政府采购
-- title_en: Reserved for small business within procurement
-- severity: must
-- relation: at_most
-- basis: 政府采购促进中小企业发展管理办法
-- explanation: 面向中小企业预留的金额不应超过政府采购预算；其中面向小微企业的又不应超过面向中小企业的。
-- explanation_en: What is reserved for small and medium businesses is within procurement, and what of it is for micro businesses within that.
with
relation as (select whole, part from checking.item_parts where rule = 'reserved_within_procurement'),
figure as (select package, "row", item from main.key_figures where quantity in ('amount', 'count'))

select part_figure.package, part as subject, 'published' as side, 'key-figures' as resource, part_figure."row", 'value' as field
from relation
join figure as part_figure on part_figure.item = part
join figure as whole_figure on whole_figure.item = whole and whole_figure.package = part_figure.package
union all
select part_figure.package, part, 'expected', 'key-figures', whole_figure."row", 'value'
from relation
join figure as part_figure on part_figure.item = part
join figure as whole_figure on whole_figure.item = whole and whole_figure.package = part_figure.package
