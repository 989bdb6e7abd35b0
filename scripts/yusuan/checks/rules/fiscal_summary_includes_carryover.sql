-- title: 财政拨款总计含财政拨款结转
-- title_en: The fiscal summary includes the fiscal carryover
-- severity: must
-- relation: sum
-- basis: 财政拨款收支总表说的是全部财政拨款，含上年结转
-- explanation: 收支总表（表1）或收入总表（表2）单列财政拨款结转的，财政拨款收支总表（表4）的收入总计应当等于各项财政拨款加上这笔结转。
-- explanation_en: Where the summary (table 1) or the income table (table 2) lists a carryover of fiscal appropriations by itself, total income of the fiscal summary (table 4) is the appropriations and that carryover.
with
total as (
    select * from checking.cells
    where resource = 'fiscal-appropriation-summary' and side = 'income' and field = 'income_amount' and is_grand_total and q is not null
),
appropriation as (
    select package, resource, "row", field, item from checking.cells
    where resource = 'income-expenditure-summary' and side = 'income' and field = 'income_amount' and q is not null
        and item in ('general_public_budget', 'government_fund_budget', 'state_capital_budget')
    qualify count(*) over (partition by package, item) = 1
),
-- where it is printed most plainly, and once
carryover as (
    select package, resource, "row", field
    from checking.cells
    where q <> 0 and (
        resource = 'income-expenditure-summary' and field = 'income_amount' and item = 'fiscal_carryover'
        or resource = 'income' and is_grand_total and field = 'fiscal_carryover'
    )
    qualify row_number() over (partition by package order by resource desc, "row") = 1
),
whole as (
    select package from total semi join appropriation using (package) semi join carryover using (package)
    -- a title that speaks of this year alone says that the carryover is left out
    anti join (
        select package from main.tables where table_name = 'fiscal-appropriation-summary' and regexp_matches(printed_title, '[当本]年拨款')
    ) as this_year using (package)
)

select package, 'total' as subject, 'published' as side, resource, "row", field from total semi join whole using (package)
union all
select package, 'total', 'expected', resource, "row", field from appropriation semi join whole using (package)
union all
select package, 'total', 'expected', resource, "row", field from carryover semi join whole using (package)
