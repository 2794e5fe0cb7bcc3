"""The fast signer works only when proved to write what pyHanko writes; a seal for a batch is no sealed paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asn1crypto import keys as asn1_keys
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from inconfidence.core.digest import digest_of
from inconfidence.core.documents import SealedPdf
from inconfidence.core.errors import Failed, NotAuthentic
from signing import BatchSealer, issue_rsa_seal, seal_for_batch, signer_of
from signing.cms_writing import in_order
from signing.parts import as_asn1, run
from signing.signer import Signer, prove, untimed
from tests.signing.desk import Desk, paper, stamp
from tests.signing.test_signed_conformance import STAMP
from tests.signing.test_signed_conformance import drawn as own_form


@pytest.fixture(scope="module", params=["P-256", "RSA-2048"])
def signer(desk: Desk, request: pytest.FixtureRequest) -> Signer:
    authority = desk.pki.seal if request.param == "P-256" else issue_rsa_seal(desk.pki, desk.clock)
    return signer_of(authority, desk.pki.chain("seal"))


def test_with_rsa_the_whole_signature_is_that_of_simple_signer(desk: Desk) -> None:
    """RSA of this kind signs the same bytes the same way: nothing is left out of the comparison."""
    rsa = issue_rsa_seal(desk.pki, desk.clock)
    store = SimpleCertificateStore()
    store.register_multiple([as_asn1(each) for each in desk.pki.chain("seal")])
    key = rsa.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    theirs = SimpleSigner(as_asn1(rsa.certificate), asn1_keys.PrivateKeyInfo.load(key), store, embed_roots=False)

    for number in range(3):
        digest = bytes([number]) * 32
        made = run(theirs.async_sign(digest, "sha256", use_pades=True)).dump()
        assert untimed(digest, signer_of(rsa, desk.pki.chain("seal"))) == made


def damaged(value: bytes, at: int) -> bytes:
    return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]


@pytest.mark.parametrize("part", ["attribute", "signer"])
def test_a_damaged_template_signs_nothing(signer: Signer, part: str) -> None:
    """A bit flipped anywhere in how the certificate is named is found before the first signature."""
    whole = getattr(signer.named, part)
    for at in range(4, len(whole), 7):
        wrong = replace(signer, named=replace(signer.named, **{part: damaged(whole, at)}))
        with pytest.raises(Failed, match=r"pyHanko|certificate"):
            prove(wrong)


def test_other_certificates_than_the_chain_are_found(desk: Desk, signer: Signer) -> None:
    """Nothing carried, the wrong order, or the signer's own certificate missing."""
    certificate, chain = signer.authority.certificate, desk.pki.chain("seal")
    for carried in ((), signer.carried[::-1], in_order(chain)):
        with pytest.raises(Failed, match="pyHanko"):
            prove(replace(signer, carried=carried))
    assert in_order((certificate, *chain)) == signer.carried


def test_another_key_than_the_certificates_is_refused(desk: Desk, other_desk: Desk, signer: Signer) -> None:
    """Even where the same certificate was proved a moment ago with its own key."""
    stolen = replace(signer.authority, key=other_desk.pki.seal.key)
    if not hasattr(signer.authority.key, "curve"):
        stolen = replace(signer.authority, key=issue_rsa_seal(desk.pki, desk.clock).key)

    with pytest.raises(Failed, match="not the key of its certificate"):
        signer_of(stolen, desk.pki.chain("seal"))


@pytest.mark.parametrize("make", [lambda: paper("seal"), own_form], ids=["another program's", "our own form"])
def test_a_seal_for_a_batch_is_incomplete_until_its_time_is_proved(desk: Desk, signer: Signer, make) -> None:
    """The level is said as it is, and the paper by itself is never called authentic."""
    cleared = make()
    made = seal_for_batch(cleared, BatchSealer(signer, desk.clock, desk.sealer.seeds), stamp=STAMP)

    evidence = desk.verified(made.content)
    assert (evidence.verdict, evidence.level, evidence.clock) == ("incomplete", "B-B", "none")
    assert made.digest == digest_of(made.content)
    assert made.content.startswith(cleared.content)
    assert not isinstance(made, SealedPdf)


def test_a_seal_for_a_batch_needs_the_cleared_paper(desk: Desk, signer: Signer) -> None:
    """One letter off, and it is not sealed, on either way."""
    for cleared in (paper("seal"), own_form()):
        changed = replace(cleared, content=cleared.content.replace(b"1", b"2", 1))
        with pytest.raises(NotAuthentic):
            seal_for_batch(changed, BatchSealer(signer, desk.clock, desk.sealer.seeds), stamp=stamp("Sealed"))
