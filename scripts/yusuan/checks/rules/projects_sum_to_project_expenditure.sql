-- title: 各项目之和等于项目支出
-- title_en: Projects sum to project expenditure
-- severity: must
-- relation: sum
-- basis: 财预〔2016〕143号及绩效目标公开要求
-- explanation: 按项目分别填报的绩效目标表，其年度预算总额之和应当等于支出总表（表3）的项目支出合计。
-- explanation_en: The budgets of all projects with a target sheet sum to the total of project expenditure in table 3.
with
total as (select * from checking.cells where resource = 'expenditure' and field = 'project_expenditure' and is_grand_total)

select package, 'projects' as subject, 'published' as side, resource, "row", field
from total semi join main.projects using (package)
union all
select projects.package, 'projects', 'expected', 'projects', projects."row", 'total' from main.projects semi join total using (package)
