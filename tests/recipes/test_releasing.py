"""Copies are released with progress that is true, and killed at any moment nobody gets a second one."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections import Counter
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NoReturn

import pytest

from inconfidence.core.clock import SystemClock
from inconfidence.core.errors import NotFound, OutOfTurn
from inconfidence.recipes import agreements, releasing
from inconfidence.recipes.agreements import standing_of
from inconfidence.recipes.home import Home, open_home, secret_folder
from inconfidence.recipes.releasing import Progress, TimeToGo, map_of, pack_of, released, status
from inconfidence.store import Case
from tests.demonstrated import Demonstration, before_anything_was_released, copy_of, messages_of, rows_of
from tests.sampling import part_of

KILLS, STANDING = part_of(3, 40), part_of(5, 12)
"""How often a run is killed, and for how many people's copies: a few in `make test`, all in `make proof`."""
FURTHEST = 120
"""Operations on files a run may live through before it is killed: all copies made, and three handed over."""

PICTURE = Path("inconfidence/sample_case/map.png")


@pytest.fixture
def home(demonstration: Demonstration, tmp_path: Path) -> Home:
    return copy_of(demonstration.home, tmp_path, SystemClock())


@pytest.fixture
def case(home: Home) -> Case:
    return conference_case(home)


def conference_case(home: Home) -> Case:
    (found,) = (each for each in rows_of(home).cases.values() if each.kind == "location")
    return found


def run(home: Home, case: Case, operations: int) -> int:
    """Release in a process of its own that is killed after so many operations on files; 0 lets it end."""
    # Not a copy of this process: the judge of PDF/A has threads, and hangs in a copy without them.
    child = get_context("forkserver").Process(target=release_until, args=(home.folder, case.reference, operations))
    child.start()
    child.join()
    assert child.exitcode is not None
    return child.exitcode


def release_until(folder: Path, case: str, left: int) -> NoReturn:
    """Be the child; never returns."""

    def counted(event: str, _: object) -> None:
        nonlocal left
        if event in ("open", "os.link", "os.rename", "os.remove", "os.chmod", "os.mkdir"):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        home = open_home(folder, secret_folder(folder), SystemClock())
        turns = released(home, case, map_of(home, case, PICTURE.read_bytes()))
        if left:
            sys.addaudithook(counted)
        for _ in turns:
            pass
    except BaseException:  # noqa: BLE001 - whatever it is, the parent has to hear of it
        traceback.print_exc()
        os._exit(1)
    # Not sys.exit: the parent's handlers are not the child's to run.
    os._exit(0)


def test_killed_at_many_moments_everybody_has_one_copy(home: Home, case: Case) -> None:
    """A run that is killed again and again, each time further on, ends with one copy and one message a person."""
    home = before_anything_was_released(home, SystemClock(), STANDING)
    hand = Random(2026)
    ended = [run(home, case, hand.randint(1, FURTHEST)) for _ in range(KILLS)]

    assert run(home, case, 0) == 0

    assert set(ended) <= {-signal.SIGKILL, 0}
    assert -signal.SIGKILL in ended
    rows = rows_of(home)
    standing = {row["reference"]: row for row in status(home, case.reference) if row["stands"]}
    assert len(standing) == len(rows.copies) == STANDING
    assert sorted(copy.number for copy in rows.copies.values()) == [f"{at + 1:02}" for at in range(STANDING)]
    received = Counter(str(message["To"]) for message in messages_of(home))
    assert set(received.values()) == {1}
    # Cut off while it was being handed over, a message waits for a person; every other one is in the outbox.
    sent = [row for row in standing.values() if row["message"] == "sent"]
    assert len(sent) == len(received)
    assert {row["message"] for row in standing.values()} <= {"sent", "unknown"}


@pytest.fixture(scope="module")
def told_again(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, list[Progress]]:
    """A home in which the copies were released a second time, and what was told of it."""
    home = copy_of(demonstration.home, tmp_path_factory.mktemp("again"), SystemClock())
    return home, list(released(home, conference_case(home).reference, {}))


def test_a_second_release_gives_nobody_a_second_copy(
    told_again: tuple[Home, list[Progress]], demonstration: Demonstration
) -> None:
    """Twelve have theirs, four are refused with the reason, and the outbox is as it was."""
    home, events = told_again
    told = [each for each in events if each.step == "handing-over"]

    assert Counter(each.outcome for each in told) == {"sent": 12, "refused": 4}
    assert [each.done for each in told] == list(range(1, 17))
    assert {each.of for each in told} == {16}
    assert all(each.code and each.reason for each in told if each.outcome == "refused")
    assert len(messages_of(home)) == len(messages_of(demonstration.home)) == 12


def test_an_event_names_nobody(told_again: tuple[Home, list[Progress]], demonstration: Demonstration) -> None:
    """Numbers, codes and reasons only: an event may stand in a log."""
    told = str([each.as_plain() for each in told_again[1]])

    assert not [person["name"] for person in demonstration.people if person["name"] in told]


@pytest.mark.parametrize("each_takes", [0.5, 3.0])
def test_the_time_to_go_is_true(each_takes: float) -> None:
    """Where every turn takes the same time, what is said is what it will be; nothing is said after the first."""
    ticks = count(0.0, each_takes)
    to_go = TimeToGo(lambda: next(ticks))

    said = [to_go.after_one(left) for left in range(19, -1, -1)]

    assert said[0] is None
    assert said[1:] == [pytest.approx(left * each_takes) for left in range(18, -1, -1)]


def test_the_time_to_go_follows_the_last_ones() -> None:
    """A slow start and quick refusals are soon forgotten: after eight turns at a new pace it is that pace."""
    moments = [0.0, 60.0, 61.0]
    moments += [61.0 + 2 * turn for turn in range(1, 12)]
    times = iter(moments)
    to_go = TimeToGo(lambda: next(times))

    said = [to_go.after_one(100 - turn) for turn in range(1, len(moments))]

    assert said[-1] == pytest.approx(2 * (100 - len(moments) + 1))


def test_the_status_says_what_each_person_has(home: Home, case: Case) -> None:
    """For each number: whether the agreement stands now, the copy, under which agreement, and its message."""
    rows = rows_of(home)
    for row in status(home, case.reference):
        invitee = next(each for each in rows.invitees.values() if each.number == row["number"])
        copy = rows.copies.get(invitee.reference)
        assert row["stands"] == (copy is not None)
        assert row["copy"] == (copy.number if copy else None)
        assert copy is None or row["not_used"] is None
        assert row["message"] == ("sent" if copy else None)
        assert bool(row["reason"]) != row["stands"]


def test_a_copy_is_printed_only_while_its_agreement_stands(home: Home, case: Case) -> None:
    """The file written is the one that was released; after withdrawing there is none."""
    rows = rows_of(home)
    reference, copy = next(iter(rows.copies.items()))
    number = rows.invitees[reference].number
    assert pack_of(home, case.reference, number) == home.archive.read(copy.digest or "")

    with home.store.writing() as held:
        form_code = standing_of(home, rows.invitees[reference]).form_code
        held.agreements.withdraw(form_code, at=home.clock.now())

    with pytest.raises(OutOfTurn, match="Withdrew"):
        pack_of(home, case.reference, number)


def test_there_is_no_pack_for_who_is_not_invited_or_has_none(home: Home, case: Case) -> None:
    """A number that is not on the list, and a person who signed a moment ago."""
    with pytest.raises(NotFound, match="Nobody of that number"):
        pack_of(home, case.reference, "99")
    late = next(each for each in rows_of(home).agreements.values() if each.state == "asked")
    signer = agreements.Signer("A. Person", "Known", ())
    agreements.receive_signed(home, late.form_code, agreements.sign(home, late.form_code, signer, signer))

    with pytest.raises(NotFound, match="No copy was released"):
        pack_of(home, case.reference, rows_of(home).invitees[late.invitee].number)


def test_an_event_is_plain_data() -> None:
    """What a program reads has no empty words, and seconds to a tenth."""
    event = Progress("handing-over", 1, 4, "07", "refused", "", "withdrawn", "Withdrew from the agreement.", 12.345)

    assert event.as_plain() == {
        "step": "handing-over",
        "done": 1,
        "of": 4,
        "number": "07",
        "outcome": "refused",
        "copy": None,
        "code": "withdrawn",
        "reason": "Withdrew from the agreement.",
        "seconds_to_go": 12.3,
    }
    assert releasing.LAST_ONES == 8
