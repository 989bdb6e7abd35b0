-- title: 说明中的各部分之和等于整体
-- title_en: Parts that the narrative lists sum to the whole
-- severity: must
-- relation: sum
-- basis: 整体等于各部分之和
-- explanation: 说明把一笔钱分成各类支出、基本支出与项目支出、人员与公用经费、“三公”经费各项等全部部分时，各部分之和应当等于整体。只列举一部分（“其中”）的不核对。
-- explanation_en: Where the narrative divides an amount into all its parts (classes; basic and project; personnel and operating; the three public expenses), they add up to it. A list of some of the parts is not checked.
with
list as (select *, whole || ' ' || list as subject from checking.claim_lists where names_all)

select package, subject, 'published' as side, 'statements' as resource, whole_row as "row", 'value' as field from list
union all
select package, subject, 'expected', 'statements', unnest(part_rows), 'value' from list
