"""The matrix as people and programs read it."""

from __future__ import annotations

from disclosure import matrix_page, matrix_rows, shipped_matrix
from disclosure.matrix import CASE_KINDS, CLASSES, ROLES

MATRIX = shipped_matrix()
PAGE = matrix_page()


def section(heading: str) -> str:
    return PAGE.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]


def test_the_page_has_every_role_and_every_class_in_words() -> None:
    """A records officer finds each of them."""
    assert all(f"## {words} (`{role}`)" in PAGE for role, words in MATRIX.roles.items())
    assert all(words in PAGE for words in MATRIX.classes.values())


def test_every_ground_stands_on_the_page() -> None:
    """Nothing is decided that the page does not give the reason for."""
    assert all(cell.ground in PAGE for cell in MATRIX.cells.values())


def test_what_differs_by_kind_of_case_is_told_by_kind_of_case() -> None:
    """The notice of L85 stands under the referrer of a group only."""
    line = next(each for each in section("Person who raised").splitlines() if "need to know basis" in each)

    assert "| group | by an assessor's decision |" in line


def test_the_page_says_that_the_unknown_is_withheld_and_what_a_council_may_set() -> None:
    """With the protocol's protection of professionals as what holds when nothing was set."""
    assert "What stands nowhere here is withheld" in PAGE
    assert "| professional referrers | protected |" in section("What a council may set")


def test_what_is_withheld_is_told_with_the_readers_it_is_withheld_from() -> None:
    """The narrative is not for attendees."""
    line = next(each for each in section("What is withheld").splitlines() if each.startswith("| What was reported"))

    assert "attendee" in line and "assessor" not in line


def test_every_line_of_a_table_has_the_cells_of_its_head() -> None:
    """A stroke in a ground would break the table for whoever reads it."""
    tables = [block for block in PAGE.split("\n\n") if block.startswith("| ")]

    assert all(len({line.count("|") for line in table.splitlines()}) == 1 for table in tables)


def test_programs_get_every_cell_once() -> None:
    """Role, class, kind of case, cell and ground."""
    rows = matrix_rows()

    assert len(rows) == len({(row["role"], row["class"], row["kind"]) for row in rows})
    assert len(rows) == len(ROLES) * len(CLASSES) * len(CASE_KINDS)
    assert all(MATRIX.cell(row["role"], row["class"], row["kind"]).ground == row["ground"] for row in rows)
