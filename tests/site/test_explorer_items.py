"""The explorer's items: one file names all, and one of each class has what is printed of it."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from yusuan.package.layout import PackageId
from yusuan.site.explorer.data import Coded, items_files
from yusuan.site.headlines import Amount


def files(**items: list[Coded]) -> dict[str, Any]:
    """The files of departments with these items, by name."""
    members: dict[str, Any] = {}
    for slug in items:
        id_ = PackageId(slug, 2026, "budget")
        members[str(id_)] = SimpleNamespace(disclosure=SimpleNamespace(id=id_, url=f"agencies/{id_}/"))
    edition: Any = SimpleNamespace(name="2026-budget", members=tuple(members.values()))
    by_package = {f"{slug}/2026-budget": those for slug, those in items.items()}
    return dict(items_files(edition, members, by_package))


def printed(slug: str, code: str, value: str, whole: str) -> Coded:
    url = f"agencies/{slug}/2026-budget/tables/expenditure/#r3-total"
    return Coded(code, code, Amount(Decimal(value), url, value), "printed", Decimal(whole))


def test_an_item_is_in_the_file_of_its_class_with_what_it_is_a_part_of() -> None:
    found = files(
        a=[
            printed("a", "2080505.general_public_budget", "13.66", "147.16"),
            printed("a", "e30101.basic", "40", "147.16"),
        ],
        b=[printed("b", "2080505.general_public_budget", "1", "100")],
    )
    assert sorted(found) == ["items", "items-208", "items-e301"]
    part = found["items-208"]
    (thing,) = part["things"]
    assert (thing["of"], thing["amount"]) == ([0, 1], ["13.66", "1"])
    assert part["books"]["general_public_budget"] == {0: "147.16", 1: "100"}
    assert part["cells"] == ["tables/expenditure/#r*-total"]


def test_the_list_of_items_names_every_one_and_has_no_amounts() -> None:
    found = files(a=[printed("a", "2080505.basic", "1", "2"), printed("a", "2010101.basic", "1", "2")])
    assert found["items"]["things"] == [["2010101.basic"] * 2, ["2080505.basic"] * 2]


def test_an_item_without_an_amount_says_why() -> None:
    found = files(a=[Coded("2080505.basic", "养老", None, "unclear", None)])
    (thing,) = found["items-208"]["things"]
    assert (thing["amount"], thing["state"]) == ([None], {0: "unclear"})
