"""The demonstration on the terminal, called once more where it was run: what a person reads at its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from inconfidence.core.clock import SystemClock
from tests.cli.conftest import Call, Called
from tests.demonstrated import Demonstration, copy_of

REFUSED = ("Declined to sign", "Has not answered yet", "Signed an earlier wording", "was changed after signing")


@pytest.fixture(scope="module")
def shown(command: Call, demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Called:
    folder = copy_of(demonstration.home, tmp_path_factory.mktemp("shown"), SystemClock()).folder
    return command("demo", "--out", folder)


def test_the_tables_say_what_was_made_for_whom_and_why_not(shown: Called) -> None:
    """Papers, copies and the four reasons can be read without knowing the program."""
    assert shown.returncode == 0
    assert "12 people have a copy of their own; 4 have none" in shown.stdout
    assert "59 papers, 0 of them made in this run. All 72 files and 72 entries are as they were kept." in shown.stdout
    assert "NOT GENUINE" not in shown.stdout
    assert all(words in " ".join(shown.stdout.split()) for words in REFUSED)


def test_the_tables_name_nobody(shown: Called, demonstration: Demonstration) -> None:
    """Guests are shown by number and role: what scrolls over a screen or into a log is nobody's name or address."""
    told = shown.stdout + shown.stderr

    for person in demonstration.people:
        assert not [person[name] for name in ("name", "email", "phone") if person[name] in told]


def test_progress_is_told_apart_from_the_answer(shown: Called, demonstration: Demonstration) -> None:
    """What is being done goes to standard error, the tables and the folder to look in to standard output."""
    assert "Taking the referrals in ..." in shown.stderr
    assert "Taking the referrals in" not in shown.stdout
    assert str(Path("var") / "papers") in shown.stdout.replace("\n", "")


def test_the_command_of_a_home_that_was_tampered_with_exits_with_6(
    call: Call, demonstration: Demonstration, tmp_path: Path
) -> None:
    """A kept file that was changed stops the job before anything is made from it."""
    home = copy_of(demonstration.home, tmp_path, SystemClock())
    kept = next((home.folder / "archive" / "objects").rglob("*.pdf"))
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-1])

    done = call("demo", "--out", home.folder)

    assert done.returncode == 6, done.stderr
    assert "Traceback" not in done.stderr
