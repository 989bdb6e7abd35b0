-- title: “三公”经费各项之和等于合计
-- title_en: Three public expenses sum to their total
-- severity: must
-- relation: sum
-- basis: 财预〔2016〕143号：“三公”经费分项公开，公务用车分购置费和运行费
-- explanation: “三公”经费合计等于因公出国（境）费、公务用车购置及运行费、公务接待费之和；公务用车又等于购置费与运行费之和。
-- explanation_en: The three public expenses are overseas travel, official vehicles and receptions; vehicles are purchase and operation.
with
relation as (
    select * from (values
        ('total', 'overseas_travel'), ('total', 'official_vehicles'), ('total', 'official_reception'),
        ('official_vehicles', 'vehicle_purchase'), ('official_vehicles', 'vehicle_operation')
    ) as known (whole_item, part_item)
),
cell as (select * from checking.cells where resource = 'three-public-expenses')

select distinct whole.package, whole.subject, 'published' as side, whole.resource, whole."row", whole.field
from relation
join cell as whole on whole.item = whole_item
where whole.q is not null
union all
select whole.package, whole.subject, 'expected', part.resource, part."row", part.field
from relation
join cell as whole on whole.item = whole_item
join cell as part on part.item = part_item and part.package = whole.package and part.field = whole.field
where whole.q is not null
