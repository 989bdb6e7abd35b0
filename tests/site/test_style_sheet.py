"""The style sheet of every page keeps of the theme's rules those that a page can meet, and those alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import material
import pytest
import tinycss2

from yusuan.site.style_sheet import Rule, classes_named, classes_of, needed, rules

from .conftest import ROOT

_SHEETS = (Path(material.__file__).parent / "templates/assets/stylesheets").glob("*.css")
THEME = "".join(sheet.read_text(encoding="utf-8") for sheet in sorted(_SHEETS))


def selectors_in(found: Iterable[Rule], condition: str = "") -> Iterator[tuple[str, str]]:
    """Each selector of some rules, with the condition that it stands under."""
    for rule in found:
        if rule.within:
            yield from selectors_in(rule.within, rule.heads[0])
        else:
            yield from ((condition, head) for head in rule.heads)


def test_a_page_and_its_template_name_classes_in_attributes() -> None:
    page = """<body class="page" dir="ltr"><p class='note {{ kind }} wide'>…</p><a class="">…</a></body>"""
    assert classes_of([page]) >= {"page", "note", "wide"}
    assert classes_of(["<p>class</p>"]) == set()


def test_a_script_names_a_class_in_any_word() -> None:
    assert {"y-open", "is-on"} <= classes_named(['part.classList.add("y-open"); const on = `is-on`;'])


@pytest.mark.parametrize(
    ("theme", "kept"),
    [
        ("p{margin:0}", "p{margin:0}"),
        (".note,.dialog{margin:0}", ".note{margin:0}"),
        (".note .dialog{margin:0}", ""),
        (".note:not(.dialog):hover::before{margin:0}", ".note:not(.dialog):hover::before{margin:0}"),
        (".md\\:note,.note\\.x{margin:0}", ""),
        (":is(.dialog,p) b{margin:0}", ":is(.dialog,p) b{margin:0}"),
        ("[dir=ltr] p,[dir=rtl] p{margin:0}", "[dir=ltr] p{margin:0}"),
        ("[data-md-color-scheme=slate]{color:red}", "[data-md-color-scheme=slate]{color:red}"),
        ("[data-md-color-primary=teal]{color:red}", ""),
        ("[hidden],details[open]>summary{color:red}", "[hidden],details[open]>summary{color:red}"),
        ("@media print{.note{margin:0}.dialog{margin:0}}", "@media print{.note{margin:0}}"),
        ("@media screen{.dialog{margin:0}}", ""),
        ('@supports selector(p){p{margin:0}}@charset "x";', "@supports selector(p){p{margin:0}}"),
        ("@keyframes turn{to{top:0}}@page{margin:0}", ""),
        (".note:not(.focus-visible){outline:none}", ".note:not(:focus-visible){outline:none}"),
        ("p::before{content:'}{;'}", 'p::before{content:"}{;"}'),
        ("p{background:url(data:a;b,{c})}/* p{a:b} */b{c:d}", "p{background:url(data:a;b,{c})}b{c:d}"),
    ],
)
def test_a_rule_is_kept_where_a_page_can_meet_it(theme: str, kept: str) -> None:
    assert needed(theme, "", {"note"}) == kept


def test_a_variable_is_kept_where_a_rule_of_the_theme_or_of_ours_asks_for_it() -> None:
    theme = ":root{--md-a:1;--md-b:var(--md-a);--md-c:var(--md-d);--md-d:2;color:red}"
    assert needed(theme, "p{top:var(--md-b)}", ()) == ":root{--md-a:1;--md-b:var(--md-a);color:red}p{top:var(--md-b)}"


def test_our_own_rules_stay_as_they_are_and_come_last() -> None:
    own = "/* ours */ .dialog { margin: 0 }\n"
    assert needed("p{margin:0}", own, ()) == "p{margin:0}" + own


def test_the_theme_still_says_what_is_taken_from_it_by_its_attributes() -> None:
    """A new version of the theme that names its parts otherwise would lose rules without a word."""
    kept = needed(THEME, "", {"md-typeset", "md-grid", "md-header", "md-sidebar", "md-nav"})
    for part in ("[data-md-color-scheme=slate]{", ".md-grid{", ".md-typeset table", ".md-nav", "@media print"):
        assert part in kept
    assert len(kept) < len(THEME) / 5
    assert kept.count("{") == kept.count("}")


def test_no_page_lacks_a_rule_of_the_theme(site: Path, looked_at: list[str]) -> None:
    classes = classes_of((site / url / "index.html").read_text(encoding="utf-8") for url in looked_at)
    sent = set(selectors_in(rules((site / "styles/site.css").read_text(encoding="utf-8"))))
    assert set(selectors_in(rules(needed(THEME, "", classes)))) - sent == set()


@pytest.mark.parametrize("path", sorted((ROOT / "site_src/styles").glob("*.css")), ids=lambda path: path.name)
def test_a_browser_reads_every_rule_of_our_style_sheets(path: Path) -> None:
    """After a brace too many, the next rule is nobody's."""
    read = tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True)
    wrong = [node.message for node in read if node.type == "error"]
    heads = [token for node in read if node.type == "qualified-rule" for token in node.prelude]
    assert wrong + [token.message for token in heads if token.type == "error"] == []
