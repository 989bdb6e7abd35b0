-- One row per comparison with several published figures, or with a place where nothing is printed: the figures and places in order.
with
several as (
    select
        rule, package, subject,
        string_agg(printed, '＋' order by position, resource, "row", field) as published,
        string_agg(source, ' ' order by position, resource, "row", field) as source
    from checking.valued
    semi join (from checking.comparisons where p_count > 1) as counted using (rule, package, subject)
    where place_of = 'p'
    group by rule, package, subject
),
blank as (
    select
        rule, package, subject,
        list({'zh': place, 'en': place_en} order by position, resource, "row", field) filter (place_of = 'p') as figure_blank,
        list({'zh': place, 'en': place_en} order by position, resource, "row", field) filter (place_of <> 'p' and "row" is not null) as blank,
        list({'zh': place, 'en': place_en} order by place) filter (place_of <> 'p' and "row" is null) as missing
    from checking.valued
    where not is_printed and constant is null
    group by rule, package, subject
)

select * from several full join blank using (rule, package, subject)
