-- title: 人员增减与说明的原因一致
-- title_en: Staff changes agree with the reasons given
-- severity: must
-- relation: words
-- basis: 机构设置及人员情况与预算说明说的是同一些人
-- explanation: 机构设置写明在职、退休、离休人员比上年增加或减少几人；说明里写这些人员“没有变化”“增加”或“减少”的，应当与之一致。说经费、工资增减的不算。
-- explanation_en: The document states by how many those in service, the retired and the retired with honours changed; where its narrative says that they did not change, or rose or fell, the two agree. Words about their pay or costs do not count.
with
stated as (
    select package, item, "row", value, case when value = 0 then 'unchanged' else trend end as trend, label
    from main.key_figures
    where item in ('in_service', 'retired', 'retired_with_honours') and quantity = 'change' and value is not null
    qualify count(*) over (partition by package, item) = 1
),
known as (
    select * from (values
        ('in_service', '在职(?:人员|人数|职工)'), ('retired', '退休(?:人员|人数|职工)'), ('retired_with_honours', '离休(?:人员|人数|干部)')
    ) as known (item, people)
),
-- between the people and the word stand only years and the like: 退休人员2023年与2022年没有变化
said as (
    select paragraphs.package, paragraphs."row", known.item,
        unnest(regexp_extract_all(
            text,
            '(?:^|[^离和及])' || people
            || '(?:比|较|与|和|同|年|度|上|今|本|去|期|人数|数量|相比|[0-9]|[，,])*(?:没有变化|无变化|未发生变化|没有增减|无增减|不变|持平|增加|减少)'
        )) as words
    from (select * from main.paragraphs where regexp_matches(text, '在职|退休|离休')) as paragraphs
    cross join known
    where regexp_matches(text, people)
),
directed as (
    select *, case when ends_with(words, '增加') then 'increase' when ends_with(words, '减少') then 'decrease' else 'unchanged' end as direction,
        row_number() over (partition by package, item order by "row", words) as time
    from said
),
word as (select * from (values ('increase', '增加'), ('decrease', '减少'), ('unchanged', '持平')) as known (trend, said))

select package, item || if(time > 1, '#' || time, '') as subject, word_said.said as published, word_stated.said as expected,
    word_said.said = word_stated.said as agrees,
    if(agrees, 'staff_agree', 'staff_differ') as template,
    map {'words': regexp_replace(words, '^[^在退离]', ''), 'label': label, 'number': regexp_replace(value::varchar, '\.0*$', '')} as arguments,
    [{'resource': 'paragraphs', 'row': directed."row", 'field': 'text'}, {'resource': 'key-figures', 'row': stated."row", 'field': 'value'}] as operands
from directed
join stated using (package, item)
join word as word_said on word_said.trend = direction
join word as word_stated on word_stated.trend = stated.trend
