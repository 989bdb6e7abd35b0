-- title: 各项增减之和等于总额增减
-- title_en: Changes of the parts sum to the change of the whole
-- severity: must
-- relation: sum
-- basis: 本年与上年的总额都等于各项之和
-- explanation: 总额等于各项之和，上年如此，本年也如此，所以各项比上年增减的金额加起来，应当等于总额的增减。
-- explanation_en: This year and last, the whole is the sum of its parts: so the changes of the parts add up to the change of the whole.
with
change as (
    select *, if(trend = 'decrease', -1, 1) as sign from checking.claims
    where quantity = 'change' and period = 'current' and time = 1
),
-- many documents say the same words: each wording is matched once
wording as (select distinct headings, plain_subject from change),
whole_wording as (
    select headings, plain_subject, name
    from wording
    join checking.narrative_changes on regexp_matches(headings, whole_heading) and regexp_full_match(plain_subject, whole_subject)
),
part_wording as (
    select headings, plain_subject, name, part_code_length
    from wording
    join checking.narrative_changes on regexp_matches(headings, part_heading) and regexp_full_match(plain_subject, part_subject)
),
whole as (
    select change.package, name, "row", sign
    from change
    join whole_wording using (headings, plain_subject)
    qualify row_number() over (partition by package, name order by "row") = 1
),
part as (
    select change.package, name, "row", sign
    from change
    join part_wording using (headings, plain_subject)
    where coalesce(length(code)::varchar, '') = coalesce(part_code_length, '')
    -- 购置及运行 is itself the sum of 购置 and 运行, where these are told, too
    qualify not contains(plain_subject, '购置及运行')
        or count(*) filter (regexp_matches(plain_subject, '公务用车(购置|运行)') and not contains(plain_subject, '购置及运行')) over (partition by change.package, name) = 0
)

select package, name as subject, 'published' as side, sign, 'statements' as resource, "row", 'value' as field
from whole semi join part using (package, name)
union all
select part.package, name, 'expected', part.sign, 'statements', part."row", 'value' from part semi join whole using (package, name)
