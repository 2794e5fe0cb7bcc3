"""The council's seal: only on cleared papers, never without its time-stamp, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from inconfidence.core.digest import digest_of
from inconfidence.core.documents import ClearedPdf, SealedPdf, SignatureField
from inconfidence.core.errors import Failed, NotAuthentic, TryLater
from signing import CheckedTimeStamper, council_sealer, seal
from tests.signing.desk import Desk, drawn, paper, with_fields


def test_a_sealed_paper_is_authentic(desk: Desk) -> None:
    """A paper that needs only the seal proves itself at once, with whose clock it was."""
    sealed = desk.sealed(paper("seal"))

    evidence = desk.verified(sealed.content)
    assert evidence.verdict == "authentic"
    assert (evidence.level, evidence.clock, evidence.problems) == ("B-T", "own", ())
    assert evidence.signatures[0].role == "seal"


def test_the_verdict_says_that_the_keys_are_for_demonstration(desk: Desk) -> None:
    """Nobody takes a paper of the demonstration for a real one."""
    evidence = desk.verified(desk.sealed(paper("seal")).content)

    assert "demonstration" in evidence.in_plain_words


def test_the_sealed_paper_knows_where_it_comes_from(agreement: ClearedPdf, sealed: SealedPdf) -> None:
    """Its digest is its own, and it names the checked paper it was made of."""
    assert sealed.digest == digest_of(sealed.content)
    assert sealed.checked == agreement.digest
    assert sealed.content.startswith(agreement.content)


def test_metadata_is_left_as_it_was(agreement: ClearedPdf, sealed: SealedPdf) -> None:
    """Sealing rewrites no metadata: a rewritten packet is no longer PDF/A to strict checkers."""
    added = sealed.content[len(agreement.content) :]

    assert b"xmpmeta" in agreement.content
    assert b"xmpmeta" not in added
    assert b"/ModDate" not in added


def test_nothing_is_embedded(sealed: SealedPdf) -> None:
    """The sealed paper has no attachment, no other page and no other field than before."""
    with pikepdf.open(BytesIO(sealed.content)) as pdf:
        assert not pdf.attachments
        assert len(pdf.pages) == 3
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == ["seal", "guardian", "chair"]


def test_a_visible_seal_shows_its_stamp(sealed: SealedPdf) -> None:
    """The field's appearance is the stamp's page, whole."""
    with pikepdf.open(BytesIO(sealed.content)) as pdf:
        look = pdf.Root.AcroForm.Fields[0].AP.N

        assert list(look.Resources.XObject.keys()) == ["/Stamp"]


def test_a_paper_other_than_the_cleared_one_is_refused(desk: Desk, agreement: ClearedPdf) -> None:
    """One byte off, and it is not sealed."""
    changed = replace(agreement, content=agreement.content.replace(b"A paper", b"B paper"))

    with pytest.raises(NotAuthentic):
        desk.sealed(changed)


def test_a_field_nobody_planned_is_refused(desk: Desk) -> None:
    """A paper that holds a place to sign which it was not drawn with is not sealed."""
    planned = paper("seal").fields
    content = with_fields(drawn("Agreement", 1), ("seal", "guardian"))
    smuggled = ClearedPdf(content, digest_of(content), 1, planned)

    with pytest.raises(Failed, match="not the empty ones"):
        desk.sealed(smuggled)


def test_a_paper_is_not_sealed_twice(desk: Desk, agreement: ClearedPdf, sealed: SealedPdf) -> None:
    """A seal over a seal is refused."""
    again = replace(agreement, content=sealed.content, digest=sealed.digest)

    with pytest.raises(Failed):
        desk.sealed(again)


@pytest.mark.parametrize("names", [("guardian",), ()])
def test_a_paper_without_a_place_for_the_seal_is_refused(desk: Desk, names: tuple[str, ...]) -> None:
    """The seal is never put where nobody planned it."""
    with pytest.raises(Failed):
        desk.sealed(paper(*names))


def test_a_field_named_for_another_role_is_refused(desk: Desk) -> None:
    """Offline the name tells who signs where, so the name has to be right."""
    misnamed = replace(paper("seal", "chair"), fields=(SEAL, SignatureField("chair", "guardian", "Sign")))

    with pytest.raises(Failed, match="not named"):
        desk.sealed(misnamed)


SEAL = SignatureField("seal", "seal", "The seal")


def test_what_is_not_a_pdf_is_refused(desk: Desk) -> None:
    """Broken content is a clear failure, not a traceback."""
    broken = ClearedPdf(b"not a paper", digest_of(b"not a paper"), 1, (SEAL,))

    with pytest.raises(Failed):
        desk.sealed(broken)


def test_without_the_time_authority_nothing_is_sealed(desk: Desk, agreement: ClearedPdf) -> None:
    """The seal waits; it is never put on without its time."""

    def down(question: bytes) -> bytes:
        raise TimeoutError

    sealer = council_sealer(desk.pki, CheckedTimeStamper(down), desk.clock)

    with pytest.raises(TryLater):
        seal(agreement, sealer, stamp=None)
