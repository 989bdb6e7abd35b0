-- One row per printed amount in tables 1–10: disclosure, table, row and measure. Blank cells are no facts; printed zeros are.
with
income_expenditure_summary_income as (
    unpivot (
        select
            package, "row", null::varchar as code_system, null::varchar as code,
            income_label as label, income_level as level, income_is_total as is_total, income_amount
        from main.income_expenditure_summary
    )
    on income_amount into name measure value amount
),
income_expenditure_summary_expenditure as (
    unpivot (
        select
            package, "row", 'functional_classification' as code_system, expenditure_code as code,
            expenditure_label as label, expenditure_level as level, expenditure_is_total as is_total,
            expenditure_amount
        from main.income_expenditure_summary
    )
    on expenditure_amount into name measure value amount
),
income as (
    unpivot (
        select 'functional_classification' as code_system, * rename (name as label) from main.income
    )
    on columns(* exclude (package, "row", code_system, code, label, level, is_total))
    into name measure value amount
),
expenditure as (
    unpivot (
        select 'functional_classification' as code_system, * rename (name as label) from main.expenditure
    )
    on columns(* exclude (package, "row", code_system, code, label, level, is_total))
    into name measure value amount
),
fiscal_appropriation_summary_income as (
    unpivot (
        select
            package, "row", null::varchar as code_system, null::varchar as code,
            income_label as label, income_level as level, income_is_total as is_total, income_amount
        from main.fiscal_appropriation_summary
    )
    on income_amount into name measure value amount
),
fiscal_appropriation_summary_expenditure as (
    unpivot (
        select
            * exclude (
                income_number, income_label, income_level, income_parent_row, income_is_total, income_amount
            )
            rename (
                expenditure_code as code, expenditure_label as label,
                expenditure_level as level, expenditure_is_total as is_total
            ),
            'functional_classification' as code_system
        from main.fiscal_appropriation_summary
    )
    on columns(* exclude (package, "row", code_system, code, label, level, is_total))
    into name measure value amount
),
general_public_budget_expenditure as (
    unpivot (
        select 'functional_classification' as code_system, * rename (name as label)
        from main.general_public_budget_expenditure
    )
    on columns(* exclude (package, "row", code_system, code, label, level, is_total))
    into name measure value amount
),
general_public_budget_basic_expenditure as (
    unpivot (
        select 'economic_classification' as code_system, * rename (name as label)
        from main.general_public_budget_basic_expenditure
    )
    on columns(* exclude (package, "row", code_system, code, label, level, is_total))
    into name measure value amount
),
general_public_budget_project_expenditure as (
    unpivot (
        select 'functional_classification' as code_system, * exclude (project_name) rename (name as label)
        from main.general_public_budget_project_expenditure
    )
    on columns(* exclude (package, "row", code_system, code, label, level, is_total))
    into name measure value amount
),
government_fund_expenditure as (
    unpivot (
        select 'functional_classification' as code_system, * rename (name as label)
        from main.government_fund_expenditure
    )
    on columns(* exclude (package, "row", code_system, code, label, level, is_total))
    into name measure value amount
),
state_capital_expenditure as (
    unpivot (
        select 'functional_classification' as code_system, * rename (name as label)
        from main.state_capital_expenditure
    )
    on columns(* exclude (package, "row", code_system, code, label, level, is_total))
    into name measure value amount
),
three_public_expenses as (
    unpivot (
        select null::varchar as code_system, null::varchar as code, * exclude (item) from main.three_public_expenses
    )
    on columns(* exclude (package, "row", code_system, code, label, level, is_total))
    into name measure value amount
),
amounts as (
    select 'income-expenditure-summary' as table_name, 1 as table_number, *
    from income_expenditure_summary_income
    union all by name
    select 'income-expenditure-summary' as table_name, 1 as table_number, *
    from income_expenditure_summary_expenditure
    union all by name
    select 'income' as table_name, 2 as table_number, * from income
    union all by name
    select 'expenditure' as table_name, 3 as table_number, * from expenditure
    union all by name
    select 'fiscal-appropriation-summary' as table_name, 4 as table_number, *
    from fiscal_appropriation_summary_income
    union all by name
    select 'fiscal-appropriation-summary' as table_name, 4 as table_number, *
    from fiscal_appropriation_summary_expenditure
    union all by name
    select 'general-public-budget-expenditure' as table_name, 5 as table_number, *
    from general_public_budget_expenditure
    union all by name
    select 'general-public-budget-basic-expenditure' as table_name, 6 as table_number, *
    from general_public_budget_basic_expenditure
    union all by name
    select 'general-public-budget-project-expenditure' as table_name, 7 as table_number, *
    from general_public_budget_project_expenditure
    union all by name
    select 'government-fund-expenditure' as table_name, 8 as table_number, * from government_fund_expenditure
    union all by name
    select 'state-capital-expenditure' as table_name, 9 as table_number, * from state_capital_expenditure
    union all by name
    select 'three-public-expenses' as table_name, 10 as table_number, * from three_public_expenses
),
disclosure as (select package, agency, year, kind from main.package),
measure as (select resource as table_name, field as measure, position, direction from main.measure),
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
join disclosure using (package)
join measure using (table_name, measure)
left join unit using (package, table_name)
left join provenance using (package, table_name, "row", measure)
order by package, table_number, "row", position
