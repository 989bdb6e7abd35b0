-- title: 完成率等于决算数除以年初预算数
-- title_en: Completion equals outturn over budget
-- severity: must
-- relation: share
-- basis: 百分比的含义
-- explanation: 说明写“年初预算（或全年预算）为 a 万元，支出决算为 b 万元，完成年初预算的 r%”的，b 除以 a 应当得到印出的百分比。
-- explanation_en: Where the narrative gives the year-start budget (or that as adjusted), the outturn and how much of the budget it completes, outturn over budget gives that percentage.
with
completion as (
    select completion.package, completion."row", completion.key, completion.headings, completion.thing, completion.amount_row, base_kind
    from checking.claims as completion
    where completion.quantity = 'completion' and completion.period = 'current' and completion.unit in ('%', '％')
),
budget as (
    select completion.package, completion."row" as completion_row, amount."row" as "row"
    from completion
    join checking.claims as amount on amount.package = completion.package and amount.headings = completion.headings and amount.thing = completion.thing
        and amount.quantity = 'amount' and amount.base_kind in ('budget', 'adjusted') and amount."row" < completion."row" and amount.period = 'current'
    where amount."row" <> coalesce(completion.amount_row, 0)
    -- 完成预算的 r% may be of the budget as adjusted, where that alone is said
    qualify row_number() over (
        partition by completion.package, completion."row"
        order by amount.base_kind = coalesce(completion.base_kind, 'budget') desc, amount."row" desc
    ) = 1
)

select package, key as subject, 'published' as side, 'statements' as resource, "row", 'value' as field from completion
union all
select package, key, 'part', 'statements', amount_row, 'value' from completion where amount_row is not null
union all
select completion.package, completion.key, 'whole', 'statements', budget."row", 'value'
from completion
join budget on budget.package = completion.package and budget.completion_row = completion."row"
