"""Words of a page are read as they lie on it, whatever order they were drawn in."""

from __future__ import annotations

import io

import pikepdf

from disclosure.leaks.opening import open_file
from tests.disclosure.leaks.planting_pdf import PDF
from tests.generator.drawing.sheets import MARK, drawn, paper, para, table


def said(content: bytes, channel: str) -> str:
    return "\n".join(each.text for each in open_file(content, "") if each.channel == channel)


def test_cells_beside_one_another_stand_in_one_line() -> None:
    """A first name and a surname in two columns are read together."""
    content = drawn(paper(table(1), para("After the table."))).content

    lines = said(content, "page text by position").splitlines()

    assert any(line.split() == ["Row", "1", "Not", "known"] for line in lines), lines


def test_the_mark_across_a_page_does_not_cut_its_lines() -> None:
    """Pale words that lie over the lines are a line of their own."""
    content = drawn(paper(*(para(f"Line {number} of the page") for number in range(30)))).content

    lines = [" ".join(line.split()) for line in said(content, "page text by position").splitlines()]

    assert " ".join(MARK.ground.split()) in lines
    assert all(f"Line {number} of the page" in lines for number in range(30))


def test_a_page_taken_out_of_the_page_tree_is_still_read() -> None:
    """A page no reader shows is an object like any other, and its words are drawn to be read."""
    content = PDF["page text"](drawn(paper(para("Only page"))).content, "Rivka")
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.Root.Kept = pdf.pages[0].obj
        del pdf.pages[0]
        pdf.add_blank_page()
        pdf.save(written)

    found = {each.channel for each in open_file(written.getvalue(), "") if "Rivka" in each.text}

    assert found == {"undrawn content"}
