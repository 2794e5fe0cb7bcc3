"""The root's list of withdrawn authorities is made anew with the root's key, wherever that was taken to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from inconfidence.core.clock import FixedClock
from inconfidence.core.errors import Failed, NotFound
from signing import KeyFolder, Revoked, SerialFile, read_root_list, renew_root_list, rotate, take_root_away, unlisted
from signing.revocation import ROOT_LIST, ROOT_LIST_LIFE
from tests.signing.desk import NOON, PROTECTOR, Desk, open_desk, paper
from tests.signing.test_closing import closing

LATER = FixedClock(NOON + timedelta(days=700))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


@pytest.fixture
def keys(desk: Desk) -> KeyFolder:
    return KeyFolder(desk.keys, PROTECTOR, LATER)


def renewed(keys: KeyFolder, *revoked: Revoked, away: Path | None = None) -> x509.CertificateRevocationList:
    return renew_root_list(keys, revoked, SerialFile(keys.folder / "list.serial"), away)


def number(listed: x509.CertificateRevocationList) -> int:
    return listed.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number


def authority_lost(keys: KeyFolder) -> Revoked:
    lost = x509.load_pem_x509_certificate((keys.folder / "issuing-guardian.pem").read_bytes())
    return Revoked(lost.serial_number, LATER.now(), "cACompromise")


def test_it_lasts_from_the_day_it_was_made_anew(keys: KeyFolder) -> None:
    """Two years from then, under a larger number, and read back as the root's own."""
    first = read_root_list(keys.folder)
    renewed(keys)
    again = renewed(keys)

    assert again.next_update_utc == LATER.now() + ROOT_LIST_LIFE
    assert read_root_list(keys.folder) == again
    assert first is not None
    assert number(first) < number(again)


def test_it_names_withdrawn_authorities_and_nobody_else(keys: KeyFolder, desk: Desk) -> None:
    """A seal that was withdrawn is its own authority's to tell."""
    seal = Revoked(desk.pki.seal.certificate.serial_number, LATER.now(), "superseded")
    lost = authority_lost(keys)

    assert unlisted(keys.folder, [seal, lost]) == ("issuing-guardian",)
    assert [each.serial_number for each in renewed(keys, seal, lost)] == [lost.serial]
    assert unlisted(keys.folder, [seal, lost]) == ()


def test_an_authority_whose_place_another_took_can_be_named_too(keys: KeyFolder) -> None:
    """Renewed first, then revoked, as for all keys."""
    lost = authority_lost(keys)
    rotate(keys, "issuing-guardian")

    assert [each.serial_number for each in renewed(keys, lost)] == [lost.serial]


def test_the_root_s_key_is_asked_for_where_it_was_taken_to(keys: KeyFolder, tmp_path: Path) -> None:
    """Without it the former list stands, to the byte."""
    before = (keys.folder / ROOT_LIST).read_bytes()
    take_root_away(keys.folder, tmp_path / "medium", PROTECTOR)

    with pytest.raises(NotFound, match="root's key"):
        renewed(keys)
    assert (keys.folder / ROOT_LIST).read_bytes() == before
    renewed(keys, away=tmp_path / "medium")
    assert (keys.folder / ROOT_LIST).read_bytes() != before


def test_a_key_of_another_root_makes_no_list(keys: KeyFolder, tmp_path: Path) -> None:
    """A look-alike's medium."""
    open_desk(tmp_path / "other")

    with pytest.raises(Failed, match="not the one of this council"):
        renewed(keys, away=tmp_path / "other" / "keys")


def test_a_folder_made_before_there_was_a_list_gets_one(keys: KeyFolder) -> None:
    """And so does one whose list is broken, or another root's."""
    (keys.folder / ROOT_LIST).unlink()
    assert read_root_list(keys.folder) is None
    renewed(keys)
    (keys.folder / ROOT_LIST).write_bytes(b"no list")
    with pytest.raises(Failed, match="holds no revocation list"):
        read_root_list(keys.folder)

    assert renewed(keys) == read_root_list(keys.folder)


def test_a_list_of_another_root_is_told(keys: KeyFolder, tmp_path: Path) -> None:
    """Of the same name, and another key."""
    other = open_desk(tmp_path / "other")
    (keys.folder / ROOT_LIST).write_bytes((other.keys / ROOT_LIST).read_bytes())

    with pytest.raises(Failed, match="not the root's own"):
        read_root_list(keys.folder)


def test_with_a_list_that_has_ended_no_paper_is_closed_until_it_is_made_anew(desk: Desk, keys: KeyFolder) -> None:
    """Three years after the home was made."""
    late = desk.later(timedelta(days=3 * 365))
    complete = late.complete(paper("seal", "guardian", "chair", "closing"))

    with pytest.raises(Failed, match="has ended"):
        closing(late, complete)
    renewed(keys)
    assert late.verified(closing(late, complete).content).level == "B-LTA"
