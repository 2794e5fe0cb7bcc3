"""The pane of bookmarks: every heading once, in its place in the tree."""

from __future__ import annotations

import pikepdf
from sheets import drawn, heading, opened, paper, para

from inconfidence.core.blocks import PageBreak


def entries(above: pikepdf.Object, before: pikepdf.Object | None = None) -> list[tuple[str, int, list]]:
    """What stands under an entry, as (title, page, what stands under it), each tied to its neighbours."""
    found, each = [], above.get("/First")
    while each is not None:
        assert each.Parent == above and each.get("/Prev") == before
        found.append((str(each.Title), each.Dest[0], entries(each)))
        before, each = each, each.get("/Next")
    assert above.get("/Last") == before
    return found


def counted(tree: list[tuple[str, int, list]]) -> int:
    """How many entries stand in a tree."""
    return sum(1 + counted(under) for _, _, under in tree)


def titles(tree: list[tuple[str, int, list]]) -> list:
    """A tree without its pages."""
    return [(title, titles(under)) for title, _, under in tree]


def test_headings_are_a_tree_of_bookmarks() -> None:
    """A level that was left out is not in the tree either."""
    what = paper(
        heading("One"), heading("One and a half", 2), para("x"), heading("Łódź (old)", 4), heading("Two"), para("y")
    )

    file = opened(drawn(what))

    assert titles(entries(file.Root.Outlines)) == [("One", [("One and a half", [("Łódź (old)", [])])]), ("Two", [])]


def test_the_pane_says_how_many_entries_can_be_opened() -> None:
    """For the pane and each entry: all that stand under it, however deep (ISO 32000-1, tables 152 and 153)."""
    what = paper(heading("A"), heading("B", 2), heading("C", 3), heading("D", 2), heading("E"), heading("F"))
    file = opened(drawn(what))
    outlines = file.Root.Outlines

    assert int(outlines.Count) == counted(entries(outlines)) == 6
    assert [int(outlines.First.Count), int(outlines.First.First.Count)] == [3, 1]
    assert "/Count" not in outlines.Last


def test_a_bookmark_leads_to_the_page_its_heading_is_on() -> None:
    """Each on its own page."""
    file = opened(drawn(paper(heading("First"), PageBreak(), heading("Second"))))

    assert [page for _, page, _ in entries(file.Root.Outlines)] == [page.obj for page in file.pages]


def test_a_paper_without_headings_has_no_pane() -> None:
    """Nor an empty one."""
    assert "/Outlines" not in opened(drawn(paper(para("x")))).Root
