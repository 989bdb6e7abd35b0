-- title: 结转资金等于项目资金来源
-- title_en: Carryover equals the projects’ funding
-- severity: usual
-- relation: sum
-- basis: 项目支出的资金来源
-- explanation: 项目的财政拨款，通常等于表5的项目支出加上表2的财政拨款结转；项目的其他资金，通常等于表2的非财政结转结余、单位资金与财政专户资金之和。基本支出也用到这些资金时不成立，所以只是惯例。
-- explanation_en: Projects’ fiscal funds usually are project expenditure in table 5 and the fiscal carryover of table 2; their other funds the non-fiscal sources of table 2. Where basic expenditure draws on these too it does not hold, so this is a convention.
with
stated as (select package from main.key_figures where item in ('fiscal_projects', 'non_fiscal_projects') and quantity = 'count'),
has_projects as (select distinct package from main.projects),
source_of as (
    select * from (values
        ('income', 'fiscal_carryover', 'fiscal_appropriation'),
        ('general-public-budget-expenditure', 'project_expenditure', 'fiscal_appropriation'),
        ('income', 'non_fiscal_carryover', 'other_funds'),
        ('income', 'unit_funds', 'other_funds'),
        ('income', 'special_account', 'other_funds')
    ) as known (resource, field, fund)
),
source_cell as (
    select cells.*, fund, row_number() over (partition by package, fund order by cells.q is null, known.resource desc, known.field) as first
    from source_of as known
    join checking.cells as cells using (resource, field)
    semi join has_projects using (package)
    where is_grand_total
)

-- one source is compared with the projects less the other sources, so that a published figure stands alone
select package, fund as subject, 'published' as side, 1 as sign, resource, "row", field,
    if(package in (select package from stated), null, 'projects_not_counted') as doubt
from source_cell where first = 1
union all
select package, fund, 'expected', -1, resource, "row", field, null from source_cell where first > 1
union all
select package, fund, 'expected', 1, 'projects', "row", fund, null
from main.projects, (values ('fiscal_appropriation'), ('other_funds')) as known (fund)
where package in (select package from source_cell)
