"""Every paper is at once PDF/A-3a and PDF/UA-1, and the same each time it is drawn."""

from __future__ import annotations

import dataclasses

import page
import pikepdf
import pytest
from sheets import (
    FULL_MARK,
    GUARDIAN,
    SEAL,
    bars,
    cell,
    drawn,
    everything,
    heading,
    heat,
    item,
    opened,
    paper,
    para,
    row,
    table,
)

from generator.preflight import preflight
from inconfidence.core.blocks import Cell, Paper, ParagraphStyle, Row, Table
from inconfidence.core.documents import SignatureField

PAPERS = {
    "everything": everything(),
    "one line": paper(para("Nothing else.")),
    "a blank page": paper(),
    "a list": paper(item("One"), item("Below", "–", 1), item("Two"), item("Three", "1.", ordered=True)),
    "a table over pages": paper(heading("People"), table(80)),
    "charts": paper(bars("1", "2"), heat(1, 2, 3)),
}


def failures(content: bytes, profile: str) -> list[str]:
    return [f"{one.rule_id}: {one.message}" for one in page.validate_pdf_bytes(content, profile=profile).failures]


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_paper_conforms(name: str, profile: str) -> None:
    """An outside checker finds no fault, with every kind of block, or with hardly anything."""
    fields = (SEAL, GUARDIAN, SignatureField("chair", "chair", "Signature of the chair")) * (name == "everything")

    marked = drawn(PAPERS[name], *fields, mark=FULL_MARK)

    assert failures(marked.content, profile) == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_passes_preflight(name: str) -> None:
    """What another program reads on every page is what was drawn there, in that order."""
    fields = (SEAL, GUARDIAN) * (name == "everything")
    marked = drawn(PAPERS[name], *fields, mark=FULL_MARK, must_show=("R-7K3M-9QXT", "copy 07 of 12"))

    checked = preflight(marked)

    assert checked.page_count == len(marked.pages)
    assert (checked.content, checked.view, checked.fields) == (marked.content, marked.view, marked.fields)


def test_drawing_twice_gives_the_same_bytes() -> None:
    """Nothing in the file comes from the clock or from chance."""
    first, second = drawn(everything(), SEAL, GUARDIAN), drawn(everything(), SEAL, GUARDIAN)

    assert first.content == second.content


def test_the_identity_of_a_file_comes_from_its_content() -> None:
    """Two papers that differ by a word have different /ID."""
    one, other = (opened(drawn(paper(para(words)))).trailer.ID[0] for words in ("One", "Two"))

    assert bytes(one) != bytes(other)


def test_dates_and_title_are_those_given() -> None:
    """The file's date is the one passed in, in UTC, and its title is the paper's."""
    pdf = opened(drawn(dataclasses.replace(paper(para("x")), title="Überblick (Ł) & more")))

    assert str(pdf.docinfo["/CreationDate"]) == "D:20261210183000+00'00'"
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Überblick (Ł) & more"
        assert metadata["xmp:CreateDate"] == "2026-12-10T18:30:00Z"


def test_only_our_fonts_are_in_the_file() -> None:
    """No Helvetica gets in: every font is a subset of ours with its letters inside."""
    pdf = opened(drawn(everything(), SEAL, GUARDIAN))
    fonts = [one for one in pdf.objects if isinstance(one, type(pdf.Root)) and one.get("/Type") == "/Font"]

    assert len(fonts) >= 2
    assert all("+NotoSans-" in str(font.BaseFont) and "/FontFile2" in font.FontDescriptor for font in fonts)


def test_bookmarks_never_skip_a_level() -> None:
    """A Heading 3 straight under a Heading 1 is one step down, in the tree and in the pane."""
    what: Paper = paper(heading("One"), heading("Deep", 3), heading("Two"))

    pdf = opened(drawn(what))

    tags = [str(kid.S) for kid in pdf.Root.StructTreeRoot.K[0].K]
    assert tags == ["/H1", "/H2", "/H1"]
    assert str(pdf.Root.Outlines.First.First.Title) == "Deep"


def test_headings_that_look_alike_are_equals() -> None:
    """A paper whose headings are all Heading 2 has no first one that all the others belong to."""
    pdf = opened(drawn(paper(heading("One", 2), heading("Two", 2), heading("Three", 2))))

    assert [str(kid.S) for kid in pdf.Root.StructTreeRoot.K[0].K] == ["/H1"] * 3
    assert str(pdf.Root.Outlines.First.Next.Next.Title) == "Three"


def test_a_title_is_the_first_stop() -> None:
    """What the paper calls itself is read as its highest heading, and the others stand under it."""
    title = para("Referral record", ParagraphStyle("Title", leading=26))

    pdf = opened(drawn(paper(title, heading("One", 2), heading("Two", 2))))

    assert [str(kid.S) for kid in pdf.Root.StructTreeRoot.K[0].K] == ["/H1", "/H2", "/H2"]


def test_a_cell_in_the_style_of_labels_heads_its_row() -> None:
    """Two pairs of label and value in one row: each value is read with the label before it."""
    label = Cell((para("Received", ParagraphStyle("Table label")),))
    pdf = opened(drawn(paper(Table((Row((label, cell("Monday"), label, cell("Friday"))),), (100.0,) * 4))))

    (cells,) = [each.K for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TR"]
    assert [str(each.S) for each in cells] == ["/TH", "/TD", "/TH", "/TD"]
    assert str(cells[2].A.Scope) == "/Row"


def test_rows_of_unequal_length_conform() -> None:
    """A head one cell short is read with an empty cell at its end, so that nobody loses count of the columns."""
    merged = Row((cell("a", rows=2), cell("b"), cell("c")))
    ragged = Table((row("Day", "1pm", header=True), merged, row("d"), row("e", "f", "g")), (100.0,) * 3)

    marked = drawn(paper(ragged))

    assert failures(marked.content, "ua1") == []
    pdf = opened(marked)
    rows = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TR"]
    assert sorted(len(each.K) for each in rows) == [2, 3, 3, 3]


def test_an_empty_heading_is_no_heading() -> None:
    """A blank line left in a heading's style does not upset the order of the others."""
    marked = drawn(paper(heading("One"), heading(" ", 2), heading("Deep", 3)))

    assert failures(marked.content, "ua1") == []
