-- title: 说是空表的表印出且为空
-- title_en: A table said to be empty is printed, and empty
-- severity: must
-- relation: words
-- basis: 财预〔2016〕143号：没有数据的表列空表并说明
-- explanation: 说明写“某表为空表”的，正文应当印有这张表，表中也没有数。
-- explanation_en: Where the narrative says that a table is an empty one, the body prints it, and it holds no figure.
with
said as (
    select package, "row", unnest(regexp_extract_all(text, '[^，,。；;、：:（）()“”]+表(?:已)?为空表')) as words
    from main.paragraphs where contains(text, '为空表')
),
named as (select package, "row", checking.bare(regexp_replace(words, '(已)?为空表$', '')) as name from said),
titled as (
    select package, "row" as table_row, table_name, called, called_en, state, printed_title, contents_title,
        unnest([printed_title, contents_title]) as title
    from checking.listed_tables
    where state <> 'not-read'
),
matched as (
    select named.package, named."row", name, table_row, table_name, called, called_en, state, contents_title, printed_title
    from named
    join titled on titled.package = named.package
        and (ends_with(name, checking.bare(title)) or ends_with(checking.bare(title), name))
    -- the longest title: 支出情况表 ends others, too
    qualify row_number() over (partition by named.package, named."row", name order by length(title) desc, state = 'absent', table_row) = 1
),
-- said again, it counts once
once as (select * from matched qualify row_number() over (partition by package, table_name order by "row", name) = 1)

select package, table_name as subject, name as published, state as expected, state in ('declared-empty', 'empty') as agrees,
    case state when 'absent' then 'empty_table_not_printed' when 'filled' then 'empty_table_filled' else 'empty_table_printed' end as template,
    map {'table': called, 'table_en': called_en} as arguments,
    [{'resource': 'paragraphs', 'row': "row", 'field': 'text'}]
        || [{'resource': 'tables', 'row': table_row, 'field': if(printed_title is null, 'contents_title', 'printed_title')}] as operands
from once
