-- title: 政府采购各项之和等于合计
-- title_en: Procurement sums to its total
-- severity: must
-- relation: sum
-- basis: 财预〔2016〕143号：政府采购情况
-- explanation: 政府采购预算等于货物、工程、服务预算之和。
-- explanation_en: Government procurement is goods, works and services.
with
relation as (select * from (values ('procurement', 'procurement_goods'), ('procurement', 'procurement_works'), ('procurement', 'procurement_services')) as known (whole, part)),
figure as (select package, "row", item from main.key_figures where quantity in ('amount', 'count'))

select distinct figure.package, whole as subject, 'published' as side, 'key-figures' as resource, figure."row", 'value' as field
from relation join figure on item = whole
where exists (from figure as part_figure join relation as other on part_figure.item = other.part
    where part_figure.package = figure.package and other.whole = relation.whole)
union all
select figure.package, whole, 'expected', 'key-figures', figure."row", 'value'
from relation join figure on item = part
where exists (from figure as whole_figure where whole_figure.package = figure.package and whole_figure.item = relation.whole)
