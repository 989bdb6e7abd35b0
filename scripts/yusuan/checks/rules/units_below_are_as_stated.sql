-- title: 下属单位有无前后一致
-- title_en: The document agrees with itself on units below
-- severity: must
-- relation: words
-- basis: 机构设置与其后的说明说的是同一个部门
-- explanation: 机构设置写明没有下属预算单位的，后文不应再写“及下属各预算单位”如何。常见于照抄上级部门或范本的句子。
-- explanation_en: Where the document says that the agency has no units below it, it does not go on to speak of those units: usually a sentence copied from a form or from another department.
with
stated as (
    select package, "row", text from main.key_figures
    where item = 'subordinate_units' and quantity = 'text' and regexp_matches(text, '^(无|没有)(下属|所属|下辖)')
    qualify row_number() over (partition by package order by "row") = 1
),
spoken as (
    select package, paragraphs."row",
        regexp_extract(paragraphs.text, '(?:及|和|与)(?:其)?(?:下属|所属|所辖|下辖)的?(?:各|全部)?(?:预算|行政|事业|行政事业)?单位') as words
    from main.paragraphs
    semi join stated using (package)
    where words <> ''
    qualify row_number() over (partition by package order by paragraphs."row") = 1
)

select package, 'subordinate_units' as subject, coalesce(words, '') as published, stated.text as expected, spoken.package is null as agrees,
    if(agrees, 'units_agree', 'units_differ') as template, map {} as arguments,
    if(agrees, [], [{'resource': 'paragraphs', 'row': spoken."row", 'field': 'text'}]::struct(resource varchar, "row" integer, field varchar)[])
        || [{'resource': 'key-figures', 'row': stated."row", 'field': 'text'}] as operands
from stated
left join spoken using (package)
where package in (select package from main.paragraphs)
