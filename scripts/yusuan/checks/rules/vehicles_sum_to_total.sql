-- title: 车辆之和等于合计
-- title_en: Vehicles sum to their total
-- severity: must
-- relation: sum
-- basis: 国有资产占用使用情况
-- explanation: 车辆的数量和价值，应当等于一般公务用车、执法执勤用车和其他车辆之和。
-- explanation_en: Vehicles, in number and in value, are those in general use, those for law enforcement, and others.
with
relation as (select * from (values ('vehicles', 'vehicles_general'), ('vehicles', 'vehicles_law_enforcement'), ('vehicles', 'vehicles_other'), ('vehicles_value', 'vehicles_general_value'), ('vehicles_value', 'vehicles_law_enforcement_value'), ('vehicles_value', 'vehicles_other_value')) as known (whole, part)),
figure as (select package, "row", item from main.key_figures where quantity in ('amount', 'count'))

select distinct figure.package, whole as subject, 'published' as side, 'key-figures' as resource, figure."row", 'value' as field
from relation join figure on item = whole
where exists (from figure as part_figure join relation as other on part_figure.item = other.part
    where part_figure.package = figure.package and other.whole = relation.whole)
union all
select figure.package, whole, 'expected', 'key-figures', figure."row", 'value'
from relation join figure on item = part
where exists (from figure as whole_figure where whole_figure.package = figure.package and whole_figure.item = relation.whole)
