-- title: 表5不超过表3
-- title_en: General budget expenditure within all expenditure
-- severity: must
-- relation: at_most
-- basis: 一般公共预算支出是全部支出的一部分
-- explanation: 一般公共预算支出（表5）只是全部支出（表3）的一部分：同一科目、同一栏，表5的数不应超过表3。
-- explanation_en: General-budget expenditure (table 5) is part of all expenditure (table 3): in no code and column may it be more.
with
cell as (
    select by_code.package, by_code.resource, by_code.code, cells.code as own_code, cells."row", field, subject, cells.q, repeats,
        bool_or(cells.q is not null) over (partition by by_code.package, by_code.resource, cells."row") as is_printed
    from checking.by_code
    join checking.cells as cells using (package, resource, side, "row")
    join checking.structure using (package, resource, side)
    where by_code.resource in ('general-public-budget-expenditure', 'expenditure')
),
-- a row by itself is compared; a class that table 5 does not print is no figure of it
general as (
    select *, count(*) over (partition by package, code, field) as times from cell
    where resource = 'general-public-budget-expenditure' and q is not null and (code = 'total' or code = own_code)
),
pair as (
    select general.*, whole.resource as other_resource, whole."row" as other_row, whole.is_printed as whole_is_printed, general.repeats or whole.repeats as is_repeated
    from general
    join cell as whole on whole.package = general.package and whole.resource = 'expenditure' and whole.code = general.code
        and whole.field = general.field
    where times = 1
)

select distinct package, subject, 'published' as side, resource, "row", field, false as zero, if(is_repeated, 'code_repeated', null) as doubt
from pair
union all
-- a blank in a row that prints other amounts says that there is nothing of this kind
select package, subject, 'expected', other_resource, other_row, field, whole_is_printed, null from pair
