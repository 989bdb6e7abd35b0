-- One row per disclosure, classification, book (whose money) and code: what the document prints of that code.
--
-- A code that stands in several rows (of units, or of government categories) is their sum, if the longest codes of the table
-- make up a total that it prints; else it has no amount. A code above them that is not printed is the sum of those below, on
-- the same condition. An amount that another place of the document contradicts is contested, and has none.
with
wanted(code_system, book, trust, table_name, measure) as (values {books}),
named as (
    select
        fact.package, code_system, book, table_name, measure, "row", code, is_total, trust, amount_10k_yuan, printed, source,
        unit_name is not null as of_unit
    from derived.facts as fact
    join wanted using (code_system, table_name, measure)
    where amount_10k_yuan is not null
),
-- how far rounding may have moved an amount: half of the last decimal that the table prints, in 万元
half as (
    select
        package, table_name,
        ('0.' || repeat('0', max(length(regexp_extract(printed, '\.(\d+)', 1)))::integer) || '5')::decimal(20,10)
            * any_value(in_10k_yuan)::decimal(12,6) as half
    from named
    join (select package, resource as table_name, in_10k_yuan from main.resource_unit join main.money_unit using (unit))
        using (package, table_name)
    group by all
),
fact as (select * from named join half using (package, table_name)),
coded as (
    select * from fact
    where not is_total and regexp_full_match(code, '\d{{3}}(\d\d){{0,2}}')
    -- of the tables that print the same, the most trusted that the document has
    qualify trust = min(trust) over (partition by package, code_system, book)
),
-- what the rows may sum to: the total, or the row of the unit that all others belong to
whole as (
    select fact.package, fact.code_system, fact.book, is_total, amount_10k_yuan, half
    from fact
    join (select distinct package, code_system, book, table_name from coded) using (package, code_system, book, table_name)
    where code is null and amount_10k_yuan > 0
),
above as (
    select distinct package, code_system, book, left(code, digits) as code
    from coded join (values (3), (5)) as shorter(digits) on digits < length(code)
),
longest as (select * from coded anti join above using (package, code_system, book, code)),
choice as (
    select *, 'every' as rows_of from longest
    union all
    select *, if(of_unit, 'units', 'all') as rows_of from longest
),
summed as (
    select package, code_system, book, rows_of, sum(amount_10k_yuan) as amount_10k_yuan, sum(half) as half from choice group by all
),
complete as (
    select distinct on (summed.package, summed.code_system, summed.book)
        summed.package, summed.code_system, summed.book, rows_of, whole.amount_10k_yuan as whole_10k_yuan
    from summed
    join whole
        on whole.package = summed.package and whole.code_system = summed.code_system and whole.book = summed.book
    where abs(summed.amount_10k_yuan - whole.amount_10k_yuan) <= summed.half + whole.half
    order by summed.package, summed.code_system, summed.book, rows_of = 'every' desc, rows_of, is_total desc
),
total as (
    select package, code_system, book, max(amount_10k_yuan) as total_10k_yuan
    from whole where is_total group by all
),
-- where codes repeat and the rows come to less than the total, rows are missing: then one row may be a part of its code
partial as (
    select package, code_system, book
    from summed
    join total using (package, code_system, book)
    semi join (select package, code_system, book from coded group by package, code_system, book, code having count(*) > 1)
        using (package, code_system, book)
    anti join complete using (package, code_system, book)
    where rows_of = 'every' and summed.amount_10k_yuan < total_10k_yuan
),
own as (
    select
        coded.package, coded.code_system, coded.book, table_name, measure, coded.code, count(*)::integer as parts,
        min("row") as "row", arg_min(source, "row") as source, arg_min(printed, "row") as printed,
        sum(amount_10k_yuan) as amount_10k_yuan, sum(half) as half
    from coded
    left join complete using (package, code_system, book)
    where complete.rows_of is null or rows_of = 'every' or (rows_of = 'units') = of_unit
    group by all
),
-- every code, printed or not, with the longest ones that begin with it
below as (
    select
        choice.package, choice.code_system, choice.book, table_name, measure, left(code, digits) as code,
        count(*)::integer as parts, min("row") as "row", arg_min(source, "row") as source,
        sum(amount_10k_yuan) as amount_10k_yuan, sum(half) as half
    from choice
    join complete using (package, code_system, book, rows_of)
    join (values (3), (5), (7)) as shorter(digits) on digits <= length(code)
    group by all
),
told as (
    select
        package, code_system, book, table_name, measure, code, own."row", own.source,
        case
            when partial.package is not null then 'unclear'
            when own.parts = 1 then 'printed'
            when abs(own.amount_10k_yuan - below.amount_10k_yuan) <= own.half + below.half then 'sum'
            else 'unclear'
        end as state,
        own.amount_10k_yuan, own.printed, own.parts
    from own
    left join below using (package, code_system, book, table_name, measure, code)
    left join partial using (package, code_system, book)
    union all
    select package, code_system, book, table_name, measure, code, "row", source, 'implied', amount_10k_yuan, '', parts
    from below
    anti join own using (package, code_system, book, code)
),
-- two places of one document that print the same money differently
contested as (
    select distinct package, resource as table_name, "row", field as measure
    from (
        select operand.package, resource, "row", field, count(*) over (partition by package, rule, subject) as operands
        from derived.check_operands as operand
        join derived.checks using (package, rule, subject)
        where outcome = 'discrepancy' and operand_package = package
    )
    where operands = 2
),
judged as (
    select told.* replace (if(state = 'printed' and contested.package is not null, 'contested', state) as state)
    from told
    left join contested using (package, table_name, "row", measure)
)

select
    package,
    code_system,
    book,
    code,
    table_name,
    "row",
    measure as field,
    if(state in ('unclear', 'contested'), null, amount_10k_yuan)::decimal(20,6) as amount_10k_yuan,
    if(state in ('printed', 'contested'), printed, '') as printed,
    coalesce(unit, '') as unit,
    parts,
    state,
    coalesce(source, '') as source,
    coalesce(total_10k_yuan, whole_10k_yuan)::decimal(20,6) as whole_10k_yuan
from judged
left join total using (package, code_system, book)
left join complete using (package, code_system, book)
left join (select package, resource as table_name, unit from main.resource_unit) using (package, table_name)
order by code_system, code, package, book
