"""Papers of a conference's end and of the records office, filled with less, with more, and with foreign scripts."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure import view_for
from disclosure.papers import paper_rule
from forms import Record, amended
from generator import draw, fill, preflight, read
from generator.word import problems_of
from inconfidence.core.documents import CheckedPdf, Mark
from inconfidence.core.values import unknown
from tests.templates.dumping import dump
from tests.templates.filling import MADE_AT, MADE_ON, MARKING, OWN, READER, loaded, sample_record
from tools.word_templates.running_order import STATEMENT

FOREIGN = (
    "\u0110\u1eb7ng Th\u1ecb \u00c1nh Y\u0131ld\u0131z \u0141ukasz "
    "\u0399\u03c9\u03ac\u03bd\u03bd\u03b1 \u041e\u043a\u0441\u0430\u043d\u0430 "
)
HOSTILE = "{{ council.name }} <w:t> Anwar "
NOT_ASKED = unknown("not_asked")


def said(name: str, role: str = "attendee", **changes: dict[str, Any]) -> str:
    """Return what a paper says when some records of the sample case say something else."""
    return dump(read(fill(loaded(name), seen(name, role, changes))))


def seen(name: str, role: str, changes: dict[str, dict[str, Any]]) -> Any:
    """Return a reader's view of the sample case with some values changed."""
    records = {each: changed(name, each, changes.get(each, {})) for each in loaded(name).names}
    owners = dict.fromkeys(("invitee",), READER)
    never = frozenset(loaded(name).never)
    return view_for(
        records, role=role, reader=READER, kind="location", never=never, owners=owners, persons=OWN, on=MADE_ON
    )


def changed(name: str, record: str, values: dict[str, Any]) -> Record:
    """Return one record of the sample with some values changed."""
    found = sample_record(name, record, "location")
    return amended(found, values) if values else found


def drawn(name: str, role: str = "attendee", **changes: dict[str, Any]) -> CheckedPdf:
    """Return the paper drawn and checked."""
    paper, view = loaded(name), seen(name, role, changes)
    marked = draw(
        read(fill(paper, view)),
        Mark(ground=MARKING),
        fields=paper.signing,
        created=MADE_AT,
        view=view.digest,
        must_show=(MARKING,),
    )
    return preflight(marked)


def test_who_gave_everything_back_has_nothing_left_to_do() -> None:
    """The receipt closes the matter, and what was heard stays private."""
    words = said("papers-returned-receipt")

    assert "Nothing is left for you to do." in words
    assert "Something is still to do" not in words
    assert "What you heard and read stays private." in words


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"electronic": "no"}, "delete every electronic copy"),
        ({"paper_copy": "part", "missing": "Pages 7 and 8"}, "send them: Pages 7 and 8"),
    ],
)
def test_what_is_still_missing_is_asked_for(given: dict[str, Any], asked: str) -> None:
    """A file that was not deleted, or pages that did not come, are named; nothing else is asked."""
    words = said("papers-returned-receipt", papers_returned=given)

    assert asked in words
    assert "Nothing is left for you to do." not in words


def test_a_record_of_a_meeting_without_decisions_or_other_views_says_so() -> None:
    """No empty heading stands over nothing."""
    words = said("conference-record", plan={"decisions": [], "dissent": [], "summary": NOT_ASKED})

    assert "No decision was recorded beside the plan." in words
    assert "Nobody asked for another view to be recorded." in words
    assert "Not asked" not in words


def test_times_that_nobody_noted_are_not_printed_as_times() -> None:
    """Neither "Not asked to Not asked" nor an empty cell."""
    words = said("attendance-and-apologies", attendance={"started": NOT_ASKED, "finished": NOT_ASKED, "by_role": []})

    assert "**Time** | Not noted" in words
    assert "Nobody noted who came, by role." in words


def test_only_the_readers_own_line_stands_under_a_name() -> None:
    """Of sixteen people in the list one is the reader; a reader who has no line is told so."""
    listed = sample_record("attendance-and-apologies", "attendance", "location").values["people"]
    others = [row for row in listed if row["code"] not in OWN]

    words, without = (
        said("attendance-and-apologies"),
        said("attendance-and-apologies", attendance={"people": others}),
    )

    assert "Godfrey Asante** | **Came** | Came" in words.replace("Godfrey Asante |", "Godfrey Asante** |")
    assert [row["name"] for row in others if row["name"] in words + without] == []
    assert "There is no line about you in the list." in without


def test_a_letter_of_decisions_gives_no_reasons_and_no_dissent() -> None:
    """They stand in the record; a letter is sooner left lying about."""
    words = said("decision-letter")

    assert "No camera is put up for now." in words
    assert "watches people" not in words
    assert "Would have put up a camera" not in words


def test_the_statement_forbids_no_help() -> None:
    """What the chair reads out names every way to help that the agreement leaves open."""
    statement = " ".join(STATEMENT)

    assert [
        way
        for way in ("999", "crime", "FAST", "court", "wrongdoing", "lawyer", "doctor", "victim")
        if way in statement
    ] == [*("999", "crime", "FAST", "court", "wrongdoing", "lawyer", "doctor", "victim")]


@pytest.mark.parametrize(
    ("name", "role", "changes"),
    [
        ("attendance-and-apologies", "attendee", {"invitee": {"name": FOREIGN * 2}}),
        ("conference-record", "attendee", {"plan": {"summary": FOREIGN * 20}, "invitee": {"role": HOSTILE}}),
        ("decision-letter", "attendee", {"invitee": {"name": HOSTILE + FOREIGN}}),
        ("recall-notice", "attendee", {"recall": {"words": FOREIGN * 12}}),
        ("papers-returned-receipt", "attendee", {"papers_returned": {"received_by": FOREIGN}}),
        ("reminder", "attendee", {"copy": {"made_for": FOREIGN * 2}}),
        ("chairs-running-order", "chair", {"conference": {"chair": FOREIGN, "area": FOREIGN * 3}}),
        ("disposal-certificate", "records", {"disposal": {"witness": FOREIGN, "list_digest": "ab" * 32}}),
        ("archive-sheet", "records", {"archived": {"linked": [], "papers": []}}),
    ],
)
def test_long_foreign_and_hostile_words_are_drawn(name: str, role: str, changes: dict[str, dict[str, Any]]) -> None:
    """The engine draws every script, runs no tag of a value, and refuses nothing of these templates."""
    assert role in paper_rule(name).roles
    assert list(problems_of(loaded(name).docx)) == []
    assert drawn(name, role, **changes).page_count >= 1


def test_a_case_without_papers_has_a_sheet_that_says_so() -> None:
    """No table stands without rows."""
    assert "No paper of this case was kept." in said("archive-sheet", "records", archived={"papers": []})
