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
    note varchar,                    -- why it cannot be compared: a reason of messages.toml
    doubt varchar                    -- why it would prove nothing if they disagreed, likewise
);
create table checking.words (
    rule varchar,
    package varchar,
    subject varchar,
    published varchar,
    expected varchar,
    agrees boolean,                  -- null: cannot be compared
    template varchar,                -- of messages.toml
    arguments map(varchar, varchar), -- the words for its slots; `x_en` is `x` in English
    operands struct(resource varchar, "row" integer, field varchar)[]
);
