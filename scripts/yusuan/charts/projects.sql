-- One row per project and disclosure, in printed order.
select
    package,
    "row",
    name,
    total_10k_yuan as total,
    fiscal_appropriation_10k_yuan as fiscal_appropriation,
    other_funds_10k_yuan as other_funds
from derived.projects
order by package, "row"
