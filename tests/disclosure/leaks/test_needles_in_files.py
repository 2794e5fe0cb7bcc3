"""The search finds a name wherever in a PDF it was put, in whatever form."""

from __future__ import annotations

import base64
from functools import cache

import pytest

from disclosure.leaks import scan
from tests.disclosure.leaks.planting_pdf import PDF
from tests.disclosure.leaks.searching import invitee, referral, search
from tests.generator.drawing.sheets import drawn, paper, para

SEARCH = search(referral(people=[{"name": "Mehmet Yildiz"}]), own=invitee(name="Rivka Stern"))
FORMS = (
    *("Mehmet Yildiz", "MEHMET YILDIZ", "mehmet yildiz", "Mehmet Y\u0131ld\u0131z", "Mehmet\u00a0Yildiz"),
    *("MehmetYildiz", "Yildiz, Mehmet", "M. Yildiz", "zidliY temheM", "mehmet_yildiz", "Mehmet%20Yildiz"),
    *("\u041c\u0435hm\u0435t Yildiz", base64.b64encode(b"Mehmet Yildiz").decode()),
)
WAYS = [(way, FORMS[place % len(FORMS)]) for place, way in enumerate(PDF)]


@cache
def clean() -> bytes:
    return drawn(paper(para("Nothing is said here."))).content


def test_a_clean_paper_is_clean() -> None:
    """What follows is found because it was planted."""
    assert scan(clean(), "paper.pdf", SEARCH) == ()


@pytest.mark.parametrize(("way", "form"), WAYS, ids=[way for way, _ in WAYS])
def test_a_name_is_found_in_every_channel(way: str, form: str) -> None:
    """Each channel of a PDF, each with another of the forms."""
    assert "referral.people.0.name" in {each.path for each in scan(PDF[way](clean(), form), "paper.pdf", SEARCH)}
