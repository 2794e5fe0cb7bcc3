"""A paper that may not exist now is not made, and the refusal names the line of the protocol."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inconfidence.core.errors import NotFound, OutOfTurn, TryLater, UsageError
from inconfidence.recipes import casework, conference, making
from inconfidence.recipes.home import Home, init, open_home, secret_folder, starter_settings
from inconfidence.recipes.sample import Sample
from inconfidence.store import Case
from tests.demonstrated import rows_of
from tests.recipes.conftest import MORNING, OpenCase


@contextmanager
def store_that_refuses(folder: Path, change: str) -> Iterator[None]:
    """Let the database itself refuse a change for a while, as a full disk would."""
    store = sqlite3.connect(folder / "store.sqlite", isolation_level=None)
    store.execute(f"create trigger refusing {change} begin select raise(abort, 'refused'); end")
    yield
    store.execute("drop trigger refusing")
    store.close()


def nothing_made(home: Home) -> bool:
    return not list(home.papers.rglob("*.pdf")) and not home.archive.entries() and not rows_of(home).papers


def test_a_monitoring_sheet_is_not_for_a_place(home: Home, assessing: OpenCase) -> None:
    """Impact is monitored for a group only (L85), whether or not a task was recorded."""
    case = assessing("location")

    with pytest.raises(OutOfTurn, match="L85"):
        making.make_for_case(home, "monitoring-sheet", case.reference, "monitoring_holder")

    assert nothing_made(home)


@pytest.mark.parametrize(("kind", "ground"), [("individual", "L81"), ("location", "L85"), ("group", "L85")])
def test_a_notice_is_not_made_on_nobodys_word(home: Home, assessing: OpenCase, kind: str, ground: str) -> None:
    """About a child, a family or a place never; about a group not without an assessor's recorded decision."""
    case = assessing(kind)

    with pytest.raises(OutOfTurn, match=ground):
        making.make_for_case(home, "need-to-know-notice", case.reference, "referrer")

    assert nothing_made(home)


@pytest.mark.parametrize("kind", ["individual", "group"])
@pytest.mark.parametrize("paper", ["survey-guide", "observation-sheet", "other-task-sheet"])
def test_tasks_about_a_place_are_not_for_other_cases(home: Home, assessing: OpenCase, paper: str, kind: str) -> None:
    """Surveys and observations belong to the assessment of a place (L89)."""
    with pytest.raises(OutOfTurn, match="L89"):
        making.make_for_case(home, paper, assessing(kind).reference, "task_holder")


@pytest.mark.parametrize("kind", ["conference-record", "decision-letter", "chairs-running-order"])
def test_there_is_no_paper_of_a_conference_before_there_is_one(home: Home, assessing: OpenCase, kind: str) -> None:
    """While the place is assessed nobody can be told what was decided about it (L91)."""
    audience = "chair" if kind == "chairs-running-order" else "attendee:01"

    with pytest.raises((NotFound, OutOfTurn), match=r"L91|invited"):
        making.make_for_case(home, kind, assessing("location").reference, audience)

    assert nothing_made(home)


def test_nobody_is_invited_before_a_conference_is_called(home: Home, assessing: OpenCase, sample: Sample) -> None:
    """While the place is being assessed there is no invitation (L91), not even for a person on the list."""
    case = assessing("location")
    conference.invite(home, case, sample.guests()[0].person)

    with pytest.raises(OutOfTurn, match="L91"):
        making.make_for_case(home, "invitation", case.reference, "invitee:01")

    assert nothing_made(home)


def test_a_conference_is_not_called_for_a_group(home: Home, assessing: OpenCase, sample: Sample) -> None:
    """Only a place has a Context Conference (L91); the group's case stays where it was."""
    case = assessing("group")

    with pytest.raises(OutOfTurn, match="L91"):
        casework.record(home, case.reference, sample.text("conference"), by="test")

    assert casework.case_of(home, case.reference).stage == "assessing"


def test_a_conference_is_not_called_before_screening(home: Home, sample: Sample) -> None:
    """A referral that was only received cannot jump to the end (L91)."""
    case = casework.take_in_referral(home, sample.text("referral-location"), by="test")

    with pytest.raises(OutOfTurn, match="L91"):
        casework.record(home, case.reference, sample.text("conference"), by="test")


@pytest.mark.parametrize("audience", ["public", "police", "family:C1"])
def test_a_paper_is_not_made_for_a_role_it_is_not_for(home: Home, assessing: OpenCase, audience: str) -> None:
    """Part B is not made for a family or the public, and the refusal says whom it is for."""
    case = assessing("location")

    with pytest.raises(UsageError, match="fast"):
        making.make_for_case(home, "referrer-record", case.reference, audience)

    assert nothing_made(home)


@pytest.mark.parametrize("kind", ["confidentiality-agreement", "conference-pack", "ink-scan"])
def test_a_paper_of_a_conference_is_not_made_by_hand(home: Home, assessing: OpenCase, kind: str) -> None:
    """A pack cannot be had round the gate."""
    case = assessing("location")

    with pytest.raises(UsageError, match="conference"):
        making.make_for_case(home, kind, case.reference, "attendee:01")

    assert nothing_made(home)


@pytest.mark.parametrize("reference", ["R-0000-0000", "", "../../etc/passwd", "R-0000-0000' or 1=1 --", "参照"])
def test_an_unknown_reference_finds_nothing(home: Home, reference: str) -> None:
    """Whatever is typed, it is not found, and it is not repeated."""
    with pytest.raises(NotFound) as refusal:
        making.make_for_case(home, "acknowledgement", reference, "referrer")

    assert not reference or reference not in refusal.value.message


def test_an_unknown_kind_of_paper_is_not_found(home: Home, assessing: OpenCase) -> None:
    """There is no such template, and no path is made of what was typed."""
    with pytest.raises(NotFound):
        making.make_for_case(home, "../templates/acknowledgement", assessing("group").reference, "referrer")


def test_a_task_sheet_waits_for_its_task(home: Home, assessing: OpenCase) -> None:
    """A paper that is in turn but lacks its record says which record is missing."""
    case = assessing("group")

    with pytest.raises(NotFound, match="task"):
        making.make_for_case(home, "monitoring-sheet", case.reference, "monitoring_holder")


def test_the_same_paper_asked_for_again_is_the_same_file(home: Home, assessing: OpenCase) -> None:
    """One paper for one reader, however often it is asked for."""
    case = assessing("individual")

    first = making.make_for_case(home, "acknowledgement", case.reference, "referrer")
    second = making.make_for_case(home, "acknowledgement", case.reference, "referrer")

    assert (first.fresh, second.fresh) == (True, False)
    assert second.content == first.content
    assert len(home.archive.entries()) == 1


def test_a_paper_kept_but_not_yet_noted_is_not_made_twice(home: Home, assessing: OpenCase) -> None:
    """When the store refuses to note what the archive has kept, the same call later finds that very file."""
    case = assessing("group")
    with store_that_refuses(home.folder, "before update of digest on papers"), pytest.raises(OutOfTurn):
        making.make_for_case(home, "acknowledgement", case.reference, "referrer")
    (kept,) = home.archive.entries()

    made = making.make_for_case(home, "acknowledgement", case.reference, "referrer")

    assert made.content == home.archive.read(kept.object)
    assert home.archive.entries() == (kept,)


def test_a_paper_that_was_made_in_turn_can_be_had_later(home: Home, assessing: OpenCase, sample: Sample) -> None:
    """A survey form made during the assessment is still found when the conference has been called."""
    case = assessing("location")
    casework.record(home, case.reference, sample.text("task-survey"), by="test")
    first = making.make_for_case(home, "survey-form", case.reference, "public")
    casework.record(home, case.reference, sample.text("conference"), by="test")

    second = making.make_for_case(home, "survey-form", case.reference, "public")

    assert second.content == first.content


@pytest.fixture
def starter(tmp_path: Path, sample: Sample) -> tuple[Home, Case]:
    """A home whose settings are as they were shipped, with one case being assessed."""
    folder = tmp_path / "new"
    init(folder, secret_folder(folder), starter_settings(), MORNING)
    home = open_home(folder, secret_folder(folder), MORNING)
    case = casework.take_in_referral(home, sample.text("referral-group"), by="test")
    casework.record(home, case.reference, sample.text("screening-group"), by="test")
    return home, casework.case_of(home, case.reference)


def test_nothing_goes_out_without_a_fast_number(starter: tuple[Home, Case]) -> None:
    """A worried person must not be told to ring a number that is not there (L31)."""
    home, case = starter

    with pytest.raises(OutOfTurn, match="L31") as refusal:
        making.make_for_case(home, "acknowledgement", case.reference, "referrer")

    assert "council.toml" in refusal.value.hint
    assert nothing_made(home)


def test_records_for_the_office_can_be_made_without_a_fast_number(starter: tuple[Home, Case]) -> None:
    """What stays inside does not wait for the settings."""
    home, case = starter

    made = making.make_for_case(home, "referral-record-group", case.reference, "fast")

    assert made.evidence.verdict == "authentic"


def test_without_the_time_authority_nothing_is_sealed_or_kept(home: Home, assessing: OpenCase) -> None:
    """A paper waits for its time-stamp: no file, no entry; and the same call works when the authority is back."""
    case = assessing("group")
    serial = home.folder / "keys" / "time.serial"
    serial.write_text("not a number", "ascii")

    with pytest.raises(TryLater):
        making.make_for_case(home, "acknowledgement", case.reference, "referrer")
    assert not list(home.papers.rglob("*.pdf"))
    assert home.archive.entries() == ()

    serial.unlink()
    assert making.make_for_case(home, "acknowledgement", case.reference, "referrer").fresh
