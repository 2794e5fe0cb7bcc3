"""Tesseract reads bad photographs of half a page, and each leads to its own copy: a sample of `make proof`."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from inconfidence.core.clock import SystemClock
from inconfidence.core.errors import NotFound
from inconfidence.recipes.home import Home
from inconfidence.recipes.tracing import Asker, trace
from tests.demonstrated import Demonstration, copy_of
from tests.witness.witnesses import witness
from tools.tracing.photographs import PALE_ONLY, VIEWS
from tools.tracing.recall import shots, traced

SEED, SAMPLE = 7, len(VIEWS)
ASKER = Asker("chair", "4711", "A photograph was seen.")


@pytest.fixture(scope="module")
def home(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which nothing is changed but that look-ups are noted."""
    witness("tesseract")
    return copy_of(demonstration.home, tmp_path_factory.mktemp("photographed"), SystemClock())


@pytest.mark.parametrize("number", range(SAMPLE))
def test_half_a_page_leads_to_its_copy_and_to_no_other(home: Home, number: int) -> None:
    """Wherever the code stands in ink it is found; where only the pale mark is left, no wrong copy is named."""
    copy, shot = list(shots(home, SAMPLE, SEED))[number]

    found = traced(home, copy, shot)

    assert found.is_right or (shot.view in PALE_ONLY and not found.said), (shot, found)


def test_the_sample_holds_every_view(home: Home) -> None:
    """Each part of a page that the proof looks at is in the sample."""
    assert {shot.view for _, shot in shots(home, SAMPLE, SEED)} == set(VIEWS)


def test_a_scanned_paper_without_text_is_read(home: Home) -> None:
    """A PDF that holds only a picture of a page is looked at as a photograph is."""
    copy, _ = next(shots(home, 1, SEED))
    page = pypdfium2.PdfDocument(home.archive.read(copy.digest or ""))[1].render(scale=150 / 72).to_pil()
    out = io.BytesIO()
    page.save(out, "PDF", resolution=150)

    (found,) = trace(home, ASKER, out.getvalue())

    assert (found.sighting.way, found.sighting.copy.reference) == ("photograph", copy.reference)


def test_a_page_of_another_paper_names_nobody(home: Home, demonstration: Demonstration) -> None:
    """A photograph of an invitation holds no copy's code, and none is seen in it."""
    page = pypdfium2.PdfDocument(demonstration.of_kind("invitation")[0].read_bytes())[0]
    out = io.BytesIO()
    page.render(scale=100 / 72).to_pil().save(out, "PNG")

    with pytest.raises(NotFound):
        trace(home, ASKER, out.getvalue())
