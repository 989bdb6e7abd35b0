"""The catalogue of everything to download, as JSON-LD in the words of DCAT 2 and schema.org.

Addresses are relative to the catalogue itself, unless the site's own address is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.downloads.contents import Contents
from yusuan.package.csvfile import read_rows
from yusuan.package.descriptor import data_path
from yusuan.package.jsonfile import read_json, to_one_line
from yusuan.package.layout import Packages

_CC0 = {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Download:
    """A file to download: its path under the catalogue's folder, its media type, what it is, its size in bytes.

    Where it is compressed, the media type is that of what is in it.
    """

    path: str
    media_type: str
    title: str
    size: int
    compressed: bool = False


def catalog(
    packages: Packages,
    disclosures: Sequence[tuple[Contents, Sequence[Download]]],
    tables: Path | None,
    site_url: str | None = None,
) -> bytes:
    """The catalogue's bytes: one dataset per disclosure, and one of the derived tables when `tables` is their folder.

    `site_url` is the site's address; the catalogue lies at `data/catalog.jsonld` below it.
    """
    regions = _Regions(packages)
    datasets = [_disclosure(contents, downloads, regions) for contents, downloads in disclosures]
    if tables is not None:
        datasets.insert(0, _tables(tables))
    base = {"@base": f"{site_url.rstrip('/')}/data/catalog.jsonld"} if site_url else {}
    return to_one_line(
        {
            "@context": {**base, **_CONTEXT},
            "@id": "catalog.jsonld",
            "@type": ["dcat:Catalog", "schema:DataCatalog"],
            **_words("部门预算公开数据", "Published budgets of government departments"),
            "dct:license": _CC0,
            "dcat:dataset": datasets,
        }
    )


class _Regions:
    """The region of an agency, from the reference."""

    def __init__(self, packages: Packages) -> None:
        agencies = read_rows(packages.reference / data_path("agencies"))
        self._of = {row["agency"]: row["region"] for row in agencies}
        self._names = {row["region"]: row for row in read_rows(packages.reference / data_path("regions"))}

    def place(self, contents: Contents) -> dict[str, Any] | None:
        code = self._of.get(contents.id.agency) or contents.said("region")
        if not code:
            return None
        names = self._names.get(code, {})
        labels = [_in("zh", names.get("name", "")), _in("en", names.get("name_en", ""))]
        place: dict[str, Any] = {"@type": ["dct:Location", "schema:Place"], "dct:identifier": code}
        if known := [label for label in labels if label["@value"]]:
            place["rdfs:label"] = known
            place["schema:name"] = known
        return place


def _disclosure(contents: Contents, downloads: Sequence[Download], regions: _Regions) -> dict[str, Any]:
    year, issued, issuer = contents.id.year, contents.said("issued"), contents.said("issuer")
    dataset: dict[str, Any] = {
        "@id": f"{contents.id}/datapackage.json",
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:identifier": str(contents.id),
        **_words(contents.said("title"), contents.said("title_en")),
        **_about(contents.said("description") or contents.said("title"), contents.said("description_en")),
        "dct:license": _CC0,
        "schema:license": _CC0,
        "schema:version": contents.said("version"),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": f"{year}-01-01", "@type": "xsd:date"},
            "dcat:endDate": {"@value": f"{year}-12-31", "@type": "xsd:date"},
        },
        "schema:temporalCoverage": f"{year}-01-01/{year}-12-31",
    }
    if issued:
        dataset["dct:issued"] = {"@value": issued, "@type": "xsd:date"}
        dataset["schema:datePublished"] = issued
    if issuer:
        organisation = {
            "@type": ["foaf:Organization", "schema:Organization"],
            "foaf:name": issuer,
            "schema:name": issuer,
        }
        dataset["dct:publisher"] = organisation
        dataset["schema:creator"] = organisation
    if place := regions.place(contents):
        dataset["dct:spatial"] = place
        dataset["schema:spatialCoverage"] = place
    dataset["dcat:distribution"] = [_distribution(download) for download in downloads]
    return dataset


def _tables(folder: Path) -> dict[str, Any]:
    """The derived tables, as their own data package describes them."""
    descriptor = read_json(folder / "datapackage.json")
    downloads = []
    for resource in descriptor["resources"]:
        titled = f"{resource['title']} {resource['title_en']}"
        parquet = resource["parquet"]
        packed = "compression" in resource
        downloads.append(Download(f"tables/{resource['path']}", "text/csv", titled, resource["bytes"], packed))
        downloads.append(
            Download(f"tables/{parquet['path']}", "application/vnd.apache.parquet", titled, parquet["bytes"])
        )
    return {
        "@id": "tables/datapackage.json",
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:identifier": "tables",
        **({"schema:version": descriptor["version"]} if "version" in descriptor else {}),
        **_words(descriptor["title"], descriptor["title_en"]),
        **_about(descriptor["description"], descriptor["description_en"]),
        "dct:license": _CC0,
        "schema:license": _CC0,
        "dcat:distribution": [_distribution(download) for download in downloads],
    }


def _distribution(download: Download) -> dict[str, Any]:
    packed = {"dcat:compressFormat": {"@id": f"{_MEDIA_TYPES}application/gzip"}} if download.compressed else {}
    return {
        "@id": download.path,
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dct:title": download.title,
        "dcat:downloadURL": {"@id": download.path},
        "schema:contentUrl": {"@id": download.path},
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{download.media_type}"},
        **packed,
        "schema:encodingFormat": download.media_type,
        "dcat:byteSize": {"@value": str(download.size), "@type": "xsd:decimal"},
        "dct:license": _CC0,
    }


def _words(chinese: str, english: str) -> dict[str, Any]:
    both = [_in("zh", chinese), *([_in("en", english)] if english else [])]
    return {"dct:title": both, "schema:name": both}


def _about(chinese: str, english: str) -> dict[str, Any]:
    both = [_in("zh", chinese), *([_in("en", english)] if english else [])]
    return {"dct:description": both, "schema:description": both}


def _in(language: str, text: str) -> dict[str, str]:
    return {"@value": text, "@language": language}
