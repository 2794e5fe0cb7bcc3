"""A seal with an RSA key is worth what the council's own is: believed when right, noticed when touched."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from inconfidence.core.documents import SealedPdf
from signing import issue_rsa_seal, seal, signer_of
from signing.cms_writing import RSA_WITH_SHA256
from tests.signing.desk import Desk, paper, stamp


@pytest.fixture(scope="module")
def sealed_by_rsa(desk: Desk) -> SealedPdf:
    """A paper under a seal with an RSA-2048 key."""
    sealer = replace(desk.sealer, signer=signer_of(issue_rsa_seal(desk.pki, desk.clock), desk.pki.chain("seal")))
    return seal(paper("seal"), sealer, stamp=stamp("Sealed"))


def test_it_is_authentic(desk: Desk, sealed_by_rsa: SealedPdf) -> None:
    """By our own verifier and pyHanko's rules in it, with the same level."""
    evidence = desk.verified(sealed_by_rsa.content)

    assert (evidence.verdict, evidence.level, evidence.problems) == ("authentic", "B-T", ())
    assert evidence.signatures[0].role == "seal"


def test_any_byte_of_how_its_algorithm_is_written_is_noticed(desk: Desk, sealed_by_rsa: SealedPdf) -> None:
    """It stands in no signed part: two ways to write it would be two files that both verify."""
    content = sealed_by_rsa.content
    # Certificates and time-stamp are signed with P-256: it stands here once.
    (start,) = (found.start() for found in re.finditer(RSA_WITH_SHA256.hex().encode(), content, re.IGNORECASE))

    for place in range(len(RSA_WITH_SHA256)):
        at = start + 2 * place
        other = f"{int(content[at : at + 2], 16) ^ 1:02x}".encode()
        assert desk.verified(content[:at] + other + content[at + 2 :]).verdict not in ("authentic", "unsigned")


def test_the_paper_under_it_is_covered(desk: Desk, sealed_by_rsa: SealedPdf) -> None:
    """One letter of what it says, changed."""
    content = sealed_by_rsa.content.replace(b"stream\n", b"stream\r", 1)

    assert desk.verified(content).verdict == "altered"
