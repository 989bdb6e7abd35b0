-- One row per claim and place in a table that states the same thing, by the concordance of the narrative.
with
entry as (select * replace (choice::integer as choice) from checking.narrative),
table_state as (
    select package, table_name as resource, state, "row" as state_row from checking.listed_tables
    qualify row_number() over (partition by package, table_name order by state <> 'filled', "row") = 1
),
-- what an item begins with
first_told as (
    select package, headings, enumerators, min("row") as "row" from checking.claims
    where contains(enumerators, ' / ')
    group by package, headings, enumerators
),
of_a_kind as (
    select distinct claims.package, claims."row"
    from checking.claims as claims
    left join first_told on first_told.package = claims.package and first_told.headings = claims.headings and first_told.enumerators = claims.enumerators
        and first_told."row" < claims."row" and claims.whole is null
    -- what a list, or an item, gives of one kind of expenditure is not what the tables print of all
    join checking.claims as above on above.package = claims.package and (above.subject = claims.whole or above."row" = first_told."row")
        and above.concept in ('basic_expenditure', 'project_expenditure', 'personnel', 'operating')
    where claims.code is not null
        or regexp_matches(coalesce(claims.concept, ''), '_income$|^special_account|^carryover|^fiscal_|^unit_funds|^government_fund|^state_capital')
),
claim as (
    select claims.*, case length(claims.code) when 3 then 'class' when 5 then 'code' when 7 then 'code' else claims.concept end as meant, figures.q, figures.h
    from checking.claims as claims
    join checking.figures as figures on figures.package = claims.package and figures.resource = 'statements' and figures."row" = claims."row"
    anti join of_a_kind on of_a_kind.package = claims.package and of_a_kind."row" = claims."row"
    -- final accounts say what was budgeted beside what the tables print
    where quantity in ('amount', 'change') and is_money and (is_own or quantity = 'change')
),
-- few kinds of claims: each is matched once
kind as (select distinct coalesce(about, 'none') as about, meant from claim where meant is not null),
-- and few kinds of sections before them: a pattern is costly to read
section as (
    select kind.about, entry.about as pattern
    from (select distinct about from kind) as kind
    join (select distinct about from entry) as entry on regexp_full_match(kind.about, entry.about)
),
match as (
    select kind.*, entry.of, entry.table_name as resource, entry.line, entry.field as target_field, entry.choice
    from kind
    join section using (about)
    join entry on entry.about = section.pattern and regexp_full_match(kind.meant, entry.concept)
),
matched as (
    select claim.*, match.of, match.resource, match.line, match.target_field, match.choice
    from claim
    join match on match.about = coalesce(claim.about, 'none') and match.meant = claim.meant
),
-- a column of totals without any amount, beside others with amounts, is not printed: the three public expenses by fund
filled as (
    select package, resource, list(distinct field) as fields from checking.cells where q is not null group by package, resource
),
cell as (
    select package, resource, "row", field, unnest([
        if(is_grand_total, 'total', null), 'code ' || code, 'item:' || item, 'label ' || regexp_replace(checking.bare(label), '支出$', '')
    ]) as line
    from checking.cells
),
found as (
    select
        matched.package,
        matched."row" as claim_row,
        matched.key || ' = ' || matched.of as subject,
        matched.resource,
        coalesce(table_state.state, 'not-read') as state,
        table_state.state_row,
        cell."row" as target_row,
        matched.quantity,
        matched.period,
        matched.target_field,
        matched.choice,
        coalesce(abs(matched.q - target.q) <= matched.h + target.h, matched.q = 0) as agrees,
        abs(matched.q - target.q) as gap,
        coalesce(state = 'filled' and cell."row" is null, false) as row_missing
    from matched
    left join filled on filled.package = matched.package and filled.resource = matched.resource
    left join table_state on table_state.package = matched.package and table_state.resource = matched.resource
    left join cell on cell.package = matched.package and cell.resource = matched.resource and cell.field = matched.target_field
        and cell.line = case
            when matched.line in ('code', 'printed code') then 'code ' || code
            when matched.line = 'label' then 'label ' || regexp_replace(regexp_replace(checking.bare(plain_subject), '(类|款|项)(支出)?$', ''), '支出$', '')
            else matched.line
        end
    left join checking.figures as target on target.package = matched.package and target.resource = matched.resource
        and target."row" = cell."row" and target.field = matched.target_field
    where (filled.fields is null or list_contains(filled.fields, matched.target_field))
        -- only a code that its own table lacks says that there is nothing; a total or an item has many names
        and (matched.line = 'code' or cell."row" is not null or coalesce(state, 'not-read') <> 'filled')
)

-- places name a column in more than one way: of those that could be meant, the one that agrees, or else the nearest; that none agrees
-- says something only where the first is there
select * exclude (choice, agrees, gap)
from found
qualify row_number() over (partition by package, claim_row, subject order by agrees desc, target_row is null, state <> 'filled', gap, choice, target_row) = 1
    and (agrees or min(choice) over (partition by package, claim_row, subject) = 1)
