"""Every field that the words of target tables name is a column of the resources that it may be kept in."""

from __future__ import annotations

from pathlib import Path

import pytest

from yusuan.forms import load_forms
from yusuan.package.schemas import field_names, load_schemas

FORM = load_forms()[0].projects
"""All forms share the fields; what differs are words."""


@pytest.mark.parametrize("resource", ["projects", "agency-targets"])
def test_what_a_label_or_a_column_says_of_a_project_has_a_place(project: Path, resource: str) -> None:
    named = {*FORM.labels.values(), *FORM.stacked.values(), *(column.field for column in FORM.listing), *FORM.amounts}
    named |= {*FORM.headed.values(), *(field for _, field in FORM.beside.values())}
    named |= {column.field for column in FORM.tasks}
    columns = field_names(load_schemas(project / "datapackages" / "schemas")[resource])
    assert named - FORM.not_kept - {"number"} <= set(columns)


@pytest.mark.parametrize("resource", ["performance-indicators", "agency-performance-indicators"])
def test_what_a_column_says_of_an_indicator_has_a_place(project: Path, resource: str) -> None:
    columns = field_names(load_schemas(project / "datapackages" / "schemas")[resource])
    assert {column.field for column in FORM.columns} <= set(columns)


@pytest.mark.parametrize("resource", ["agency-targets", "agency-performance-indicators"])
@pytest.mark.parametrize("keeper", ["provenance", "corrections"])
def test_a_value_of_an_agencys_targets_can_be_traced_and_corrected(project: Path, keeper: str, resource: str) -> None:
    fields = {field["name"]: field for field in load_schemas(project / "datapackages" / "schemas")[keeper]["fields"]}
    assert resource in fields["resource"]["constraints"]["enum"]
