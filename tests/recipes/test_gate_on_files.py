"""The gate, on real agreements and real files: each way an agreement fails to stand, and what the refusal says.

``tests/distribution/test_gate.py`` tries the rules on facts alone; here the facts come from the store and the archive.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from archive import Label
from distribution import Refusal
from forms import Record, amended, record_of
from inconfidence.core.clock import SystemClock
from inconfidence.core.digest import Digest
from inconfidence.recipes import agreements, casework, conference
from inconfidence.recipes.agreements import standing_of
from inconfidence.recipes.conference import Meeting
from inconfidence.recipes.home import Home, init, open_home, secret_folder
from inconfidence.recipes.making import make_for_case
from inconfidence.recipes.papers import judged
from inconfidence.recipes.sample import Sample, settings
from inconfidence.store import Answer, Invitee
from tests.demonstrated import Demonstration, copy_of, rows_of

Break = Callable[[Home, Meeting, Path], Invitee]
"""Makes one person's agreement fail to stand, and says whose."""


@pytest.fixture
def home(demonstration: Demonstration, tmp_path: Path) -> Home:
    return copy_of(demonstration.home, tmp_path / "home", SystemClock())


@pytest.fixture
def meeting(home: Home, demonstration: Demonstration) -> Meeting:
    (case,) = (each for each in rows_of(home).cases.values() if each.kind == "location")
    called = casework.current(home, case.reference, "conference")
    return Meeting(case, called, demonstration.sample.wording("agreement"), demonstration.sample.pictures(called))


def in_state(home: Home, state: str, way: str | None = None) -> Invitee:
    """Return the first person whose agreement is in a state, and was answered in a way."""
    rows = rows_of(home)
    chosen = (each for each in rows.agreements.values() if each.state == state and way in (None, each.way))
    return rows.invitees[next(chosen).invitee]


def noted_as_signed(home: Home, content: bytes, way: str = "electronic", *, keep: bool = True) -> Invitee:
    """Have the person who has not answered on record as having signed a file, as a fault or a thief would leave it."""
    invitee = in_state(home, "asked")
    form_code = standing_of(home, invitee).form_code
    evidence = judged(home, content)
    label = Label(agreements.AGREEMENT, form_code, agreements.RETENTION)
    if keep:
        home.archive.keep_refused(content, evidence, label, why="test", at=home.clock.now())
    with home.store.writing() as held:
        held.agreements.answer(form_code, Answer("signed", way, evidence.digest), at=home.clock.now())
    return invitee


def signed_file(home: Home, invitee: Invitee) -> bytes:
    return home.archive.read(Digest(standing_of(home, invitee).signed_digest or ""))


def blank_page() -> bytes:
    """Return a PDF that nobody sealed and nobody signed."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def never_asked(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    person = casework.record_of_body("invitee", in_state(home, "asked").details)
    return conference.invite(home, meeting.case, record_of("invitee", {**person.values, "number": "77"}))


def not_answered(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    return in_state(home, "asked")


def declined(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    return in_state(home, "declined")


def earlier_wording(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    rows = rows_of(home)
    current = meeting.wording.values["wording_version"]
    old = next(each for each in rows.agreements.values() if each.state == "signed" != each.wording_version != current)
    return rows.invitees[old.invitee]


def withdrawn(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    invitee = in_state(home, "signed", "electronic")
    with home.store.writing() as held:
        held.agreements.withdraw(standing_of(home, invitee).form_code, at=home.clock.now())
    return invitee


def altered(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    content = bytearray(signed_file(home, in_state(home, "signed", "electronic")))
    content[content.index(b"stream\n") + 100] ^= 1
    return noted_as_signed(home, bytes(content))


def void(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    invitee = in_state(home, "signed", "electronic")
    with home.store.writing() as held:
        held.agreements.answer(standing_of(home, invitee).form_code, Answer("void"), at=home.clock.now())
    return invitee


def nobody_signed_it(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    sealed = standing_of(home, in_state(home, "asked")).sealed_digest
    return noted_as_signed(home, home.archive.read(sealed), keep=False)


def sealed_by_another_council(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    elsewhere, sample = folder / "elsewhere", Sample(date(2026, 11, 23))
    init(elsewhere, secret_folder(elsewhere), settings(), SystemClock())
    other = open_home(elsewhere, secret_folder(elsewhere), SystemClock())
    case = casework.take_in_referral(other, sample.text("referral-group"), by="test")
    return noted_as_signed(home, make_for_case(other, "acknowledgement", case.reference, "referrer").content)


def another_persons_paper(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    return noted_as_signed(home, signed_file(home, in_state(home, "signed", "electronic")), keep=False)


def unreadable(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    return noted_as_signed(home, b"%PDF-1.7\nno more of it was saved")


def without_a_signature(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    return noted_as_signed(home, blank_page())


def of_another_form(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    return _scan_says(home, meeting, {"code_read": "P-0000-0000"})


def code_not_read(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    return _scan_says(home, meeting, {"code_read": ""})


def seen_by_nobody(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    return _scan_says(home, meeting, {"witnessed_by": ""})


def scan_without_seal(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    scan = _scan_of(home, meeting, in_state(home, "signed", "ink"))
    invitee = noted_as_signed(home, blank_page(), "ink")
    form_code = standing_of(home, invitee).form_code
    _record_scan(home, meeting, scan, form_code, {"code_read": form_code})
    return invitee


def scan_not_on_record(home: Home, meeting: Meeting, folder: Path) -> Invitee:
    return noted_as_signed(home, signed_file(home, in_state(home, "signed", "ink")), "ink", keep=False)


def _scan_says(home: Home, meeting: Meeting, change: dict[str, str]) -> Invitee:
    invitee = in_state(home, "signed", "ink")
    scan = _scan_of(home, meeting, invitee)
    _record_scan(home, meeting, scan, scan.values["form_code"], change)
    return invitee


def _record_scan(home: Home, meeting: Meeting, scan: Record, form_code: str, change: dict[str, str]) -> None:
    """Put a record of a scan there as a fault would leave it: the form itself refuses one without code or witness."""
    body = {**casework.body_of(scan), "form_code": form_code, **change}
    with home.store.writing() as held:
        held.records.append(
            meeting.case.reference, "scan", form_code, body, schema_version="1", at=home.clock.now(), by="test"
        )


def _scan_of(home: Home, meeting: Meeting, invitee: Invitee) -> Record:
    return casework.current(home, meeting.case.reference, "scan", standing_of(home, invitee).form_code)


WAYS: dict[str, tuple[Break, str]] = {
    "not asked": (never_asked, "not-asked"),
    "asked, not answered": (not_answered, "agreement-asked"),
    "declined": (declined, "agreement-declined"),
    "signed in an earlier wording": (earlier_wording, "agreement-superseded"),
    "withdrawn": (withdrawn, "withdrawn"),
    "altered after signing": (altered, "agreement-altered"),
    "void": (void, "agreement-void"),
    "sealed, and signed by nobody": (nobody_signed_it, "agreement-incomplete"),
    "sealed by another council": (sealed_by_another_council, "agreement-unrecognised"),
    "another person's agreement": (another_persons_paper, "another-paper"),
    "unreadable": (unreadable, "agreement-unreadable"),
    "without any signature": (without_a_signature, "agreement-unsigned"),
    "ink: another form's code": (of_another_form, "another-form"),
    "ink: no code read": (code_not_read, "form-code-not-known"),
    "ink: no witness": (seen_by_nobody, "form-code-not-known"),
    "ink: scan not sealed": (scan_without_seal, "agreement-unsigned"),
    "ink: scan not on record": (scan_not_on_record, "form-code-not-known"),
}


def given_to(home: Home, invitee: Invitee) -> tuple[str | None, str | None]:
    """Return what was ever released to a person; a place in the register of copies by itself is nothing."""
    copy = rows_of(home).copies.get(invitee.reference)
    return (copy.digest, copy.agreement) if copy else (None, None)


@pytest.mark.parametrize("way", WAYS)
def test_an_agreement_that_does_not_stand_opens_nothing(
    home: Home, meeting: Meeting, tmp_path: Path, way: str
) -> None:
    """The reason is the right one, no copy is given, and nothing is put in the outbox."""
    breaks, expected = WAYS[way]
    invitee = breaks(home, meeting, tmp_path)
    before = sorted((home.outbox / "new").iterdir())
    had = given_to(home, invitee)

    (outcome,) = conference.release(home, meeting, (invitee,))

    assert isinstance(outcome, Refusal)
    assert (outcome.reader, outcome.code) == (invitee.reference, expected)
    assert given_to(home, invitee) == had
    assert not (home.folder / "waiting").exists()
    assert sorted((home.outbox / "new").iterdir()) == before


@pytest.mark.parametrize("way", ["electronic", "ink"])
def test_a_wording_that_was_changed_since_opens_nothing(home: Home, meeting: Meeting, way: str) -> None:
    """Signed on a screen or on paper: an earlier wording is not the current one."""
    newer = replace(meeting, wording=amended(meeting.wording, {"wording_version": "2027-1"}))

    (outcome,) = conference.release(home, newer, (in_state(home, "signed", way),))

    assert isinstance(outcome, Refusal)
    assert outcome.code == "agreement-superseded"


@pytest.mark.parametrize("way", ["electronic", "ink"])
def test_an_agreement_for_one_conference_opens_no_other(
    home: Home, meeting: Meeting, demonstration: Demonstration, way: str
) -> None:
    """The same person, the same wording, another place: what was signed was for the other meeting."""
    text = demonstration.sample.text
    other = casework.take_in_referral(home, _elsewhere(text("referral-location")), by="test")
    invitee = in_state(home, "signed", way)

    (outcome,) = conference.release(home, replace(meeting, case=other), (invitee,))

    assert isinstance(outcome, Refusal)
    assert outcome.code == "not-asked"


def _elsewhere(referral: bytes) -> bytes:
    return referral.replace(b"Kestrel", b"Merlin")


@pytest.mark.parametrize("way", ["electronic", "ink"])
def test_a_file_changed_on_the_archives_disk_opens_nothing(home: Home, meeting: Meeting, way: str) -> None:
    """Somebody who can write to the disk gets no copy by it; what is wrong is said, and to nobody what is in it."""
    invitee = in_state(home, "signed", way)
    digest = standing_of(home, invitee).signed_digest or ""
    (kept,) = (each for each in (home.folder / "archive").rglob("*") if each.is_file() and digest[8:] in each.name)
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")

    (outcome,) = conference.release(home, meeting, (invitee,))

    assert isinstance(outcome, Refusal)
    assert outcome.code == "fault"


def test_the_register_says_who_holds_what_under_which_agreement_and_since_when(home: Home) -> None:
    """Twelve copies: each with its file, its moment, and the digest of the agreement of the very person."""
    rows = rows_of(home)

    for reference, copy in rows.copies.items():
        agreement = standing_of(home, rows.invitees[reference])
        assert copy.agreement == agreement.signed_digest
        assert copy.digest is not None
        assert copy.released_at is not None
        assert agreement.answered_at is not None
        assert agreement.answered_at <= copy.released_at
    assert len(rows.copies) == 12


def test_who_withdrew_and_signed_anew_is_given_no_second_copy(home: Home, meeting: Meeting) -> None:
    """The copy that is out was given under the first signature, and that stays on record; a person has to look."""
    invitee = withdrawn(home, meeting, home.folder)
    first = rows_of(home).copies[invitee.reference]
    records: dict[str, Record] = {
        "conference": meeting.conference,
        "invitee": casework.record_of_body("invitee", invitee.details),
    }
    again = agreements.ask(home, meeting.case, invitee, records, meeting.wording).agreement
    signer = agreements.Signer("A. Person", "Known", ())
    agreements.receive_signed(home, again.form_code, agreements.sign(home, again.form_code, signer, signer))
    messages = sorted((home.outbox / "new").iterdir())

    (outcome,) = conference.release(home, meeting, (invitee,))

    assert isinstance(outcome, Refusal)
    assert "was released as another file" in outcome.reason
    assert rows_of(home).copies[invitee.reference] == first
    assert sorted((home.outbox / "new").iterdir()) == messages
