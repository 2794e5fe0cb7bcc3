"""Shipped papers filled for a test, and their words read back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

from disclosure.papers import paper_rule
from disclosure.view import View
from forms import council_settings
from generator import draw, fill, preflight, read, word_file
from generator.template import Template, load_template
from inconfidence.core.digest import digest_of_data
from inconfidence.core.documents import CheckedPdf, Mark
from inconfidence.sample_case import load

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MADE_ON = MADE_AT.date()
MARKING = "Private and Confidential"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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
