-- title: 年初结转加本年收入等于本年支出加年末结转
-- title_en: What was carried in and received equals what was spent and carried out
-- severity: must
-- relation: sum
-- basis: 政府性基金收入支出决算表的列次：年初结转和结余、本年收入、本年支出、年末结转和结余
-- explanation: 决算表逐行印出年初结转和结余、本年收入、本年支出、年末结转和结余时，前两项之和减去支出，应当等于年末结转和结余。
-- explanation_en: Where a table prints for each row what was carried in, received, spent and carried out, the first two less what was spent are what was carried out.
with
cell as (
    select package, resource, "row", field, subject, q from checking.cells
    where field in ('opening_carryover', 'current_income', 'total', 'closing_carryover')
),
complete as (
    select package, resource, "row", any_value(subject) filter (field = 'closing_carryover') as subject
    from cell
    group by package, resource, "row"
    having count(distinct field) = 4 and count(q) > 0
)

select package, subject, 'published' as side, 1 as sign, resource, "row", 'closing_carryover' as field, true as zero from complete
union all
select package, complete.subject, 'expected', if(field = 'total', -1, 1), resource, "row", field, true
from complete join cell using (package, resource, "row")
where field <> 'closing_carryover'
