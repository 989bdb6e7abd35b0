-- One row per disclosure and headline figure: the one cell that prints it. What is not printed has no row.
with
fact as (select * from derived.facts where amount_10k_yuan is not null),
-- a table may print more than one total (本年收入合计, 收入总计): its grand total, else the last one, is of everything
total as (
    select *
    from fact
    where is_total and table_number < 10
    qualify row_number() over (
        partition by package, table_number, measure order by level is not distinct from 0 desc, "row" desc
    ) = 1
),
-- the same thing may be printed in several tables: the first of these that prints it is taken
place(item, table_number, measure, choice) as (
    values
        ('total_income', 2, 'total', 1),
        ('total_income', 1, 'income_amount', 2),
        ('total_expenditure', 3, 'total', 1),
        ('total_expenditure', 1, 'expenditure_amount', 2),
        ('basic_expenditure', 3, 'basic_expenditure', 1),
        ('project_expenditure', 3, 'project_expenditure', 1),
        ('general_budget_basic_expenditure', 6, 'total', 1),
        ('personnel', 6, 'personnel', 1),
        ('operating', 6, 'operating', 1),
        ('prior_year_total_expenditure', 3, 'prior_year_total', 1),
        ('prior_year_total_expenditure', 1, 'expenditure_prior_year_amount', 2),
        ('prior_year_basic_expenditure', 3, 'prior_year_basic_expenditure', 1),
        ('prior_year_project_expenditure', 3, 'prior_year_project_expenditure', 1)
),
headline as (
    select item, total.*
    from total
    join place using (table_number, measure)
    qualify row_number() over (partition by package, item order by choice) = 1
),
three_public_expenses as (
    select
        if(measure = 'total', '', 'prior_year_') || if(known.item = 'total', 'three_public_expenses', known.item) as item,
        fact.*
    from fact
    join main.three_public_expenses as known using (package, "row")
    where fact.table_name = 'three-public-expenses' and measure in ('total', 'prior_year_total') and known.item is not null
    qualify row_number() over (partition by package, measure, known.item order by "row") = 1
),
figure as (select * from headline union all by name select * from three_public_expenses)

select
    package,
    agency,
    year,
    kind,
    item,
    label,
    amount_10k_yuan,
    amount_yuan,
    printed,
    table_name as resource,
    "row",
    measure as field,
    source
from figure
order by package, table_number, "row", field, item
