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
-- A percentage in millionths, rounded half up to a step in millionths; a rate in a unit that is never rounded has none.
-- Null where a product is too large to hold.
create macro checking.rounded_rate(n, d, step) as (
    try((2 * n * 100000000 + d * greatest(step, 1)) // (2 * d * greatest(step, 1)) * greatest(step, 1))
);
