"""What one table, or one run of rows, says of a project, a fund or an agency: kept once its first indicator comes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from yusuan.document import Cell, Line
from yusuan.forms import ProjectsForm, Vocabulary
from yusuan.numbers import number
from yusuan.recognise.findings import Findings, Printed, Value, printed
from yusuan.words import key, name, plain, prose

AGENCY, FUND, PROJECT = "agency", "fund", "project"
RESOURCES = {AGENCY: ("agency-targets", "agency-performance-indicators", "agency_target")}
PROJECTS = ("projects", "performance-indicators", "project")
WORDS = "words of tables"
"""What accounts for a title, a header or a label with a number in it."""


@dataclass
class Reading:
    """The form, the words and the findings that every part of a target table is read with."""

    form: ProjectsForm
    vocabulary: Vocabulary
    findings: Findings

    def account_for(self, *cells: Cell | Line) -> None:
        """Say that these are words of the table, not figures."""
        self.findings.account_for([cell.place for cell in cells], WORDS)

    def amount(self, cell: Cell, field_name: str, unit: str) -> str | None:
        """The amount printed in a cell, or None for a blank; one that is no number is listed."""
        if key(cell.text) in self.vocabulary.blank:
            return None
        amount = number(plain(cell.text).removesuffix(unit))
        if amount is None:
            self.findings.not_understood(
                "number", cell.text, cell.place, f"Expected an amount in {unit} in column {field_name}."
            )
        return amount


@dataclass
class Record:
    """The target of a project, a fund or an agency. `title` is the printed title with the scope it tells of."""

    reading: Reading
    scope: str
    unit: str
    year: tuple[int, Printed] | None = None
    title: Printed | None = None
    fallback_name: tuple[str, Printed] | None = None
    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Printed] = field(default_factory=dict)
    row: int | None = None
    kind: str = AGENCY
    tasks: list[Record] = field(default_factory=list)

    @property
    def resources(self) -> tuple[str, str, str]:
        """The resource of the record, that of its indicators, and the field by which those name it."""
        return RESOURCES.get(self.scope, PROJECTS)

    def prints(self, *field_names: str) -> None:
        """Say that the table prints these, be they blank."""
        self.reading.findings.prints(self.resources[0], field_names)

    def put(self, field_name: str, cell: Cell, said: str | None = None, filled_in: bool = False) -> None:
        """Keep what a cell says, or the part of it that `said` gives; the first cell of a field counts.

        任务1 is what an empty form says, and a name only where the row is `filled_in`.
        """
        text = cell.text if said is None else said
        form, findings = self.reading.form, self.reading.findings
        if self.scope == AGENCY and field_name == "agency_name":
            field_name = "name"
        if field_name in form.not_kept or (form.is_template(text) and not filled_in):
            findings.account_for([cell.place], "not kept")
        elif field_name in self.places:
            self._again(field_name, cell)
        elif field_name in form.amounts:
            self._put_amount(field_name, cell, text)
        elif field_name in form.numbers:
            self._put_number(field_name, cell)
        elif field_name in form.texts:
            self._keep(field_name, prose(text), printed(cell))
        elif field_name == "name" and (coded := form.coded_name.fullmatch(name(text))):
            self._keep("name", coded["name"], printed(cell))
            self._keep("code", coded["code"], printed(cell))
        else:
            self._keep(field_name, name(text), printed(cell))

    def _put_amount(self, field_name: str, cell: Cell, text: str) -> None:
        amount = self.reading.amount(replace(cell, text=text), field_name, self.unit)
        if amount is None:
            return
        first = self.reading.findings.units.setdefault(self.resources[0], self.unit)
        if first != self.unit:
            self.reading.findings.not_understood(
                "number",
                cell.text,
                cell.place,
                f"This amount is in {self.unit}, but the amounts before it are in {first}.",
            )
            return
        self._keep(field_name, amount, printed(cell))

    def _put_number(self, field_name: str, cell: Cell) -> None:
        """Keep points or a rate, such as 10 or 98.93%."""
        if key(cell.text) in self.reading.vocabulary.blank:
            return
        value = number(plain(cell.text).rstrip("%分"))
        if value is None:
            self.reading.findings.not_understood(
                "number", cell.text, cell.place, f"Expected a number in column {field_name}."
            )
        else:
            self._keep(field_name, value, printed(cell))

    def add(self, field_name: str, cell: Cell) -> None:
        """Append the rest of a text that a page break has cut off."""
        if field_name not in self.values or field_name in self.reading.form.amounts:
            self.put(field_name, cell)
            return
        self._update(field_name, f"{self.values[field_name]}{prose(cell.text)}")
        self.reading.findings.account_for([cell.place], self.resources[0])
        self.reading.findings.settled[cell.place] = cell.text

    def _again(self, field_name: str, cell: Cell) -> None:
        text = name(cell.text)
        if text == self.values[field_name] or self.places[field_name][0] == cell.place:
            self.reading.findings.account_for([cell.place], self.resources[0])
        else:
            self.reading.findings.not_understood(
                "label", cell.text, cell.place, "The table has already stated this about the project."
            )

    def _keep(self, field_name: str, value: Value, place: Printed) -> None:
        if not value and value != 0:
            return
        self.places[field_name] = place
        self._update(field_name, value)
        if self.row is not None:
            self.reading.findings.trace(self.resources[0], self.row, {field_name: place})

    def _update(self, field_name: str, value: Value) -> None:
        self.values[field_name] = value
        if self.row is not None:
            self.reading.findings.resources[self.resources[0]][self.row - 1][field_name] = value

    def write(self, table: str) -> int | None:
        """Give the record its row, once; None for a template that nothing was filled in."""
        if self.row is not None:
            return self.row
        if "name" not in self.values:
            if not self.values:
                return None
            if self.fallback_name is not None:
                self._keep("name", *self.fallback_name)
            elif self.scope != AGENCY:
                self.reading.findings.not_understood(
                    "table", self.title[1] if self.title else "", table, "A project table without the project's name."
                )
                return None
        if self.scope == FUND and self.title is not None:
            self._keep("kind", FUND, self.title)
        elif self.scope == AGENCY:
            self.values["kind"] = self.kind
        if self.year is not None:
            self._keep("year", *self.year)
        self.reading.findings.open(self.resources[1])
        self.row = self.reading.findings.add(self.resources[0], self.values, self.places)
        for task in self.tasks:
            task.values["part_of"] = self.row
            task.write(table)
        return self.row
