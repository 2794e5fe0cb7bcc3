"""The main job can be done again, and can be cut off anywhere: nobody gets anything twice, and nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from distribution import Refusal
from inconfidence.core.clock import FixedClock, SystemClock
from inconfidence.recipes import demo
from inconfidence.recipes.demo import Story
from inconfidence.recipes.home import open_home, secret_folder
from tests.demonstrated import Demonstration, copy_of, demonstration_of, messages_of, own_reference, snapshot
from tests.sampling import WHOLE

WEEKS_LATER = timedelta(days=45)
"""Longer than the certificates of the signers are good for (30 days): what was stamped in time stays proved."""

CUT_AT = (1, 2, 3, 4) if WHOLE else (3,)
"""Announcements at which the job is cut off before the copies; `make proof` also cuts it off at the last one."""
LAST_ANNOUNCEMENT = 5
FIFTH_COPY = 65
"""How many entries the ledger has when five of twelve copies are made."""


class CutOff(BaseException):
    """The power goes. Like an interruption by the user, it is no error that anything may handle."""


@dataclass(frozen=True)
class ClockUntil:
    """The computer's clock, until a moment when somebody pulls the plug."""

    over: Callable[[], bool]

    def now(self) -> datetime:
        """Return the present moment.

        Raises:
            CutOff: the plug is pulled.
        """
        if self.over():
            raise CutOff
        return SystemClock().now()


@dataclass(frozen=True)
class SecondRun:
    """A run in a home where everything was made before: the home's files before and after, and what it told."""

    before: dict[str, str]
    after: dict[str, str]
    rows_before: dict[str, list[tuple[object, ...]]]
    rows_after: dict[str, list[tuple[object, ...]]]
    story: Story


@pytest.fixture(scope="module")
def second_run(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> SecondRun:
    later = FixedClock(SystemClock().now() + WEEKS_LATER)
    folder = copy_of(demonstration.home, tmp_path_factory.mktemp("again"), later).folder
    before, rows_before = snapshot(folder), store_rows(folder)
    story = demo.run(folder, secret_folder(folder), later, lambda words: None)
    return SecondRun(before, snapshot(folder), rows_before, store_rows(folder), story)


@pytest.fixture(scope="module")
def cut_off(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """One home in which the job was cut off at announcements and between copies, and then done to the end."""
    folder = tmp_path_factory.mktemp("cut") / "var"
    for announcement in CUT_AT:
        run_until_announcement(folder, announcement)
    run_until_ledger_has(folder, FIFTH_COPY)
    if WHOLE:
        run_until_announcement(folder, LAST_ANNOUNCEMENT)
    story = demo.run(folder, secret_folder(folder), SystemClock(), lambda words: None)
    return demonstration_of(story, open_home(folder, secret_folder(folder), SystemClock()))


def test_a_second_run_makes_no_paper(second_run: SecondRun) -> None:
    """Weeks later everything is found again: as many papers, none of them fresh."""
    assert len(second_run.story.lines) == 59
    assert not [line for line in second_run.story.lines if line.made.fresh]


def test_a_second_run_changes_no_file(second_run: SecondRun) -> None:
    """Papers, messages, archive, ledger, keys and settings are the same files, byte for byte."""
    assert second_run.after == second_run.before


def test_a_second_run_adds_no_row(second_run: SecondRun) -> None:
    """The store holds exactly what it held."""
    assert second_run.rows_after == second_run.rows_before


def test_a_second_run_verifies_everything_anew(second_run: SecondRun, demonstration: Demonstration) -> None:
    """Every verdict is the same after the signers' certificates have run out, and the archive is sound."""
    first = {line.made.row.reference: line.made.evidence.verdict for line in demonstration.story.lines}

    assert {line.made.row.reference: line.made.evidence.verdict for line in second_run.story.lines} == first
    assert second_run.story.archive == demonstration.story.archive


def test_a_second_run_comes_to_the_same_decisions(second_run: SecondRun, demonstration: Demonstration) -> None:
    """The same people have a copy, the others none, for the same reasons."""
    assert decisions(second_run.story) == decisions(demonstration.story)


def test_a_job_that_was_cut_off_ends_like_any_other(cut_off: Demonstration, demonstration: Demonstration) -> None:
    """However often: the same papers, as many files and entries, the same decisions."""
    kinds = sorted(file.parent.name for file in cut_off.files)

    assert kinds == sorted(file.parent.name for file in demonstration.files)
    assert cut_off.story.archive == demonstration.story.archive
    assert decisions(cut_off.story) == decisions(demonstration.story)


def test_nobody_gets_a_second_copy_or_message_after_an_interruption(cut_off: Demonstration) -> None:
    """One copy, one pack, one message a person, whatever happened in between."""
    packs = [cut_off.owner(file) for file in cut_off.of_kind("conference-pack")]

    assert len(packs) == len(set(packs)) == 12
    assert len(messages_of(cut_off.home)) == len({message["To"] for message in messages_of(cut_off.home)}) == 12
    assert [copy.number for copy in cut_off.rows.copies.values()] == [f"{number:02}" for number in range(1, 13)]


def test_nothing_unfinished_is_left_after_an_interruption(cut_off: Demonstration) -> None:
    """Every paper that has a reference has a file, and every message is known to be in the outbox."""
    assert all(row.digest for row in cut_off.rows.papers.values())
    assert {own_reference(file) for file in cut_off.files} == set(cut_off.rows.papers)
    with cut_off.home.store.reading() as held:
        states = [held.messages.of_copy(copy.reference) for copy in cut_off.rows.copies.values()]
    assert {message.state for message in states if message} == {"sent"}


def run_until_announcement(folder: Path, number: int) -> None:
    left = [number]

    def tell(words: str) -> None:
        left[0] -= 1
        if not left[0]:
            raise CutOff

    with pytest.raises(CutOff):
        demo.run(folder, secret_folder(folder), SystemClock(), tell)


def run_until_ledger_has(folder: Path, entries: int) -> None:
    ledger = folder / "archive" / "ledger.jsonl"
    clock = ClockUntil(lambda: ledger.read_bytes().count(b"\n") >= entries)

    with pytest.raises(CutOff):
        demo.run(folder, secret_folder(folder), clock, lambda words: None)


def decisions(story: Story) -> dict[str, str]:
    """Return for each person invited the reason of their refusal, or the number of their copy."""
    return {
        guest.invitee.number: guest.outcome.code if isinstance(guest.outcome, Refusal) else guest.outcome.copy.number
        for guest in story.guests
    }


def store_rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the store's file."""
    with sqlite3.connect(f"file:{folder / 'store.sqlite'}?mode=ro", uri=True) as store:
        names = [name for (name,) in store.execute("select name from sqlite_master where type = 'table'")]
        return {name: sorted(store.execute(f"select * from {name}")) for name in names}
