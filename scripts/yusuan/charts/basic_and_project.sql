-- One row per disclosure and printed row of table 3 (expenditure): its total and the kinds of spending side by side.
with
fact as (select * from derived.facts where table_number = 3 and amount_10k_yuan is not null)

select
    package,
    "row",
    code,
    label,
    level,
    is_total,
    max(amount_10k_yuan) filter (measure = 'total') as total,
    max(amount_10k_yuan) filter (measure = 'basic_expenditure') as basic_expenditure,
    max(amount_10k_yuan) filter (measure = 'project_expenditure') as project_expenditure,
    max(amount_10k_yuan) filter (measure = 'personnel') as personnel,
    max(amount_10k_yuan) filter (measure = 'operating') as operating,
    max(amount_10k_yuan) filter (measure = 'household_personnel') as household_personnel,
    max(amount_10k_yuan) filter (measure = 'business_operation_expenditure') as business_operation_expenditure,
    max(amount_10k_yuan) filter (measure = 'superior_remittance') as superior_remittance,
    max(amount_10k_yuan) filter (measure = 'subordinate_subsidy') as subordinate_subsidy,
    max(amount_10k_yuan) filter (measure = 'unit_reserve') as unit_reserve,
    max(amount_10k_yuan) filter (measure = 'carryover_next_year') as carryover_next_year,
    max(amount_10k_yuan) filter (measure = 'other_expenditure') as other_expenditure
from fact
group by package, "row", code, label, level, is_total
order by package, "row"
