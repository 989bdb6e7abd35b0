-- One row per disclosure, headline and cell that prints it, in the order of trust; `agrees` says whether all of them may.
with
headline as (select item, place from main.headline),
cell as (select * from main.headline_cell),
measure as (select resource, field, side from main.measure),
line as (select * from main.line),
rounded as (select * from main.rounded),
fact as (select * rename (table_name as resource, measure as field) from derived.facts where amount_yuan is not null),
-- what stands beside a cell on its side of the table, or in a table named, and would be part of what the cell prints
beside as (
    select distinct cell.item, cell.choice, fact.package
    from cell
    join measure as own using (resource, field)
    join measure as other
        on (other.resource = own.resource and other.side = own.side) or list_contains(cell.alone_in, other.resource)
    join fact on fact.resource = other.resource and fact.field = other.field
    where fact.amount_yuan <> 0
        and (regexp_matches(fact.label, cell.alone) or regexp_matches(fact.field, cell.alone))
),
row_of_cell as (
    select cell.item, cell.choice, line.package, line.resource, line.side, line."row", line.label
    from (select distinct item, choice, resource, label, known_item, kind, side from cell join measure using (resource, field)) as cell
    join line on line.resource = cell.resource and line.side = cell.side
    join main.package as disclosure using (package)
    where (cell.kind is null or cell.kind = disclosure.kind)
        and case
            when cell.known_item is not null then line.item = cell.known_item
            when cell.label is not null then regexp_full_match(line.label, cell.label)
            else line.is_grand_total
        end
    -- of several rows of one name, the highest; of those of all units together and of each, those of all
    qualify row_number() over (
        partition by cell.item, cell.choice, line.package order by line.level nulls last, line."row"
    ) = 1
),
addend as (
    select row_of_cell.*, cell.spare, cell.compared_only, cell.addend, fact.field, fact.amount_10k_yuan, fact.amount_yuan, fact.printed, fact.source, rounded.millionths, rounded.half
    from row_of_cell
    join cell using (item, choice)
    join fact
        on fact.package = row_of_cell.package
        and fact.resource = row_of_cell.resource
        and fact."row" = row_of_cell."row"
        and fact.field = cell.field
    join rounded
        on rounded.package = fact.package
        and rounded.resource = fact.resource
        and rounded."row" = fact."row"
        and rounded.field = fact.field
    anti join beside
        on beside.item = row_of_cell.item and beside.choice = row_of_cell.choice and beside.package = row_of_cell.package
),
twin as (
    select
        package,
        item,
        choice,
        any_value(spare) as spare,
        any_value(compared_only) as compared_only,
        any_value(label) as label,
        sum(amount_10k_yuan) as amount_10k_yuan,
        sum(amount_yuan) as amount_yuan,
        -- a fund of nothing adds nothing: where one is left, it is the figure
        string_agg(printed, '+' order by addend) filter (amount_yuan <> 0 or is_only) as printed,
        any_value(resource) as resource,
        any_value("row") as "row",
        arg_min(field, (amount_yuan = 0, addend)) as field,
        arg_min(source, (amount_yuan = 0, addend)) as source,
        sum(millionths) as millionths,
        sum(half) as half
    from (
        select *, bool_and(amount_yuan = 0) over whole and addend = min(addend) over whole as is_only
        from addend
        window whole as (partition by package, item, choice)
    )
    group by package, item, choice
),
claim as (
    select
        cell.item,
        cell.choice,
        true as spare,
        false as compared_only,
        statements.package,
        'statements' as resource,
        statements."row",
        'value' as field,
        statements.subject as label,
        statements.value * in_10k_yuan as amount_10k_yuan,
        statements.value * in_yuan as amount_yuan,
        provenance.printed,
        provenance.source,
        (statements.value * 1000000)::hugeint * in_yuan::hugeint as millionths,
        (statements.step * 500000)::hugeint * in_yuan::hugeint as half
    from cell
    join main.statements
        on statements.concept = cell.concept
        and regexp_full_match(statements.whole, cell.whole)
        and quantity = 'amount'
        and period = 'current'
        and role = 'statement'
        and statements.value is not null
    join main.money_unit using (unit)
    left join main.provenance
        on provenance.package = statements.package
        and provenance.resource = 'statements'
        and provenance."row" = statements."row"
        and provenance.field = 'value'
),
printed_or_claimed as (select * from twin union all by name select * from claim),
-- what stands in for the others is no twin of theirs; what is only compared needs another to be compared with
chosen as (
    select *
    from printed_or_claimed
    qualify
        (not spare or min(choice) over (partition by package, item) = choice)
        and not bool_and(compared_only) over (partition by package, item)
),
-- on a line, intervals that meet two by two all have a point in common
judged as (
    select *, max(millionths - half) over every <= min(millionths + half) over every as agrees
    from chosen
    window every as (partition by package, item)
)

select
    package,
    item,
    row_number() over (partition by package, item order by choice)::integer as rank,
    label,
    amount_10k_yuan::decimal(20,6) as amount_10k_yuan,
    amount_yuan::decimal(20,2) as amount_yuan,
    printed,
    resource,
    "row",
    field,
    source,
    agrees
from judged
join headline using (item)
order by package, place, rank
