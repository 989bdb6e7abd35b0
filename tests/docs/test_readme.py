"""The two READMEs: what they say is so, and they say the same."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from yusuan.cli import group

ENGLISH, CHINESE = "README.md", "README.zh-CN.md"
BOTH = (ENGLISH, CHINESE)
PROJECT = Path(__file__).parents[2]


def text(name: str) -> str:
    return (PROJECT / name).read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text(name), re.MULTILINE | re.DOTALL)


def without_comments(code: str) -> str:
    return re.sub(r" *# .*$", "", code, flags=re.MULTILINE)


def rows_of_commands(name: str) -> dict[str, str]:
    """Each command line in the table of commands, with its exit codes."""
    return dict(re.findall(r"^\| `(yusuan [^`]+)` \| [^|]+ \| ([^|]+) \|$", text(name), re.MULTILINE))


def codes(words: str) -> list[str]:
    return re.findall(r"(?:^|[·,] ?)\s*(\d+) ", words)


COMMANDS = {line.split()[1]: line for line in rows_of_commands(ENGLISH)}


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(("place", "library"), [(0, "frictionless"), (1, "pandas"), (2, "duckdb")])
def test_each_snippet_answers_what_was_budgeted_for_the_housing_provident_fund(
    name: str, place: int, library: str
) -> None:
    snippets = blocks(name, "python")
    assert len(snippets) == 3
    assert library in snippets[place]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", snippets[place]], cwd=PROJECT, capture_output=True, encoding="utf-8"
    )
    assert done.stderr == ""
    # The document, table 5: 221 02 01 住房公积金 10.84
    assert done.stdout == "10.84 万元\n"
    assert "**10.84 万元**" in text(name)


@pytest.mark.parametrize(("name", "said"), [(ENGLISH, "pandas is yours to install"), (CHINESE, "pandas 需要自己安装")])
def test_it_says_which_library_of_its_snippets_is_not_installed_with_the_site(name: str, said: str) -> None:
    installed = {re.split(r"[ =]", line)[0] for line in text("requirements.txt").splitlines() if "==" in line}
    assert {"frictionless", "duckdb"} <= installed
    assert "pandas" not in installed
    assert said in text(name)


def test_both_readmes_have_the_same_headings_snippets_commands_and_links() -> None:
    def shape(name: str) -> dict[str, list[str]]:
        return {
            "headings": [level for level, _ in re.findall(r"^(#+) (.*)$", text(name), re.MULTILINE)],
            "python": [without_comments(code) for code in blocks(name, "python")],
            "shell": [without_comments(code) for code in blocks(name, "sh")],
            "commands": [f"{line} {codes(said)}" for line, said in rows_of_commands(name).items()],
            "links": [link for link in re.findall(r"\]\(([^)]+)\)", text(name)) if not link.startswith("README")],
        }

    assert shape(CHINESE) == shape(ENGLISH)


@pytest.mark.parametrize("name", BOTH)
def test_every_link_within_the_project_leads_to_a_file(name: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", text(name)) if not link.startswith("https:")]
    assert links
    assert [link for link in links if not (PROJECT / link).is_file()] == []


@pytest.mark.parametrize("name", BOTH)
def test_every_make_target_that_a_readme_names_is_one(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", text(name), re.MULTILINE))
    assert named >= {"site", "serve", "test"}
    assert named <= targets


def test_the_readme_lists_every_command_and_no_other() -> None:
    assert sorted(COMMANDS) == group.list_commands(click.Context(group))


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_the_help_of_a_command_tells_the_same_words_and_exit_codes_as_the_readme(verb: str) -> None:
    context = click.Context(group, info_name="yusuan")
    command = group.get_command(context, verb)
    assert command is not None
    described = command.get_help(click.Context(command, parent=context, info_name=verb))
    line = COMMANDS[verb]
    told = re.search(r"Exit codes: (.*?)\.(?:\n\n|$)", re.sub(r"\n +", " ", described + "\n\n"), re.DOTALL)
    assert told, f"yusuan {verb} --help does not tell its exit codes"
    assert (
        codes(told[1])
        == codes(rows_of_commands(ENGLISH)[line])
        == (["0", "2"] if verb == "review" else ["0", "1", "2"])
    )
    options = re.findall(r"(--[a-z]+) [A-Z]+", line)
    arguments = re.sub(r"--[a-z]+ [A-Z]+", "", line).split()[2:]
    assert described.splitlines()[0].split()[3:] == ["[OPTIONS]", *arguments]
    assert [option for option in options if option not in described] == []


@pytest.mark.parametrize("name", BOTH)
def test_it_says_how_much_it_holds(name: str) -> None:
    descriptors = [json.loads(path.read_text("utf-8")) for path in PROJECT.glob("datapackages/*/*/datapackage.json")]
    agencies, regions = ({descriptor[key] for descriptor in descriptors} for key in ("agency", "region"))
    years = {descriptor["year"] for descriptor in descriptors}
    [line] = [line for line in text(name).splitlines() if "2026" in line and "2017" in line]
    said = sorted(int(number) for number in re.findall(r"\d+", line))
    assert said == sorted([len(descriptors), len(agencies), len(regions), min(years), max(years)])
