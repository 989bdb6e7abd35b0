-- title: 目录中的表正文都有
-- title_en: Promised tables are present
-- severity: must
-- relation: words
-- basis: 文件自己的目录
-- explanation: 目录列出的每一张表，正文里都应当有；没有数据的表也应列出空表并说明。
-- explanation_en: Every table of the contents page is in the body; one without data is printed empty, with a statement.
with
-- a table that was not understood may be the one that is promised
unread as (select distinct package from main.unread where kind in ('table', 'header')),
listed as (select *, row_number() over (partition by package, table_name order by "row") as time from checking.listed_tables)

select package, table_name || if(time > 1, '#' || time, '') as subject, contents_title as published, coalesce(printed_title, '') as expected, if(state = 'not-read' or (state = 'absent' and package in (select package from unread)), null, state <> 'absent') as agrees,
    case
        when state not in ('absent', 'not-read') then 'table_present' when state = 'not-read' or package in (select package from unread) then 'table_not_read' else 'table_not_present'
    end as template,
    [{'resource': 'tables', 'row': "row", 'field': 'contents_title'}] as operands
from listed
where contents_title is not null
