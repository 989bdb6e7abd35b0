-- title: 项目有满意度指标
-- title_en: A project has satisfaction targets
-- severity: usual
-- relation: words
-- basis: 财预〔2015〕88号：绩效目标包括产出、效益和满意度指标
-- explanation: 一份绩效目标表通常有产出、效益、满意度三类指标。文件里别的项目都有满意度指标、只有少数没有的，这里指出来。
-- explanation_en: Target sheets usually have targets of output, benefit and satisfaction. Where most projects of a document have some of satisfaction, those without are named here.
with
sheet as (
    select package, project, min("row") as "row", count(*) as targets,
        count(*) filter (contains(level_1, '满意度') or contains(coalesce(level_2, ''), '满意度')) as satisfaction,
        count(*) filter (contains(level_1, '产出')) as output
    from main.performance_indicators
    where project is not null
    group by package, project
),
kept as (
    select *, count(*) filter (satisfaction > 0) over (partition by package) * 2 > count(*) over (partition by package) as is_custom from sheet
    where output > 0
)

select kept.package, project.key as subject, satisfaction::varchar as published, '' as expected, satisfaction > 0 as agrees,
    if(agrees, 'satisfaction_listed', 'satisfaction_not_listed') as template, map {'targets': targets::varchar} as arguments,
    [{'resource': 'projects', 'row': kept.project, 'field': 'name'}] as operands
from kept
join checking.named_projects as project on project.package = kept.package and project."row" = kept.project
where is_custom
