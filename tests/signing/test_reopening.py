"""A sealed paper taken up again is believed only after it has been verified."""

from __future__ import annotations

import pytest

from inconfidence.core.documents import ClearedPdf, SealedPdf, SignedPdf
from inconfidence.core.errors import NotAuthentic, OutOfTurn
from signing import reopen, reopen_signed
from tests.signing.desk import ALL_FIELDS, Desk, paper


def test_a_sealed_paper_comes_back_as_it_was(desk: Desk, sealed: SealedPdf) -> None:
    """What seal returned and what reopen returns are equal, the checked digest included."""
    again = reopen(sealed.content, sealed.fields, sealed.page_count, desk.pki.trust, clock=desk.clock)

    assert again == sealed


def test_a_paper_changed_in_the_meantime_is_not_taken_up(desk: Desk, sealed: SealedPdf) -> None:
    """Nobody is given a paper to sign that the council did not seal."""
    with pytest.raises(NotAuthentic):
        reopen(sealed.content + b"\n", sealed.fields, 3, desk.pki.trust, clock=desk.clock)


def test_an_unsealed_paper_is_not_taken_up(desk: Desk, agreement: ClearedPdf) -> None:
    """A paper that was never sealed is not a sealed one."""
    with pytest.raises(NotAuthentic):
        reopen(agreement.content, agreement.fields, 3, desk.pki.trust, clock=desk.clock)


def test_a_signed_paper_is_not_taken_for_a_sealed_one(desk: Desk, signed: SignedPdf) -> None:
    """Signing starts from the seal only once."""
    with pytest.raises(OutOfTurn):
        reopen(signed.content, signed.fields, 3, desk.pki.trust, clock=desk.clock)


def test_what_others_signed_is_taken_up_as_it_was_finished(desk: Desk, sealed: SealedPdf) -> None:
    """What finish returned and what comes back by post are equal."""
    signed = desk.signed(sealed, "guardian", sealed)

    again = reopen_signed(
        signed.content, sealed.content, signed.fields, signed.page_count, desk.pki.trust, clock=desk.clock
    )

    assert again == signed


@pytest.mark.parametrize("fault", ["another's", "changed"])
def test_another_paper_than_was_put_to_them_is_not_taken_up(desk: Desk, sealed: SealedPdf, fault: str) -> None:
    """One that was put to somebody else, and the right one with a line behind it."""
    signed = desk.signed(sealed, "guardian", sealed)
    put, content = {
        "another's": (desk.sealed(paper(*ALL_FIELDS, words="To somebody else")).content, signed.content),
        "changed": (sealed.content, signed.content + b"\n"),
    }[fault]

    with pytest.raises(NotAuthentic):
        reopen_signed(content, put, signed.fields, signed.page_count, desk.pki.trust, clock=desk.clock)
