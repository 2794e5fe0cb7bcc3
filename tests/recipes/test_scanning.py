"""Who may have which file scanned, and what they are told: an oracle for nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from inconfidence.core.clock import FixedClock
from inconfidence.core.errors import Blocked, OutOfTurn, TryLater, UsageError
from inconfidence.recipes.home import Home
from inconfidence.recipes.making import make_for_case
from inconfidence.recipes.scanning import SCANS_AN_HOUR, scan_file
from inconfidence.store import Case
from tests.recipes.conftest import MORNING

OpenCase = Callable[[str], Case]

GUESS = b"Was it Siobhan Kerrigan who rang you?"
WRONG_GUESS = b"Was it Somebody Else who rang you?"


def test_a_paper_made_here_is_clear_for_its_reader(home: Home, assessing: OpenCase) -> None:
    """Whom it is for is known by itself."""
    case = assessing("individual")
    made = make_for_case(home, "acknowledgement", case.reference, "referrer")

    told = scan_file(home, case.reference, made.content, "paper.pdf", audience=None, asker="")

    assert (told.verdict, told.audience, told.lines) == ("clear", "referrer", ())


def test_the_same_paper_is_blocked_for_another_reader(home: Home, assessing: OpenCase) -> None:
    """Part B may be read by FAST, and by no family."""
    case = assessing("individual")
    made = make_for_case(home, "referrer-record", case.reference, "fast")

    told = scan_file(home, case.reference, made.content, "paper.pdf", audience="family:F2", asker="assessor")

    assert told.verdict == "blocked"
    with pytest.raises(Blocked):
        told.refuse_if_blocked()


def test_a_low_role_does_not_choose_whom_a_paper_is_for(home: Home, assessing: OpenCase) -> None:
    """One reader after another would tell which consents and decisions stand in the case."""
    case = assessing("individual")
    made = make_for_case(home, "acknowledgement", case.reference, "referrer")

    with pytest.raises(OutOfTurn, match="ask the assessor"):
        scan_file(home, case.reference, made.content, "paper.pdf", audience="police", asker="admin")
    assert scan_file(home, case.reference, made.content, "p.pdf", audience="referrer", asker="").verdict == "clear"


def test_an_assessor_is_told_where_and_what(home: Home, assessing: OpenCase) -> None:
    """The field it came from, the form it was found in, the place in the file; the value itself is not repeated."""
    case = assessing("individual")

    told = scan_file(home, case.reference, GUESS, "note.txt", audience="public", asker="assessor")

    assert any("referrer.name" in line for line in told.lines)
    assert "Kerrigan" not in "".join(told.lines)


@pytest.mark.parametrize("asker", ["", "admin", "fast", "public", "attendee"])
def test_a_guess_is_neither_confirmed_nor_denied(home: Home, assessing: OpenCase, asker: str) -> None:
    """A file of one's own making is refused in the same words whether the guess was right or wrong."""
    case = assessing("individual")
    answers = []
    for content in (GUESS, WRONG_GUESS):
        with pytest.raises(OutOfTurn) as refusal:
            scan_file(home, case.reference, content, "note.txt", audience="public", asker=asker)
        answers.append((refusal.value.message, refusal.value.hint))

    assert answers[0] == answers[1]


def test_a_guess_in_the_name_of_a_paper_made_here_is_not_answered(home: Home, assessing: OpenCase) -> None:
    """Whoever holds a paper of ours can call it what they like: it is scanned under the reference it was made with."""
    case = assessing("individual")
    made = make_for_case(home, "acknowledgement", case.reference, "referrer")
    guess = "Oluwaseun Adeyemi.pdf"

    low, high = (
        scan_file(home, case.reference, made.content, guess, audience=None, asker=asker).verdict
        for asker in ("admin", "assessor")
    )

    assert (low, high) == ("clear", "blocked")


def test_a_changed_paper_is_a_file_of_ones_own_making(home: Home, assessing: OpenCase) -> None:
    """Adding a line to a paper of ours makes it another file."""
    case = assessing("individual")
    made = make_for_case(home, "acknowledgement", case.reference, "referrer")

    with pytest.raises(OutOfTurn, match="ask the assessor"):
        scan_file(home, case.reference, made.content + b"%" + GUESS, "paper.pdf", audience=None, asker="admin")


def test_a_paper_of_another_case_is_scanned_for_no_one_else(home: Home, assessing: OpenCase) -> None:
    """To hold a paper of one case gives nobody answers about another."""
    case, other = assessing("individual"), assessing("group")
    made = make_for_case(home, "acknowledgement", case.reference, "referrer")

    with pytest.raises(OutOfTurn):
        scan_file(home, other.reference, made.content, "paper.pdf", audience="public", asker="admin")


def test_a_role_that_is_none_is_refused(home: Home, assessing: OpenCase) -> None:
    """Nobody is an assessor by writing it otherwise."""
    with pytest.raises(UsageError):
        scan_file(home, assessing("group").reference, GUESS, "note.txt", audience=None, asker="Assessor ")


def test_there_are_only_so_many_scans_an_hour(home: Home, assessing: OpenCase) -> None:
    """Refused scans count too; an hour later there are new ones."""
    case = assessing("group")
    for _ in range(SCANS_AN_HOUR):
        with pytest.raises(OutOfTurn):
            scan_file(home, case.reference, GUESS, "note.txt", audience=None, asker="")

    with pytest.raises(TryLater):
        scan_file(home, case.reference, GUESS, "note.txt", audience=None, asker="assessor")
    later = replace(home, clock=FixedClock(MORNING.moment + timedelta(minutes=61)))
    assert scan_file(later, case.reference, GUESS, "note.txt", audience=None, asker="assessor").audience == "public"
