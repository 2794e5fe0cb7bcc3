"""Shipped papers filled for a test, and their words read back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

from disclosure import view_for
from disclosure.papers import paper_rule
from disclosure.view import View
from forms import Record, amended, council_settings, load_schema, record_of, take_in
from generator import draw, fill, preflight, read, word_file
from generator.template import Template, load_template
from inconfidence.core.blocks import Paper
from inconfidence.core.blocks import Picture as PictureShown
from inconfidence.core.digest import digest_of_data
from inconfidence.core.documents import CheckedPdf, Mark
from inconfidence.recipes.sample import MAP_FILE, Sample
from inconfidence.sample_case import load

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MADE_ON = MADE_AT.date()
MARKING = "Private and Confidential"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


SAMPLE = Sample(MADE_ON)
READER = "reader-1"
OWN = frozenset({"C1", "F1", "A1", "I07"})
"""Codes under which the reader of a sample paper stands in the lists of the case."""
CODES = {"child": "C", "family": "F", "adult": "A", "professional": "P"}
TASK_OF = {
    **{"survey-guide": "survey", "survey-form": "survey", "observation-sheet": "observation"},
    **{"monitoring-sheet": "monitoring", "other-task-sheet": "other"},
}
KIND_OF = {"family-letter": "individual", "subject-access-extract": "individual", "guardian-agreement": "group"}
"""Kinds of case a paper is filled for, where it could be another's too; else the last it may exist for."""
NUMBER = "07"
"""Whom of the sample's invited a paper is filled for: the one who signed in ink."""
DIGEST = "0123456789abcdef" * 4


def loaded(name: str) -> Template:
    """Return a shipped paper, for the roles the table of papers gives it."""
    return load_template(TEMPLATES / name, paper_rule(name).roles)


def view_of(role: str, values: Mapping[str, Any]) -> View:
    """Return a view that holds these values, the council's and the paper's own."""
    paper = {"title": "A paper", "version": "1.0", "reference": "P-0000-0000", "made_on": MADE_ON}
    council = council_settings(load("council.toml", MADE_ON)).values
    return View(role, "r1", {"council": council, "paper": paper, **values}, (), digest_of_data("test"))


def filled_for(name: str, role: str, **values: Any) -> list[str]:
    """Return the words of a shipped paper filled from these values, paragraph by paragraph, tables too."""
    return printed(word_file(loaded(name), view_of(role, values)))


def drawn_for(name: str, role: str, **values: Any) -> CheckedPdf:
    """Return a shipped paper drawn and checked as every paper is."""
    paper, view = loaded(name), view_of(role, values)
    mark = Mark(ground=MARKING, margin="", banner="")
    return preflight(
        draw(
            read(fill(paper, view)),
            mark,
            fields=paper.signing,
            created=MADE_AT,
            view=view.digest,
            must_show=(MARKING,),
        )
    )


def printed(docx: bytes) -> list[str]:
    """Return the words of each paragraph of a filled Word file, those in tables among them."""
    body = Document(BytesIO(docx)).element.body
    return ["".join(node.text or "" for node in each.iter(f"{WORD}t")) for each in body.iter(f"{WORD}p")]


def sample_view(name: str, day: date = MADE_ON) -> View:
    """Return what the first reader of a paper sees of the sample case, as it is on the day the paper can exist."""
    paper, rule = loaded(name), paper_rule(name)
    kind = KIND_OF.get(name) or list(rule.open_cases)[-1]
    records = {each: sample_record(name, each, kind) for each in paper.names}
    decided = tuple(record for each, record in records.items() if each == "decision")
    return view_for(
        records,
        role="monitoring_holder" if name == "need-to-know-notice" else rule.roles[0],
        reader=READER,
        kind=kind,
        never=frozenset(paper.never),
        owners=dict.fromkeys(("referrer", "task_holder", "family", "child", "invitee"), READER),
        persons=OWN,
        decisions=decided,
        on=day,
    )


def sample_paper(name: str) -> Paper:
    """Return a shipped paper filled from the sample case, as blocks."""
    return read(fill(loaded(name), sample_view(name), pictures()))


def sample_drawn(name: str) -> CheckedPdf:
    """Return a shipped paper filled from the sample case, drawn and checked."""
    paper, view = loaded(name), sample_view(name)
    mark = Mark(ground=MARKING, margin="", banner="SAMPLE - not a real case")
    blocks = sample_paper(name)
    return preflight(draw(blocks, mark, fields=paper.signing, created=MADE_AT, view=view.digest, must_show=(MARKING,)))


def pictures() -> dict[str, PictureShown]:
    """Return the pictures the sample's records name: the map, and a page of a scan."""
    shown = SAMPLE.pictures(take_in(SAMPLE.text("conference")))
    return {**shown, "page-1": shown[MAP_FILE]}


def sample_record(paper: str, name: str, kind: str) -> Record:
    """Return the record that stands under a name in a paper made from the sample case."""
    if name in ("referral", "referrer"):
        return coded(take_in(SAMPLE.text(f"referral-{kind}")))
    if name in MADE_OF:
        return record_of(*MADE_OF[name])
    if name == "council":
        return council_settings(load("council.toml", MADE_ON))
    if name == "paper":
        return record_of("paper", {**OF_A_PAPER, "title": loaded(paper).title, "version": loaded(paper).version})
    if name == "agreement":
        return amended(SAMPLE.wording("agreement"), {"form_code": "P-7K3M-9QXT"})
    if name == "invitee":
        return next(each.person for each in SAMPLE.guests() if each.person.values["number"] == NUMBER)
    file = {"task": f"task-{TASK_OF.get(paper)}", "screening": f"screening-{kind}"}.get(name, name.replace("_", "-"))
    return take_in(SAMPLE.text(file))


def coded(referral: Record) -> Record:
    """Return a referral with the codes the council gives the people in it."""
    lists = {name: each.each for name, each in load_schema(referral.kind).fields.items() if each.each}
    return amended(
        referral,
        {
            "reference": "R-7K3M-9QXT",
            **{
                name: [{**row, "code": f"{CODES[whose]}{place}"} for place, row in enumerate(referral.values[name], 1)]
                for name, whose in lists.items()
            },
        },
    )


OF_A_PAPER = {"reference": "P-0000-0000", "made_on": MADE_ON}
MADE_OF: Mapping[str, tuple[str, dict[str, Any]]] = {
    "copy": (
        "copy",
        {
            **{"number": "06", "of": "12", "code": "K7Q2-9WXM", "made_for": "Godfrey Asante"},
            **{"role": "Estate caretaker", "agreement_date": MADE_ON, "release_date": MADE_ON},
        },
    ),
    "scan": (
        "scan",
        {
            **{"form_code": "P-7K3M-9QXT", "code_read": "P-7K3M-9QXT", "wording_version": "3"},
            **{"received_on": MADE_ON, "witnessed_by": "Faisal Qureshi", "pages": ["page-1"]},
        },
    ),
    "archived": (
        "archived",
        {
            **{"reference": "R-7K3M-9QXT", "case_kind": "location", "stage": "conference", "opened_on": MADE_ON},
            "linked": ["R-2B4D-6FHJ"],
            "legal_hold": "no",
            "rules": [
                {
                    **{"title": "Group or location case with no child linked to it", "years": "no rule found"},
                    **{"trigger": "closure of the case", "ground": "The council decides."},
                },
            ],
            "papers": [
                {
                    **{"reference": f"P-0000-000{number}", "what": what, "kept_on": MADE_ON},
                    **{"verdict": "authentic", "digest": DIGEST},
                }
                for number, what in enumerate(
                    ("Acknowledgement of receipt", "Invitation, with the representative slip")
                )
            ],
        },
    ),
}
"""Records the system makes itself, by the name they stand under: kind and values."""
