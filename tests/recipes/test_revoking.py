"""A revoked certificate is heard of everywhere at once: at the gate, in the archive, by other programs and tools."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from archive import Label
from distribution import Refusal
from inconfidence.core.clock import FixedClock, SystemClock
from inconfidence.core.errors import Failed, InputInvalid, NotAuthentic, NotFound, OutOfTurn, UsageError
from inconfidence.recipes import agreements, casework, conference, keys
from inconfidence.recipes.conference import Meeting
from inconfidence.recipes.home import Home, open_home, secret_folder
from inconfidence.recipes.keys import CouncilKeys
from inconfidence.recipes.list_alarms import OLD_LISTS, list_troubles
from inconfidence.recipes.papers import judged
from inconfidence.recipes.sweeping import sweep_archive
from inconfidence.recipes.verification import trust_for, verify_all
from inconfidence.store import Agreement, Invitee
from signing import people_in, seal
from signing.revocation import LIST_LIFE
from tests.demonstrated import Demonstration, copy_of, rows_of
from tests.recipes.conftest import MORNING
from tests.signing.desk import paper

EARLIER = timedelta(minutes=10)
LISTS = ("issuing-seal.crl", "issuing-guardian.crl", "issuing-chair.crl", "issuing-time.crl")


@pytest.fixture
def played(demonstration: Demonstration, tmp_path: Path) -> Home:
    """A home in which people have signed."""
    return copy_of(demonstration.home, tmp_path, SystemClock())


@pytest.fixture
def meeting(played: Home, demonstration: Demonstration) -> Meeting:
    (case,) = (each for each in rows_of(played).cases.values() if each.kind == "location")
    called = casework.current(played, case.reference, "conference")
    sample = demonstration.sample
    return Meeting(case, called, sample.wording("agreement"), sample.pictures(called))


@pytest.fixture
def signed(played: Home) -> Agreement:
    """An agreement that was signed electronically."""
    return next(
        each for each in rows_of(played).agreements.values() if (each.state, each.way) == ("signed", "electronic")
    )


def of(home: Home) -> CouncilKeys:
    return keys.open_keys(home.folder, secret_folder(home.folder), home.clock)


def content_of(home: Home, agreement: Agreement) -> bytes:
    return home.archive.read(agreement.signed_digest or agreement.sealed_digest)


def person_of(home: Home, agreement: Agreement) -> Invitee:
    return next(each for each in rows_of(home).invitees.values() if each.reference == agreement.invitee)


def signed_at(home: Home, agreement: Agreement, field: str = "guardian"):
    return next(each.time for each in judged(home, content_of(home, agreement)).signatures if each.field == field)


def test_what_a_guardian_signed_before_their_certificate_was_revoked_still_opens_their_pack(
    played: Home, meeting: Meeting, signed: Agreement
) -> None:
    """Genuine, and everybody who looks is told; by the program that was running all the while, too."""
    done = keys.revoke_certificate(of(played), f"{signed.form_code}:guardian", "affiliationChanged", "RO-17")

    evidence = judged(played, content_of(played, signed))
    (outcome,) = conference.release(played, meeting, (person_of(played, signed),))
    assert done.serial in {one.serial_number for _, one in people_in(content_of(played, signed))}
    assert evidence.verdict == "authentic"
    assert any("field guardian was withdrawn as of" in note for note in evidence.notes)
    assert not isinstance(outcome, Refusal)


def test_a_key_that_was_in_other_hands_when_it_signed_opens_nothing(
    played: Home, meeting: Meeting, signed: Agreement
) -> None:
    """Reported days afterwards: the pack does not open any more, and the archive says which paper it was."""
    since = signed_at(played, signed) - EARLIER
    keys.revoke_certificate(of(played), f"{signed.form_code}:guardian", "keyCompromise", "RO-17", since)

    (outcome,) = conference.release(played, meeting, (person_of(played, signed),))
    found = sweep_archive(played.archive, played.trust, played.clock)
    assert isinstance(outcome, Refusal)
    assert found.doubtful == ((signed.signed_digest, "unrecognised"),)


def test_a_persons_certificate_is_named_by_its_number_too(played: Home, signed: Agreement) -> None:
    """As another viewer shows it; the chair's of the same paper is another one."""
    chair = next(one for name, one in people_in(content_of(played, signed)) if name == "chair")
    number = ":".join(f"{chair.serial_number:040X}"[at : at + 2] for at in range(0, 40, 2))

    keys.revoke_certificate(of(played), number, "privilegeWithdrawn", "RO-17", signed_at(played, signed) - EARLIER)

    assert judged(played, content_of(played, signed)).verdict == "unrecognised"
    with pytest.raises(OutOfTurn, match="already"):
        keys.revoke_certificate(of(played), f"{signed.form_code}:chair", "superseded", "RO-17")


@pytest.mark.parametrize("what", ["P-0000-0000:guardian", "{code}:guardian-2", "{sealed}:guardian"])
def test_a_signing_that_never_was_is_not_revoked(played: Home, signed: Agreement, what: str) -> None:
    """Another reference, a field nobody signed in, a paper that was put to somebody and never came back."""
    silent = next(each for each in rows_of(played).agreements.values() if each.state == "asked")

    with pytest.raises(NotFound, match="signature"):
        keys.revoke_certificate(
            of(played), what.format(code=signed.form_code, sealed=silent.form_code), "superseded", "RO-17"
        )


def test_of_two_signatures_under_one_reference_one_has_to_be_named(played: Home, signed: Agreement) -> None:
    """Their numbers are told, and nobody's name."""
    others = agreements.sign(played, signed.form_code, agreements.Signer("B. Guardian", "Known", ()), CHAIR)
    label = Label(agreements.AGREEMENT, signed.form_code, agreements.RETENTION)
    played.archive.keep(others, judged(played, others), label, at=played.clock.now())

    with pytest.raises(UsageError) as refusal:
        keys.revoke_certificate(of(played), f"{signed.form_code}:guardian", "superseded", "RO-17")

    both = {
        one.serial_number
        for text in (others, content_of(played, signed))
        for name, one in people_in(text)
        if name == "guardian"
    }
    assert all(f"{number:x}" in refusal.value.hint for number in both)
    assert "Guardian" not in f"{refusal.value.message}{refusal.value.hint}"


CHAIR = agreements.Signer("A. Chair", "Known", ())


def test_a_moment_still_to_come_is_refused(home: Home) -> None:
    """And nothing is recorded: a slip in the year would make a key good for twelve months more."""
    keys.renew(of(home), "seal", None)
    serial = next(f"{each.serial:x}" for each in keys.listed(of(home)) if each.name == "seal")

    with pytest.raises(InputInvalid, match="still to come"):
        keys.revoke_certificate(of(home), serial, "keyCompromise", "RO-17", MORNING.moment + timedelta(minutes=1))

    assert not of(home).revoked_file.exists()


def test_the_command_hears_what_the_home_has_on_record(home: Home) -> None:
    """Without opening the home; whoever names a root by hand hears nothing of it."""
    sealed = seal(paper("seal"), home.sealer, stamp=None).content
    keys.renew(of(home), "seal", None)
    serial = next(f"{each.serial:x}" for each in keys.listed(of(home)) if each.name == "seal")
    keys.revoke_certificate(of(home), serial, "keyCompromise", "RO-17", MORNING.moment - EARLIER)

    def verdict(*named: bytes) -> str:
        return verify_all([("a.pdf", sealed)], trust_for(home.folder, named), MORNING)[0].evidence.verdict

    assert verdict() == judged(home, sealed).verdict == "unrecognised"
    assert verdict((home.folder / "trust" / "root.pem").read_bytes()) == "authentic"


def test_with_an_edited_register_nothing_is_judged(home: Home) -> None:
    """Neither by the command nor in an open home: what is revoked would pass for good."""
    sealed = seal(paper("seal"), home.sealer, stamp=None).content
    of(home).revoked_file.write_bytes(b"{}\n")

    with pytest.raises(NotAuthentic, match="edited"):
        trust_for(home.folder, [])
    with pytest.raises(NotAuthentic, match="edited"):
        judged(home, sealed)


def listed(home: Home, name: str) -> x509.CertificateRevocationList:
    return x509.load_der_x509_crl((home.folder / "trust" / name).read_bytes())


def number_of(home: Home, name: str) -> int:
    return listed(home, name).extensions.get_extension_for_class(x509.CRLNumber).value.crl_number


def test_lists_are_published_for_former_authorities_as_well(home: Home) -> None:
    """From the first day; what a former authority issued stays in use, and its list is made anew with the others."""
    former = home.pki.issuing["guardian"].certificate
    own = f"former-{former.serial_number:x}.crl"
    first = number_of(home, "issuing-guardian.crl")

    keys.renew(of(home), "issuing-guardian", None)
    before = number_of(home, own)
    keys.publish(of(home))

    assert first < before < number_of(home, own)
    assert listed(home, own).is_signature_valid(former.public_key())
    assert not listed(home, "issuing-guardian.crl").is_signature_valid(former.public_key())
    assert (home.folder / "trust" / "root.crl").read_bytes() == (home.folder / "keys" / "root.crl").read_bytes()


def test_the_last_list_of_an_authority_that_has_ended_stays(home: Home) -> None:
    """Nothing is signed with a key whose certificate has ended."""
    late = keys.open_keys(
        home.folder, secret_folder(home.folder), FixedClock(MORNING.moment + timedelta(days=31 * 365))
    )
    before = {name: (home.folder / "trust" / name).read_bytes() for name in LISTS}

    keys.publish(late)

    assert {name: (home.folder / "trust" / name).read_bytes() for name in LISTS} == before


def test_what_was_revoked_is_in_the_list_and_openssl_goes_by_it(home: Home, tmp_path: Path) -> None:
    """The former seal, checked by somebody with nothing but the trust folder."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not on this machine")
    keys.renew(of(home), "seal", None)
    rows = {each.name: each for each in keys.listed(of(home))}
    keys.revoke_certificate(of(home), f"{rows['seal'].serial:x}", "keyCompromise", "RO-17")
    keys.publish(of(home))

    said = {name: openssl_on(home, tmp_path, name) for name in ("seal", "seal-2")}

    assert "certificate revoked" in said["seal"]
    assert said["seal-2"].endswith("OK\n")


def openssl_on(home: Home, tmp_path: Path, name: str) -> str:
    trust, pem = home.folder / "trust", []
    for file in ("root.crl", "issuing-seal.crl"):
        pem.append(tmp_path / f"{file}.pem")
        made = ("openssl", "crl", "-inform", "DER", "-in", str(trust / file), "-out", str(pem[-1]))
        subprocess.run(made, check=True, capture_output=True)
    lists = [word for file in pem for word in ("-CRLfile", str(file))]
    moment = str(int(MORNING.moment.timestamp()) + 60)
    asked = [
        *("openssl", "verify", "-crl_check_all", "-attime", moment, "-CAfile", str(trust / "root.pem")),
        *("-untrusted", str(trust / "issuing-seal.pem"), *lists, str(home.folder / "keys" / f"{name}.pem")),
    ]
    done = subprocess.run(asked, check=False, capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.mark.parametrize("trouble", ["none", "gone", "broken", "ended", "behind"])
def test_the_doctor_says_when_a_published_list_is_not_what_it_should_be(home: Home, trouble: str) -> None:
    """Missing, no list, past its day, or without what was revoked since; once, and with what to do."""
    keys.renew(of(home), "seal", None)
    council = of(home)
    file = home.folder / "trust" / "issuing-time.crl"
    if trouble == "gone":
        file.unlink()
    if trouble == "broken":
        file.write_bytes(b"no list")
    if trouble == "ended":
        later = FixedClock(MORNING.moment + LIST_LIFE + timedelta(seconds=1))
        council = keys.open_keys(home.folder, secret_folder(home.folder), later)
    if trouble == "behind":
        serial = next(f"{each.serial:x}" for each in keys.listed(council) if each.name == "seal")
        keys.revoke_certificate(council, serial, "superseded", "RO-17")

    found = [each.words for each in list_troubles(council)]

    assert found == ([] if trouble == "none" else [OLD_LISTS])
    keys.publish(council)
    assert list(list_troubles(council)) == []


def test_a_trust_folder_that_cannot_be_written_is_told(home: Home) -> None:
    """What was recorded before stands: only the lists are missing."""
    shutil.rmtree(home.folder / "trust")
    (home.folder / "trust").write_bytes(b"a file in its place")

    with pytest.raises(Failed, match="trust folder"):
        keys.publish(of(home))


def test_a_home_opened_before_hears_what_was_revoked_since(home: Home) -> None:
    """Another program records it; the one that runs does not have to be started anew."""
    sealed = seal(paper("seal"), home.sealer, stamp=None).content
    running = open_home(home.folder, secret_folder(home.folder), MORNING)
    assert judged(running, sealed).verdict == "authentic"
    keys.renew(of(home), "seal", None)
    serial = next(f"{each.serial:x}" for each in keys.listed(of(home)) if each.name == "seal")

    keys.revoke_certificate(of(home), serial, "keyCompromise", "RO-17")

    assert judged(running, sealed).verdict == "unrecognised"
