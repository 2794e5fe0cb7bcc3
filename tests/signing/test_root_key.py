"""The root's key can be taken away: it is proved elsewhere before it is removed here, and everyday work goes on."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from inconfidence.core.clock import FixedClock
from inconfidence.core.errors import Failed, NotFound, OutOfTurn
from signing import AesProtector, create_council_pki, load_council_pki, load_root, take_root_away
from tests.signing.desk import COUNCIL, NOON, open_desk

PROTECTOR = AesProtector(bytes(range(32)))


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "keys"
    create_council_pki(folder, PROTECTOR, COUNCIL, FixedClock(NOON))
    return folder


def test_it_is_there_and_no_longer_here(keys: Path, tmp_path: Path) -> None:
    """What is read from the other folder is the key of the root; here it is gone, and everything else loads."""
    take_root_away(keys, tmp_path / "medium", PROTECTOR)

    root = load_root(keys, PROTECTOR, tmp_path / "medium")
    assert root.key.public_key() == load_council_pki(keys, PROTECTOR).root.public_key()
    assert not (keys / "root.key").exists()
    assert stat.S_IMODE((tmp_path / "medium" / "root.key").stat().st_mode) == 0o600


def test_it_is_encrypted_there_too(keys: Path, tmp_path: Path) -> None:
    """Whoever finds the medium has no key: what opens it is not on it."""
    take_root_away(keys, tmp_path / "medium", PROTECTOR)

    assert [file.name for file in (tmp_path / "medium").iterdir()] == ["root.key"]
    with pytest.raises(Failed, match=r"root\.key cannot be opened"):
        load_root(keys, AesProtector(bytes(32)), tmp_path / "medium")


def test_what_needs_it_asks_for_its_folder(keys: Path, tmp_path: Path) -> None:
    """Without the folder the refusal says how to name it."""
    take_root_away(keys, tmp_path / "medium", PROTECTOR)

    with pytest.raises(NotFound) as refusal:
        load_root(keys, PROTECTOR)

    assert "--root" in refusal.value.hint


def test_another_councils_root_key_is_not_taken(keys: Path, tmp_path: Path) -> None:
    """A medium mixed up with another council's signs nothing, even under the same protecting key."""
    open_desk(tmp_path / "other")
    take_root_away(tmp_path / "other" / "keys", tmp_path / "theirs", PROTECTOR)

    with pytest.raises(Failed, match="not the one of this council"):
        load_root(keys, PROTECTOR, tmp_path / "theirs")


def test_it_cannot_be_taken_away_twice(keys: Path, tmp_path: Path) -> None:
    """The second time there is nothing to take, and the medium stays as it is."""
    take_root_away(keys, tmp_path / "medium", PROTECTOR)

    with pytest.raises(OutOfTurn, match="already"):
        take_root_away(keys, tmp_path / "elsewhere", PROTECTOR)

    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_with_another_root_key_is_refused(keys: Path, tmp_path: Path) -> None:
    """Nothing is overwritten there, nothing removed here."""
    medium = tmp_path / "medium"
    medium.mkdir()
    (medium / "root.key").write_bytes(b"another council's")

    with pytest.raises(OutOfTurn, match="another one"):
        take_root_away(keys, medium, PROTECTOR)

    assert (medium / "root.key").read_bytes() == b"another council's"
    assert (keys / "root.key").exists()


def test_cut_off_after_the_copy_the_same_call_finishes_it(keys: Path, tmp_path: Path) -> None:
    """The key may lie in both places after a crash; it is then proved there and removed here."""
    medium = tmp_path / "medium"
    medium.mkdir()
    (medium / "root.key").write_bytes((keys / "root.key").read_bytes())

    take_root_away(keys, medium, PROTECTOR)

    assert not (keys / "root.key").exists()
    assert load_root(keys, PROTECTOR, medium)


def test_a_key_that_does_not_open_is_not_moved(keys: Path, tmp_path: Path) -> None:
    """A copy nobody could open would be no copy: it is refused before anything is written."""
    with pytest.raises(Failed):
        take_root_away(keys, tmp_path / "medium", AesProtector(bytes(32)))

    assert not (tmp_path / "medium").exists()
    assert (keys / "root.key").exists()


def test_a_medium_that_takes_nothing_leaves_the_key_here(keys: Path) -> None:
    """A full or broken medium: the key stays, and the message says so."""
    with pytest.raises(Failed, match="still lies here"):
        take_root_away(keys, Path("/dev/null/medium"), PROTECTOR)

    assert (keys / "root.key").exists()
