-- $column of $table and $other_column of $other_table state the same thing, code by code and in total. A code that only one of two full
-- lists prints says that the other has nothing there; a list that does not go so deep says nothing. Where a carryover of $unless is
-- there, of $unless_total for the total alone, a difference has the reason $doubt.
with
printed_row as (
    select by_code.package, by_code.resource, by_code.code, by_code.level, "row", if(by_code.resource = $table, 1, 2) as number, cells.field
    from checking.by_code
    join checking.cells as cells using (package, resource, side, "row")
    where by_code.resource = $table and field = $column or by_code.resource = $other_table and field = $other_column
),
pair as (
    select one.package, least(one.depth, other.depth) as depth, one.repeats or other.repeats as repeats, one.has_uncoded or other.has_uncoded as has_uncoded,
        one_whole.is_whole as first_is_whole, other_whole.is_whole as second_is_whole
    from checking.structure as one
    join checking.structure as other using (package)
    semi join checking.printed as one_printed on one_printed.package = one.package and one_printed.resource = $table
        and one_printed.field = $column
    semi join checking.printed as other_printed on other_printed.package = one.package and other_printed.resource = $other_table
        and other_printed.field = $other_column
    left join checking.wholes as one_whole on one_whole.package = one.package and one_whole.resource = $table
        and one_whole.field = $column
    left join checking.wholes as other_whole on other_whole.package = one.package and other_whole.resource = $other_table
        and other_whole.field = $other_column
    where one.resource = $table and other.resource = $other_table and one.side <> 'income' and other.side <> 'income'
),
code as (
    select package, code, any_value(level) as level, count(*) filter (number = 1) as first_rows, count(*) filter (number = 2) as second_rows,
        any_value(repeats) as repeats, any_value(has_uncoded) as has_uncoded, any_value(first_is_whole) as first_is_whole, any_value(second_is_whole) as second_is_whole
    from printed_row
    join pair using (package)
    where level <= depth
    group by package, code
),
compared as (
    select
        package,
        code as subject,
        level,
        -- a figure that stands alone is held against the others
        if((number = 1) = (first_rows = 1 or first_rows <= second_rows), 'published', 'expected') as side,
        -- a row that a table lacks is still the table's
        coalesce(resource, if(number = 1, $table, $other_table)) as resource,
        "row",
        field,
        true as zero,
        case
            when level > 0 and repeats then 'code_repeated'
            when level > 0 and has_uncoded then 'row_without_code'
            when first_rows = 0 and not coalesce(first_is_whole, false) or second_rows = 0 and not coalesce(second_is_whole, false)
                then 'row_not_listed'
        end as doubt
    from code
    cross join (values (1), (2)) as numbered (number)
    left join (select * exclude (level) from printed_row) using (package, code, number)
)

select package, subject, side, resource, "row", field, zero,
    coalesce(
        doubt,
        if(list_has_any(carryovers, $unless::varchar[]) or (level = 0 and list_has_any(carryovers, $unless_total::varchar[])), $doubt, null)
    ) as doubt
from compared
join checking.premises using (package)
