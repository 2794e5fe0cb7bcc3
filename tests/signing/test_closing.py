"""A paper all have signed is closed: it keeps what it is judged by, under a time-stamp over all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp

from inconfidence.core.digest import digest_of
from inconfidence.core.documents import ClearedPdf, SealedPdf, SignedPdf
from inconfidence.core.errors import NotAuthentic, NotFound, OutOfTurn, TryLater
from signing import KeyFolder, LocalKey, SerialFile, begin, renew_root_list
from signing.arc import Role
from signing.cms_writing import DATA, Parts, in_order, named, signed_attributes, signed_data
from signing.parts import CONTENTS_DIGITS, DIGEST, Prepared, QuietWriter, prepare, prepare_closing
from signing.revocation import answer_on, revocation_list
from signing.timestamp import CheckedTimeStamper
from signing.validation_data import NOTHING, ValidationData
from tests.signing.desk import NOON, PROTECTOR, Desk, closed_by, paper
from tests.signing.test_revocation import Withdrawn
from tests.signing.years import after

FIELDS = ("seal", "guardian", "chair", "closing")
YEAR = timedelta(days=365)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def planned() -> ClearedPdf:
    return paper(*FIELDS)


@pytest.fixture(scope="module")
def complete(desk: Desk, planned: ClearedPdf) -> SignedPdf:
    """Signed by all, and not yet closed."""
    return desk.complete(planned)


@pytest.fixture(scope="module")
def closed(desk: Desk, complete: SignedPdf) -> SignedPdf:
    return closing(desk, complete)


def closing(desk: Desk, signed: SealedPdf | SignedPdf, *withdrawn: Withdrawn) -> SignedPdf:
    return closed_by(desk, signed, *withdrawn)


def stamped(desk: Desk, prepared: Prepared) -> bytes:
    return prepared.filled(desk.time_stamper.token_for(prepared.digest))


def seal_lost(desk: Desk, at: timedelta, reason: str = "keyCompromise") -> Withdrawn:
    return Withdrawn(desk.pki.seal.certificate.serial_number, NOON + at, reason)


def time_lost(desk: Desk, at: timedelta, reason: str = "keyCompromise") -> Withdrawn:
    return Withdrawn(desk.pki.time.certificate.serial_number, NOON + at, reason)


def heard_of(desk: Desk, role: Role, *withdrawn: Withdrawn) -> ValidationData:
    listed = revocation_list(desk.pki.issuing[role], withdrawn, 9, NOON + 10 * YEAR)
    return ValidationData(lists=(listed.public_bytes(Encoding.DER),))


def test_a_closed_paper_is_authentic_and_reaches_the_highest_level(desk: Desk, closed: SignedPdf) -> None:
    """B-LTA, for each signature and for the whole."""
    evidence = desk.verified(closed.content)

    assert evidence.problems == ()
    assert (evidence.verdict, evidence.level, evidence.clock) == ("authentic", "B-LTA", "own")
    assert evidence.closed == NOON
    assert [(each.field, each.level, each.covers) for each in evidence.signatures] == [
        ("seal", "B-LTA", "revision"),
        ("guardian", "B-LTA", "revision"),
        ("chair", "B-LTA", "revision"),
    ]


def test_a_paper_that_is_not_closed_yet_is_incomplete(desk: Desk, complete: SignedPdf) -> None:
    """All have signed; the time-stamp its plan asks for is missing."""
    evidence = desk.verified(complete.content)

    assert (evidence.verdict, evidence.level, evidence.closed) == ("incomplete", "B-T", None)
    assert evidence.problems == ("No time-stamp has closed it yet.",)


def test_a_paper_planned_without_a_closing_keeps_its_verdict_and_its_level(desk: Desk, signed: SignedPdf) -> None:
    """As papers were before: time-stamped, and not closed."""
    evidence = desk.verified(signed.content)

    assert (evidence.verdict, evidence.level, evidence.closed) == ("authentic", "B-T", None)


def test_everything_before_stays_as_it_was(complete: SignedPdf, closed: SignedPdf) -> None:
    """One revision is added behind the signatures, and the metadata are not written anew."""
    assert closed.content.startswith(complete.content)
    assert closed.content.count(b"startxref") == complete.content.count(b"startxref") + 1
    assert b"/Metadata" not in closed.content[len(complete.content) :].replace(b"/Metadata ", b"", 1)


def test_a_paper_is_not_closed_before_all_have_signed(desk: Desk, planned: ClearedPdf) -> None:
    """The chair is still to sign."""
    sealed = desk.sealed(planned)

    with pytest.raises(OutOfTurn, match="chair"):
        closing(desk, desk.signed(sealed, "guardian", sealed))


def test_a_paper_is_closed_once_and_signed_no_more(desk: Desk, planned: ClearedPdf, closed: SignedPdf) -> None:
    """Neither by a second closing nor by a person."""
    with pytest.raises(OutOfTurn, match="closed already"):
        closing(desk, closed)
    with pytest.raises(OutOfTurn, match="not for a person"):
        begin_in(desk, closed, "closing", desk.sealed(planned))


def test_a_paper_closed_early_takes_no_more_signatures(desk: Desk, planned: ClearedPdf) -> None:
    """Closed by hand before the guardian signed."""
    sealed = desk.sealed(planned)
    content = closed_by_hand(desk, QuietWriter(BytesIO(sealed.content)), "closing")
    early = SignedPdf(content, digest_of(content), sealed.digest, sealed.page_count, sealed.fields)

    with pytest.raises(OutOfTurn, match="has been closed"):
        begin_in(desk, early, "guardian", sealed)


def begin_in(desk: Desk, paper: SignedPdf, field: str, sealed: SealedPdf) -> None:
    certificate = desk.certificate(LocalKey(), sealed, field, role="guardian")
    begin(paper, field, certificate, desk.pki.chain("guardian"), stamp=None, clock=desk.clock)


def test_a_paper_without_the_field_is_not_closed(desk: Desk, signed: SignedPdf) -> None:
    """No field is added after the seal."""
    with pytest.raises(NotFound, match="closes"):
        closing(desk, signed)


def test_a_changed_paper_is_not_closed(desk: Desk, complete: SignedPdf) -> None:
    """What is closed is what was signed."""
    with pytest.raises(NotAuthentic):
        closing(desk, replace(complete, content=complete.content + b"\n"))


def test_without_a_time_stamp_nothing_is_closed(desk: Desk, complete: SignedPdf) -> None:
    """It waits, at the level it has."""

    def down(question: bytes) -> bytes:
        raise ConnectionError

    with pytest.raises(TryLater):
        closed_by(replace(desk, time_stamper=CheckedTimeStamper(down)), complete)


def test_a_paper_with_a_certificate_withdrawn_before_its_use_is_not_closed(desk: Desk, complete: SignedPdf) -> None:
    """The council does not put its own evidence against a paper into it and call it closed."""
    with pytest.raises(NotAuthentic, match="withdrawn before"):
        closing(desk, complete, seal_lost(desk, timedelta(days=-1)))
    with pytest.raises(NotAuthentic, match="withdrawn before"):
        closing(desk.later(2 * DAY), complete, replace(seal_lost(desk, DAY), since=NOON - DAY))


@pytest.mark.parametrize("reason", ["superseded", "keyCompromise"])
def test_a_paper_with_a_certificate_withdrawn_since_is_closed_and_says_since_when(
    desk: Desk, complete: SignedPdf, reason: str
) -> None:
    """RFC 5280, 5.3.2; ETSI EN 319 102-1, 5.5.4: it keeps its issuer's word, and is judged by that ten years on."""
    closed = closing(desk.later(2 * DAY), complete, seal_lost(desk, DAY, reason)).content

    evidence = desk.later(10 * YEAR).verified(closed)

    assert (evidence.verdict, evidence.level, evidence.problems) == ("authentic", "B-LTA", ())
    assert evidence.notes[0] == (
        "The certificate used in field seal was withdrawn as of 24 November 2026; it signed before that."
    )


def test_a_paper_dated_by_a_lost_time_key_is_not_closed(desk: Desk, complete: SignedPdf) -> None:
    """Nothing shows that it was there before the key was in other hands; a replaced key is no such thing."""
    with pytest.raises(NotAuthentic, match="time authority"):
        closing(desk.later(2 * DAY), complete, time_lost(desk, DAY))
    fresh = after(desk, 2 * DAY, "time")

    assert fresh.verified(closing(fresh, complete, time_lost(desk, DAY, "superseded")).content).level == "B-LTA"


def test_a_closed_paper_of_an_authority_withdrawn_since_says_what_it_lacks(desk: Desk, complete: SignedPdf) -> None:
    """What an authority says after it was withdrawn vouches for nothing: authentic, at the level of the time-stamp."""
    lost = Withdrawn(desk.pki.issuing["guardian"].certificate.serial_number, NOON + DAY, "cACompromise")
    later = after(desk, 2 * DAY)
    renew_root_list(KeyFolder(later.keys, PROTECTOR, later.clock), (lost,), SerialFile(later.serials))
    evidence = later.verified(closing(later, complete, lost).content)

    assert evidence.verdict == "authentic"
    assert {each.field: each.level for each in evidence.signatures} == {
        "seal": "B-LTA",
        "guardian": "B-T",
        "chair": "B-LTA",
    }


def unvouched(desk: Desk, complete: SignedPdf) -> bytes:
    return stamped(desk, prepare_closing(complete.content, "closing", NOTHING))


def stale(desk: Desk, complete: SignedPdf) -> bytes:
    data = desk.revocation().on([each for each in (desk.pki.seal.certificate, desk.pki.time.certificate)])
    return stamped(desk.later(timedelta(hours=1)), prepare_closing(complete.content, "closing", data))


def test_a_closing_that_keeps_nothing_to_judge_by_reaches_no_higher_level(desk: Desk, complete: SignedPdf) -> None:
    """Authentic, but the level says what is there."""
    evidence = desk.verified(unvouched(desk, complete))

    assert (evidence.verdict, evidence.level) == ("authentic", "B-T")


def test_one_signature_without_word_of_its_issuer_keeps_the_level_down(desk: Desk, complete: SignedPdf) -> None:
    """The seal's is there, the persons' are not."""
    evidence = desk.later(timedelta(hours=2)).verified(stale(desk, complete))

    assert (evidence.verdict, evidence.level) == ("authentic", "B-T")
    assert [each.level for each in evidence.signatures] == ["B-LTA", "B-T", "B-T"]


@pytest.mark.parametrize(("days", "verdict"), [(-1, "unrecognised"), (0, "unrecognised"), (1, "authentic")])
def test_a_seal_withdrawn_before_its_time_stamp_is_not_believed(
    desk: Desk, closed: SignedPdf, complete: SignedPdf, days: int, verdict: str
) -> None:
    """By a list the verifier has heard, on papers closed and not; withdrawn afterwards, it still counts."""
    heard = heard_of(desk, "seal", seal_lost(desk, timedelta(days=days)))

    assert desk.verified(closed.content, heard=heard).verdict == verdict
    expected = "incomplete" if verdict == "authentic" else verdict
    assert desk.verified(complete.content, heard=heard).verdict == expected


def test_a_withdrawal_that_the_paper_itself_keeps_counts(desk: Desk, complete: SignedPdf) -> None:
    """Somebody else's closing brings the evidence along."""
    entry = seal_lost(desk, timedelta(days=-1))
    answer = answer_on(desk.pki.seal.certificate, desk.pki.issuing["seal"], [entry], NOON)
    content = stamped(desk, prepare_closing(complete.content, "closing", ValidationData(answers=(answer,))))

    assert desk.verified(content).verdict == "unrecognised"


@pytest.mark.parametrize(
    ("reason", "days", "verdict"),
    [
        ("keyCompromise", 1, "unrecognised"),
        ("unspecified", 1, "unrecognised"),
        ("superseded", 1, "authentic"),
        ("superseded", -1, "unrecognised"),
        ("keyCompromise", 800, "authentic"),
    ],
)
def test_a_lost_time_key_takes_its_time_stamps_along(
    desk: Desk, closed: SignedPdf, reason: str, days: int, verdict: str
) -> None:
    """Whoever has the key writes any time; a key that was merely replaced still vouches for its past."""
    heard = heard_of(desk, "time", time_lost(desk, timedelta(days=days), reason))

    assert desk.later(YEAR).verified(closed.content, heard=heard).verdict == verdict


Store = Callable[[QuietWriter, generic.DictionaryObject], None]


def put(name: str, value: generic.PdfObject) -> Store:
    def change(writer: QuietWriter, store: generic.DictionaryObject) -> None:
        store[generic.pdf_name(name)] = value

    return change


def script(writer: QuietWriter, store: generic.DictionaryObject) -> None:
    action = {
        generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
        generic.pdf_name("/JS"): generic.pdf_string("1"),
    }
    store[generic.pdf_name("/AA")] = generic.DictionaryObject(action)


def with_entry(stream: generic.StreamObject) -> Store:
    def change(writer: QuietWriter, store: generic.DictionaryObject) -> None:
        store[generic.pdf_name("/Certs")] = generic.ArrayObject([writer.add_object(stream)])

    return change


MARK = generic.DictionaryObject({generic.pdf_name("/A"): generic.NumberObject(1)})

STORES: dict[str, Store] = {
    "script": script,
    "by-signature": put("/VRI", generic.DictionaryObject()),
    "unknown-entry": put("/Note", generic.pdf_string("hidden")),
    "other-type": put("/Type", generic.pdf_name("/Catalog")),
    "empty-list": put("/Certs", generic.ArrayObject()),
    "no-list": put("/OCSPs", MARK),
    "no-stream": put("/CRLs", generic.ArrayObject([generic.NumberObject(1)])),
    "junk": with_entry(generic.StreamObject(stream_data=b"not DER at all")),
    "trailing": with_entry(generic.StreamObject(stream_data=b"\x30\x00hidden")),
    "no-certificate-list": with_entry(generic.StreamObject(dict_data=MARK, stream_data=b"\x30\x00")),
}


@pytest.mark.parametrize("fault", STORES)
def test_a_store_that_does_anything_else_is_altered(desk: Desk, complete: SignedPdf, fault: str) -> None:
    """Under a genuine closing time-stamp of the council's own authority."""
    writer = QuietWriter(BytesIO(complete.content))
    store = generic.DictionaryObject({generic.pdf_name("/Type"): generic.pdf_name("/DSS")})
    STORES[fault](writer, store)
    writer.root[generic.pdf_name("/DSS")] = writer.add_object(store)
    writer.update_root()
    evidence = desk.verified(closed_by_hand(desk, writer, "closing"))

    assert evidence.verdict == "altered"
    assert evidence.level == "none"


def closed_by_hand(desk: Desk, writer: QuietWriter, field: str) -> bytes:
    steps = PdfCMSEmbedder().write_cms(field, writer, existing_fields_only=True)
    next(steps)
    steps.send(SigObjSetup(DocumentTimestamp(bytes_reserved=CONTENTS_DIGITS)))
    place, output = steps.send(SigIOSetup(md_algorithm=DIGEST))
    prepared = Prepared(
        output.getvalue(), place.document_digest, place.reserved_region_start, place.reserved_region_end
    )
    return stamped(desk, prepared)


def test_a_time_stamp_in_a_persons_field_is_altered(desk: Desk, planned: ClearedPdf) -> None:
    """It is nobody's signature."""
    sealed = desk.sealed(planned)

    assert desk.verified(closed_by_hand(desk, QuietWriter(BytesIO(sealed.content)), "guardian")).verdict == "altered"


def test_a_signature_after_the_closing_is_altered(desk: Desk, planned: ClearedPdf) -> None:
    """Closed too early, by hand, and signed afterwards."""
    sealed = desk.sealed(planned)
    early = closed_by_hand(desk, QuietWriter(BytesIO(sealed.content)), "closing")
    prepared = prepare(early, "guardian", NOON, stamp=None, certify=False)
    key = LocalKey()
    certificate = desk.certificate(key, sealed, "guardian")
    attributes = signed_attributes(DATA, prepared.digest, named(certificate))
    value = key.sign(attributes)
    carried = in_order((certificate, *desk.pki.chain("guardian")))
    token = desk.time_stamper.stamp(value)
    content = prepared.filled(signed_data(Parts(attributes, value, named(certificate), carried, token=token)))

    assert desk.verified(early).verdict == "incomplete"
    evidence = desk.verified(content)
    assert evidence.verdict == "altered"
    assert "It was signed after it had been closed." in evidence.problems


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_a_changed_bit_of_what_is_kept_is_noticed(
    desk: Desk, complete: SignedPdf, closed: SignedPdf, place: float
) -> None:
    """The store is covered by the closing time-stamp."""
    start = len(complete.content)
    end = closed.content.index(b"/Contents <", start)
    at = start + int((end - start) * place)
    changed = closed.content[:at] + bytes((closed.content[at] ^ 1,)) + closed.content[at + 1 :]

    assert desk.verified(changed).verdict in ("altered", "unreadable")


def test_a_closing_of_a_stranger_is_not_believed(desk: Desk, other_desk: Desk, complete: SignedPdf) -> None:
    """A look-alike's time authority."""
    content = stamped(other_desk, prepare_closing(complete.content, "closing", NOTHING))

    assert desk.verified(content).verdict == "unrecognised"


@pytest.mark.parametrize(("years", "verdict"), [(1, "authentic"), (10, "authentic"), (21, "unrecognised")])
def test_a_closed_paper_is_judged_by_what_it_keeps_until_its_closing_has_ended(
    desk: Desk, closed: SignedPdf, years: int, verdict: str
) -> None:
    """The seal ended after five years and the persons' certificates after a month; the time authority after twenty."""
    assert desk.later(years * YEAR).verified(closed.content).verdict == verdict


def test_other_peoples_readers_find_what_is_kept(closed: SignedPdf) -> None:
    """Certificates, answers and lists by their names in the standard."""
    with pikepdf.open(BytesIO(closed.content)) as pdf:
        store = pdf.Root.DSS
        assert sorted(store.keys()) == ["/CRLs", "/Certs", "/OCSPs", "/Type"]
        assert (len(store.OCSPs), len(store.CRLs)) == (4, 1)
