"""The doctor says in good time what will end, and at once what is wrong; what it cannot read is its own fault."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inconfidence.core.clock import FixedClock
from inconfidence.core.errors import Failed
from inconfidence.recipes import casework, doctor, keys
from inconfidence.recipes.finding import Finding
from inconfidence.recipes.home import Home, secret_folder
from inconfidence.recipes.key_alarms import key_troubles
from inconfidence.recipes.sample import Sample
from tests.recipes.conftest import MORNING

DAY = timedelta(days=1)
CHECKS = ["home", "secrets", "keys", "templates", "seal", "time", "store", "clock", "kept"]


def examined(home: Home, moment: datetime = MORNING.moment) -> tuple[Finding, ...]:
    return doctor.examine(home.folder, secret_folder(home.folder), FixedClock(moment))


def faults(findings: tuple[Finding, ...]) -> list[str]:
    return [each.check for each in findings if each.state == "fault"]


def words(findings: tuple[Finding, ...], state: str) -> str:
    return " ".join(f"{each.words} {each.remedy}" for each in findings if each.state == state)


def end_of(home: Home, name: str) -> datetime:
    council = keys.open_keys(home.folder, secret_folder(home.folder), MORNING)
    return next(each.certificate.not_valid_after_utc for each in keys.listed(council) if each.name == name)


def test_a_new_home_is_well_but_for_what_it_is(home: Home) -> None:
    """Demonstration keys, and the root's key still in it; nothing is wrong, so there is no failure."""
    findings = examined(home)

    assert list(dict.fromkeys(each.check for each in findings)) == CHECKS
    assert [each.check for each in findings if each.state != "well"] == ["keys", "keys"]
    assert "demonstration keys" in words(findings, "warning")
    assert "root take-away" in words(findings, "warning")
    doctor.refuse_if_ill(findings)


@pytest.mark.parametrize(
    ("name", "ahead"),
    [
        ("seal", 180 * DAY),
        ("time", 365 * DAY),
        ("issuing-guardian", 2 * 365 * DAY),
        ("root", 5 * 365 * DAY),
    ],
)
def test_an_end_is_announced_ahead_and_not_sooner(home: Home, name: str, ahead: timedelta) -> None:
    """On the day it says so, with what to do; the day before it does not."""
    end = end_of(home, name)

    assert f"certificate {name} ends" not in words(examined(home, end - ahead - DAY), "warning")
    assert f"certificate {name} ends" in words(examined(home, end - ahead), "warning")


def test_what_has_ended_is_a_fault(home: Home) -> None:
    """A seal that ended names its remedy, and the doctor's visit is a failure."""
    findings = examined(home, end_of(home, "seal") + DAY)

    assert "certificate seal ended" in words(findings, "fault")
    assert "keys rotate seal" in words(findings, "fault")
    with pytest.raises(Failed):
        doctor.refuse_if_ill(findings)


def test_a_renewed_seal_ends_the_alarm(home: Home) -> None:
    """The former one may end as it will."""
    late = end_of(home, "seal") - 10 * DAY
    keys.renew(keys.open_keys(home.folder, secret_folder(home.folder), FixedClock(late)), "seal", None)

    assert "certificate seal" not in words(examined(home, late), "warning")
    assert "certificate seal" not in words(examined(home, late + 20 * DAY), "fault")


def test_a_root_that_was_taken_away_is_no_longer_warned_of(home: Home, tmp_path: Path) -> None:
    """That alarm ends when it is done."""
    keys.take_away(keys.open_keys(home.folder, secret_folder(home.folder), MORNING), tmp_path / "usb")

    assert "root take-away" not in words(examined(home), "warning")


def test_a_key_that_was_replaced_must_be_gone(home: Home) -> None:
    """A crash right after a renewal leaves it."""
    old = (home.folder / "keys" / "seal.key").read_bytes()
    keys.renew(keys.open_keys(home.folder, secret_folder(home.folder), MORNING), "seal", None)
    (home.folder / "keys" / "seal.key").write_bytes(old)
    (home.folder / "keys" / "seal.key").chmod(0o600)

    assert "seal.key was replaced" in words(examined(home), "warning")


@pytest.mark.parametrize(
    ("place", "check"),
    [
        ("var", "home"),
        ("var/store.sqlite", "home"),
        ("var/keys", "keys"),
        ("var/keys/issuing-chair.key", "keys"),
        ("var.secret", "secrets"),
    ],
)
def test_what_others_can_read_is_a_fault(home: Home, tmp_path: Path, place: str, check: str) -> None:
    """Named, with the command that closes it."""
    (tmp_path / place).chmod((tmp_path / place).stat().st_mode | 0o040)

    findings = examined(home)

    # The store's file is closed by opening it.
    assert faults(findings) == ([] if place.endswith("sqlite") else [check])
    if faults(findings):
        assert f"chmod go-rwx {tmp_path / place}" in words(findings, "fault")


def test_a_secret_others_can_read_opens_nothing(home: Home, tmp_path: Path) -> None:
    """The home does not open then, and what is looked at in an open home is said not to have been."""
    (tmp_path / "var.secret" / "signing.key").chmod(0o644)

    findings = examined(home)

    assert set(faults(findings)) == {"home", "secrets", "keys", "seal", "time", "store", "clock", "kept"}
    assert "Not looked at" in words(findings, "fault")
    assert [each.state for each in findings if each.check == "templates"] == ["well"]


def test_a_silent_time_authority_is_a_fault(home: Home) -> None:
    """Nothing could be sealed: its number file cannot be counted in."""
    (home.folder / "keys" / "time.serial").write_text("not a number")

    assert faults(examined(home)) == ["time"]


def test_a_clock_behind_what_is_kept_is_a_fault(home: Home, sample: Sample) -> None:
    """A computer that lost its time would seal papers with a wrong one."""
    casework.take_in_referral(home, sample.text("referral-individual"), by="test")

    assert faults(examined(home)) == []
    assert "The clock is behind" in words(examined(home, MORNING.moment - timedelta(hours=1)), "fault")


def test_an_edited_list_of_revoked_certificates_is_a_fault(home: Home) -> None:
    """And everything else is still looked at."""
    (home.folder / "keys" / "revoked.jsonl").write_bytes(b"{}\n")

    assert faults(examined(home)) == ["keys"]


def test_a_folder_that_is_no_home_is_told_as_one(tmp_path: Path) -> None:
    """Nothing is made in it, and nothing raises."""
    (tmp_path / "var").mkdir()

    findings = doctor.examine(tmp_path / "var", tmp_path / "var.secret", MORNING)

    assert "templates" not in faults(findings)
    assert {"home", "secrets", "keys"} <= set(faults(findings))
    assert list((tmp_path / "var").iterdir()) == []


def test_a_broken_store_is_told_in_words(home: Home) -> None:
    """Not a traceback."""
    for each in home.folder.glob("store.sqlite*"):
        each.unlink()
    (home.folder / "store.sqlite").write_bytes(b"no store" * 1000)

    assert "not a store" in words(examined(home), "fault")


def test_findings_are_plain_data(home: Home) -> None:
    """For the program that watches over many homes."""
    assert {frozenset(row) for row in doctor.as_plain(examined(home))} == {
        frozenset({"check", "state", "words", "remedy"})
    }


def list_said(home: Home, moment: datetime, state: str) -> str:
    """Return what is said of the root's list in a state, by the part of the doctor that looks at keys."""
    council = keys.open_keys(home.folder, secret_folder(home.folder), FixedClock(moment))
    found = (each for each in key_troubles(council) if "renew-list" in each.remedy and each.state == state)
    return " ".join(each.words for each in found)


def test_the_end_of_the_roots_list_is_announced_half_a_year_ahead(home: Home) -> None:
    """It lasts two years; when it has ended no paper can be closed."""
    end = MORNING.moment + 730 * DAY

    assert not list_said(home, end - 181 * DAY, "warning")
    assert "in 180 days" in list_said(home, end - 180 * DAY, "warning")
    assert not list_said(home, end - 180 * DAY, "fault")
    assert "no paper can be closed" in list_said(home, end + DAY, "fault")


def test_a_home_made_before_there_was_a_list_is_told_what_to_do(home: Home) -> None:
    """And once it is made anew nothing more is said of it."""
    council = keys.open_keys(home.folder, secret_folder(home.folder), MORNING)
    (council.folder / "root.crl").unlink()
    assert "not there" in list_said(home, MORNING.moment, "fault")
    assert "keys" in faults(examined(home))
    keys.renew_list(council, None)

    assert not list_said(home, MORNING.moment, "fault")


def test_a_broken_list_and_one_that_names_too_few_are_faults(home: Home) -> None:
    """An authority was revoked, and the root has not said so yet."""
    council = keys.open_keys(home.folder, secret_folder(home.folder), MORNING)
    serial = f"{home.pki.issuing['guardian'].certificate.serial_number:x}"
    keys.renew(council, "issuing-guardian", None)
    keys.revoke_certificate(council, serial, "cACompromise", "RO-1")
    assert "issuing-guardian is revoked" in list_said(home, MORNING.moment, "fault")
    keys.renew_list(council, None)
    assert not list_said(home, MORNING.moment, "fault")
    (council.folder / "root.crl").write_bytes(b"broken")

    assert "holds no revocation list" in list_said(home, MORNING.moment, "fault")
