-- One row per printed figure: its exact value in millionths (of a yuan, or of its own unit), and half the step it was rounded to.
with
money as (select unit, in_yuan::hugeint as worth from main.money_unit),
provenance as (
    select package, resource, "row", if(resource = 'performance-indicators' and field = 'target', 'value', field) as field, source, printed,
        regexp_extract(replace(printed, ',', ''), '\d+(?:\.(\d+))?', 1) as decimals
    from main.provenance
),
-- amounts of tables, with their step
amount as (
    select rounded.*, unit, worth
    from main.rounded
    semi join checking.fields using (resource, field)
    join main.resource_unit using (package, resource)
    join money using (unit)
),
-- what is no amount of a table, in its own unit
value as (
    select package, 'performance-indicators' as resource, "row", 'weight' as field, (weight * 1000000)::hugeint as value, '分' as unit, true as in_table
    from main.performance_indicators where weight is not null
    union all by name
    select package, 'performance-indicators' as resource, "row", 'value' as field, (value * 1000000)::hugeint as value, unit, true as in_table
    from main.performance_indicators where value is not null
    union all by name
    select package, 'statements' as resource, "row", 'value' as field, (value * 1000000)::hugeint as value, replace(unit, '％', '%') as unit, false as in_table,
        -- an amount is as fine as the finest of its section: an overview in whole 万元 stands beside others with decimals
        case when step > 0 then round(-log10(step))::integer end as stated_decimals
    from main.statements where value is not null
    union all by name
    select package, 'key-figures' as resource, "row", 'value' as field, (value * 1000000)::hugeint as value, replace(unit, '％', '%') as unit, false as in_table
    from main.key_figures where value is not null
),
shown as (
    select value.*, coalesce(printed, '') as printed, source, worth, worth is not null as is_money,
        -- trailing zeros count where the text as printed is known
        coalesce(length(decimals), length(rtrim(lpad((abs(value) % 1000000)::varchar, 6, '0'), '0')))::integer as own_decimals
    from value
    left join provenance using (package, resource, "row", field)
    left join money using (unit)
),
-- money and rates are rounded, to the most decimals of their table or, in prose, of their kind in the document, but to no more
-- than ten digits, which is what a spreadsheet shows; a count is exact. yusuan/intervals.py (steps_of) says the same
stepped as (
    select *,
        if(
            is_money or unit = '%',
            case
                when stated_decimals is not null then stated_decimals
                -- each percentage in prose has decimals of its own
                when unit = '%' and not in_table then own_decimals
                else least(
                    max(own_decimals) over (partition by package, if(in_table, resource, ''), unit),
                    greatest(own_decimals, 10 - length((abs(value) // 1000000)::varchar))
                )
            end,
            own_decimals
        )::integer as decimals
    from shown
),
declared_empty as (
    select package, "row", state from checking.listed_tables
)

select
    package,
    resource,
    "row",
    field,
    value * coalesce(stepped.worth, 1) as q,
    if(is_money or unit = '%', coalesce(stepped.worth, 1) * 500000 // checking.ten(stepped.decimals), 0) as h,
    stepped.decimals,
    is_money,
    unit,
    coalesce(stepped.worth, 1) as worth,
    printed,
    source
from stepped
union all
select package, resource, "row", field, millionths, half, amount.decimals::integer, true, unit, worth, coalesce(printed, ''), source
from amount
left join provenance using (package, resource, "row", field)
union all
-- a table that is declared empty says that there is nothing
select package, 'tables', declared."row", 'state', 0, 0, 0, true, '', 1, '空表', source
from declared_empty as declared
left join provenance using (package)
where state = 'declared-empty' and resource = 'tables' and provenance."row" = declared."row" and field = 'note'
