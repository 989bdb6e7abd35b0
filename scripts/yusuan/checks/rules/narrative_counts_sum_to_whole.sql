-- title: 说明中各部分的个数之和等于总数
-- title_en: Counts of the parts sum to the whole
-- severity: must
-- relation: sum
-- basis: 总数等于各部分之和
-- explanation: 说明写明总数又逐一写出各部分个数的，加起来应当等于总数。
-- explanation_en: Where the narrative gives a number and the numbers of its parts, these add up to it.
with
list as (select *, whole || ' ' || list as subject from checking.claim_lists where quantity = 'count' and parts > 1)

select package, subject, 'published' as side, 'statements' as resource, whole_row as "row", 'value' as field from list
union all
select package, subject, 'expected', 'statements', unnest(part_rows), 'value' from list
