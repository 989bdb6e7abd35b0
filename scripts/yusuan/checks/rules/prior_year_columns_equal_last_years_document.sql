-- title: 表中的上年数与上年文件一致
-- title_en: A column of last year is what last year’s document printed
-- severity: usual
-- relation: sum
-- basis: 两年的文件说的是同一个上年
-- explanation: 有的表在本年数旁边印上年预算数或上年执行数。它应当等于去年公开文件里同一张表、同一行的金额；上年执行数与上年的决算比。没有上年文件的不能核对。上年数可以按本年口径调整过，执行数可以是预计数，所以这只是惯例。
-- explanation_en: Some tables print last year’s budget or outturn beside this year’s. It is what last year’s document printed in the same table and row; an outturn is held against last year’s final accounts. Without that document nothing can be checked. Last year may be restated, and an outturn estimated, so this is a convention.
with
-- the column of its own year that a column of last year repeats
column_of as (
    select prior.resource, prior.field, prior.side, own.field as own_field, prior.period
    from main.measure as prior
    join main.measure as own on own.resource = prior.resource and own.side = prior.side and own.period = 'current'
        and own.field = replace(replace(prior.field, 'prior_year_executed_', ''), 'prior_year_', '')
    -- what is carried over from last year is none of its amounts
    where prior.period in ('prior', 'prior_executed') and not regexp_matches(prior.field, 'carryover')
),
stated as (
    select cells.package, cells.subject, cells.resource, cells."row", cells.field, cells.key, cells.side, own_field, period
    from checking.cells as cells
    join column_of using (resource, field, side)
    where cells.q is not null
),
last_year as (
    select stated.*, last.package as last_package
    from stated
    join main.package as this on this.package = stated.package
    left join main.package as last on last.agency = this.agency and last.year = this.year - 1
        and last.kind = if(period = 'prior_executed', 'final-accounts', this.kind)
),
last_cell as (
    select last_year.package, last_year.subject, last_package, before.resource, before."row", before.field
    from last_year
    join checking.cells as before on before.package = last_package and before.resource = last_year.resource and before.key = last_year.key
        and before.side = last_year.side and before.field = own_field
    where before.q is not null
    qualify row_number() over (partition by last_year.package, last_year.subject order by before."row") = 1
)

select last_year.package, last_year.subject, 'published' as side, last_year.resource, last_year."row", last_year.field, null as of_package,
    case when last_year.last_package is null then 'last_year_not_here' when last_cell.package is null then 'last_year_without_it' end as note
from last_year
left join last_cell using (package, subject)
union all
select package, subject, 'expected', resource, "row", field, last_package, null from last_cell
