-- title: 各项目之和等于项目支出
-- title_en: Projects sum to project expenditure
-- severity: must
-- relation: sum
-- basis: 财预〔2016〕143号及绩效目标公开要求
-- explanation: 按项目分别填报的绩效目标表，其年度预算总额之和应当等于支出总表（表3）的项目支出合计。有的文件只公开一部分项目的目标表；文件没有写明项目个数的，合不上时不能核对。
-- explanation_en: The budgets of all projects with a target sheet sum to the total of project expenditure in table 3. Some documents publish only some sheets: where it does not say how many projects there are, a difference proves nothing.
with
total as (select * from checking.cells where resource = 'expenditure' and field = 'project_expenditure' and is_grand_total),
stated as (select package from main.key_figures where item in ('fiscal_projects', 'non_fiscal_projects') and quantity = 'count')

select package, 'projects' as subject, 'published' as side, resource, "row", field,
    if(package in (select package from stated), null, 'projects_not_counted') as doubt
from total semi join main.projects using (package)
union all
select projects.package, 'projects', 'expected', 'projects', projects."row", 'total', null from main.projects semi join total using (package)
