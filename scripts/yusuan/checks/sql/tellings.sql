-- One row per comparison whose operands are told one by one: all but those that simply agree.
with
told as (
    select rule, package, subject from checking.comparisons where found <> 'pass' or p_count > 1
),
operand as (
    select rule, package, subject,
        list({
            'side': place_of, 'sign': sign, 'printed': printed, 'place': place, 'source': source, 'there': is_there, 'counts': q is not null,
            'said': said
        } order by position) as operands
    from checking.valued
    semi join told using (rule, package, subject)
    group by rule, package, subject
)

select
    rule, package, subject,
    array_to_string([o.printed for o in operands if o.side = 'p'], '＋') as p_printed,
    array_to_string([o.place for o in operands if o.side = 'p'], '、') as p_place,
    array_to_string([o.source for o in operands if o.side = 'p'], ' ') as source,
    array_to_string([o.said for o in operands if o.side <> 'p'], '，') as operand_text,
    array_to_string([if(o.sign < 0, '－', '＋') || o.printed for o in operands if o.side = 'a' and o.counts and o.sign <> 0], '') as terms,
    array_to_string([o.place for o in operands if not o.there], '、') as blanks
from operand
