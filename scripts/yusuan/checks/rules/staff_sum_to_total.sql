-- title: 人员之和等于实有人数
-- title_en: Staff sum to their total
-- severity: must
-- relation: sum
-- basis: 机构设置及人员情况
-- explanation: 实有人数等于在职、退休、离休人数之和。
-- explanation_en: Staff are those in service, the retired, and the retired with honours.
with
relation as (select * from (values ('staff', 'in_service'), ('staff', 'retired'), ('staff', 'retired_with_honours')) as known (whole, part)),
figure as (select package, "row", item from main.key_figures where quantity in ('amount', 'count'))

select distinct figure.package, whole as subject, 'published' as side, 'key-figures' as resource, figure."row", 'value' as field
from relation join figure on item = whole
where exists (from figure as part_figure join relation as other on part_figure.item = other.part
    where part_figure.package = figure.package and other.whole = relation.whole)
union all
select figure.package, whole, 'expected', 'key-figures', figure."row", 'value'
from relation join figure on item = part
where exists (from figure as whole_figure where whole_figure.package = figure.package and whole_figure.item = relation.whole)
