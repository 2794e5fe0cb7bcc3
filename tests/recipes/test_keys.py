"""The council's keys looked after from day to day: nothing in use is revoked, nothing taken into the home itself."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from inconfidence.core.clock import FixedClock
from inconfidence.core.errors import InputInvalid, NotFound, OutOfTurn, UsageError
from inconfidence.recipes import keys
from inconfidence.recipes.home import Home, open_home, secret_folder
from inconfidence.recipes.keys import CouncilKeys
from tests.recipes.conftest import MORNING

LATER = FixedClock(MORNING.moment + timedelta(days=400))


@pytest.fixture
def council(home: Home) -> CouncilKeys:
    return keys.open_keys(home.folder, secret_folder(home.folder), MORNING)


def state_of(council: CouncilKeys, name: str) -> str:
    return next(each.state for each in keys.listed(council) if each.name == name)


def serial_of(council: CouncilKeys, name: str) -> str:
    return next(f"{each.serial:x}" for each in keys.listed(council) if each.name == name)


def test_a_new_home_lists_its_seven_certificates(council: CouncilKeys) -> None:
    """The root, four authorities, the seal and the time authority, all in use."""
    rows = keys.as_plain(keys.listed(council))

    assert [row["role"] for row in rows] == [
        "root",
        "issuing-seal",
        "issuing-guardian",
        "issuing-chair",
        "issuing-time",
        "seal",
        "time",
    ]
    assert {row["state"] for row in rows} == {"in use"}
    assert set(rows[0]) == {"role", "name", "serial", "from", "until", "state"}


def test_how_a_certificate_stands_is_told_as_of_now(council: CouncilKeys, home: Home) -> None:
    """In use, former, revoked, ended: by what was done and what time it is."""
    keys.renew(council, "seal", None)
    keys.renew(council, "time", None)
    keys.revoke_certificate(council, serial_of(council, "seal"), "superseded", "RO-1")
    late = keys.open_keys(
        home.folder, secret_folder(home.folder), FixedClock(MORNING.moment + timedelta(days=365 * 6))
    )
    early = keys.open_keys(home.folder, secret_folder(home.folder), FixedClock(MORNING.moment - timedelta(days=1)))

    names = ("seal", "seal-2", "time", "time-2")
    assert [state_of(council, name) for name in names] == ["revoked", "in use", "former", "in use"]
    assert [state_of(late, name) for name in names] == ["revoked", "ended", "former", "in use"]
    assert state_of(early, "root") == "not yet valid"


def test_a_home_seals_on_with_renewed_keys(council: CouncilKeys, home: Home) -> None:
    """The next program that opens the home has the new seal; its trust folder knows new and former authorities."""
    made = keys.renew(council, "issuing-seal", None)
    keys.renew(council, "seal", None)

    again = open_home(home.folder, secret_folder(home.folder), LATER)

    published = [x509.load_pem_x509_certificate(file.read_bytes()) for file in (home.folder / "trust").glob("*.pem")]
    assert again.sealer.signer.authority.certificate != home.sealer.signer.authority.certificate
    assert made.certificate in published
    assert home.pki.issuing["seal"].certificate in published


@pytest.mark.parametrize("name", ["seal", "time", "issuing-guardian", "issuing-seal"])
def test_what_is_in_use_is_not_revoked(council: CouncilKeys, name: str) -> None:
    """Papers would be sealed that nobody believes: the refusal says what to renew first, and nothing is recorded."""
    with pytest.raises(OutOfTurn, match="in use") as refusal:
        keys.revoke_certificate(council, serial_of(council, name), "keyCompromise", "RO-1")

    assert f"keys rotate {name}" in refusal.value.hint
    assert not council.revoked_file.exists()


def test_an_authority_is_in_use_while_the_seal_stands_under_it(council: CouncilKeys) -> None:
    """Renewing the authority is not enough: the seal it issued has to be renewed too."""
    keys.renew(council, "issuing-seal", None)
    serial = serial_of(council, "issuing-seal")

    with pytest.raises(OutOfTurn, match="in use") as refusal:
        keys.revoke_certificate(council, serial, "cACompromise", "RO-1")
    assert "keys rotate seal" in refusal.value.hint

    keys.renew(council, "seal", None)
    keys.revoke_certificate(council, serial, "cACompromise", "RO-1")
    assert state_of(council, "issuing-seal") == "revoked"


def test_the_root_is_not_revoked(council: CouncilKeys) -> None:
    """Nobody stands above it who could say so."""
    with pytest.raises(OutOfTurn, match="root"):
        keys.revoke_certificate(council, serial_of(council, "root"), "keyCompromise", "RO-1")


def test_a_serial_number_is_one_of_ours(council: CouncilKeys) -> None:
    """A slip of the finger is not recorded for good."""
    with pytest.raises(NotFound):
        keys.revoke_certificate(council, "1234", "superseded", "RO-1")
    with pytest.raises(InputInvalid):
        keys.revoke_certificate(council, "seal", "superseded", "RO-1")

    assert not council.revoked_file.exists()


def test_a_serial_number_may_be_written_as_other_tools_write_it(council: CouncilKeys) -> None:
    """Capitals with colons between them."""
    keys.renew(council, "time", None)
    serial = serial_of(council, "time").upper().rjust(40, "0")
    keys.revoke_certificate(council, ":".join(serial[at : at + 2] for at in range(0, 40, 2)), "superseded", "RO-1")

    assert state_of(council, "time") == "revoked"


@pytest.mark.parametrize("place", ["var", "var/keys", "var/usb", "var.secret", "var.secret/usb", "."])
def test_the_root_is_not_taken_into_the_home_or_to_its_secret(
    council: CouncilKeys, home: Home, tmp_path: Path, place: str
) -> None:
    """Key and protecting key would lie in one folder, and in one backup."""
    with pytest.raises(UsageError):
        keys.take_away(council, tmp_path / place)

    assert (home.folder / "keys" / "root.key").exists()


def test_a_link_into_the_home_is_the_home(council: CouncilKeys, home: Home, tmp_path: Path) -> None:
    """Where a folder really lies is what counts."""
    (tmp_path / "usb").symlink_to(home.folder, target_is_directory=True)

    with pytest.raises(UsageError):
        keys.take_away(council, tmp_path / "usb" / "root")


def test_a_home_without_the_roots_key_works_day_by_day(council: CouncilKeys, home: Home, tmp_path: Path) -> None:
    """It opens, seals and time-stamps, and its seal and time certificate can be renewed."""
    keys.take_away(council, tmp_path / "usb")

    keys.renew(council, "seal", None)
    keys.renew(council, "time", None)
    again = open_home(home.folder, secret_folder(home.folder), MORNING)

    assert again.time_stamper.stamp(b"a signature")
    assert keys.on_the_same_disk(council, tmp_path / "usb")


def test_the_protecting_key_lies_in_no_folder_with_a_key(council: CouncilKeys, home: Home, tmp_path: Path) -> None:
    """Neither in the home, nor beside the root's key: a backup of either opens nothing."""
    keys.take_away(council, tmp_path / "usb")
    secret = (secret_folder(home.folder) / "signing.key").read_bytes()

    held = [file for folder in (home.folder, tmp_path / "usb") for file in folder.rglob("*") if file.is_file()]
    assert [file for file in held if secret in file.read_bytes()] == []


def test_an_edited_list_of_revoked_certificates_stops_every_command(council: CouncilKeys) -> None:
    """What is revoked is not known then, so nothing is said about any certificate."""
    council.revoked_file.write_bytes(b"{}\n")

    with pytest.raises(Exception, match="edited"):
        keys.listed(council)
    with pytest.raises(Exception, match="edited"):
        keys.renew(council, "seal", None)


def test_the_roots_list_made_anew_is_published(home: Home, council: CouncilKeys) -> None:
    """As `keys publish` does: others find it where they found the one before."""
    published = home.folder / "trust" / "root.crl"
    before = published.read_bytes()

    keys.renew_list(council, None)

    assert published.read_bytes() == (council.folder / "root.crl").read_bytes() != before
