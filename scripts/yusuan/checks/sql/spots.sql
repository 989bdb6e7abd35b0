-- One row per place where a figure is or could be printed: what a person calls it, where it comes in reading order, and its figure.
with
place as (
    select package, resource, "row", field, place, place_en, table_place * 100000000::bigint + "row" * 100 + position as position
    from checking.cells
    union all
    select package, 'statements', "row", 'value', place, place_en, 20000000000 + "row" * 100 from checking.claims
    union all
    select package, 'key-figures', "row", 'value', '其他事项「' || label || '」' || case quantity when 'change' then '增减' when 'change_rate' then '增减率' else '' end,
        'key figure “' || label || '”' || case quantity when 'change' then ' change' when 'change_rate' then ' change rate' else '' end,
        30000000000 + "row" * 100
    from main.key_figures
    union all
    select package, 'projects', "row", field, '项目「' || name || '」' || title, 'project “' || name || '” ' || title_en,
        40000000000 + "row" * 100 + position
    from main.projects
    join checking.printed using (package)
    join checking.fields using (resource, field)
    where resource = 'projects'
    union all
    select indicator.package, 'performance-indicators', indicator."row", field,
        '项目「' || project.name || '」指标「' || indicator.name || '」' || field_title, 'indicator “' || indicator.name || '” ' || field, 50000000000 + indicator."row" * 100 + number
    from main.performance_indicators as indicator
    join main.projects as project on project.package = indicator.package and project."row" = indicator.project,
        (values ('value', '指标值', 1), ('weight', '权重', 2)) as part(field, field_title, number)
    union all
    select package, 'tables', "row", 'state', called, coalesce('table ' || table_number, table_name), 60000000000 + "row"
    from checking.listed_tables
)

select place.*, q, h, decimals, worth, unit, printed, source
from place
left join checking.figures using (package, resource, "row", field)
