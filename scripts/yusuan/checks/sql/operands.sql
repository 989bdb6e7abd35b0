-- One row per figure on a side of a comparison (filled by the figure rules), and one per comparison of words.
create table checking.operands (
    rule varchar,
    package varchar,
    subject varchar,
    side varchar,                    -- published, expected; part, whole; change, current
    sign integer default 1,          -- -1 takes it off; 0 names it as used without adding it
    resource varchar,
    "row" integer,
    field varchar,
    of_package varchar,              -- the disclosure that prints it, where that is another one
    constant integer,                -- a number that no document prints, such as 100
    zero boolean default false,      -- where nothing is printed, it says: nothing
    called varchar,                  -- what is said of it instead of its place
    note varchar,                    -- why it cannot be compared
    doubt varchar                    -- why it would prove nothing if they disagreed: a premise that the document does not state
);
create table checking.words (
    rule varchar,
    package varchar,
    subject varchar,
    published varchar,
    expected varchar,
    agrees boolean,                  -- null: cannot be compared
    message varchar,
    operands struct(resource varchar, "row" integer, field varchar)[]
);
