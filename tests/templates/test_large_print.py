"""Every shipped paper in large print: nothing small, nothing lost, nothing over the edge, and it conforms."""

from __future__ import annotations

from collections.abc import Iterator

import page
import pypdfium2.raw as pdfium
import pytest
from pypdfium2 import PdfDocument

from generator.large_print import large_print
from generator.layout.walk import paragraphs_of
from generator.marks import is_large_print
from inconfidence.core.blocks import SignaturePlace, Table
from tests.templates.large import body_words, drawn_large, full_paper, numbers_of, paragraphs, styles_of, words_in
from tools.word_templates.catalogue import PAPERS

LEAST = 18.0
RIGHT_MARGIN = 51.0


@pytest.fixture(params=sorted(PAPERS))
def name(request: pytest.FixtureRequest) -> str:
    """Give the name of each shipped paper in turn."""
    return str(request.param)


def test_nothing_is_smaller_than_eighteen_points(name: str) -> None:
    """Body, tables, labels, running heads and feet: all is as large, and a line is never closer than 25 points."""
    large = large_print(full_paper(name))

    assert min(style.size for style in styles_of(large)) == LEAST
    assert min(each.style.leading for each in paragraphs(large) if words_in(each)) >= 25
    assert is_large_print(large)


def test_another_program_finds_no_small_letter_on_any_page(name: str) -> None:
    """PDFium, asked for the size of every letter, marks and words under barcodes included, finds none under 18."""
    sizes = {size for size, _ in letters(drawn_large(name).content)}

    assert min(sizes) >= LEAST - 0.01


def test_no_letter_stands_in_the_margin(name: str) -> None:
    """Nothing overflows: no word, however long, runs over the right edge of the text."""
    beyond = [over for _, over in letters(drawn_large(name).content) if over > 1.0]

    assert beyond == []


def test_it_says_the_same_in_the_same_order(name: str) -> None:
    """Every word of the standard print stands in the large one, in its order, and no word is new."""
    standard, large = full_paper(name), large_print(full_paper(name))

    for before, after in zip(standard.sections, large.sections, strict=True):
        later = iter(body_words(after.blocks))
        missing = [word for word in body_words(before.blocks) if word not in later]
        assert missing == []
        said = {word for each in paragraphs_of(before.blocks) for word in words_in(each).split()}
        assert {word for each in paragraphs_of(after.blocks) for word in words_in(each).split()} == said


def test_its_paragraphs_have_the_same_numbers(name: str) -> None:
    """Whoever says "paragraph 31" at a meeting means the same words in every copy."""
    assert numbers_of(large_print(full_paper(name))) == numbers_of(full_paper(name))


def test_places_to_sign_are_as_large_at_least(name: str) -> None:
    """A signature has all the room it had, and the same field."""
    before, after = (places(paper) for paper in (full_paper(name), large_print(full_paper(name))))

    assert [each.field for each in before] == [each.field for each in after]
    assert all(b.width <= a.width and b.height <= a.height for b, a in zip(before, after, strict=True))


def test_pages_keep_their_shape(name: str) -> None:
    """A landscape page stays one, and all margins stay."""
    standard, large = full_paper(name), large_print(full_paper(name))

    assert [each.page for each in large.sections] == [each.page for each in standard.sections]


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_it_conforms(name: str, profile: str) -> None:
    """An outside checker finds no fault in the large print of any paper."""
    report = page.validate_pdf_bytes(drawn_large(name).content, profile=profile)

    assert [f"{one.rule_id}: {one.message}" for one in report.failures] == []


def letters(content: bytes) -> Iterator[tuple[float, float]]:
    """Give the size of every letter, and how far it stands out over the right edge of the text, in points."""
    document = PdfDocument(content)
    for sheet in document:
        text, edge = sheet.get_textpage(), sheet.get_width() - RIGHT_MARGIN
        for at in range(text.count_chars()):
            if text.get_text_range(at, 1).strip():
                _, _, right, _ = text.get_charbox(at)
                yield pdfium.FPDFText_GetFontSize(text, at), right - edge


def places(paper: object) -> list[SignaturePlace]:
    """Return the places to sign of a paper, those in tables among them."""
    found: list[SignaturePlace] = []
    todo = [block for section in paper.sections for block in section.blocks]  # type: ignore[attr-defined]
    while todo:
        block = todo.pop(0)
        if isinstance(block, SignaturePlace):
            found.append(block)
        elif isinstance(block, Table):
            todo = [inner for row in block.rows for cell in row.cells for inner in cell.blocks] + todo
    return found
