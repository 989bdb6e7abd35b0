-- title: “三公”经费各项之和等于合计
-- title_en: Three public expenses sum to their total
-- severity: must
-- relation: sum
-- basis: 财预〔2016〕143号：“三公”经费分项公开，公务用车分购置费和运行费
-- explanation: “三公”经费合计等于因公出国（境）费、公务用车购置及运行费、公务接待费之和；公务用车又等于购置费与运行费之和。
-- explanation_en: The three public expenses are overseas travel, official vehicles and receptions; vehicles are purchase and operation.
with
relation as (
    select whole as whole_item, part as part_item, count(*) over (partition by whole) as all_parts
    from checking.item_parts where rule = 'three_public_expenses_sum_to_total'
),
-- a table may list the items again for each unit: the first total goes with the first of each item
cell as (
    select *, regexp_extract(key, '#(\d+)$', 1) as unit from checking.cells semi join (from checking.tables where by_items) as listed using (resource)
),
pair as (
    select whole.package, whole.subject, all_parts, whole.resource, whole."row", whole.field, part."row" as part_row,
        count(distinct part_item) over per_sum as parts
    from relation
    join cell as whole on whole.item = whole_item
    join cell as part on part.item = part_item and part.package = whole.package and part.field = whole.field and part.unit = whole.unit
    where whole.q is not null
    window per_sum as (partition by whole.package, whole.subject)
),
-- what a table does not list may well be in its total
doubtful as (select *, if(parts < all_parts, 'part_not_listed', null) as doubt from pair)

select distinct package, subject, 'published' as side, resource, "row", field, doubt from doubtful
union all
select package, subject, 'expected', resource, part_row, field, null from doubtful
