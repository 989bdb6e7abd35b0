-- title: 项目资金之和等于项目预算
-- title_en: A project’s funding sums to its budget
-- severity: must
-- relation: sum
-- basis: 财预〔2016〕143号及绩效目标公开要求
-- explanation: 每个项目的年度预算总额，应当等于其中的财政拨款与其他资金之和；财政拨款又等于各级财政资金之和。
-- explanation_en: The budget of each project is its fiscal appropriation and its other funds; the appropriation is what each level of government gives.
with
project as (
    select p.*, name || if(row_number() over (partition by package, name order by "row") > 1, '#' || "row", '') as subject
    from main.projects as p
),
-- where the appropriation is not printed itself, what each level of government gives is part of the whole
known as (
    select project.package, project.subject, project."row", part,
        if(whole = 'fiscal_appropriation' and fiscal_appropriation is null, 'total', whole) as whole
    from project
    join checking.column_parts as parts on parts.package = project.package and parts.resource = 'projects'
)

select distinct package, subject || if(whole = 'total', '', ' ' || whole) as subject, 'published' as side, 'projects' as resource, "row", whole as field
from known
union all
select package, subject || if(whole = 'total', '', ' ' || whole), 'expected', 'projects', "row", part from known
