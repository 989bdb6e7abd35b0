-- One row per printed amount in tables 1–10: disclosure, table, row and measure. Blank cells are no facts; printed zeros are.
with
amounts as (
    select package, resource as table_name, "row", field as measure, amount from main.amount
),
-- What each row is called, on each side of a table that has sides: expenditure may stand there once more, by purpose and economic class.
lines as (
    select
        package, 'income-expenditure-summary' as table_name, "row", 'income' as side, null::varchar as code_system,
        null::varchar as code, income_label as label, income_level as level, income_is_total as is_total
    from main.income_expenditure_summary
    union all
    select
        package, 'income-expenditure-summary', "row", 'expenditure', 'functional_classification',
        expenditure_code, expenditure_label, expenditure_level, expenditure_is_total
    from main.income_expenditure_summary
    union all
    select package, 'fiscal-appropriation-summary', "row", 'income', null, null, income_label, income_level, income_is_total
    from main.fiscal_appropriation_summary
    union all
    select
        package, 'fiscal-appropriation-summary', "row", 'expenditure', 'functional_classification',
        expenditure_code, expenditure_label, expenditure_level, expenditure_is_total
    from main.fiscal_appropriation_summary
    union all
    select package, 'income-expenditure-summary', "row", 'purpose', null, null, purpose_label, purpose_level, purpose_is_total
    from main.income_expenditure_summary
    union all
    select package, 'income-expenditure-summary', "row", 'economic', null, null, economic_label, economic_level, economic_is_total
    from main.income_expenditure_summary
    union all
    select package, 'income-expenditure-summary', "row", 'government_economic', null, null, government_economic_label, government_economic_level, government_economic_is_total
    from main.income_expenditure_summary
    union all
    select package, 'fiscal-appropriation-summary', "row", 'purpose', null, null, purpose_label, purpose_level, purpose_is_total
    from main.fiscal_appropriation_summary
    union all
    select package, 'fiscal-appropriation-summary', "row", 'economic', null, null, economic_label, economic_level, economic_is_total
    from main.fiscal_appropriation_summary
    union all
    select package, 'fiscal-appropriation-summary', "row", 'government_economic', null, null, government_economic_label, government_economic_level, government_economic_is_total
    from main.fiscal_appropriation_summary
    union all
    select package, 'income', "row", null, 'functional_classification', code, name, level, is_total
    from main.income
    union all
    select package, 'expenditure', "row", null, 'functional_classification', code, name, level, is_total
    from main.expenditure
    union all
    select package, 'general-public-budget-expenditure', "row", null, 'functional_classification', code, name, level, is_total
    from main.general_public_budget_expenditure
    union all
    select package, 'general-public-budget-basic-expenditure', "row", null, 'economic_classification', code, name, level, is_total
    from main.general_public_budget_basic_expenditure
    union all
    select
        package, 'general-public-budget-project-expenditure', "row", null,
        -- printed by function in some places, by economic class in others
        if(code is null and economic_code is not null, 'economic_classification', 'functional_classification'),
        coalesce(code, economic_code), name, level, is_total
    from main.general_public_budget_project_expenditure
    union all
    select package, 'government-fund-expenditure', "row", null, 'functional_classification', code, name, level, is_total
    from main.government_fund_expenditure
    union all
    select package, 'state-capital-expenditure', "row", null, 'functional_classification', code, name, level, is_total
    from main.state_capital_expenditure
    union all
    select package, 'three-public-expenses', "row", null, null, null, label, level, is_total
    from main.three_public_expenses
),
official as (
    select * from (values
        ('income-expenditure-summary', 1), ('income', 2), ('expenditure', 3), ('fiscal-appropriation-summary', 4),
        ('general-public-budget-expenditure', 5), ('general-public-budget-basic-expenditure', 6),
        ('general-public-budget-project-expenditure', 7), ('government-fund-expenditure', 8),
        ('state-capital-expenditure', 9), ('three-public-expenses', 10)
    ) as t(table_name, table_number)
),
disclosure as (select package, agency, year, kind from main.package),
measure as (select resource as table_name, field as measure, position, direction, side from main.measure),
unit as (
    select package, resource as table_name, in_10k_yuan, in_yuan
    from main.resource_unit
    join main.money_unit using (unit)
),
provenance as (
    select package, resource as table_name, "row", field as measure, printed, source from main.provenance
)

select
    package,
    agency,
    year,
    kind,
    table_name,
    table_number,
    "row",
    direction,
    code_system,
    code,
    label,
    level,
    is_total,
    measure,
    -- exact: loading refused every amount that these types would round
    (amount * in_10k_yuan)::decimal(20,6) as amount_10k_yuan,
    (amount * in_yuan)::decimal(20,2) as amount_yuan,
    printed,
    source
from amounts
join official using (table_name)
join disclosure using (package)
join measure using (table_name, measure)
join lines using (package, table_name, "row")
left join unit using (package, table_name)
left join provenance using (package, table_name, "row", measure)
where lines.side is not distinct from measure.side
order by package, table_number, "row", position
