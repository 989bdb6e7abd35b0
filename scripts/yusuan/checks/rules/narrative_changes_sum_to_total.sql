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
    where quantity = 'change' and period = 'current' and time = 1 and kind_of_unit = '元'
),
-- 持平 is a change, too: a part of which nothing is said may have changed by the rest
told as (
    select package, list(distinct concept) as concepts from main.statements
    where quantity = 'change' and coalesce(role, 'statement') = 'statement' and concept is not null
    group by package
),
whole as (
    select package, name, "row", sign
    from change
    join told using (package)
    join checking.narrative_changes on about = whole_about and regexp_full_match(coalesce(concept, ''), whole_concept)
        and (needs is null or list_has_all(concepts, string_split(needs, '|')))
    qualify row_number() over (partition by package, name order by "row") = 1
),
part as (
    select package, name, "row", sign
    from change
    join checking.narrative_changes on about = part_about and coalesce(length(code)::varchar, '') = coalesce(part_code_length, '')
        and (part_concept is null or regexp_full_match(coalesce(concept, ''), part_concept))
    -- 购置及运行 is itself the sum of 购置 and 运行, where these are told, too
    qualify concept is distinct from 'official_vehicles'
        or count(*) filter (concept in ('vehicle_purchase', 'vehicle_operation')) over (partition by package, name) = 0
)

select package, name as subject, 'published' as side, sign, 'statements' as resource, "row", 'value' as field
from whole semi join part using (package, name)
union all
select part.package, name, 'expected', part.sign, 'statements', part."row", 'value' from part semi join whole using (package, name)
