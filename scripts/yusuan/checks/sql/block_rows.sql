-- One row per printed row of the blocks that a summary may print beside income and expenditure by function.
select package, 'income-expenditure-summary' as resource, 'purpose' as side, "row", purpose_label as label, purpose_level as level,
    purpose_is_total as is_total
from main.income_expenditure_summary where purpose_label is not null
union all
select package, 'income-expenditure-summary', 'economic', "row", economic_label, economic_level, economic_is_total
from main.income_expenditure_summary where economic_label is not null
union all
select package, 'income-expenditure-summary', 'government_economic', "row", government_economic_label, government_economic_level,
    government_economic_is_total
from main.income_expenditure_summary where government_economic_label is not null
union all
select package, 'fiscal-appropriation-summary', 'purpose', "row", purpose_label, purpose_level, purpose_is_total
from main.fiscal_appropriation_summary where purpose_label is not null
union all
select package, 'fiscal-appropriation-summary', 'economic', "row", economic_label, economic_level, economic_is_total
from main.fiscal_appropriation_summary where economic_label is not null
union all
select package, 'fiscal-appropriation-summary', 'government_economic', "row", government_economic_label, government_economic_level,
    government_economic_is_total
from main.fiscal_appropriation_summary where government_economic_label is not null
