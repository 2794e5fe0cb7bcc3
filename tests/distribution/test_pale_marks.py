"""A copy's code is read off the pale mark alone, under text, by the shapes of its letters; and off nothing else."""

from __future__ import annotations

from random import Random

import pypdfium2
import pytest

from distribution.tracing import guesses
from distribution.tracing.fitting import codes_in
from distribution.tracing.pale import pale_lines
from distribution.tracing.photograph import evenly_lit, opened
from generator import draw
from inconfidence.core.blocks import Paper, Section
from inconfidence.core.copy_codes import new_copy_code
from inconfidence.core.digest import digest_of_data
from inconfidence.core.documents import Mark
from tests.generator.packs.small import MADE_AT, MARKING, paragraph, text
from tools.tracing.photographs import Shot, photograph

CODE = new_copy_code(Random(3).getrandbits)
WORDS = "The lamps in the covered way are out, and nobody can see into it from the street or from the shops. "


def page_with(mark: Mark) -> bytes:
    """Return a page full of text with a mark under it."""
    blocks = tuple(paragraph(text(WORDS * 3)) for _ in range(6))
    paper = Paper("Papers", "en-GB", (Section((paragraph(text(MARKING)), *blocks)),))
    return draw(paper, mark, fields=(), created=MADE_AT, view=digest_of_data("x"), must_show=(MARKING,)).content


def codes_read(picture: bytes) -> set[str]:
    """Return the codes that may stand pale in a picture, with up to two letters mended."""
    lines = pale_lines(evenly_lit(opened(picture)))
    read = [code for line in lines for code in codes_in(line.ink, line.free, line.middle)]
    return {guess.code.replace("-", "") for each in read for guess in guesses(each)}


@pytest.mark.parametrize("view", ["left half", "right half, sides and foot cut off", "upper half", "lower half"])
def test_the_pale_code_is_read_in_each_half_of_a_page(view: str) -> None:
    """In a photograph of 150 dpi, turned, askew, in shadow, with text across it."""
    picture = photograph(page_with(Mark(f"Ann Lee  {CODE}", code=CODE)), Shot(0, view, seed=11))

    assert CODE.replace("-", "") in codes_read(picture)


def test_a_page_without_a_code_leads_to_none_that_was_issued() -> None:
    """What is read into it is near to no code of a hundred thousand, however often it is tried."""
    hand = Random(5)
    issued = {new_copy_code(hand.getrandbits).replace("-", "") for _ in range(100_000)}
    page = page_with(Mark(MARKING))

    for seed in range(4):
        assert not codes_read(photograph(page, Shot(0, "left half", seed))) & issued


def test_the_code_is_no_darker_than_the_mark() -> None:
    """At most 8 % grey, so that the text over it stays readable: what two pages differ in is no darker than that."""
    marked, bare = (_greys(page_with(Mark("", code=code))) for code in (CODE, ""))

    changed = [one for one, other in zip(marked, bare, strict=True) if other == 255 and one != other]
    assert changed
    assert min(changed) >= 0.92 * 255


def _greys(content: bytes) -> bytes:
    return pypdfium2.PdfDocument(content)[0].render(grayscale=True).to_pil().convert("L").tobytes()
