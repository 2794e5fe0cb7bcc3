"""Clean files of ours, one of each kind, and the search for what their reader may not have.

The reader is somebody invited to a conference; the papers are their invitation, drawn as any paper is.
"""

from __future__ import annotations

import email.message
import email.policy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image

from disclosure import view_for
from disclosure.leaks import Reading, Search, search_for
from forms import Record, council_settings, record_of, take_in
from generator import draw, fill, preflight, read, word_file
from inconfidence.core.documents import CheckedPdf, DrawnFrom, Mark
from inconfidence.recipes.catalogue import template
from inconfidence.recipes.sample import MAP_FILE, Sample, settings
from tools.proofs.withheld import withheld

ON = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OWN = "I-1"
JPEG = "JPEG picture"
GUEST = 6
"""The place of the reader in the list of those invited."""
NAME = "invitation-P-2B8D-5HJN.pdf"
PAGE = b"<!DOCTYPE html><html lang='en'><head><title>Your papers</title></head><body><p>Hello</p></body></html>"
READING: Reading = {
    "role": "invitee",
    "reader": OWN,
    "kind": "location",
    "owners": {"invitee": OWN},
    "on": ON,
}


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file into which nothing was planted yet, and the words it was drawn from where that is known."""

    content: bytes = field(repr=False)
    drawn: tuple[DrawnFrom, ...] | None = field(default=None, repr=False)


@cache
def records() -> dict[str, Record]:
    """Return the records of the invitation, by the names its template uses."""
    sample = Sample(ON)
    paper = {"title": "Invitation", "version": "1.0", "reference": "P-2B8D-5HJN", "made_on": ON}
    return {
        "council": council_settings(settings()),
        "conference": take_in(sample.text("conference"), "conference"),
        "invitee": sample.guests()[GUEST].person,
        "paper": record_of("paper", paper),
    }


@cache
def search() -> Search:
    """Return what is looked for: all of a linked case, of which the reader may not even know that it is there."""
    return search_for(records(), linked=(withheld(),), **READING)


@cache
def clean_file(kind: str) -> CleanFile:
    """Return the clean file of a kind: pdf, docx, message, html, picture, JPEG picture, file name."""
    if kind == "pdf":
        return CleanFile(_paper().content, _paper().drawn)
    if kind == "docx":
        wanted = template("invitation")
        return CleanFile(word_file(wanted, view_for(records(), **READING), {}))
    if kind == "message":
        return CleanFile(_message())
    if kind == "html":
        return CleanFile(PAGE)
    content = files("inconfidence.sample_case").joinpath(MAP_FILE).read_bytes()
    return CleanFile(_as_jpeg(content) if kind == JPEG else content)


def _as_jpeg(content: bytes) -> bytes:
    written = BytesIO()
    Image.open(BytesIO(content)).convert("RGB").save(written, "JPEG")
    return written.getvalue()


@cache
def _paper() -> CheckedPdf:
    wanted = template("invitation")
    view = view_for(records(), **READING)
    marked = draw(
        read(fill(wanted, view, {})),
        Mark("Private and Confidential"),
        fields=wanted.signing,
        created=NOON,
        view=view.digest,
        must_show=(),
    )
    return preflight(marked)


def _message() -> bytes:
    whole = email.message.EmailMessage(policy=email.policy.SMTP.clone(linesep="\n"))
    whole["From"], whole["To"], whole["Subject"] = "a@council.example", "b@b.example", "Papers for a meeting"
    whole.set_content("The papers are attached.\n")
    whole.add_attachment(_paper().content, maintype="application", subtype="pdf", filename="invitation.pdf")
    whole.set_boundary("==ours==")
    return whole.as_bytes()
