-- title: 表5不超过表3
-- title_en: General budget expenditure within all expenditure
-- severity: must
-- relation: at_most
-- basis: 一般公共预算支出是全部支出的一部分
-- explanation: 一般公共预算支出（表5）只是全部支出（表3）的一部分：同一科目、同一栏，表5的数不应超过表3。
-- explanation_en: General-budget expenditure (table 5) is part of all expenditure (table 3): in no code and column may it be more.
with
general as (select * from checking.cells where resource = 'general-public-budget-expenditure' and q is not null),
whole as (select * from checking.cells where resource = 'expenditure'),
pair as (
    select general.package, general.subject, general.resource, general."row", general.field, whole.resource as other_resource, whole."row" as other_row
    from general
    join whole on whole.package = general.package and whole.field = general.field
        and ((general.is_grand_total and whole.is_grand_total) or general.code = whole.code)
)

select package, subject, 'published' as side, resource, "row", field from pair
union all
select package, subject, 'expected', other_resource, other_row, field from pair
