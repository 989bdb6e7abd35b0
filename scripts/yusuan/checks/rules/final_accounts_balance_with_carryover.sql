-- title: 年末结转和结余等于收入、年初结转减去支出和分配
-- title_en: What is carried out is what came in and was carried in, less what was spent and distributed
-- severity: must
-- relation: sum
-- basis: 收入支出决算总表：本年收入＋使用非财政拨款结余＋年初结转和结余＝本年支出＋结余分配＋年末结转和结余
-- explanation: 决算总表左边是本年收入、动用的结余和年初结转，右边是本年支出、结余分配和年末结转。左边各项减去本年支出和结余分配，剩下的就是年末结转和结余。
-- explanation_en: On a summary of final accounts, income of the year, surplus put to use and what was carried in, less expenditure of the year and surplus distributed, leave what is carried out.
with
cell as (
    select cells.*, case
        when side = 'income' and regexp_full_match(label, '[本当]年收入(合计|小计)?') then 'income'
        when side = 'income' and regexp_matches(label, '^(使用|动用|用).*(结余|弥补)') then 'used'
        when side = 'income' and regexp_matches(label, '^(年初|上年).*结[转余]') then 'carried_in'
        when side = 'expenditure' and regexp_full_match(label, '[本当]年支出(合计|小计)?') then 'spent'
        when side = 'expenditure' and regexp_matches(label, '^结余分配') then 'distributed'
        when side = 'expenditure' and regexp_matches(label, '^(年末|年终).*结[转余]') then 'carried_out'
        end as part
    from checking.cells as cells
    semi join (from main.package where kind = 'final-accounts') as final using (package)
    join main.execution as execution on execution.table_name = cells.resource and execution.measure = cells.field
    where side in ('income', 'expenditure') and coalesce(level, 0) <= 1 and not is_grand_total
),
part as (
    -- the same words may stand below again, fund by fund
    select * from cell where part is not null
    qualify row_number() over (partition by package, resource, part order by "row") = 1
),
complete as (
    select package, resource, any_value(subject) filter (part = 'carried_out') as subject
    from part
    group by package, resource
    having count(*) filter (part in ('income', 'spent', 'carried_out')) = 3
)

select package, complete.subject, 'published' as side, 1 as sign, resource, "row", field, true as zero
from complete join part using (package, resource) where part = 'carried_out'
union all
select package, complete.subject, 'expected', if(part in ('spent', 'distributed'), -1, 1), resource, "row", field, true
from complete join part using (package, resource) where part <> 'carried_out'
