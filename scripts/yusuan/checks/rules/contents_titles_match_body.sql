-- title: 目录与正文标题一致
-- title_en: Titles in contents and body agree
-- severity: usual
-- relation: words
-- basis: 文件自己的目录
-- explanation: 目录中的表名和正文中的表名通常一致，措辞稍有不同（如“总表”和“总体情况表”）并不是错误；年度、表号、部门或单位的名称、题末括号里的说明，以及空格、引号不算。
-- explanation_en: A table usually has the same title in the contents and in the body, and another wording is no error; years, table numbers, the agency’s own name, a remark in brackets at the end, spaces and quotes aside.
with
listed as (select *, row_number() over (partition by package, table_name order by "row") as time from checking.listed_tables),
agency_name as (
    select package, name from main.package join main.agency_names using (agency)
    union
    select package, name from main.names where role in ('issuer', 'budget_unit')
),
pattern as (
    select package, string_agg(regexp_escape(checking.bare(name)), '|' order by length(name) desc) as names from agency_name group by package
),
bare as (
    select listed.*,
        checking.plain_title(contents_title, names) as in_contents,
        checking.plain_title(printed_title, names) as in_body
    from listed
    left join pattern using (package)
    where contents_title is not null and printed_title is not null
)

select package, table_name || if(time > 1, '#' || time, '') as subject, printed_title as published, contents_title as expected, in_contents = in_body as agrees,
    if(in_contents = in_body, 'titles_agree', 'titles_differ') as template, map {'table': called, 'table_en': called_en} as arguments,
    [{'resource': 'tables', 'row': "row", 'field': 'printed_title'}, {'resource': 'tables', 'row': "row", 'field': 'contents_title'}] as operands
from bare
