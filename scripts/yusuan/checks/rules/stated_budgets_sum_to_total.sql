-- title: 各科目的年初预算之和等于总的年初预算
-- title_en: Budgets of the items sum to the budget of the whole
-- severity: must
-- relation: sum
-- basis: 决算说明：年初预算的合计与各项
-- explanation: 决算说明写出一般公共预算支出的年初预算（或全年预算），又逐项写出各科目的年初预算时，各项之和应当等于总数。表中有支出而说明没有写它预算的科目，预算可能不是零，所以这时不作判断。
-- explanation_en: Where final accounts state the budget of all general public expenditure and that of each item, the items add up to the whole. An item that the table lists and the narrative gives no budget for may have had one: then nothing follows.
with
said as (
    select package, table_name, said, known_as, min("row") as "row"
    from main.execution_claim
    where said in ('budget', 'adjusted')
    group by package, table_name, said, known_as
),
item as (select * from said where known_as <> 'total' and (length(known_as) = 7 or regexp_matches(known_as, '（项）$'))),
listed as (
    select package, resource as table_name, code from checking.cells where level = 3 and not is_total and q <> 0 group by package, resource, code
),
whole as (
    select said.package, claims.key as subject, said.table_name, said.said, said."row",
        exists (from item where item.package = said.package and item.table_name = said.table_name and item.said = said.said) as is_divided,
        exists (
            from listed
            where listed.package = said.package and listed.table_name = said.table_name
                and not exists (from said as each where each.package = listed.package and each.table_name = listed.table_name and each.known_as = listed.code)
        ) as is_open
    from said
    join checking.claims as claims on claims.package = said.package and claims."row" = said."row"
    where known_as = 'total'
)

select package, subject, 'published' as side, 'statements' as resource, "row", 'value' as field, if(is_open, 'amounts_listed_in_part', null) as doubt
from whole where is_divided
union all
select whole.package, whole.subject, 'expected', 'statements', item."row", 'value', null
from whole join item using (package, table_name, said)
