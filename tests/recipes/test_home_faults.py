"""A home that is not whole says so, says what to do, and changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inconfidence.core.errors import Failed, InputInvalid, NotFound, OutOfTurn
from inconfidence.recipes.home import Home, init, open_home, secret_folder
from inconfidence.recipes.sample import settings
from tests.demonstrated import snapshot
from tests.recipes.conftest import MORNING

WHOLE = "(whole file)"


def opened(home: Home) -> Home:
    return open_home(home.folder, secret_folder(home.folder), MORNING)


@pytest.mark.parametrize("name", ["store.key", "signing.key"])
def test_a_missing_secret_is_asked_for_by_name(home: Home, name: str) -> None:
    """No new key is made in its place: that would lock the home for good."""
    key = secret_folder(home.folder) / name
    key.unlink()

    with pytest.raises(NotFound, match=name) as refusal:
        opened(home)

    assert "secret folder" in refusal.value.hint
    assert not key.exists()


@pytest.mark.parametrize("name", ["store.key", "signing.key"])
def test_another_homes_secret_does_not_open_this_one(home: Home, tmp_path: Path, name: str) -> None:
    """The secrets of one home are refused by another, which stays as it was."""
    other = tmp_path / "other"
    init(other, secret_folder(other), settings(), MORNING)
    before = snapshot(home.folder)
    shutil.copy(secret_folder(other) / name, secret_folder(home.folder) / name)

    with pytest.raises(Failed) as refusal:
        opened(home)

    assert refusal.value.hint
    assert snapshot(home.folder) == before


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (b"name = 'unfinished", WHOLE),
        (b"\xff\xfe\x00", WHOLE),
        (settings().replace(b"fast_hours", b"fast_hour"), "fast_hours"),
        (settings().replace(b'email = "context.conference@', b'email = "'), "email"),
        (settings().replace(b"legal_basis_dated = 2026-09-01", b'legal_basis_dated = "soon"'), "legal_basis_dated"),
    ],
    ids=["cut-short", "not-text", "misspelt", "no-address", "no-date"],
)
def test_settings_edited_wrongly_are_refused_with_their_problems(home: Home, content: bytes, path: str) -> None:
    """A council that mistypes its settings is told where, and nothing is made with them."""
    (home.folder / "council.toml").write_bytes(content)

    with pytest.raises(InputInvalid) as refusal:
        opened(home)

    assert path in [problem.path for problem in refusal.value.problems]
    assert all(problem.remedy for problem in refusal.value.problems)


def test_a_home_is_never_made_over_another(home: Home) -> None:
    """A second init leaves keys, settings and secrets alone."""
    before = snapshot(home.folder)

    with pytest.raises(OutOfTurn):
        init(home.folder, secret_folder(home.folder), settings(), MORNING)

    assert snapshot(home.folder) == before


def test_bad_settings_make_no_home(tmp_path: Path) -> None:
    """They are read before anything is made: no folder, no key."""
    with pytest.raises(InputInvalid):
        init(tmp_path / "var", tmp_path / "var.secret", b"name = 1", MORNING)

    assert list(tmp_path.iterdir()) == []


def test_a_home_cut_off_while_it_was_made_is_finished_by_the_next_init(tmp_path: Path) -> None:
    """The settings are written last: without them, the same call goes on where it stopped, with the same keys.

    Only what those keys say of certificates is made anew, under a larger number.
    """
    folder = tmp_path / "var"
    init(folder, secret_folder(folder), settings(), MORNING)
    whole = snapshot(folder)
    (folder / "council.toml").unlink()

    init(folder, secret_folder(folder), settings(), MORNING)

    now = snapshot(folder)
    anew = {name for name in now if now[name] != whole.get(name)}
    assert anew == {
        "keys/list.serial",
        *(name for name in now if name.startswith("trust/issuing-") and ".crl" in name),
    }
    assert set(now) == set(whole)


def test_no_home_is_said_to_be_none(tmp_path: Path) -> None:
    """A folder nobody made a home in is not quietly turned into one."""
    with pytest.raises(NotFound, match="No home"):
        open_home(tmp_path / "var", tmp_path / "var.secret", MORNING)

    assert list(tmp_path.iterdir()) == []
