-- title: 项目金额与说明一致
-- title_en: Projects sum to the amount stated
-- severity: must
-- relation: sum
-- basis: 财预〔2016〕143号及绩效目标公开要求
-- explanation: 说明写的项目金额，应当等于绩效目标表中同类项目的预算之和。
-- explanation_en: The amounts of fiscal and non-fiscal projects that the narrative states are the sums of the target sheets.
with
stated as (
    select package, "row", replace(item, '_amount', '') as item from main.key_figures
    where item in ('fiscal_projects_amount', 'non_fiscal_projects_amount') and quantity = 'amount'
),
project as (
    select package, "row", if(coalesce(fiscal_appropriation, 0) > 0, 'fiscal_projects', 'non_fiscal_projects') as item from main.projects
)

select package, item as subject, 'published' as side, 'key-figures' as resource, "row", 'value' as field
from stated semi join main.projects using (package)
union all
select project.package, item, 'expected', 'projects', project."row", 'total' from project semi join stated using (package, item)
