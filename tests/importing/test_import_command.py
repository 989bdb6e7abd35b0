"""`yusuan import`: what it writes, what it keeps, what it says, and how it ends."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from yusuan.checks.outcomes import checked
from yusuan.package.layout import PackageId, Packages


class Ended(Protocol):
    code: int
    out: str
    err: str


Import = Callable[..., Ended]
FOLDER = Path("datapackages/changji-sme/2023-budget")
KEPT = ("data/corrections.csv", "data/confirmations.csv")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(source: Path, *changes: tuple[str, str]) -> Path:
    """Change the document as said; each text to be changed must be in it."""
    text = source.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    source.write_text(text, encoding="utf-8")
    return source


def of_another(source: Path, issuer: str) -> Path:
    """The document under another department's name; blank: it does not say whose it is."""
    text = source.read_text(encoding="utf-8")
    for name in ("昌吉州中小企业发展局", "昌吉回族自治州中小企业发展局"):
        assert name in text
        text = text.replace(name, issuer)
    source.write_text(text, encoding="utf-8")
    return source


def is_one_clear_line(ended: Ended, *words: str) -> bool:
    line = ended.err.strip().splitlines()[-1] if ended.err.strip() else ""
    told = [text for text in ended.err.splitlines() if text.startswith("yusuan: ")]
    return told == [line] and "Traceback" not in ended.err + ended.out and all(word in line for word in words)


def test_importing_again_changes_no_byte(importing: Import, source: Path, repository: Path) -> None:
    before = files(repository / "datapackages")
    ended = importing(source)
    assert files(repository / "datapackages") == before
    assert ended.code == 0
    assert "nothing changed" in ended.out
    assert "Not understood: nothing" in ended.out


def test_importing_again_leaves_the_files_themselves_alone(importing: Import, source: Path, repository: Path) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in (repository / "datapackages").rglob("*") if path.is_file()}
    importing(source)
    assert {
        path: path.stat().st_mtime_ns for path in (repository / "datapackages").rglob("*") if path.is_file()
    } == stamps


def test_the_package_can_be_made_again_from_its_document_byte_for_byte(
    importing: Import, source: Path, repository: Path
) -> None:
    before = files(repository / FOLDER)
    reference = files(repository / "datapackages" / "reference")
    shutil.rmtree(repository / FOLDER)
    # What people had confirmed is gone with the folder: the document's discrepancies are told as new.
    assert importing(source).code == 1
    made = files(repository / FOLDER)
    # What people keep is not in the document, and so neither are its size and hash in the descriptor.
    for name in KEPT:
        before.pop(name)
        made.pop(name)
    assert made == before
    assert files(repository / "datapackages" / "reference") == reference


def test_what_the_document_is_called_and_where_it_lies_does_not_matter(
    importing: Import, source: Path, repository: Path
) -> None:
    before = files(repository / FOLDER)
    elsewhere = source.parent / "别处" / "公开 文件.text"
    elsewhere.parent.mkdir()
    shutil.copy(source, elsewhere)
    assert importing(elsewhere).code == 0
    assert files(repository / FOLDER) == before


def test_it_prints_what_was_read(importing: Import, source: Path) -> None:
    out = importing(source).out
    assert "昌吉州中小企业发展局" in out
    assert "2023-01-31" in out
    for words in ("收支总体情况表", "政府性基金预算支出情况表", "absent", "declared-empty", "62", "78"):
        assert words in out


def test_corrections_and_confirmations_stay_and_corrections_are_applied(
    importing: Import, source: Path, repository: Path
) -> None:
    data = repository / FOLDER / "data"
    header = (data / "corrections.csv").read_text(encoding="utf-8").splitlines()[0]
    correction = f"{header}\nincome,1,total,372.48,372.49,misread,the scan\n"
    confirmation = (data / "confirmations.csv").read_text(encoding="utf-8") + "a_rule,a subject,1,2,I looked\n"
    (data / "corrections.csv").write_text(correction, encoding="utf-8")
    (data / "confirmations.csv").write_text(confirmation, encoding="utf-8")
    ended = importing(source)
    assert (data / "corrections.csv").read_text(encoding="utf-8") == correction
    assert (data / "confirmations.csv").read_text(encoding="utf-8") == confirmation
    assert rows(data / "income.csv")[0]["total"] == "372.49"
    assert "Corrections applied: 1" in ended.out


def test_a_correction_that_no_longer_matches_stops_the_import(
    importing: Import, source: Path, repository: Path
) -> None:
    path = repository / FOLDER / "data/corrections.csv"
    path.write_text(
        path.read_text(encoding="utf-8").splitlines()[0] + "\nincome,1,total,999,1,misread,the scan\n", encoding="utf-8"
    )
    before = files(repository / "datapackages")
    ended = importing(source)
    # Nothing was imported: 1 is for what was read.
    assert ended.code == 2
    assert is_one_clear_line(ended, "corrections.csv:2", "372.48", "999")
    assert files(repository / "datapackages") == before


def test_without_narrative_only_figures_codes_names_and_headings_are_kept(
    importing: Import, source: Path, repository: Path
) -> None:
    data = repository / FOLDER / "data"
    before = files(repository / FOLDER)
    ended = importing(source, "--without-narrative")
    # What people confirmed of the words alone can no longer be looked up: each such row is named.
    assert ended.code == 1
    assert "units_below_are_as_stated “subordinate_units”: there is no such check." in ended.out + ended.err
    assert rows(data / "paragraphs.csv") == []
    assert rows(data / "glossary.csv") == []
    assert all("goal" not in row for row in rows(data / "projects.csv"))
    assert not (repository / FOLDER / "source/document.txt").exists()
    everything = "\n".join(path.read_text(encoding="utf-8") for path in data.glob("*.csv"))
    # From L66, L350, L512 and L622: text that is not ours to pass on.
    for words in (
        "为全州中小企业的发展提供技术创新",
        "主要原因是昌吉州中小企业发展项目经费",
        "参与研究拟定中小企业发展规划",
        "指由一般公共预算",
    ):
        assert words not in everything
    for name, content in before.items():
        resource = Path(name).stem
        if name.startswith("data/") and resource not in (
            "paragraphs",
            "glossary",
            "projects",
            "provenance",
            "key-figures",
            "statements",
        ):
            assert files(repository / FOLDER)[name] == content, name


def test_what_the_narrative_must_say_is_not_missed_where_it_was_not_kept(
    importing: Import, source: Path, repository: Path
) -> None:
    packages, package = Packages(repository / "datapackages"), PackageId.parse("changji-sme/2023-budget")
    importing(source, "--without-narrative")
    with checked(packages, [package]) as connection:
        states = dict(connection.execute("select item, state from derived.completeness").fetchall())
    # It was looked for when the document was imported, and that is kept: the text states each of these (L44 and on).
    assert {states[item] for item in ("N1", "N2", "N3")} == {"present"}
    assert states["T8"] == "absent"


def test_without_narrative_every_figure_of_the_text_is_still_there_and_traced(
    importing: Import, source: Path, repository: Path
) -> None:
    data = repository / FOLDER / "data"
    figures = {
        name: [
            [row[column] for column in ("quantity", "value", "unit", "trend")]
            for row in rows(data / f"{name}.csv")
            if row["value"]
        ]
        for name in ("statements", "key-figures")
    }
    amounts = [
        [row[column] for column in ("name", "total", "fiscal_appropriation", "other_funds")]
        for row in rows(data / "projects.csv")
    ]
    traced = {row["source"] for row in rows(data / "provenance.csv") if row["field"] == "value"}
    importing(source, "--without-narrative")
    for name, values in figures.items():
        assert [
            [row[column] for column in ("quantity", "value", "unit", "trend")]
            for row in rows(data / f"{name}.csv")
            if row["value"]
        ] == values
    assert [
        [row[column] for column in ("name", "total", "fiscal_appropriation", "other_funds")]
        for row in rows(data / "projects.csv")
    ] == amounts
    provenance = rows(data / "provenance.csv")
    assert {row["source"] for row in provenance if row["field"] == "value"} == traced
    for entry in provenance:
        assert rows(data / f"{entry['resource']}.csv")[int(entry["row"]) - 1][entry["field"]] != ""


def test_without_narrative_no_sentence_of_the_document_is_in_any_column(
    importing: Import, source: Path, repository: Path
) -> None:
    data = repository / FOLDER / "data"
    said = [row["text"] for row in rows(data / "paragraphs.csv")] + [row["goal"] for row in rows(data / "projects.csv")]
    sentences = {sentence for text in said for sentence in re.split("[。；]", text) if len(sentence) > 30}
    # A goal in a table that nothing knows is listed, and its sentence is none that may be passed on either.
    goal = "通过提供方便快捷、形式多样的公共服务，保障独居老年人的居家安全，满足多元化的养老服务需求"
    text = source.read_text("utf-8")
    source.write_text(text + f"\n\n未知的表\n\n目标\t金额\n{goal}\t3.00\n", "utf-8")
    importing(source, "--without-narrative")
    everything = "\n".join(path.read_text(encoding="utf-8") for path in data.glob("*.csv"))
    assert len(sentences) > 20
    assert [sentence for sentence in (*sentences, goal) if sentence in everything] == []


def test_without_narrative_the_package_is_valid(importing: Import, yusuan: Import, source: Path) -> None:
    importing(source, "--without-narrative")
    assert yusuan("validate", "changji-sme/2023-budget").code == 0


def test_a_column_that_no_form_knows_is_named_with_its_place_and_the_rest_is_read(
    importing: Import, source: Path, repository: Path
) -> None:
    before = rows(repository / FOLDER / "data/income.csv")
    ended = importing(edit(source, ("单位资金\t财政拨款结转", "彩票公益金\t财政拨款结转")))
    assert ended.code == 1
    unread = rows(repository / FOLDER / "data/unread.csv")
    assert ("header", "彩票公益金", "L126C13") in {(row["kind"], row["text"], row["source"]) for row in unread}
    assert all(row["reason"] for row in unread)
    assert "L126C13" in ended.out
    assert "彩票公益金" in ended.out
    assert [row["non_fiscal_carryover"] for row in rows(repository / FOLDER / "data/income.csv")] == [
        row["non_fiscal_carryover"] for row in before
    ]


def test_a_figure_under_a_column_that_no_form_knows_is_not_lost_silently(
    importing: Import, source: Path, repository: Path
) -> None:
    importing(
        edit(
            source,
            ("上级政府性基金安排的转移支付", "彩票公益金"),
            ("一般公共服务支出\t372.48\t107.9\t107.9\t\t\t\t", "一般公共服务支出\t372.48\t107.9\t107.9\t\t\t8.88\t"),
        )
    )
    unread = rows(repository / FOLDER / "data/unread.csv")
    assert any("8.88" in row["text"] and row["source"].startswith("L128C10") for row in unread)


def test_a_cell_that_is_no_number_is_left_blank_and_named_with_its_place(
    importing: Import, source: Path, repository: Path
) -> None:
    ended = importing(edit(source, ("事业单位离退休\t0.60\t0.60\t0.60", "事业单位离退休\t0.6O\t0.60\t0.60")))
    assert ended.code == 1
    assert ("number", "0.6O", "L135C5") in {
        (row["kind"], row["text"], row["source"]) for row in rows(repository / FOLDER / "data/unread.csv")
    }
    row = next(row for row in rows(repository / FOLDER / "data/income.csv") if row["code"] == "2080502")
    assert (row["total"], row["fiscal_appropriation"]) == ("", "0.60")
    assert "L135C5" in ended.out


def test_a_figure_in_a_sentence_that_means_nothing_to_the_form_is_listed(
    importing: Import, source: Path, repository: Path
) -> None:
    ended = importing(edit(source, ("无其他需要说明的事项。", "另有神秘数字 77.77 在此。")))
    assert ended.code == 1
    assert any(
        "77.77" in row["text"] and row["source"] == "L618@8" for row in rows(repository / FOLDER / "data/unread.csv")
    )


def test_a_table_without_a_known_title_is_named_with_its_place(
    importing: Import, source: Path, repository: Path
) -> None:
    ended = importing(edit(source, ("\n支出总体情况表\n", "\n会议费情况表\n")))
    assert ended.code == 1
    assert ("table", "L156") in {(row["kind"], row["source"]) for row in rows(repository / FOLDER / "data/unread.csv")}
    state = {row["table_name"]: row["state"] for row in rows(repository / FOLDER / "data/tables.csv")}
    assert state["expenditure"] == "absent"
    assert not (repository / FOLDER / "data/expenditure.csv").exists()


def test_a_code_that_the_reference_does_not_have_is_added_as_unverified_and_said(
    importing: Import, source: Path, repository: Path
) -> None:
    text = source.read_text(encoding="utf-8").replace("201\t13\t02\t一般行政管理事务", "201\t13\t77\t新设事务")
    source.write_text(text, encoding="utf-8")
    ended = importing(source)
    added = [
        row
        for row in rows(repository / "datapackages/reference/data/functional-classification.csv")
        if row["code"] == "2011377"
    ]
    assert [(row["name"], row["level"], row["parent"], row["status"]) for row in added] == [
        ("新设事务", "3", "20113", "unverified")
    ]
    assert "2011377 新设事务" in ended.out


def test_an_agency_that_the_reference_does_not_have_is_added_and_said(
    yusuan: Import, source: Path, repository: Path
) -> None:
    of_another(source, "奇台县林业局")
    ended = yusuan("import", str(source), "--agency", "new-bureau", "--year", "2023")
    # Its discrepancies are those of the document, and nobody has confirmed them for this agency.
    assert ended.code == 1
    added = [
        row for row in rows(repository / "datapackages/reference/data/agencies.csv") if row["agency"] == "new-bureau"
    ]
    assert [(row["name"], row["status"]) for row in added] == [("奇台县林业局", "unverified")]
    assert "new-bureau" in ended.out
    assert (repository / "datapackages/new-bureau/2023-budget/datapackage.json").is_file()
    assert yusuan("validate").code == 0


def is_refused(yusuan: Import, repository: Path, source: Path, agency: str, *told: str) -> bool:
    """Whether the document is refused for this agency in one clear line, and nothing is written."""
    before = files(repository / "datapackages")
    ended = yusuan("import", str(source), "--agency", agency, "--year", "2023")
    return ended.code == 2 and is_one_clear_line(ended, *told) and files(repository / "datapackages") == before


def test_a_document_of_another_agency_that_is_known_does_not_replace_what_is_there(
    yusuan: Import, source: Path, repository: Path
) -> None:
    of_another(source, "烟台市审计局")
    told = (
        str(source),
        "烟台市审计局 is known as yantai-audit, not as changji-sme. Import it with --agency yantai-audit.",
    )
    assert is_refused(yusuan, repository, source, "changji-sme", *told)
    assert yusuan("import", str(source), "--agency", "yantai-audit", "--year", "2023").code == 1


def test_an_agency_that_is_known_by_another_slug_is_added_and_said_to_be_known(
    yusuan: Import, source: Path, repository: Path
) -> None:
    ended = yusuan("import", str(source), "--agency", "changji-2", "--year", "2023")
    assert ended.code == 1
    told = "already known as changji-sme: if both are the same agency, import it with --agency changji-sme instead"
    assert told in " ".join(ended.out.split())


def test_a_document_that_bears_no_name_of_the_agency_does_not_replace_its_package(
    importing: Import, yusuan: Import, source: Path, repository: Path
) -> None:
    of_another(source, "奇台县林业局")
    told = (
        "its issuer is 奇台县林业局, but changji-sme/2023-budget already exists and belongs to 昌吉州中小企业发展局.",
        "agency-names.csv",
    )
    assert is_refused(yusuan, repository, source, "changji-sme", *told)
    # The remedy: a person says that both are one.
    with (repository / "datapackages/reference/data/agency-names.csv").open("a", encoding="utf-8") as names:
        names.write("changji-sme,奇台县林业局,short\n")
    assert importing(source).code in (0, 1)
    assert "奇台县林业局" in (repository / FOLDER / "datapackage.json").read_text("utf-8")


def test_another_name_of_the_agency_is_enough(importing: Import, source: Path) -> None:
    # 预算单位 of the project sheets (L626 and on) is 昌吉回族自治州中小企业发展局, the other name in the reference.
    text = source.read_text("utf-8")
    assert "昌吉回族自治州中小企业发展局" in text
    source.write_text(text.replace("昌吉州中小企业发展局", "昌吉州中小企业局"), "utf-8")
    assert importing(source).code in (0, 1)


def test_a_document_that_does_not_name_its_issuer_is_of_the_agency_that_was_asked_for(
    importing: Import, source: Path
) -> None:
    assert importing(of_another(source, "")).code in (0, 1)


def test_a_department_as_a_whole_and_its_own_office_may_go_by_one_name(
    yusuan: Import, source: Path, repository: Path
) -> None:
    with (repository / "datapackages/reference/data/agencies.csv").open("a", encoding="utf-8") as agencies:
        agencies.write("changji-sme-own,昌吉州中小企业发展局（本级）,,652300,changji-sme,unverified,\n")
    assert yusuan("import", str(source), "--agency", "changji-sme-own", "--year", "2023").code == 1


@pytest.mark.parametrize(("words", "told"), [
    (("missing.txt", "--agency", "changji-sme", "--year", "2023"), ("missing.txt",)),
    (("empty.txt", "--agency", "changji-sme", "--year", "2023"), ("empty.txt",)),
    (("zeros.txt", "--agency", "changji-sme", "--year", "2023"), ("zeros.txt",)),
    (("latin.txt", "--agency", "changji-sme", "--year", "2023"), ("latin.txt",)),
    (("letter.txt", "--agency", "changji-sme", "--year", "2023"), ("letter.txt", "none of the ten budget tables")),
    ((".", "--agency", "changji-sme", "--year", "2023"), (".",)),
    (("published.txt", "--agency", "changji-sme", "--year", "2024"), ("2023", "2024", "--year 2023")),
    (("published.txt", "--agency", "changji-sme", "--year", "2023", "--kind", "final-accounts"), ("budget", "final-accounts")),
    (("published.txt", "--agency", "Changji SME", "--year", "2023"), ("Changji SME",)),
    (("published.txt", "--agency", "../changji", "--year", "2023"), ("../changji",)),
    (("published.txt", "--agency", "changji-sme", "--year", "23"), ("23",)),
    (("published.txt", "--agency", "changji-sme", "--year", "this"), ("--year",)),
    (("published.txt", "--agency", "changji-sme"), ("--year",)),
    (("published.txt", "--year", "2023"), ("--agency",)),
    (("published.txt", "--agency", "changji-sme", "--year", "2023", "--packages", "nowhere"), ("nowhere",)),
    ((), ("SOURCE",)),
])  # fmt: skip
def test_what_cannot_be_read_or_was_called_wrongly_ends_with_2_one_clear_line_and_nothing_written(
    yusuan: Import, source: Path, repository: Path, words: tuple[str, ...], told: tuple[str, ...]
) -> None:
    (repository / "empty.txt").write_text("\n\n  \n", encoding="utf-8")
    (repository / "zeros.txt").write_bytes(b"PK\x03\x04\x00\x00")
    (repository / "latin.txt").write_bytes(b"\xff\xff\xff")
    (repository / "letter.txt").write_text("尊敬的读者：\n您好。\n", encoding="utf-8")
    before = files(repository / "datapackages")
    ended = yusuan("import", *words)
    assert ended.code == 2
    assert is_one_clear_line(ended, *told)
    assert files(repository / "datapackages") == before


def test_a_document_that_cannot_be_read_leaves_no_package_behind(yusuan: Import, repository: Path) -> None:
    (repository / "letter.txt").write_text("尊敬的读者：\n您好。\n", encoding="utf-8")
    yusuan("import", "letter.txt", "--agency", "new-bureau", "--year", "2023")
    assert not (repository / "datapackages/new-bureau").exists()
    assert [path for path in (repository / "datapackages").iterdir() if path.name.startswith(".")] == []


def test_quiet_shows_no_progress(importing: Import, source: Path) -> None:
    assert importing(source, "--quiet").err == ""
