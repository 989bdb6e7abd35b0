-- Two columns of two tables that state the same thing, code by code and in total, as operands. A code that only one of two
-- full lists prints says that the other has nothing there; a list that does not go so deep says nothing.
create macro checking.same_by_code(first_resource, first_field, second_resource, second_field) as table (
    with
    printed_row as (
        select by_code.package, by_code.resource, by_code.code, by_code.level, "row", if(by_code.resource = first_resource, 1, 2) as number, cells.field
        from checking.by_code
        join checking.cells as cells using (package, resource, side, "row")
        where by_code.resource = first_resource and field = first_field or by_code.resource = second_resource and field = second_field
    ),
    pair as (
        select one.package, least(one.depth, other.depth) as depth, one.repeats or other.repeats as repeats, one.has_uncoded or other.has_uncoded as has_uncoded,
            one_whole.is_whole as first_is_whole, other_whole.is_whole as second_is_whole
        from checking.structure as one
        join checking.structure as other using (package)
        semi join checking.printed as one_printed on one_printed.package = one.package and one_printed.resource = first_resource
            and one_printed.field = first_field
        semi join checking.printed as other_printed on other_printed.package = one.package and other_printed.resource = second_resource
            and other_printed.field = second_field
        left join checking.wholes as one_whole on one_whole.package = one.package and one_whole.resource = first_resource
            and one_whole.field = first_field
        left join checking.wholes as other_whole on other_whole.package = one.package and other_whole.resource = second_resource
            and other_whole.field = second_field
        where one.resource = first_resource and other.resource = second_resource and one.side <> 'income' and other.side <> 'income'
    ),
    code as (
        select package, code, any_value(level) as level, count(*) filter (number = 1) as first_rows, count(*) filter (number = 2) as second_rows,
            any_value(repeats) as repeats, any_value(has_uncoded) as has_uncoded, any_value(first_is_whole) as first_is_whole, any_value(second_is_whole) as second_is_whole
        from printed_row
        join pair using (package)
        where level <= depth
        group by package, code
    )
    select
        package,
        code as subject,
        level,
        -- a figure that stands alone is held against the others
        if((number = 1) = (first_rows = 1 or first_rows <= second_rows), 'published', 'expected') as side,
        -- a row that a table lacks is still the table's
        coalesce(resource, if(number = 1, first_resource, second_resource)) as resource,
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
);
