"""What a drawn file says about itself: its tags, links, references, fields and marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from sheets import (
    FULL_MARK,
    GUARDIAN,
    MARK,
    SEAL,
    bars,
    drawn,
    heading,
    heat,
    item,
    opened,
    paper,
    para,
    picture,
    read,
    table,
)

from generator.layout.items import Pattern
from generator.layout.pages import layout
from inconfidence.core.blocks import (
    Barcode,
    Block,
    Cell,
    PageBreak,
    PageShape,
    Paper,
    ParagraphStyle,
    Picture,
    Reference,
    Row,
    Section,
    SignaturePlace,
    Table,
    Text,
    TextStyle,
    TickBox,
)
from inconfidence.core.documents import Mark
from inconfidence.core.errors import InputInvalid

PLAIN = TextStyle()
PLACE = SignaturePlace("seal", "Seal", 198.4, 70.9, "right")


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    ahead = [pdf.Root.StructTreeRoot.K[0]]
    while ahead:
        element = ahead.pop(0)
        yield element
        below = element.get("/K", [])
        # A single kid stands by itself, several in an array.
        kids = list(below) if isinstance(below, pikepdf.Array) else [below]
        ahead = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid] + ahead


def tags(*blocks: Block) -> list[str]:
    return [str(element.S)[1:] for element in elements(opened(drawn(paper(*blocks))))][1:]


def reference(kind: str, bookmark: str = "") -> Reference:
    return Reference(kind, PLAIN, bookmark)


def test_lists_are_lists_with_labels_and_bodies() -> None:
    """A list in a list hangs in the body of its item; text between ends a list."""
    found = tags(item("One"), item("Below", "–", 1), item("Two"), para("Text"), item("New"))

    below = ["L", "LI", "Lbl", "LBody"]
    assert found == [*below, *below, "LI", "Lbl", "LBody", "P", *below]


def test_a_table_has_heads_that_say_what_they_head() -> None:
    """Head cells name their scope; a head repeated on the next page is not read out again."""
    pdf = opened(drawn(paper(table(60, header_columns=1))))

    heads = [element for element in elements(pdf) if element.S == "/TH"]
    scopes = [str(head.A.Scope) for head in heads]
    assert scopes == ["/Column"] * 2 + ["/Row"] * 60


@pytest.mark.parametrize(
    ("inline", "alt"),
    [
        (TickBox(True, PLAIN), "Ticked box"),
        (TickBox(False, PLAIN), "Empty box"),
        (Picture(picture(), 20, 10, "A plan"), "A plan"),
        (Barcode("AG-1"), "Barcode of AG-1"),
    ],
)
def test_what_is_drawn_is_also_told(inline: Any, alt: str) -> None:
    """A reader who cannot see a box, a picture or a barcode is told what it is and where."""
    pdf = opened(drawn(paper(para((inline,)))))

    (figure,) = [element for element in elements(pdf) if element.S == "/Figure"]
    assert (str(figure.Alt), len(figure.A.BBox)) == (alt, 4)


def test_cells_side_by_side_are_read_one_after_the_other() -> None:
    """Where two columns go on over the page, the first is read to its end before the second begins."""
    cells = tuple(Cell(tuple(heading(f"{side}{n}", 2 + n % 2) for n in range(30))) for side in "AB")
    pdf = opened(drawn(paper(heading("Top"), Table((Row(cells),), (200, 200), "layout"))))

    titles = [str(element.P.S) + str(element.S) for element in elements(pdf) if str(element.S)[1] == "H"]

    assert len(pdf.pages) > 1
    assert titles == ["/Document/H1"] + ["/Div/H2", "/Div/H3"] * 30


def test_words_of_another_language_say_so() -> None:
    """A screen reader changes its voice for a run, or for a paragraph."""
    turkish = TextStyle(language="tr")
    run, whole = para((Text("Name: ", PLAIN), Text("Yıldız", turkish))), para("Merhaba", text=turkish)

    languages = [(str(one.S), str(one.Lang)) for one in elements(opened(drawn(paper(run, whole)))) if "/Lang" in one]

    assert languages == [("/Span", "tr"), ("/P", "tr")]


def test_a_chart_is_told_in_words_and_followed_by_its_table() -> None:
    """A bar chart is a figure with the table's description, above the table."""
    assert tags(bars("1"))[:2] == ["Figure", "Table"]
    assert read(drawn(paper(bars("4", "11"))))[0].count("Answer 1 11") == 2


def test_a_chart_without_a_number_is_refused() -> None:
    """A bar nobody can draw is not left out in silence, and its value is not told."""
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(bars("4", "Zaynab")))

    (problem,) = refused.value.problems
    assert (problem.path, problem.code) == ("bar chart, row 3", "not-a-number")


def test_a_grid_is_denser_where_there_is_more_and_plain_at_nought() -> None:
    """Nought has no pattern; the rest have one of four, denser as the number grows."""
    _, body = layout(paper(heat(0, 1, 4, 8, 12))).pages[0].body

    gaps = [[one.gap for one in cell.strip.items if isinstance(one, Pattern)] for cell in body.strip.parts]
    assert gaps[:2] == [[], []]
    drawn_gaps = [gap for cell in gaps[2:] for gap in cell]
    assert len(drawn_gaps) == 4
    assert drawn_gaps == sorted(drawn_gaps, reverse=True)


def test_page_references_are_right_even_where_they_move_things() -> None:
    """PAGE, NUMPAGES, PAGEREF and REF \\n say what is so once everything stands."""
    what = paper(
        para((Text("Page ", PLAIN), reference("page"), Text(" of ", PLAIN), reference("pages"))),
        para((Text("See page ", PLAIN), reference("page-of", "end"))),
        *(para("Filler") for _ in range(100)),
        item("The end", "7.", 0, "end", ordered=True),
        para((Text("Paragraph ", PLAIN), reference("number-of", "end"), Text(", page ", PLAIN), reference("page"))),
    )

    first, *_, last = read(drawn(what))

    assert "Page 1 of 4 See page 4 Filler" in first
    assert last.endswith("7. The end Paragraph 7, page 4")


def test_a_page_number_in_the_text_is_right_under_a_foot_with_one() -> None:
    """Numbers in running heads and feet are not counted among those in the text."""
    number = (Text("Page ", PLAIN), reference("page"))
    what = paper(para("One"), PageBreak(), para("Two"), PageBreak(), para(number), footer=(para(number),))

    said = [page.split("R-7K3M-9QXT ")[1] for page in read(drawn(what))]
    assert said == ["One Page 1", "Two Page 2", "Page 3 Page 3"]


@pytest.mark.parametrize("kind", ["page-of", "number-of"])
def test_a_reference_to_nowhere_is_refused(kind: str) -> None:
    """A bookmark that was lost is named, not printed as an error in the paper."""
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(para((reference(kind, "lost"),))))

    assert [problem.path for problem in refused.value.problems] == ["bookmark lost"]


def test_links_lead_out_and_within() -> None:
    """A web address opens; a bookmark leads to its page; both are tagged and described."""
    link = para((Text("our page", PLAIN, "https://www.example.gov.uk"), Text(" or ", PLAIN), Text("end", PLAIN, "#e")))
    pdf = opened(drawn(paper(link, PageBreak(), heading("End", 1, "e"))))

    out, within = pdf.pages[0].obj.Annots
    assert str(out.A.URI) == str(out.Contents) == "https://www.example.gov.uk"
    assert within.Dest[0].objgen == pdf.pages[1].obj.objgen


def test_a_link_within_says_under_which_heading_it_leads() -> None:
    """Heard by itself, "16" is no place: it is said with the heading that paragraph stands under."""
    link = para((Text("16", PLAIN, "#sixteen"), Text(" and ", PLAIN), Text("Agenda", PLAIN, "#agenda")))
    there = (
        heading("Who is invited"),
        heading("Agenda", 1, "agenda"),
        item("Coffee", "16", 0, "sixteen", ordered=True),
    )
    pdf = opened(drawn(paper(link, PageBreak(), *there, heading("Notes"))))

    assert [str(each.Contents) for each in pdf.pages[0].obj.Annots] == ["16: Agenda", "Agenda"]


@pytest.mark.parametrize("target", ["#lost", "https://example.gov.uk/a b", "https://x/(é)"])
def test_a_link_that_leads_nowhere_is_refused(target: str) -> None:
    """An unknown bookmark or an address that cannot be written is a problem."""
    with pytest.raises(InputInvalid):
        drawn(paper(para((Text("x", PLAIN, target),))))


def test_a_field_lies_over_its_place() -> None:
    """The box is drawn 198 by 71 points at the right, the field over it, empty and with words for a screen reader."""
    pdf = opened(drawn(paper(PLACE), SEAL))

    (field,) = pdf.Root.AcroForm.Fields
    left, bottom, right, top = map(float, field.Rect)
    assert (right - left, top - bottom) == (pytest.approx(198.4, abs=0.1), pytest.approx(70.9, abs=0.1))
    assert right == pytest.approx(595.28 - 51, abs=0.1)
    assert (str(field.T), str(field.TU), "/V" in field) == ("seal", SEAL.spoken, False)


def test_a_field_without_a_place_is_there_and_unseen() -> None:
    """A paper with no seal place can be sealed all the same."""
    pdf = opened(drawn(paper(para("x")), SEAL, GUARDIAN))

    assert [[float(side) for side in field.Rect] for field in pdf.Root.AcroForm.Fields] == [[0, 0, 0, 0]] * 2
    assert [element.S for element in elements(pdf)][-2:] == ["/Form", "/Form"]


def test_a_place_without_a_field_is_refused() -> None:
    """Nobody is shown a box to sign in that takes no signature."""
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(PLACE), GUARDIAN)

    assert [problem.path for problem in refused.value.problems] == ["signature place seal"]


def test_every_page_carries_its_marks_and_no_screen_reader_reads_them() -> None:
    """Ground, margin and banner stand on each page, upright or on its side, as artifacts."""
    upright, lying = Section((para("One"),)), Section((para("Two"),), PageShape(841.89, 595.28))
    marked = drawn(Paper("t", "en-GB", (upright, lying)), mark=FULL_MARK)

    for page in read(marked):
        assert page.count(FULL_MARK.ground.replace("  ", " ")) == 1
        assert FULL_MARK.margin in page
        assert FULL_MARK.banner in page
    assert [element.S for element in elements(opened(marked))] == ["/Document", "/P", "/P"]


def test_the_ground_is_paler_than_eight_per_cent_grey() -> None:
    """The mark across the page never fights with the words over it."""
    pdf = opened(drawn(paper(para("x")), mark=Mark("Private")))

    assert b"0.922 0.922 0.922 rg" in pdf.pages[0].obj.Contents.read_bytes().split(b"EMC")[0]


def test_large_print_has_nothing_behind_its_words() -> None:
    """With 18 points and more throughout, the mark stands level at the foot instead."""
    large = drawn(paper(para("Large", text=TextStyle(size=18))))

    pdf = opened(large)

    assert b"0.922 0.922 0.922 rg" not in pdf.pages[0].obj.Contents.read_bytes()
    assert read(large)[0].count(MARK.ground.replace("  ", " ")) == 1


def test_the_first_page_has_its_own_head_and_foot() -> None:
    """A section can say something on its first page only, and nothing at all there too."""
    what = paper(
        para("x"), PageBreak(), para("y"), header=(para("Later"),), first_header=(), first_footer=(para("F"),)
    )

    assert [page.removeprefix("Private and Confidential R-7K3M-9QXT ").split()[-3:] for page in read(drawn(what))] == [
        ["x", "F"],
        ["Later", "y"],
    ]


def test_a_high_head_pushes_the_text_down() -> None:
    """A running head of many lines does not run into the text."""
    what = paper(para("x"), header=tuple(para("Head") for _ in range(8)))

    assert layout(what).pages[0].body[0].y > 28 + 8 * 17


def test_a_broken_picture_is_refused() -> None:
    """Bytes that are no picture are a problem of the paper, not a fault of the program."""
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(para((Picture(b"GIF89a\x00", 20, 10, "x"),))))

    assert refused.value.problems[0].code == "not-a-picture"


@pytest.mark.parametrize("value", ["", "Yıldız", "a\nb"])
def test_a_value_a_barcode_cannot_hold_is_refused(value: str) -> None:
    """Code 128 holds plain ASCII; nothing else is squeezed into it."""
    with pytest.raises(InputInvalid):
        drawn(paper(para((Barcode(value),))))


def test_a_barcode_too_long_for_its_column_is_refused() -> None:
    """Bars are drawn narrower to fit, but never so narrow that a scan would lose them."""
    wide, narrow = Barcode("AG-7K3M-9QXT"), Barcode("AG-7K3M-9QXT" * 6)

    assert "AG-7K3M-9QXT" in read(drawn(paper(para((wide,), ParagraphStyle("x", right=320)))))[0]
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(para((narrow,))))
    assert refused.value.problems[0].code == "too-wide"


def test_a_picture_wider_than_its_column_is_made_to_fit() -> None:
    """It keeps its shape, and stays on the page."""
    pdf = opened(drawn(paper(para((Picture(picture(), 946.76, 200, "Map"),)))))

    (figure,) = [element for element in elements(pdf) if element.S == "/Figure"]
    left, bottom, right, top = map(float, figure.A.BBox)
    assert (right - left, top - bottom) == (pytest.approx(473.38, abs=0.1), pytest.approx(100, abs=0.1))


def test_a_paper_without_sections_is_refused() -> None:
    """There is no PDF of no pages."""
    with pytest.raises(InputInvalid):
        drawn(Paper("t", "en-GB", ()))
