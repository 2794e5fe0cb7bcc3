"""No attack on a sealed or signed paper ends in "authentic", and each has its stated verdict."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from inconfidence.core.documents import ClearedPdf, SealedPdf, SignatureField, SignedPdf
from signing import seal, verify
from signing.arc import Role
from signing.certificates import Authority, Binding, leaf_certificate, name_of
from signing.keys import new_key
from signing.parts import prepare
from signing.seed_values import code_of
from signing.signer import sign_digest, signer_of
from tests.signing import attacks
from tests.signing.desk import Desk, paper

SEED = 20261123
BAD = ("altered", "unreadable")

TIME_STAMP_ATTRIBUTE = b"060B2A864886F70D010910020E"
"""The object identifier of id-aa-timeStampToken (RFC 3161, appendix A), in DER."""


@pytest.fixture(scope="module")
def record(desk: Desk) -> SealedPdf:
    """A paper that is authentic with its seal alone: nothing hides behind "incomplete"."""
    return desk.sealed(paper("seal", pages=1))


def test_any_flipped_covered_bit_is_noticed(desk: Desk, signed: SignedPdf) -> None:
    """Seeded flips over the whole of a signed paper, none accepted."""
    dice = random.Random(SEED)
    places = [dice.randrange(len(signed.content)) for _ in range(40)]

    verdicts = {desk.verified(attacks.flipped(signed.content, place)).verdict for place in places}

    assert verdicts <= {"altered", "unreadable", "unrecognised"}


def test_any_flipped_bit_of_a_signature_is_noticed(desk: Desk, record: SealedPdf) -> None:
    """Seeded flips within the CMS itself, its unsigned parts included, none accepted."""
    dice = random.Random(SEED)
    start, end = attacks.signature_spans(record.content)[0]
    used = len(record.content[start:end].rstrip(b"0"))
    places = [start + dice.randrange(used) for _ in range(60)]

    verdicts = {desk.verified(attacks.flipped(record.content, place)).verdict for place in places}

    assert verdicts <= {"altered", "unrecognised"}


@pytest.mark.parametrize(
    "tail", [b"\n", b"\x00", b"% a remark", b"\n999 0 obj\n<<>>\nendobj\n", b"\nstartxref\n0\n%%EOF\n"]
)
def test_appended_bytes_are_noticed(desk: Desk, record: SealedPdf, tail: bytes) -> None:
    """A line, garbage or an object without an index behind the last signature."""
    assert desk.verified(record.content + tail).verdict in BAD


def test_a_prepended_byte_is_noticed(desk: Desk, record: SealedPdf) -> None:
    """Everything shifted by one."""
    assert desk.verified(b" " + record.content).verdict in BAD


@pytest.mark.parametrize(
    "attack",
    [attacks.padding_filled, attacks.recased, attacks.signer_doubled, attacks.rewritten],
    ids=lambda attack: attack.__name__,
)
def test_a_signature_written_otherwise_is_altered(
    desk: Desk, record: SealedPdf, attack: Callable[[bytes], bytes]
) -> None:
    """Filled padding, other letters, a second signer, a paper saved anew."""
    assert desk.verified(attack(record.content)).verdict == "altered"


def test_a_name_in_other_letters_is_noticed_wherever_it_stands(desk: Desk, record: SealedPdf) -> None:
    """Names match in any case, so a letter's case in an unsigned part could be changed unseen."""
    capital, small = (word.hex().upper().encode() for word in (b"London", b"london"))
    places = [match.start() for match in re.finditer(capital, record.content)]
    forgeries = [record.content[:at] + small + record.content[at + len(small) :] for at in places]

    assert len(places) > 10
    assert {desk.verified(forgery).verdict for forgery in forgeries} <= {"altered", "unrecognised"}


def test_a_length_stretched_into_the_padding_is_altered(desk: Desk, record: SealedPdf) -> None:
    """The outermost length reaches further than the signature does."""
    start, _ = attacks.signature_spans(record.content)[0]

    assert record.content[start : start + 4] == b"3082"
    assert desk.verified(record.content[: start + 4] + b"17" + record.content[start + 6 :]).verdict == "altered"


def test_a_renamed_part_that_readers_pass_over_is_altered(desk: Desk, record: SealedPdf) -> None:
    """The time-stamp under a tag nobody knows is not the same as no time-stamp."""
    tag_at = record.content.index(TIME_STAMP_ATTRIBUTE) - len("A182LLLL3082LLLL")

    assert record.content[tag_at : tag_at + 4] == b"A182"
    assert desk.verified(record.content[:tag_at] + b"E1" + record.content[tag_at + 2 :]).verdict == "altered"


def test_a_stray_certificate_is_altered(desk: Desk, record: SealedPdf) -> None:
    """Data cannot travel in a certificate nobody signed for."""
    stray = desk.pki.issuing["chair"].certificate.public_bytes(Encoding.DER)

    assert desk.verified(attacks.certificate_added(record.content, stray)).verdict == "altered"


def test_a_removed_time_stamp_is_no_lower_level_but_incomplete(desk: Desk, record: SealedPdf) -> None:
    """Nobody has sealed below B-T."""
    evidence = desk.verified(attacks.time_stamp_removed(record.content))

    assert evidence.verdict == "incomplete"
    assert evidence.level == "B-B"


@pytest.mark.parametrize("change", attacks.UPDATES, ids=lambda change: change.__name__)
def test_a_well_formed_update_after_the_seal_is_altered(
    desk: Desk, sealed: SealedPdf, change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    """Whatever was appended, it was not signed."""
    assert desk.verified(attacks.update(sealed.content, change)).verdict == "altered"


@pytest.mark.parametrize("change", attacks.SIGNABLE_UPDATES, ids=lambda change: change.__name__)
def test_an_update_that_a_guardian_signs_is_altered_all_the_same(
    desk: Desk, sealed: SealedPdf, change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    """A trusted signature over a changed paper does not heal the seal."""
    content = attacks.update(sealed.content, change)

    assert desk.verified(forged(desk, content, sealed, "guardian")).verdict == "altered"


def test_a_place_to_sign_added_after_the_seal_is_altered(desk: Desk, sealed: SealedPdf) -> None:
    """A new visible field, signed by a guardian, over the sealed text (certification attack)."""

    def add(writer: IncrementalPdfFileWriter) -> None:
        append_signature_field(writer, SigFieldSpec("guardian-2", on_page=0, box=(0, 0, 500, 700)))

    content = attacks.update(sealed.content, add)

    assert desk.verified(forged(desk, content, sealed, "guardian-2")).verdict == "altered"


def test_a_look_alike_council_is_unrecognised(other_desk: Desk, desk: Desk) -> None:
    """The same names on other keys convince nobody who holds the right root."""
    theirs = other_desk.sealed(paper("seal"))

    evidence = verify(theirs.content, desk.pki.trust, clock=desk.clock)

    assert evidence.verdict == "unrecognised"
    assert (evidence.level, evidence.clock) == ("none", "none")


def test_the_time_of_a_look_alike_council_is_unrecognised(other_desk: Desk, desk: Desk) -> None:
    """The right seal, dated by someone else."""
    sealer = replace(desk.sealer, time_stamper=other_desk.time_stamper)

    evidence = desk.verified(seal(paper("seal"), sealer, stamp=None).content)

    assert evidence.verdict == "unrecognised"
    assert any("time authority" in problem for problem in evidence.problems)


@pytest.mark.parametrize("role", ["guardian", "chair"])
def test_a_persons_key_does_not_seal(desk: Desk, role: Role) -> None:
    """A guardian's or chair's certificate in the seal's field is not the council's seal."""
    checked = paper("seal")
    authority = forger(desk, role, Binding(checked.digest, "seal", "forged", key_made_here=False))

    sealer = replace(desk.sealer, signer=signer_of(authority, desk.pki.chain(role)))
    content = seal(checked, sealer, stamp=None).content

    assert desk.verified(content).verdict == "unrecognised"


def test_the_guardians_authority_cannot_issue_a_seal(desk: Desk) -> None:
    """A certificate that claims the seal's policy under another authority seals nothing."""
    key, issuer = new_key(), desk.pki.issuing["guardian"]
    certificate = leaf_certificate("seal", key.public_key(), name_of("A council", "A seal"), issuer, desk.clock.now())
    sealer = replace(desk.sealer, signer=signer_of(Authority(certificate, key), desk.pki.chain("guardian")))

    content = seal(paper("seal"), sealer, stamp=None).content

    assert desk.verified(content).verdict == "unrecognised"


def test_the_seals_key_does_not_sign_for_a_guardian(desk: Desk, sealed: SealedPdf) -> None:
    """The council cannot agree in a guardian's place with its seal."""
    prepared = prepare(sealed.content, "guardian", desk.clock.now(), stamp=None, certify=False)
    signature = sign_digest(prepared.digest, desk.sealer.signer, desk.time_stamper)

    evidence = desk.verified(prepared.filled(signature))

    assert evidence.verdict == "unrecognised"
    assert any("guardian" in problem and "role" in problem for problem in evidence.problems)


def test_a_certificate_of_another_paper_is_unrecognised(desk: Desk, sealed: SealedPdf) -> None:
    """A guardian's key and certificate for one agreement, used on another one behind the council's back."""
    other = desk.sealed(paper("seal", "guardian", words="Another agreement"))

    content = forged(desk, other.content, sealed, "guardian")

    assert desk.verified(content).verdict == "unrecognised"


def test_a_certificate_of_another_field_is_unrecognised(desk: Desk) -> None:
    """A guardian's certificate for the first field, used in the second."""
    sealed = desk.sealed(paper("seal", "guardian-1", "guardian-2"))

    content = forged(desk, sealed.content, sealed, "guardian-2", bound_to="guardian-1")

    assert desk.verified(content).verdict == "unrecognised"


def test_a_transplanted_signature_is_altered(desk: Desk, record: SealedPdf) -> None:
    """The signature of one paper in the place of another's."""
    other = desk.sealed(paper("seal", pages=1, words="Some other record"))
    (start, end), (from_start, from_end) = (attacks.signature_spans(one.content)[0] for one in (record, other))

    content = record.content[:start] + other.content[from_start:from_end] + record.content[end:]

    assert desk.verified(content).verdict == "altered"


def test_a_paper_cut_back_to_its_seal_is_incomplete(desk: Desk, sealed: SealedPdf) -> None:
    """Dropping the signatures leaves a paper that says whose are missing."""
    signed = desk.signed(sealed, "guardian", sealed)

    evidence = desk.verified(signed.content[: len(sealed.content)])

    assert evidence.verdict == "incomplete"
    assert evidence.problems == ("Field guardian has not been signed yet.", "Field chair has not been signed yet.")


def test_a_paper_cut_back_behind_its_seal_is_unsigned(desk: Desk, agreement: ClearedPdf, sealed: SealedPdf) -> None:
    """Without the seal nothing is claimed and nothing is proved."""
    assert desk.verified(sealed.content[: len(agreement.content)]).verdict == "unsigned"


def test_an_uncertified_seal_is_altered(desk: Desk) -> None:
    """The council's own key as a plain signature does not close the paper."""
    cleared = paper("seal")
    prepared = prepare(cleared.content, "seal", desk.clock.now(), stamp=None, certify=False, seeds=desk.seeds(cleared))
    signature = sign_digest(prepared.digest, desk.sealer.signer, desk.time_stamper)

    assert desk.verified(prepared.filled(signature)).verdict == "altered"


def test_a_key_kept_beyond_its_certificate_is_unrecognised(desk: Desk, sealed: SealedPdf) -> None:
    """A late time-stamp shows that the certificate had ended (pyHanko alone accepts this)."""
    late = desk.later(timedelta(days=31))
    content = forged(desk, sealed.content, sealed, "guardian", stamped_by=late)

    evidence = late.verified(content)

    assert evidence.verdict == "unrecognised"
    assert any("was not valid when it was used" in problem for problem in evidence.problems)


def test_a_time_stamp_from_the_future_is_unrecognised(desk: Desk) -> None:
    """A clock that was put forward is found out by the verifier's own."""
    content = desk.later(timedelta(days=2)).sealed(paper("seal")).content

    assert desk.verified(content).verdict == "unrecognised"


def test_fields_other_than_those_on_record_are_altered(desk: Desk, record: SealedPdf) -> None:
    """The council's record of a paper says which places it had."""
    on_record = (*record.fields, SignatureField("guardian", "guardian", "Sign here"))

    evidence = verify(record.content, desk.pki.trust, clock=desk.clock, expected_fields=on_record)

    assert evidence.verdict == "altered"


def forger(desk: Desk, role: Role, binding: Binding, code: str = "") -> Authority:
    """Return a key with a genuine certificate of ``role`` that says what ``binding`` says."""
    key = new_key()
    subject = name_of("A council", "A forger", code=code)
    certificate = leaf_certificate(role, key.public_key(), subject, desk.pki.issuing[role], desk.clock.now(), binding)
    return Authority(certificate, key)


def forged(
    desk: Desk, content: bytes, sealed: SealedPdf, field: str, bound_to: str = "", stamped_by: Desk | None = None
) -> bytes:
    """Sign ``field`` of ``content`` with a genuine guardian's certificate made for ``sealed``, past all our checks."""
    binding = Binding(sealed.digest, bound_to or field, "forged", key_made_here=False)
    authority = forger(desk, "guardian", binding, code_of(sealed.checked, field))
    prepared = prepare(content, field, desk.clock.now(), stamp=None, certify=False)
    stamper = (stamped_by or desk).time_stamper
    signature = sign_digest(prepared.digest, signer_of(authority, desk.pki.chain("guardian")), stamper)
    return prepared.filled(signature)
