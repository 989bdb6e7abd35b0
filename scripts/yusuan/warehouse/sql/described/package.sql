-- One row per disclosure: what its descriptor says, and what the reference says of its agency.
with
described as (select * from described_package),
agency as (select agency, name, name_en, region, parent from agencies),
region as (select region, name from regions)

select
    described.package,
    described.agency,
    coalesce(agency.name, described.issuer) as agency_name,
    agency.name_en as agency_name_en,
    agency.parent as parent_agency,
    coalesce(agency.region, described.region) as region,
    region.name as region_name,
    described.year,
    described.kind,
    described.title,
    described.title_en,
    described.issuer,
    described.issued,
    described.form,
    described.version,
    described.source_title,
    described.source_sha256,
    described.source_url
from described
left join agency on agency.agency = described.agency
left join region on region.region = coalesce(agency.region, described.region)
order by described.package
