"""The Word files that are shipped: drawn by the builder, complete, marked, and silent where they must be."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from disclosure.view import View
from forms import council_settings
from generator.fill import fill, names_used
from generator.template import Template, load_template
from generator.word import problems_of
from inconfidence.core.digest import digest_of_data
from inconfidence.core.values import unknown
from inconfidence.sample_case import load
from tools.word_templates.catalogue import PAPERS, draw

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ACKNOWLEDGEMENT = load_template(TEMPLATES / "acknowledgement")
MADE_ON = date(2026, 11, 23)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ONE_OF_OUR_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
LOOKS_NOBODY_ASKED_FOR = {f"{WORD}{name}" for name in ("i", "u", "caps", "smallCaps")}
FINDINGS = frozenset(
    f"conference.{name}"
    for name in (
        *("agenda", "invited", "conclusion", "place", "findings", "survey", "observation", "weighting", "plan"),
        *("glossary", "left_out", "using"),
    )
)
SILENT_ON = {
    "invitation": FINDINGS,
    "confidentiality-agreement": FINDINGS,
    "acknowledgement": frozenset({"referral.reference", "referral.summary", "referral.people", "screening"}),
    "survey-form": frozenset({"task.asking", "task.assessor", "task.holder", "task.reference", "task.where"}),
    "family-letter": frozenset({"referral", "referrer", "letter.approved_by"}),
    "referrer-record": frozenset({"referral.summary", "referral.people", "referral.seen", "screening"}),
}


@pytest.fixture(params=sorted(PAPERS))
def paper(request: pytest.FixtureRequest) -> Template:
    """Give each shipped paper in turn."""
    return load_template(TEMPLATES / request.param)


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


def test_what_we_wrote_is_called_a_sample(paper: Template) -> None:
    """A council sees of every paper that its wording is ours and not yet its own."""
    assert paper.wording == "sample"


def test_only_the_referrers_own_papers_know_the_referrer() -> None:
    """The referrer stands on Part B and on the referrer's own acknowledgement, nowhere else (L75)."""
    knowing = {name for name in PAPERS if "referrer" in load_template(TEMPLATES / name).names}

    assert knowing == {"referrer-record", "acknowledgement"}


@pytest.mark.parametrize("name", sorted(SILENT_ON))
def test_a_paper_is_silent_on_what_its_reader_must_not_have(name: str) -> None:
    """No invitation holds a finding, no survey form a task, no acknowledgement a case."""
    used = names_used(load_template(TEMPLATES / name))

    told = {path for path in used for kept in SILENT_ON[name] if path == kept or path.startswith(f"{kept}.")}
    assert told == set()


def test_the_pack_holds_no_name_but_its_readers_own() -> None:
    """In the pack others stand by role: the only names are the reader's, the chair's and the contact's."""
    used = names_used(load_template(TEMPLATES / "conference-pack"))

    people = {path for path in used if path.endswith(("name", "email", "phone", "organisation"))}
    ours = {"council.name", "conference.contact_name", "conference.contact_email", "conference.contact_phone"}
    assert people == {*ours, "invitee.name", "conference.survey.groups.name"}


def test_every_head_is_marked(paper: Template) -> None:
    """Private and Confidential stands in the head of every section of every paper."""
    heads = parts(paper, "header")

    assert heads
    assert all("{{ council.marking }}" in words(head) for head in heads)


def test_every_foot_shows_the_papers_own_reference(paper: Template) -> None:
    """Who is asked to quote the reference finds it on the page they hold, beside its number."""
    feet = [foot for foot in parts(paper, "footer") if "page " in words(foot)]

    assert feet
    assert all("{{ paper.reference }}page " in words(foot) for foot in feet)


@pytest.mark.parametrize(
    ("sent", "shown"), [(date(2026, 9, 28), "28 September 2026"), (unknown("not_asked"), "23 November 2026")]
)
def test_an_acknowledgement_is_dated_the_day_it_was_sent(sent: object, shown: str) -> None:
    """The day the record gives; while it gives none, the day the paper is made."""
    values = {
        "council": council_settings(load("council.toml", MADE_ON)).values,
        "paper": {"title": "Thank you", "version": "1.0", "reference": "P-0000-0000", "made_on": MADE_ON},
        "referral": {"received": datetime(2026, 9, 25, tzinfo=UTC)},
        "referrer": {"name": "Zo\u00eb Canary", "address": ["1 Foundry Road"], "acknowledged_on": sent},
    }

    filled = fill(ACKNOWLEDGEMENT, View("referrer", "r1", values, (), digest_of_data("test")))

    dates = [said for said in printed(filled) if re.fullmatch(r"\d+ \w+ 2026", said)]
    assert dates == [shown]


def test_where_no_note_was_taken_the_record_says_so() -> None:
    """Nobody was asked for a note: "Not asked" would say the wrong thing."""
    (body,) = parts(load_template(TEMPLATES / "referral-record-location"), "document")

    assert words(body).count("No note by the duty worker.") == 3


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
    assert boxes >= {field.name for field in paper.signing} - {"seal"}


def parts(paper: Template, kind: str) -> list[etree._Element]:
    """Return the parts of a Word file whose name begins so: document, header1, footer2 ..."""
    with ZipFile(BytesIO(paper.docx)) as word:
        found = [name for name in word.namelist() if re.fullmatch(rf"word/{kind}\d*\.xml", name)]
        return [etree.fromstring(word.read(name)) for name in found]


def printed(docx: bytes) -> list[str]:
    """Return the words of each paragraph of a filled Word file."""
    return [paragraph.text for paragraph in Document(BytesIO(docx)).paragraphs]


def words(part: etree._Element) -> str:
    """Return the words of a part, tags and all."""
    return "".join(node.text or "" for node in part.iter(f"{WORD}t"))
