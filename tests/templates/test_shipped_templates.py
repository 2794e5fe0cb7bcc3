"""The Word files that are shipped: drawn by the builder, complete, marked, and silent where they must be."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from disclosure.matrix import shipped_matrix
from disclosure.papers import shipped_papers
from forms import all_fields, load_schema
from generator.fill import names_used
from generator.template import Template
from generator.word import problems_of
from inconfidence.core.values import unknown
from tests.templates.filling import TEMPLATES, WORD, filled_for, loaded
from tools.word_templates.catalogue import PAPERS, draw
from tools.word_templates.recorded import SAID_BY, SAID_OTHERWISE

ONE_OF_OUR_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
LOOKS_NOBODY_ASKED_FOR = {f"{WORD}{name}" for name in ("i", "u", "caps", "smallCaps")}
FINDINGS = frozenset(
    f"conference.{name}"
    for name in (
        *("agenda", "invited", "conclusion", "place", "findings", "survey", "observation", "weighting", "plan"),
        *("glossary", "left_out", "using"),
    )
)
NARRATIVE = frozenset(f"referral.{name}" for name in ("summary", "seen", "where", "worry", "group", "place"))
SAID_IN_ANOTHER_SHAPE = {
    *("referral.place.features.code", "referral.place.features.words"),
    *("referral.patterns.times.day", "referral.patterns.times.from", "referral.patterns.times.to"),
}
"""Answers that a record shows in the words or the grid made of them."""
MEETING = frozenset({"plan", "attendance.by_role", "attendance.people", "conference.findings", "conference.plan"})
"""What was said, decided or found: a letter about papers alone tells none of it."""
SILENT_ON = {
    "archive-sheet": frozenset({"referral", "referrer", "invitee", "conference", "attendance", "plan"}),
    "attendance-and-apologies": frozenset({"attendance.people.note", "attendance.people.code", "plan"}),
    "chairs-running-order": frozenset({"invitee", "attendance", "copy", "conference.findings"}),
    "conference-record": frozenset({"attendance.people", "attendance.recorded_by"}),
    "decision-letter": frozenset({"attendance", "plan.dissent", "plan.chair", "conference.findings"}),
    "disposal-certificate": frozenset({"referral", "referrer", "invitee", "conference"}),
    **dict.fromkeys(("reminder", "recall-notice", "papers-returned-receipt"), MEETING),
    "invitation": FINDINGS,
    "confidentiality-agreement": FINDINGS,
    "acknowledgement": frozenset({"referral.reference", "referral.summary", "referral.people", "screening"}),
    "consent-to-be-named": frozenset({"referrer.phone", "referrer.address", "referral.people", *NARRATIVE}),
    "need-to-know-notice": frozenset({"decision.why", "decision.decided_by", "decision.person", "referral", "task"}),
    "other-task-sheet": frozenset({"referral", "referrer", "task.approved_by", "task.approval"}),
    "subject-access-extract": frozenset(
        {
            *("referral.people.code", "referral.people.label", "referral.adults.label", "referral.professionals"),
            *("referral.reference", "referral.linked", "referral.taken_by", "screening", *NARRATIVE),
        }
    ),
    "survey-form": frozenset({"task.asking", "task.assessor", "task.holder", "task.reference", "task.where"}),
    "family-letter": frozenset({"referral", "referrer", "letter.approved_by"}),
    "referrer-record": frozenset({"referral.summary", "referral.people", "referral.seen", "screening"}),
}


@pytest.fixture(params=sorted(PAPERS))
def paper(request: pytest.FixtureRequest) -> Template:
    """Give each shipped paper in turn."""
    return loaded(request.param)


def test_every_template_is_a_paper_of_the_table() -> None:
    """No paper can be made that the protocol's table does not know."""
    assert set(PAPERS) <= set(shipped_papers())


def test_what_is_shipped_is_what_the_builder_draws(paper: Template) -> None:
    """A template changed by hand, or a builder changed without drawing anew, is noticed byte for byte."""
    assert draw(paper.name, TEMPLATES) == paper.docx


def test_every_folder_has_a_drawing() -> None:
    """No template lies about that nobody can draw again."""
    folders = {manifest.parent.name for manifest in TEMPLATES.glob("*/manifest.yaml")}

    assert folders == set(PAPERS)


def test_the_manifest_names_what_the_tags_use(paper: Template) -> None:
    """A template is given what its manifest names: no more, and nothing its tags want is missing."""
    used = {path.partition(".")[0] for path in names_used(paper)}

    assert used == set(paper.names)


def test_what_a_paper_must_never_show_is_a_class_of_the_matrix(paper: Template) -> None:
    """A class that is spelled wrongly would keep nothing out."""
    assert set(paper.never) <= set(shipped_matrix().classes)


def test_what_we_wrote_is_called_a_sample(paper: Template) -> None:
    """A council sees of every paper that its wording is ours and not yet its own."""
    assert paper.wording == "sample"


def test_only_the_referrers_own_papers_know_the_referrer() -> None:
    """The referrer stands on Part B and on papers that are the referrer's own, nowhere else (L75)."""
    knowing = {name for name in PAPERS if "referrer" in loaded(name).names}

    assert knowing == {"referrer-record", "acknowledgement", "consent-to-be-named", "subject-access-extract"}


@pytest.mark.parametrize("name", sorted(SILENT_ON))
def test_a_paper_is_silent_on_what_its_reader_must_not_have(name: str) -> None:
    """No invitation holds a finding, no survey form a task, no acknowledgement a case."""
    used = names_used(loaded(name))

    told = {path for path in used for kept in SILENT_ON[name] if path == kept or path.startswith(f"{kept}.")}
    assert told == set()


def test_the_pack_holds_no_name_but_its_readers_own() -> None:
    """In the pack others stand by role: the only names are the reader's, the chair's and the contact's."""
    used = names_used(loaded("conference-pack"))

    people = {path for path in used if path.endswith(("name", "email", "phone", "organisation"))}
    ours = {"council.name", "conference.contact_name", "conference.contact_email", "conference.contact_phone"}
    assert people == {*ours, "invitee.name", "conference.survey.groups.name"}


def test_every_head_is_marked(paper: Template) -> None:
    """Private and Confidential stands in the head of every section of every paper."""
    heads = parts(paper, "header")

    assert heads
    assert all("{{ council.marking }}" in words(head) for head in heads)


def test_every_foot_shows_the_papers_own_reference(paper: Template) -> None:
    """Who is asked to quote it finds it on the page: beside its number, or in a pack beside whose copy it is."""
    feet = [foot for foot in parts(paper, "footer") if "page " in words(foot)]
    copy = "code {{ copy.code }}, {{ paper.reference }}" if paper.name == "conference-pack" else ""

    assert feet
    assert all((copy or "{{ paper.reference }}page ") in words(foot) for foot in feet)


@pytest.mark.parametrize(
    ("sent", "shown"), [(date(2026, 9, 28), "28 September 2026"), (unknown("not_asked"), "23 November 2026")]
)
def test_an_acknowledgement_is_dated_the_day_it_was_sent(sent: object, shown: str) -> None:
    """The day the record gives; while it gives none, the day the paper is made."""
    values = {
        "referral": {"received": datetime(2026, 9, 25, tzinfo=UTC)},
        "referrer": {"name": "Zo\u00eb Canary", "address": ["1 Foundry Road"], "acknowledged_on": sent},
    }

    filled = filled_for("acknowledgement", "referrer", **values)

    dates = [said for said in filled if re.fullmatch(r"\d+ \w+ 2026", said)]
    assert dates == [shown]


def test_where_no_note_was_taken_the_record_says_so() -> None:
    """Nobody was asked for a note: "Not asked" would say the wrong thing."""
    (body,) = parts(loaded("referral-record-location"), "document")

    assert words(body).count("No note by the duty worker.") == 3


@pytest.mark.parametrize("kind", ["individual", "group", "location"])
def test_nothing_that_was_taken_in_is_missing_from_the_record(kind: str) -> None:
    """Every field of the form has a place on Part A or on Part B, but those that another says in words."""
    used = names_used(loaded(f"referral-record-{kind}")) | names_used(loaded("referrer-record"))
    fields = [each for each in all_fields(load_schema(f"referral-{kind}").fields) if not each.fields]
    wanted = {each.path if each.path.startswith("referrer.") else f"referral.{each.path}" for each in fields}

    missing = {path for path in wanted - used if path.rpartition(".")[2] not in {*SAID_OTHERWISE, *SAID_BY}}
    assert missing - SAID_IN_ANOTHER_SHAPE == set()


def test_every_paper_says_whom_to_ring(paper: Template) -> None:
    """999 and the number of FAST are on every paper (L31, L33)."""
    said = " ".join(words(part) for kind in ("footer", "document") for part in parts(paper, kind))

    assert "999" in said
    assert "{{ council.fast_number }}" in said


def test_the_engine_can_draw_it(paper: Template) -> None:
    """No template holds anything that the drawing engine refuses."""
    assert list(problems_of(paper.docx)) == []


def test_every_tag_stands_in_one_run(paper: Template) -> None:
    """Word splits a tag over two runs when somebody edits in the middle of it; then it is no longer a tag."""
    broken = [
        text
        for kind in ("document", "header", "footer")
        for part in parts(paper, kind)
        for text in (node.text or "" for node in part.iter(f"{WORD}t"))
        if re.search(r"[{}]", ONE_OF_OUR_TAGS.sub("", text))
    ]

    assert broken == []


def test_no_italics_underline_or_capitals(paper: Template) -> None:
    """Neither a style nor a run asks for what is hard to read."""
    found = [
        element.tag
        for kind in ("document", "header", "footer", "styles")
        for part in parts(paper, kind)
        for element in part.iter(*LOOKS_NOBODY_ASKED_FOR)
    ]

    assert found == []


def test_places_to_sign_are_in_the_signing_plan(paper: Template) -> None:
    """A box to sign in that the manifest does not know would never be signed."""
    (body,) = parts(paper, "document")
    names = [mark.get(f"{WORD}name", "") for mark in body.iter(f"{WORD}bookmarkStart")]

    boxes = {name.removeprefix("sign_") for name in names if name.startswith("sign_")}
    assert boxes <= {field.name for field in paper.signing}
    assert boxes >= {field.name for field in paper.signing} - {"seal", "closing"}


def parts(paper: Template, kind: str) -> list[etree._Element]:
    """Return the parts of a Word file whose name begins so: document, header1, footer2 ..."""
    with ZipFile(BytesIO(paper.docx)) as word:
        found = [name for name in word.namelist() if re.fullmatch(rf"word/{kind}\d*\.xml", name)]
        return [etree.fromstring(word.read(name)) for name in found]


def words(part: etree._Element) -> str:
    """Return the words of a part, tags and all."""
    return "".join(node.text or "" for node in part.iter(f"{WORD}t"))
