-- title: 说明中各部分的个数不超过总数
-- title_en: Counts of the parts are no more than the whole
-- severity: must
-- relation: at_most
-- basis: 部分不会多于整体
-- explanation: 说明写明总数又逐一写出各部分个数的，加起来不应超过总数；只列举一部分时可以少于总数。
-- explanation_en: Where the narrative gives a number and the numbers of its parts, these come to no more than it; a list of some of the parts may come to less.
with
list as (select *, whole || ' ' || list as subject from checking.claim_lists where quantity = 'count')

select package, subject, 'published' as side, 'statements' as resource, unnest(part_rows) as "row", 'value' as field from list
union all
select package, subject, 'expected', 'statements', whole_row, 'value' from list
