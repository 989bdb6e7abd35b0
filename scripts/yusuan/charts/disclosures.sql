-- One row per disclosure: what its charts are captioned with.
select package, agency, agency_name, year, kind, coalesce(title, package) as title from derived.disclosures order by package
