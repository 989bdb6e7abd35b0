"""Text that knows where each of its characters was printed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yusuan.document import Line, Placed

lines = st.builds(
    Line,
    st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=30),
    st.integers(1, 999).map("L{}".format),
)


def points_home(placed: Placed, sources: dict[str, str]) -> bool:
    """Whether every character stands in its source where its mark says."""
    return len(placed.text) == len(placed.marks) and all(
        sources[place][number - 1] == character
        for character, (place, number) in zip(placed.text, placed.marks, strict=True)
    )


@given(lines)
def test_each_character_of_a_line_points_to_where_it_stands(line: Line) -> None:
    placed = Placed.of(line)
    assert placed.text == line.text.strip()
    assert points_home(placed, {line.place: line.text})


@given(st.lists(lines, max_size=5, unique_by=lambda line: line.place), st.data())
def test_joining_parting_and_taking_out_spaces_keep_every_place(several: list[Line], data: st.DataObject) -> None:
    sources = {line.place: line.text for line in several}
    joined = Placed.join(Placed.of(line) for line in several)
    start = data.draw(st.integers(0, len(joined.text)))
    end = data.draw(st.integers(start, len(joined.text)))
    bare = joined.without_spaces()
    for placed in (joined, joined.part(start, end), joined.part(start), bare, joined.part(start, end).without_spaces()):
        assert points_home(placed, sources)
    assert joined.part(start, end).text == joined.text[start:end]
    assert bare.text == "".join(joined.text.split())


def test_a_locator_of_a_character_counts_the_line_as_printed_from_1() -> None:
    placed = Placed.of(Line("  收支总预算 411.74 万元。", "L340"))
    assert placed.at(placed.text.index("411")) == "L340@9"


def test_a_paragraph_over_two_lines_says_so() -> None:
    one, two = Placed.of(Line("住房保", "L384")), Placed.of(Line("障支出", "L386"))
    assert (one.place, Placed.join([one, two]).place) == ("L384", "L384:L386")
    assert Placed.join([one, two]).at(3) == "L386@1"
