"""Renewed keys take over at once, old papers stay authentic, and a crash in between changes nothing."""

from __future__ import annotations

import os
import signal
import time
from datetime import timedelta
from pathlib import Path

import pytest

from inconfidence.core.clock import FixedClock
from inconfidence.core.documents import Evidence, SealedPdf, SignedPdf
from inconfidence.core.errors import NotAuthentic, NotFound, OutOfTurn
from signing import (
    AesProtector,
    CheckedTimeStamper,
    KeyFolder,
    Revoked,
    SerialFile,
    TimeAuthority,
    load_council_pki,
    rotate,
    take_root_away,
)
from signing.certificates import common_name
from signing.keys import save_key
from signing.rotation import ROTATED
from tests.signing.desk import NOON, Desk, closed_by, open_desk, paper

PROTECTOR = AesProtector(bytes(range(32)))
YEARS = timedelta(days=365)


@pytest.fixture
def before(tmp_path: Path) -> Desk:
    """A council whose keys lie in ``tmp_path``."""
    return open_desk(tmp_path)


def at(tmp_path: Path, wait: timedelta = timedelta()) -> KeyFolder:
    return KeyFolder(tmp_path / "keys", PROTECTOR, FixedClock(NOON + wait))


def reloaded(tmp_path: Path, wait: timedelta = timedelta()) -> Desk:
    """The same council as the next program finds it."""
    pki, clock = load_council_pki(tmp_path / "keys", PROTECTOR), FixedClock(NOON + wait)
    authority = TimeAuthority(pki, SerialFile(tmp_path / "serial"), clock)
    return Desk(pki, clock, CheckedTimeStamper(authority.respond), tmp_path / "serial", tmp_path / "keys")


def with_guardian(desk: Desk, sealed: SealedPdf) -> Evidence:
    return desk.verified(desk.signed(sealed, "guardian", sealed).content)


@pytest.mark.parametrize("name", ROTATED)
def test_papers_before_and_after_are_authentic(before: Desk, tmp_path: Path, name: str) -> None:
    """Whatever is renewed: a paper sealed and signed before and one after both verify, with the same root."""
    old = before.signed(sealed := before.sealed(paper("seal", "guardian")), "guardian", sealed)

    rotate(at(tmp_path), name)
    after = reloaded(tmp_path)

    assert after.verified(old.content).verdict == "authentic"
    assert with_guardian(after, after.sealed(paper("seal", "guardian"))).problems == ()


def closing(desk: Desk, signed: SignedPdf, *withdrawn: Revoked) -> SignedPdf:
    return closed_by(desk, signed, *withdrawn)


@pytest.mark.parametrize("name", [f"issuing-{role}" for role in ("seal", "guardian", "chair", "time")])
def test_a_paper_of_a_former_authority_is_closed_as_highly_as_any(before: Desk, tmp_path: Path, name: str) -> None:
    """Whoever issued its certificates answers for them, though another has taken that place."""
    complete = before.complete(paper("seal", "guardian", "chair", "closing"))
    rotate(at(tmp_path), name)
    after = reloaded(tmp_path)

    evidence = after.verified(closing(after, complete).content)

    assert (evidence.verdict, evidence.level) == ("authentic", "B-LTA")


@pytest.mark.parametrize("which", ["leaf", "former authority", "authority"])
def test_a_paper_with_a_withdrawn_certificate_of_any_authority_is_not_closed(
    before: Desk, tmp_path: Path, which: str
) -> None:
    """What a former authority issued, that authority itself, and one that is in use."""
    complete = before.complete(paper("seal", "guardian", "chair", "closing"))
    rotate(at(tmp_path), "issuing-seal")
    after = reloaded(tmp_path)
    gone = {
        "leaf": before.pki.seal.certificate,
        "former authority": before.pki.issuing["seal"].certificate,
        "authority": before.pki.issuing["guardian"].certificate,
    }[which]

    with pytest.raises(NotAuthentic, match="withdrawn"):
        closing(after, complete, Revoked(gone.serial_number, NOON, "superseded"))


def test_a_whole_set_of_new_keys_works_after_years(before: Desk, tmp_path: Path) -> None:
    """Everything renewed after four years: the old paper is authentic then, and papers go on being made."""
    old = before.sealed(paper("seal"))
    wait = 4 * YEARS

    for name in ROTATED:
        rotate(at(tmp_path, wait), name)
    for name in ("seal", "time"):
        rotate(at(tmp_path, wait), name)
    after = reloaded(tmp_path, wait)

    assert after.verified(old.content).verdict == "authentic"
    assert with_guardian(after, after.sealed(paper("seal", "guardian"))).problems == ()
    assert after.pki.chain("seal") == (after.pki.issuing["seal"].certificate,)


def test_the_key_is_new_and_the_old_one_is_destroyed(before: Desk, tmp_path: Path) -> None:
    """The certificate that was in use stays; what could sign with it is gone."""
    rotate(at(tmp_path), "seal")

    assert reloaded(tmp_path).pki.seal.certificate.public_key() != before.pki.seal.certificate.public_key()
    assert (tmp_path / "keys" / "seal.pem").exists()
    assert not (tmp_path / "keys" / "seal.key").exists()


def test_a_former_authority_still_answers_for_what_it_issued(before: Desk, tmp_path: Path) -> None:
    """Its key is kept, because only it can say that one of its certificates is revoked; its successor has a name."""
    rotate(at(tmp_path), "issuing-guardian")
    pki = reloaded(tmp_path).pki

    assert [each.certificate for each in pki.former] == [before.pki.issuing["guardian"].certificate]
    assert common_name(pki.issuing["guardian"].certificate).endswith("(2)")


def test_the_seal_goes_with_the_authority_that_issued_it(before: Desk, tmp_path: Path) -> None:
    """A new authority alone does not change whose the seal's certificate is: the former one is sent along."""
    rotate(at(tmp_path), "issuing-seal")
    pki = reloaded(tmp_path).pki

    assert pki.chain("seal") == before.pki.chain("seal")
    assert pki.issuing["seal"].certificate not in pki.chain("seal")


@pytest.mark.parametrize("name", ROTATED)
def test_cut_off_before_the_switch_the_former_one_is_in_use(before: Desk, tmp_path: Path, name: str) -> None:
    """A new key without its certificate is what a crash leaves: it is passed over, and the next try replaces it."""
    rotate(at(tmp_path), name)
    (tmp_path / "keys" / f"{name}-2.pem").unlink()
    (tmp_path / "keys" / ".coming-x").write_bytes(b"half a certi")
    (tmp_path / "keys" / f"{name}.key").exists() or _put_back(before, tmp_path, name)

    assert reloaded(tmp_path).pki.seal.certificate == before.pki.seal.certificate
    made = rotate(at(tmp_path), name)

    after = reloaded(tmp_path)
    assert made in (after.pki.seal.certificate, after.pki.time.certificate, *_issuing(after))
    assert after.verified(after.sealed(paper("seal")).content).verdict == "authentic"


@pytest.mark.parametrize("wait", [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08])
def test_killed_at_any_moment_a_working_set_of_keys_is_left(before: Desk, tmp_path: Path, wait: float) -> None:
    """A process that renews everything over and over is killed; the next one loads, seals, signs and verifies."""
    old, rounds = before.sealed(paper("seal")), 0
    while rounds < 3:
        child = os.fork()
        if child == 0:
            _renew_for_ever(tmp_path)
        time.sleep(wait * (1 + rounds / 3))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        after, rounds = reloaded(tmp_path), rounds + 1

        assert with_guardian(after, after.sealed(paper("seal", "guardian"))).problems == ()
        assert after.verified(old.content).verdict == "authentic"


def test_cut_off_before_the_old_key_is_destroyed_the_new_one_is_in_use(before: Desk, tmp_path: Path) -> None:
    """The switch is the certificate's appearing; the next renewal destroys what was left."""
    old = (tmp_path / "keys" / "seal.key").read_bytes()
    made = rotate(at(tmp_path), "seal")
    (tmp_path / "keys" / "seal.key").write_bytes(old)

    assert reloaded(tmp_path).pki.seal.certificate == made
    rotate(at(tmp_path), "seal")

    assert sorted(file.name for file in (tmp_path / "keys").glob("seal*")) == [
        "seal-2.pem",
        "seal-3.key",
        "seal-3.pem",
        "seal.pem",
    ]


def test_the_tenth_is_newer_than_the_ninth(before: Desk, tmp_path: Path) -> None:
    """Generations are counted, not sorted by letters."""
    made = [rotate(at(tmp_path), "time") for _ in range(10)]

    assert reloaded(tmp_path).pki.time.certificate == made[-1]


def test_a_new_authority_needs_the_roots_key_and_a_new_seal_does_not(before: Desk, tmp_path: Path) -> None:
    """With the root's key away the seal can be renewed; an authority only where its folder is named."""
    take_root_away(tmp_path / "keys", tmp_path / "medium", PROTECTOR)

    rotate(at(tmp_path), "seal")
    with pytest.raises(NotFound):
        rotate(at(tmp_path), "issuing-seal")
    rotate(at(tmp_path), "issuing-seal", tmp_path / "medium")

    assert len(reloaded(tmp_path).pki.former) == 1


def test_an_authority_that_has_ended_issues_nothing(before: Desk, tmp_path: Path) -> None:
    """After thirty years its certificate would end before it began."""
    with pytest.raises(OutOfTurn, match="ended"):
        rotate(at(tmp_path, 30 * YEARS), "seal")

    assert not list((tmp_path / "keys").glob("seal-2*"))


@pytest.mark.parametrize("name", ["root", "guardian", "", "../seal", "seal-2"])
def test_nothing_else_is_renewed(before: Desk, tmp_path: Path, name: str) -> None:
    """The root is not renewed, and no other name is a file."""
    with pytest.raises(NotFound):
        rotate(at(tmp_path), name)


def _renew_for_ever(tmp_path: Path) -> None:
    try:
        while True:
            for name in ROTATED:
                rotate(at(tmp_path), name)
    finally:
        os._exit(1)


def _put_back(desk: Desk, tmp_path: Path, name: str) -> None:
    # Before the switch the old key had not been destroyed yet.
    held = desk.pki.seal if name == "seal" else desk.pki.time
    save_key(tmp_path / "keys" / f"{name}.key", held.key, PROTECTOR)


def _issuing(desk: Desk) -> list[object]:
    return [each.certificate for each in desk.pki.issuing.values()]
