"""What comes after a conference: for those whose agreement stands, or who hold a copy; each their own, and in turn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inconfidence.core.clock import LONDON, FixedClock
from inconfidence.core.errors import InputInvalid, NotFound, OutOfTurn, UsageError
from inconfidence.recipes import agreements, casework
from inconfidence.recipes.home import Home
from inconfidence.recipes.making import make_for_case, word_for_case
from inconfidence.recipes.sample import Sample
from inconfidence.sample_case import conference_day
from tests.demonstrated import Demonstration, copy_of, flat, pages_of, rows_of, strings_of

FOR_THOSE_WHO_SIGNED = ("attendance-and-apologies", "conference-record", "decision-letter")
FOR_THOSE_WHO_HOLD_A_COPY = ("reminder", "recall-notice", "papers-returned-receipt")
HOLDER, NEVER_ANSWERED, ALTERED = "07", "04", "03"


@pytest.fixture(scope="module")
def evening_after(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The demonstration's home on the evening after the conference, with everything of its end on record."""
    home = the_day_after(demonstration, tmp_path_factory.mktemp("after"))
    for kind in ("attendance", "plan", "recall", "papers-returned", "disposal"):
        casework.add(home, kind, place(home), demonstration.sample.text(kind), by="test")
    return home


@pytest.fixture
def morning_after(demonstration: Demonstration, tmp_path: Path) -> Home:
    """The same with nothing of the end on record yet."""
    return the_day_after(demonstration, tmp_path)


def the_day_after(demonstration: Demonstration, where: Path) -> Home:
    day = conference_day(demonstration.sample.first_day) + timedelta(days=1)
    return copy_of(demonstration.home, where, FixedClock(datetime(day.year, day.month, day.day, 17, tzinfo=LONDON)))


def place(home: Home) -> str:
    """Return the reference of the case that is about a place."""
    (case,) = (each for each in rows_of(home).cases.values() if each.kind == "location")
    return case.reference


def everybody(sample: Sample) -> Iterator[tuple[str, str]]:
    """Give number and name of everybody who was invited."""
    for guest in sample.guests():
        yield guest.person.values["number"], guest.person.values["name"]


@pytest.mark.parametrize("kind", [*FOR_THOSE_WHO_SIGNED, *FOR_THOSE_WHO_HOLD_A_COPY])
def test_a_paper_of_the_end_is_made_for_the_holder_of_a_copy(
    evening_after: Home, demonstration: Demonstration, kind: str
) -> None:
    """Sealed and genuine, with the reader's name and code on every page, and no other guest's name anywhere in it."""
    made = make_for_case(evening_after, kind, place(evening_after), f"attendee:{HOLDER}")

    names = dict(everybody(demonstration.sample))
    rows = rows_of(evening_after)
    copy = next(rows.copies[each.reference] for each in rows.invitees.values() if each.number == HOLDER)
    assert made.evidence.verdict == "authentic"
    assert all(names[HOLDER] in page and copy.code in page for page in pages_of(made.file))
    everything = flat(" ".join(pages_of(made.file))) + strings_of(made.file)
    assert [number for number, name in names.items() if number != HOLDER and flat(name) in everything] == []


def test_each_reader_sees_one_line_of_the_list_their_own(evening_after: Home, demonstration: Demonstration) -> None:
    """The one who came reads that they came; the one who sent apologies reads that."""
    said = {}
    for number in (HOLDER, "11"):
        made = make_for_case(evening_after, "attendance-and-apologies", place(evening_after), f"attendee:{number}")
        said[number] = pages_of(made.file)[0].split("Your own line")[1].split("Is it wrong?")[0]

    assert "Came Came" in said[HOLDER]
    assert "Came Sent apologies" in said["11"]


@pytest.mark.parametrize("kind", FOR_THOSE_WHO_SIGNED)
@pytest.mark.parametrize("number", [NEVER_ANSWERED, ALTERED])
def test_nothing_of_the_meeting_goes_to_whose_agreement_does_not_stand(
    evening_after: Home, kind: str, number: str
) -> None:
    """One never answered, one signed file was altered: neither reads what was said or decided (L91)."""
    with pytest.raises(OutOfTurn, match=r"L91"):
        make_for_case(evening_after, kind, place(evening_after), f"attendee:{number}")


@pytest.mark.parametrize("kind", FOR_THOSE_WHO_HOLD_A_COPY)
def test_nobody_is_asked_for_papers_they_never_had(evening_after: Home, kind: str) -> None:
    """A recall to somebody without a copy would tell them that there are papers."""
    with pytest.raises(OutOfTurn, match=r"own copy.*L91|what this reader gave back.*L91"):
        make_for_case(evening_after, kind, place(evening_after), f"attendee:{NEVER_ANSWERED}")


def test_who_took_their_agreement_back_gets_the_recall_and_no_record(
    morning_after: Home, demonstration: Demonstration
) -> None:
    """Papers come back from those most of all whose agreement no longer stands."""
    home = morning_after
    for kind in ("attendance", "plan", "recall"):
        casework.add(home, kind, place(home), demonstration.sample.text(kind), by="test")
    with home.store.writing() as held:
        invitee = held.invitees.by_number(place(home), HOLDER)
        assert invitee is not None
        held.agreements.withdraw(agreements.standing_of(home, invitee).form_code, at=home.clock.now())

    assert make_for_case(home, "recall-notice", place(home), f"attendee:{HOLDER}").fresh
    with pytest.raises(OutOfTurn, match="agreement"):
        make_for_case(home, "conference-record", place(home), f"attendee:{HOLDER}")


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        ("attendance-and-apologies", "who came"),
        ("conference-record", "who came"),
        ("decision-letter", "plan agreed"),
        ("recall-notice", "officer's decision"),
        ("papers-returned-receipt", "gave back"),
    ],
)
def test_before_it_is_on_record_it_is_out_of_turn(morning_after: Home, kind: str, lacking: str) -> None:
    """The refusal says what is missing and names the line."""
    with pytest.raises(OutOfTurn, match=rf"{lacking}.*L91"):
        make_for_case(morning_after, kind, place(morning_after), f"attendee:{HOLDER}")


def test_a_recall_of_one_persons_papers_is_told_to_that_person_only(
    morning_after: Home, demonstration: Demonstration
) -> None:
    """The other reads the words for everybody."""
    home, everybodys = morning_after, json.loads(demonstration.sample.text("recall"))
    own = {**everybodys, "number": "05", "words": "A page of your copy was printed twice."}
    for document in (everybodys, own):
        casework.add(home, "recall", place(home), json.dumps(document).encode(), by="test")

    theirs, another = (make_for_case(home, "recall-notice", place(home), f"attendee:{each}") for each in ("05", "06"))

    assert own["words"] in pages_of(theirs.file)[0]
    assert own["words"] not in pages_of(another.file)[0]
    assert everybodys["words"][:40] in pages_of(another.file)[0]


def test_nobody_came_to_a_meeting_that_is_still_to_come(demonstration: Demonstration, tmp_path: Path) -> None:
    """On the day of the demonstration the conference lies ahead, and no list of who came is taken in."""
    home = copy_of(demonstration.home, tmp_path, demonstration.home.clock)

    with pytest.raises(InputInvalid) as refused:
        casework.add(home, "attendance", place(home), demonstration.sample.text("attendance"), by="test")

    assert {"held_on", "recorded_on"} <= {each.path for each in refused.value.problems}


def test_the_chair_has_the_statement_to_read_aloud(evening_after: Home) -> None:
    """The protocol's own sentence, who may not be named, and what nobody's signature stops."""
    made = make_for_case(evening_after, "chairs-running-order", place(evening_after), "chair")

    words = " ".join(pages_of(made.file))
    assert "will be Private and Confidential and must not be disseminated further" in words
    assert "Do not name who raised a concern" in words
    assert "You can always ring 999" in words
    assert made.evidence.verdict == "authentic"


def test_a_running_order_waits_for_a_conference(demonstration: Demonstration, evening_after: Home) -> None:
    """A group has none; the chair is no guest and needs no number."""
    (group,) = (each for each in rows_of(evening_after).cases.values() if each.kind == "group")

    with pytest.raises(OutOfTurn, match="L91"):
        make_for_case(evening_after, "chairs-running-order", group.reference, "chair")
    with pytest.raises(UsageError, match="is for chair only"):
        make_for_case(evening_after, "chairs-running-order", place(evening_after), f"attendee:{HOLDER}")


def test_a_second_archive_sheet_is_the_first(evening_after: Home) -> None:
    """It lists every paper but those about papers, so making it changes nothing that it says."""
    first = make_for_case(evening_after, "archive-sheet", place(evening_after), "records")
    second = make_for_case(evening_after, "archive-sheet", place(evening_after), "records")

    assert (first.fresh, second.fresh) == (True, False)
    assert first.content == second.content


def test_an_archive_sheet_lists_what_is_kept_and_names_nobody(
    evening_after: Home, demonstration: Demonstration
) -> None:
    """Every file kept of the case by its reference; nobody invited, nobody who rang, no place."""
    made = make_for_case(evening_after, "archive-sheet", place(evening_after), "records")

    words = " ".join(pages_of(made.file))
    rows = [each for each in rows_of(evening_after).papers.values() if each.case == place(evening_after)]
    before = [each for each in rows if each.digest and each.paper not in ("archive-sheet", "disposal-certificate")]
    known = demonstration.sample_data("referral-location")
    named = [*(name for _, name in everybody(demonstration.sample)), known["place"]["name"], "Kestrel"]
    assert len(before) > 40 and [each.reference for each in before if each.reference not in words] == []
    assert [name for name in named if flat(name) in words] == []


def test_a_disposal_certificate_says_who_proposed_and_who_approved(evening_after: Home) -> None:
    """With the list, the rule, the check for holds and the day."""
    made = make_for_case(evening_after, "disposal-certificate", place(evening_after), "records")

    words = " ".join(pages_of(made.file))
    for said in (
        "Ottoline Brathwaite",
        "Hamza Siddiqui",
        "Observation sheets",
        "None found",
        "Approval of the findings",
    ):
        assert said in words


@pytest.mark.parametrize(
    ("changed", "ground"),
    [
        ({"holds": "found"}, "under a hold"),
        ({"approved_by": "  OTTOLINE brathwaite,  records officer"}, "somebody other than"),
    ],
)
def test_a_disposal_that_may_not_be_is_not_recorded(
    morning_after: Home, demonstration: Demonstration, changed: dict[str, str], ground: str
) -> None:
    """A hold stops it, and nobody approves their own list; then there is no certificate either."""
    document = {**json.loads(demonstration.sample.text("disposal")), **changed}

    with pytest.raises(OutOfTurn, match=ground):
        casework.add(morning_after, "disposal", place(morning_after), json.dumps(document).encode(), by="test")
    with pytest.raises(OutOfTurn, match="what was destroyed"):
        make_for_case(morning_after, "disposal-certificate", place(morning_after), "records")


def test_the_word_file_of_a_record_is_judged_like_the_record(evening_after: Home) -> None:
    """To edit it is to read it: the same agreement, the same copy."""
    assert word_for_case(evening_after, "conference-record", place(evening_after), f"attendee:{HOLDER}")
    with pytest.raises(OutOfTurn, match="agreement"):
        word_for_case(evening_after, "conference-record", place(evening_after), f"attendee:{ALTERED}")


def test_nobody_is_an_attendee_who_was_not_invited(evening_after: Home) -> None:
    """A number that is on no list is not found."""
    with pytest.raises(NotFound):
        make_for_case(evening_after, "decision-letter", place(evening_after), "attendee:77")
