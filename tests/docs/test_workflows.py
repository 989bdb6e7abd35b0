"""The workflows: what runs a stranger's code has no rights, and what has rights runs none of a stranger's code."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).parents[2]
WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))
each = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def parsed(path: Path) -> dict[Any, Any]:
    workflow: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return workflow


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = parsed(path)["jobs"]
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


def triggers(path: Path) -> set[str]:
    # YAML 1.1 reads the word `on` as true.
    on = parsed(path)[True]
    return set(on if isinstance(on, (dict, list)) else [on])


def rights(path: Path) -> dict[str, set[str]]:
    """What each job may write."""
    return {
        name: {
            scope
            for scope, right in {**parsed(path)["permissions"], **job.get("permissions", {})}.items()
            if right == "write"
        }
        for name, job in jobs(path).items()
    }


@each
def test_an_action_is_pinned_by_the_hash_of_its_commit(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert len(used) == sum("uses" in step for step in steps(path))
    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)] == []


@each
def test_a_workflow_as_a_whole_may_only_read(path: Path) -> None:
    assert parsed(path)["permissions"] == {"contents": "read"}


@each
def test_no_secret_is_named(path: Path) -> None:
    assert "secrets" not in path.read_text("utf-8")


@each
def test_no_script_has_words_of_a_stranger_put_into_it(path: Path) -> None:
    # A branch's name put into a script by `${{ … }}` is run; from the environment it is only read.
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@each
def test_no_workflow_runs_a_pull_request_with_the_rights_of_the_project(path: Path) -> None:
    assert "pull_request_target" not in triggers(path)
    if "pull_request" in triggers(path):
        assert set().union(*rights(path).values()) == set()


@each
def test_what_is_checked_out_keeps_no_token(path: Path) -> None:
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@each
def test_what_may_write_runs_none_of_the_code_of_the_repository(path: Path) -> None:
    for name, may_write in rights(path).items():
        if may_write:
            job = jobs(path)[name]
            assert not any(step.get("uses", "").startswith("actions/checkout") for step in job["steps"])
            assert not any(
                re.search(r"\b(git|make|\.ci/|pip|yusuan) ", step.get("run", "").replace("yusuan review", ""))
                for step in job["steps"]
            )


COMMENT = PROJECT / ".github/workflows/comment.yml"


def test_the_comment_may_write_under_pull_requests_and_nothing_else() -> None:
    assert triggers(COMMENT) == {"workflow_run"}
    assert parsed(COMMENT)[True]["workflow_run"]["workflows"] == [
        parsed(PROJECT / ".github/workflows/review.yml")["name"]
    ]
    assert jobs(COMMENT)["comment"]["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert [step for step in steps(COMMENT) if "uses" in step] == []


def comment_on(report: bytes, folder: Path) -> str:
    """What the step that makes the comment makes of a report."""
    with zipfile.ZipFile(folder / "report.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("review.txt", report)
        archive.writestr("../outside.txt", "never unpacked")
    script = next(step["run"] for step in steps(COMMENT) if step.get("shell") == "python")
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["comment.md", "report.zip"]
    return (folder / "comment.md").read_text("utf-8")


def test_the_text_of_a_report_is_shown_as_code_whatever_it_says(tmp_path: Path) -> None:
    hostile = "1 package: valid\n```\n</details><script>alert(1)</script> @everyone\r![x](https://example.org/x.png)\n\x0bend\u2028# Title\n\u202e\x1b[31m昌吉"
    body = comment_on(hostile.encode(), tmp_path)
    head, blank, said = body.partition("\n\n")
    assert head.startswith("<!-- yusuan review -->\n")
    assert blank
    assert [line for line in said.splitlines() if not line.startswith("    ")] == []
    assert "昌吉" in said
    assert not {"\r", "\x0b", "\u2028", "\u202e", "\x1b"} & set(body)


def test_a_long_report_is_cut_to_what_github_takes(tmp_path: Path) -> None:
    body = comment_on("预算\n".encode() * 5_000_000, tmp_path)
    assert len(body) < 65_000
    assert body.endswith("\n\nThe rest is in the run of the workflow `review`.\n")


GH = """#!/bin/sh
printf '%s\\n' "$*" >> calls
case "$*" in
  *"/artifacts "*) echo 7 ;;
  */zip*) printf 'bytes' ;;
  *"/pulls "*) echo 12 ;;
  *"comments --jq"*) cat last ;;
esac
"""


@pytest.mark.parametrize(("last", "posted"), [
    ("", "api --method POST repos/o/r/issues/12/comments -F body=@comment.md --silent"),
    ("34\n35\n", "api --method PATCH repos/o/r/issues/comments/34 -F body=@comment.md --silent"),
])  # fmt: skip
def test_the_comment_goes_under_the_pull_request_and_takes_the_place_of_the_last(
    tmp_path: Path, last: str, posted: str
) -> None:
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "last").write_text(last)
    environment = {
        "PATH": f"{tmp_path}:/usr/bin:/bin",
        "REPOSITORY": "o/r",
        "RUN": "5",
        "HEAD": "stranger:$(touch ran)",
        "HEAD_SHA": "0" * 40,
    }
    for step in steps(COMMENT):
        if "shell" not in step:
            done = subprocess.run(
                ["bash", "-eo", "pipefail", "-c", step["run"]],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
            )
            assert (done.returncode, done.stderr) == (0, "")
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls[-1] == posted
    assert any("head=stranger:$(touch ran)" in call for call in calls)
    assert not (tmp_path / "ran").exists()
    assert (tmp_path / "report.zip").read_text() == "bytes"
