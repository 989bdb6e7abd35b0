"""`yusuan schemas`: the master schemas are as the model says, and every datapackage.json carries them as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yusuan.errors import InvalidPackage
from yusuan.model import load_model
from yusuan.model.schemas import master_schemas
from yusuan.package import csvfile
from yusuan.package.descriptor import describe_resource
from yusuan.package.jsonfile import MAX_BYTES, read_json, to_json_bytes
from yusuan.package.layout import Packages
from yusuan.package.plainfile import read_plain
from yusuan.package.problem import quoted
from yusuan.package.schemas import columns_of, load_schemas, measures, printed_only, unit_of


def write_masters(packages: Packages) -> list[str]:
    """Write every master schema that is not as the model says; returns the paths of those written."""
    written = []
    for name, schema in master_schemas(load_model()).items():
        path, right = packages.schemas / f"{name}.json", to_json_bytes(schema)
        if not path.is_file() or read_plain(path, MAX_BYTES, "Remove it.") != right:
            csvfile.write_bytes(path, right)
            written.append(str(path))
    return written


def put_in_step(packages: Packages) -> list[str]:
    """Rewrite every datapackage.json whose schemas, titles or descriptions differ from the masters; units stay.

    Returns one line for each descriptor changed, naming the resources. Raises `InvalidPackage` when a descriptor
    cannot be read, or has a resource that has no master.
    """
    folders = [packages.reference, *map(packages.folder, packages.disclosures())]
    return [line for folder in folders for line in put_folder_in_step(folder, packages)]


def put_folder_in_step(folder: Path, packages: Packages) -> list[str]:
    """The same for one package's folder: one line, or none where it was in step."""
    masters = load_schemas(packages.schemas)
    path = folder / "datapackage.json"
    descriptor = read_json(path)
    resources: Any = descriptor.get("resources")
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        raise InvalidPackage(str(path), "has no list of resources.", "Import the document again.")
    out_of_step = []
    for number, resource in enumerate(resources):
        master = masters.get(str(resource.get("name")))
        if master is None:
            raise InvalidPackage(
                str(path), f"resource {quoted(resource.get('name'))} has no master schema.", "Run: yusuan migrate"
            )
        unit = unit_of(resource.get("schema")) if measures(master) else None
        right = describe_resource(printed_only(master, columns_of(resource.get("schema"))), b"", unit)
        for key in ("bytes", "hash"):  # these follow the file, not the schema
            right.pop(key, None)
        if {key: resource.get(key) for key in right} != right:
            pinned = {key: resource[key] for key in ("bytes", "hash") if key in resource}
            schema = right.pop("schema")
            resources[number] = {**right, **pinned, "schema": schema}
            out_of_step.append(master["name"])
    if not out_of_step:
        return []
    csvfile.write_bytes(path, to_json_bytes(descriptor))
    return [f"{path}: {', '.join(out_of_step)}"]
