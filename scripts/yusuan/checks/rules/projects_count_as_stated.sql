-- title: 项目个数与说明一致
-- title_en: As many projects as stated
-- severity: must
-- relation: sum
-- basis: 财预〔2016〕143号及绩效目标公开要求
-- explanation: 说明写的财政拨款项目和非财政拨款项目的个数，应当等于绩效目标表中的个数。
-- explanation_en: The numbers of fiscal and non-fiscal projects that the narrative states are those of the target sheets.
with
stated as (
    select package, "row", item from main.key_figures where item in ('fiscal_projects', 'non_fiscal_projects') and quantity = 'count'
),
project as (
    select package, "row", if(coalesce(fiscal_appropriation, 0) > 0, 'fiscal_projects', 'non_fiscal_projects') as item,
        if(coalesce(fiscal_appropriation, 0) > 0, 'fiscal_appropriation', 'other_funds') as field
    from main.projects
),
counted as (
    select stated.package, stated.item, count(project."row")::integer as projects
    from stated left join project using (package, item)
    where stated.package in (select package from main.projects)
    group by stated.package, stated.item
)

select package, item as subject, 'published' as side, 1 as sign, 'key-figures' as resource, "row", 'value' as field, null as constant
from stated where package in (select package from main.projects)
union all
select package, item, 'expected', 1, null, null, null, projects from counted
union all
select project.package, item, 'expected', 0, 'projects', project."row", project.field, null from project semi join stated using (package, item)
