"""The sample wording of the agreement and of the council: short, complete, and careful about the law."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from forms import record_of
from inconfidence.sample_case import load
from tools.word_templates.pack import PARTS

SAMPLE = files("inconfidence.sample_case")
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
WORDS_MOST = 700
"""Words on the agreement's two pages (papers.md section 6)."""
NOTES_HEADING = "Notes to keep with your agreement"
ALWAYS = ("999", "crime", "FAST", "court", "wrongdoing", "lawyer", "doctor", "victim support")


@pytest.fixture
def wording() -> dict[str, Any]:
    """Give the wording in use."""
    return yaml.safe_load(SAMPLE.joinpath("agreement.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["agreement.yaml", "agreement-superseded.yaml"])
def test_a_wording_is_a_right_record(name: str) -> None:
    """Both wordings pass the checks that a council's own wording has to pass."""
    record = record_of("agreement", yaml.safe_load(SAMPLE.joinpath(name).read_text(encoding="utf-8")))

    assert len(record.values["clauses"]) == 8


def test_the_two_pages_are_at_most_700_words(wording: dict[str, Any]) -> None:
    """What is signed can be read at a counter: the template's own words and the wording's, notes aside."""
    signed = {key: wording[key] for key in ("in_short", "clauses", "you_can_always", "ticks")}

    assert len(_words_of(signed)) + len(_printed_words()) <= WORDS_MOST


def test_nothing_that_must_stay_possible_is_forgotten(wording: dict[str, Any]) -> None:
    """No agreement may keep anybody from help, the police, a court, a lawyer or a doctor."""
    always = " ".join(wording["you_can_always"])

    assert [word for word in ALWAYS if word not in always] == []


def test_the_summary_has_five_lines_and_the_ticks_are_four(wording: dict[str, Any]) -> None:
    """The box in short and the ticks are as long as papers.md says."""
    assert (len(wording["in_short"]), len(wording["ticks"])) == (5, 4)


def test_the_older_wording_is_older(wording: dict[str, Any]) -> None:
    """The superseded wording differs in version and was dated before the one in use."""
    older = yaml.safe_load(SAMPLE.joinpath("agreement-superseded.yaml").read_text(encoding="utf-8"))

    assert older["wording_version"] != wording["wording_version"]
    assert older["wording_dated"] < wording["wording_dated"]


@pytest.mark.parametrize("name", ["agreement.yaml", "agreement-superseded.yaml", "council.toml"])
def test_no_act_that_never_was(name: str) -> None:
    """The protocol's slip, a Children Act of 2001, is repeated nowhere."""
    assert not re.search(r"Children Acts? 2001", SAMPLE.joinpath(name).read_text(encoding="utf-8"))


def test_the_agenda_points_at_parts_of_the_pack() -> None:
    """Each item gives a part's code, from which the pack prints paragraph numbers; the last one its page in words."""
    pack = json.loads(load("conference.json", date(2026, 11, 23)))
    pointed = [item["paragraphs"] for item in pack["agenda"]]

    assert pointed[-1] == "Last page"
    assert set(pointed[:-1]) <= {part.code for part in PARTS}


def test_fast_is_not_said_to_be_open_at_all_hours() -> None:
    """The glossary does not promise what the council's office hours do not hold."""
    (fast,) = (
        entry["meaning"]
        for entry in json.loads(load("conference.json", date(2026, 11, 23)))["glossary"]
        if entry["term"] == "FAST"
    )

    assert "any time" not in fast


def _words_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.split()
    members = value.values() if isinstance(value, dict) else value
    return [word for member in members for word in _words_of(member)]


def _printed_words() -> list[str]:
    """Return the words the template itself prints before the notes page; each tag outside a loop counts as three."""
    body = Document(str(TEMPLATES / "confidentiality-agreement" / "template.docx")).element.body
    printed: list[str] = []
    for node in body.iter("{*}t"):
        if node.text == NOTES_HEADING:
            break
        text = re.sub(r"\{%.*?%\}", "", node.text or "")
        printed += re.sub(r"\{\{.*?\}\}", "three more words", text).split()
    return printed
