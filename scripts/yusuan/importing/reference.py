"""The reference as an import needs it: an agency's names, and the codes and agencies that a document brings in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from yusuan.errors import InvalidPackage
from yusuan.package import csvfile
from yusuan.package.descriptor import data_path
from yusuan.package.layout import PackageId, Packages
from yusuan.package.lock import locked
from yusuan.package.refresh import describe_changed_reference
from yusuan.package.schemas import Schema, field_names, load_schemas
from yusuan.package.store import Draft, replace_reference
from yusuan.recognise import Sought
from yusuan.words import key

Row = dict[str, str]
ADDED = ("functional-classification", "economic-classification", "agencies", "agency-names")
REGIONS = "regions"
RULES = "disclosure-rules"


@dataclass(frozen=True)
class Addition:
    """A row that an import added to a list of the reference: the list's file, and the row in words."""

    file: Path
    words: str


@dataclass
class Reference:
    """The rows of the reference lists that an import may add to, and of the regions."""

    rows: dict[str, list[Row]]

    @classmethod
    def load(cls, packages: Packages) -> Reference:
        """Read the lists. Raises InvalidPackage when one is missing, is not a valid CSV or has not its columns."""
        schemas = load_schemas(packages.schemas)
        return cls({name: _list(path_of(packages, name), schemas[name]) for name in (*ADDED, REGIONS, RULES)})

    def names_of(self, agency: str) -> list[str]:
        """The names that an agency is known by."""
        return [row["name"] for row in self.rows["agency-names"] if row["agency"] == agency]

    def keys_of_names(self, agency: str) -> set[str]:
        """Every name of an agency as a key, its usual one too; a slug used while the name is unknown is left out."""
        usual = [row["name"] for row in self.rows["agencies"] if row["agency"] == agency]
        return {key(name) for name in (*usual, *self.names_of(agency)) if name != agency}

    def agencies_named(self, name: str) -> set[str]:
        """The agencies with this exact name, ignoring layout and the width of its letters."""
        listed = (*self.rows["agencies"], *self.rows["agency-names"])
        return {row["agency"] for row in listed if key(row["name"]) == key(name)}

    def kin_of(self, agency: str) -> set[str]:
        """The agency, its parent and its children: a department as a whole and its own office may share a name."""
        parents = {row["agency"]: row["parent"] for row in self.rows["agencies"]}
        return {agency, parents.get(agency, "")} | {child for child, parent in parents.items() if parent == agency}

    def describe(self, package: PackageId, issuer: str) -> dict[str, str]:
        """What the reference knows of a package's agency: its region, and an English title if its name is known.

        The region of a new agency comes from the name of its issuer.
        """
        agency = next((row for row in self.rows["agencies"] if row["agency"] == package.agency), None)
        if agency is None:
            return {"region": region} if (region := self.region_of(issuer)) else {}
        known = {"region": agency["region"]} if agency["region"] else {}
        if agency["name_en"]:
            known["title_en"] = f"{agency['name_en']}: {package.kind.replace('-', ' ')} {package.year}"
        return known

    def region_of(self, issuer: str) -> str:
        """The code of the innermost region that an issuer's name begins with; blank where the list has none.

        上海市普陀区财政局 is of 普陀区 in 上海市, 中共西安市委宣传部 of 西安市, 中国共产党江苏省委员会办公厅 of 江苏省.
        鼓楼区 alone is of none: there are 4.
        """
        rest = issuer.removeprefix("中共").removeprefix("中国共产党")
        found = ""
        while True:
            named = [row for row in self.rows[REGIONS] if rest.startswith(row["name"]) and _is_within(row, found)]
            longest = max((row["name"] for row in named), key=len, default="")
            codes = {row["region"] for row in named if row["name"] == longest}
            if len(codes) != 1:
                return found
            (found,), rest = codes, rest.removeprefix(longest)

    def sought(self) -> list[Sought]:
        """What must be disclosed, and the words by which a document is searched for it."""
        columns = [field.name for field in fields(Sought)]
        return [Sought(**{column: row[column] for column in columns}) for row in self.rows[RULES]]

    def codes(self, classification: str) -> list[tuple[str, str]]:
        """Pairs of code and name of the functional or the economic classification."""
        return [(row["code"], row["name"]) for row in self.rows[f"{classification}-classification"]]


def _list(path: Path, schema: Schema) -> list[Row]:
    table = csvfile.parse(csvfile.read_bytes(path), str(path))
    found, right = ",".join(table.header), ",".join(field_names(schema))
    if found != right:
        raise InvalidPackage(f"{path}:1", f"has the columns {found[:200]}; its schema has {right}.", "Mend the header.")
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


def _is_within(region: Row, around: str) -> bool:
    """Whether a region lies within another, or anywhere where that is blank: 350102 in 350100, and both in 350000."""
    return region["region"] != around and region["region"].startswith(re.sub("(00)*$", "", around))


def extend_reference(
    packages: Packages, reference: Reference, draft: Draft, schemas: dict[str, Schema]
) -> list[Addition]:
    """Add the agency and the codes that the reference lacks, marked unverified; returns what was added.

    The lists are read again first: another import may have added to them since `reference` was loaded.
    """
    with locked(packages.root):
        reference.rows.update(Reference.load(packages).rows)
        return _extend(packages, reference, draft, schemas)


def _extend(packages: Packages, reference: Reference, draft: Draft, schemas: dict[str, Schema]) -> list[Addition]:
    added: list[Addition] = []
    changed: set[str] = set()
    for name, row, words in (*_new_agency(reference, draft), *_new_codes(reference, draft, schemas)):
        reference.rows[name].append(dict.fromkeys(field_names(schemas[name]), "") | row)
        added.append(Addition(path_of(packages, name), words))
        changed.add(name)
    for name in sorted(changed):
        if name.endswith("classification"):
            _place_below_parents(reference.rows[name])
    files = {}
    for name in sorted(changed):
        keys = schemas[name]["primaryKey"]
        rows = sorted(reference.rows[name], key=lambda row: [row[key] for key in keys])
        files[data_path(name)] = csvfile.to_csv_bytes(field_names(schemas[name]), rows)
    if files:
        # Lists and their hashes in one step: a reference of which one half is new would refuse every package.
        replace_reference(packages, files | {"datapackage.json": describe_changed_reference(packages, files)})
    return added


def _place_below_parents(rows: list[Row]) -> None:
    """Name the parent of every code whose parent is in the list: it may have come in after its parts."""
    codes = {row["code"] for row in rows}
    for row in rows:
        above = str(row["code"])[:-2]
        if len(str(row["code"])) > 3 and above in codes:
            row["parent"] = above


def path_of(packages: Packages, name: str) -> Path:
    """The file of one list of the reference."""
    return packages.reference / "data" / f"{name}.csv"


def _namesakes(reference: Reference, issuer: str) -> str:
    """A remark on other agencies of the same name; blank if there are none."""
    known = sorted(reference.agencies_named(issuer)) if issuer else []
    if not known:
        return ""
    same = f"if both are the same agency, import it with --agency {known[0]} instead"
    return f" (already known as {', '.join(known)}: {same})"


def _new_agency(reference: Reference, draft: Draft) -> Iterator[tuple[str, Row, str]]:
    agency, issuer = draft.id.agency, draft.metadata.get("issuer")
    if any(row["agency"] == agency for row in reference.rows["agencies"]):
        return
    note = f"Brought in by {draft.id}."
    region = reference.region_of(str(issuer or ""))
    if other := draft.metadata.get("other_issuer"):
        region = region if region == reference.region_of(str(other)) else ""
        said = (
            f"agency {agency} without a name: its title says {issuer}, its tables say {other}. Write there which is it"
        )
        yield (
            "agencies",
            {"agency": agency, "name": agency, "region": region, "status": "unverified", "note": note},
            said,
        )
        return
    yield (
        "agencies",
        {"agency": agency, "name": issuer or agency, "region": region, "status": "unverified", "note": note},
        f"agency {agency} {issuer or ''}".strip() + _namesakes(reference, str(issuer or "")),
    )
    for row in draft.resources.get("names", []):
        if row["role"] in ("issuer", "budget_unit"):
            kind = "short" if row["role"] == "issuer" else "full"
            yield (
                "agency-names",
                {"agency": agency, "name": str(row["name"]), "kind": kind},
                f"name {row['name']} of {agency}",
            )


def _new_codes(reference: Reference, draft: Draft, schemas: dict[str, Schema]) -> Iterator[tuple[str, Row, str]]:
    known = {
        name: {row["code"] for row in rows} for name, rows in reference.rows.items() if name.endswith("classification")
    }
    for resource, rows in draft.resources.items():
        for field in schemas[resource]["fields"]:
            code_list = field.get("codeList")
            label = "name" if field["name"] == "code" else field["name"].replace("_code", "_label")
            for row in rows if code_list else ():
                code = str(row.get(field["name"]) or "")
                if not code or code in known[code_list] or not row.get(label):
                    continue
                known[code_list].add(code)
                yield (
                    code_list,
                    {
                        "code": code,
                        "name": str(row[label]),
                        "level": str((len(code) - 1) // 2),
                        "parent": "",
                        "years": str(draft.id.year),
                        "status": "unverified",
                        "note": f"Brought in by {draft.id}.",
                    },
                    f"code {code} {row[label]}",
                )
