-- One row per check: what it says in one language. The phrases ($figure, $operand, …) and `message_words` are those of messages.toml.
with
template as (select name as template, words as text from message_words where section = 'templates'),
verdict as (select name as verdict, words as verdict_said from message_words where section = 'verdicts'),
reason as (select name as reason, words as reason_said from message_words where section = 'reasons'),
word as (select name as word, words as said from message_words where section = 'words'),
operand as (
    select
        package, rule, subject, side = 'published' as is_figure,
        if($language = 'en', place_en, place) as place, sign < 0 as is_off, position,
        coalesce(word.said, printed) as words,
        -- where one sum is in 万元 and a part of it in 元, the part says its unit
        if(
            side <> 'published' and comparison in ('sum', 'at_most') and sign <> 0
                and operands.unit <> checks.unit and not ends_with(printed, operands.unit),
            replace(replace($of_unit, '{printed}', words), '{unit}', coalesce(of_unit.said, operands.unit)),
            words
        ) as printed
    from derived.check_operands as operands
    join derived.checks as checks using (package, rule, subject)
    left join word on word.word = printed
    left join word as of_unit on of_unit.word = operands.unit
    where sign is not null
),
listed as (
    select
        package, rule, subject,
        list(place order by position) filter (is_figure) as figure_places,
        string_agg(printed, $plus order by position) filter (is_figure) as figure_printed,
        coalesce(bool_or(is_off) filter (is_figure), false) as is_down,
        list({'place': place, 'printed': printed, 'off': is_off} order by position) filter (not is_figure) as others
    from operand
    group by package, rule, subject
),
-- of many operands the first place and every printed text
named as (
    select
        package, rule, subject, figure_printed,
        case
            when figure_places is null then null
            when len(figure_places) > 6 then replace(replace($figures, '{place}', figure_places[1]), '{count}', len(figure_places)::varchar)
            else replace(if(is_down, $figure_down, $figure), '{place}', array_to_string(figure_places, $between_places))
        end as figure,
        case
            when others is null then null
            when len(others) > 6 then replace(
                replace(replace($operands, '{place}', others[1].place), '{count}', len(others)::varchar),
                '{printed}', ltrim(array_to_string([if(o.off, $minus, $plus) || o.printed for o in others], ''), $plus)
            )
            else array_to_string([
                -- one decrease beside another is not taken off
                replace(replace(if(o.off and not (is_down and len(others) = 1), $operand_off, $operand), '{place}', o.place), '{printed}', o.printed)
                for o in others
            ], $between_operands)
        end as operands
    from listed
),
judged as (
    select
        checks.package, checks.rule, checks.subject, template, reason, comparison, arguments, figure, operands,
        unit, coalesce(of_unit.said, unit) as unit_said, coalesce(of_gap.said, of_unit.said, unit) as gap_unit,
        figure_printed,
        coalesce(of_published.said, published) as published,
        coalesce(of_expected.said, expected) as expected,
        -- with as many decimals as the expected figure has
        rtrim(left(abs(difference)::varchar, length(abs(difference)::varchar) - 6 + length(split_part(expected, '.', 2))), '.') as gap,
        case
            when template = 'at_most' and outcome = 'pass' then 'within'
            when outcome in ('pass', 'rounding') then outcome
            else 'differs'
        end as verdict
    from derived.checks as checks
    left join named using (package, rule, subject)
    left join word as of_unit on of_unit.word = unit
    left join word as of_gap on of_gap.word = if(unit = '%', '百分点', null)
    left join word as of_published on of_published.word = published and comparison = 'words'
    left join word as of_expected on of_expected.word = expected
),
measured as (
    select
        *,
        if(unit = '' or ends_with(figure_printed, unit), figure_printed, replace(replace($of_unit, '{printed}', figure_printed), '{unit}', unit_said)) as figure_said,
        if(unit = '', expected, replace(replace($of_unit, '{printed}', expected), '{unit}', unit_said)) as expected_said,
        if(unit = '', gap, replace(replace($of_unit, '{printed}', gap), '{unit}', gap_unit)) as gap_said
    from judged
),
filled as (
    select
        package, rule, subject, comparison, text, verdict_said, reason_said, gap_said, arguments,
        -- a figure that is not printed is called by its place; without a place, by what it would be compared with
        coalesce(
            replace(figure, '{printed}', figure_said),
            replace($figure_blank, '{place}', coalesce(if($language = 'en', arguments ->> 'figure_blank_en', null), arguments ->> 'figure_blank')),
            operands
        ) as figure,
        coalesce(
            operands,
            replace($operands_blank, '{place}', coalesce(if($language = 'en', arguments ->> 'blank_en', null), arguments ->> 'blank')),
            replace($operands_missing, '{place}', coalesce(if($language = 'en', arguments ->> 'missing_en', null), arguments ->> 'missing'))
        ) as operands,
        if(comparison = 'words', expected, expected_said) as expected,
        published
    from measured
    join template using (template)
    left join verdict using (verdict)
    left join reason using (reason)
)

select
    package, rule, subject,
    -- what is null leaves its slot as it stands
    replace(replace(replace(replace(replace(replace(
        if(
            arguments is null, text,
            list_reduce(
                [text] || [key || chr(1) || coalesce(if($language = 'en', arguments ->> (key || '_en'), null), arguments ->> key, '') for key in json_keys(arguments)],
                lambda said, slot: replace(said, '{' || split_part(slot, chr(1), 1) || '}', split_part(slot, chr(1), 2))
            )
        ),
        '{figure}', coalesce(figure, '{figure}')), '{operands}', coalesce(operands, '{operands}')), '{expected}', coalesce(expected, '{expected}')),
        '{published}', coalesce(published, '{published}')),
        '{reason}', coalesce(reason_said, '{reason}')), '{verdict}', replace(verdict_said, '{gap}', coalesce(gap_said, '{gap}'))
    ) as message
from filled
