-- Ten to a power, exactly.
create macro checking.ten(power) as ([1, 10, 100, 1000, 10000, 100000, 1000000]::hugeint[])[power + 1];
-- A whole number of millionths, of a unit worth so many, as text with so many decimals; more where it needs them.
create macro checking.plain(q, worth, decimals) as (
    if(q < 0, '-', '') || (abs(q) // (worth * 1000000))::varchar
    || case
        when (abs(q) % (worth * 1000000)) % (worth * 1000000 // checking.ten(decimals)) <> 0
        then '.' || rtrim(lpad(((abs(q) % (worth * 1000000)) // worth)::varchar, 6, '0'), '0')
        when decimals = 0 then ''
        else '.' || lpad(((abs(q) % (worth * 1000000)) // (worth * 1000000 // checking.ten(decimals)))::varchar, decimals, '0')
    end
);
-- A name without what layout and printing add: blanks, quotes, brackets and other marks.
create macro checking.bare(text) as (regexp_replace(text, '[\s\p{P}\p{S}]', '', 'g'));
-- An agency's name, whether as a whole or as its own office.
create macro checking.plain_agency(name) as (regexp_replace(checking.bare(regexp_replace(name, '^[0-9]+', '')), '(本级|机关|汇总|部门)$', ''));
-- A table's title without the year, its number (表1：, （一）, 预算01表), and whose it is.
create macro checking.plain_title(title, agency_names) as (
    regexp_replace(
        checking.bare(regexp_replace(
            regexp_replace(title, '20[0-9]{2}\s*(年度?)?|[（(][^（）()]*[）)]\s*$', '', 'g'),
            '^\s*(((附?表|附件|公开|预算)\s*)?[0-9一二三四五六七八九十]{1,3}\s*(表|[、.．：:])|(附?表|预算表|附件)\s*[0-9]{1,2}|[（(][0-9一二三四五六七八九十]+[）)])[、.．：:]?',
            ''
        )),
        '省级|市级|区级|县级|本级|部门|单位|' || coalesce(agency_names, '^$'), '', 'g'
    )
);
-- A percentage in millionths, rounded half away from zero to a step in millionths; a rate in a unit that is never rounded has none.
-- The sign is taken apart: // cuts towards zero.
-- Null where a product is too large to hold.
create macro checking.rounded_rate(n, d, step) as (
    try(sign(n)::integer * ((2 * abs(n) * 100000000 + d * greatest(step, 1)) // (2 * d * greatest(step, 1))) * greatest(step, 1))
);
-- Some places in one text, of many the first six, in Chinese and in English.
create macro checking.some_places(places) as (
    array_to_string([p.zh for p in places[1:6]], '、') || if(len(places) > 6, '等 ' || len(places) || ' 处', '')
);
create macro checking.some_places_en(places) as (
    array_to_string([p.en for p in places[1:6]], ', ') || if(len(places) > 6, ' and others, ' || len(places) || ' places', '')
);
-- The places of a check where nothing is printed, as arguments of its message; none where every side prints something.
create macro checking.placeless(figure_blank, blank, missing) as (
    if(figure_blank is null and blank is null and missing is null, null, to_json({
        'figure_blank': checking.some_places(figure_blank), 'figure_blank_en': checking.some_places_en(figure_blank),
        'blank': checking.some_places(blank), 'blank_en': checking.some_places_en(blank),
        'missing': checking.some_places(missing), 'missing_en': checking.some_places_en(missing)
    })::varchar)
);
