"""The states a PDF passes through, one frozen type each, each with the digest of what it was made from.

    MarkedPdf --generator.preflight--> CheckedPdf --disclosure.leaks.clear--> ClearedPdf --signing.seal--> SealedPdf
    SealedPdf --signing.begin / finish--> SignedPdf;  any PDF --signing.verify--> Evidence

Only ``generator.preflight`` makes a CheckedPdf, only ``disclosure.leaks`` a ClearedPdf, and only ``signing`` the later
ones (tests/test_architecture.py).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from inconfidence.core.digest import Digest

Verdict = Literal["authentic", "incomplete", "altered", "unrecognised", "unsigned", "unreadable"]
Level = Literal["B-B", "B-T", "B-LT", "B-LTA", "none"]
"""Levels of ETSI EN 319 142-1, as reached: signed; time-stamped; judged from what the file itself keeps; closed."""

TimeSource = Literal["own", "outside", "none"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is written across and beside every page, behind the text.

    ``ground`` is the pale diagonal line; ``margin`` the line in ink beside the text of a personal copy (name and
    code), empty on other papers; ``banner`` a line at the head of every page of a sample. ``code`` is that of a
    personal copy once more, to stand by itself in each half of the page.
    """

    ground: str
    margin: str = ""
    banner: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A field a paper is to be signed in: its ``name``, who signs there, and the words a screen reader says.

    In one of role ``closing`` nobody signs: it takes the time-stamp that closes the paper when all have signed.
    """

    name: str
    role: Literal["seal", "guardian", "chair", "closing"]
    spoken: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class DrawnFrom:
    """Words as drawn, and the path in the View they came from; no path for the template's own words."""

    path: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Told:
    """What a paper's blocks say when they are read out.

    ``words`` in order, None for a number known only on the page; ``tags`` are its headings ("H") and tables ("Table").
    """

    words: tuple[str | None, ...] = field(repr=False)
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedPdf:
    """A drawn and marked paper, not yet looked at by anyone."""

    content: bytes = field(repr=False)
    title: str
    pages: tuple[str, ...] = field(repr=False)
    """The words drawn on each page, in reading order, running head and foot included."""
    fields: tuple[SignatureField, ...]
    must_show: tuple[str, ...]
    """Words that preflight has to find on every page: the marking, and on a personal copy its code."""
    view: Digest
    """The digest of the View it was drawn from."""
    told: Told
    """What its blocks say, which its tags have to say too."""
    drawn: tuple[DrawnFrom, ...] = field(default=(), repr=False)
    """Every run of words of the paper, once, with where it came from."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page as PDFium reads it: its words in the order of the file, and its lines from the top of the page."""

    words: str = field(repr=False)
    lines: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PagesRead:
    """The pages of a PDF as PDFium reads them; they are those of ``content``, and are taken for no other bytes."""

    content: bytes = field(repr=False)
    pages: tuple[PageRead, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckedPdf:
    """A paper that preflight has read back and found to say exactly what was drawn.

    ``outward`` says that it was also judged as what leaves the council has to be; ``read`` is what was then read.
    """

    content: bytes = field(repr=False)
    digest: Digest
    title: str
    page_count: int
    fields: tuple[SignatureField, ...]
    view: Digest
    drawn: tuple[DrawnFrom, ...] = field(default=(), repr=False)
    outward: bool = False
    read: PagesRead | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class MarkedHtml:
    """A paper drawn as one web page, not yet looked at by anyone; it is never sealed."""

    content: bytes = field(repr=False)
    title: str
    words: str = field(repr=False)
    """All it has to say, in reading order, white space folded; what is told beside pictures with it."""
    must_show: tuple[str, ...]
    """Words that preflight has to find at its head and at its foot."""
    view: Digest
    """The digest of the View it was drawn from."""
    drawn: tuple[DrawnFrom, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class CheckedHtml:
    """A web page that preflight has read back and found to say exactly what was drawn."""

    content: bytes = field(repr=False)
    digest: Digest
    title: str
    view: Digest
    drawn: tuple[DrawnFrom, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ClearedPdf:
    """A checked paper in which nothing was found that its reader may not have. Signing takes nothing else.

    ``decided`` holds the digests of what an assessor decided on record to let pass all the same.
    """

    content: bytes = field(repr=False)
    digest: Digest
    page_count: int
    fields: tuple[SignatureField, ...]
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a signature looks like on the page: a one-page PDF with its fonts in it."""

    content: bytes = field(repr=False)
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SealedPdf:
    """A paper under the council's certification signature."""

    content: bytes = field(repr=False)
    digest: Digest
    checked: Digest
    page_count: int
    fields: tuple[SignatureField, ...]


@dataclass(frozen=True, slots=True)
class UntimedPdf:
    """A paper under the council's certification signature whose time its batch has still to prove: no sealed paper."""

    content: bytes = field(repr=False)
    digest: Digest
    checked: Digest
    page_count: int
    fields: tuple[SignatureField, ...]


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """A sealed paper that a person has signed; ``sealed`` is the digest of the revision they were shown."""

    content: bytes = field(repr=False)
    digest: Digest
    sealed: Digest
    page_count: int
    fields: tuple[SignatureField, ...]


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """One signature as the verifier found it."""

    field: str
    signer: str = dataclasses.field(repr=False)
    role: str
    time: datetime | None
    level: Level
    intact: bool
    trusted: bool
    covers: Literal["file", "revision", "part"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is proved of a file: the verdict, at which level, by whose clock, and every problem found."""

    digest: Digest
    verdict: Verdict
    level: Level
    clock: TimeSource
    signatures: tuple[SignatureFacts, ...]
    problems: tuple[str, ...]
    closed: datetime | None = None
    """When a time-stamp closed the paper, for a paper that is believed."""
    renewed: tuple[datetime, ...] = ()
    """When further time-stamps renewed it."""
    lasts: datetime | None = None
    """Until when the last of these speaks for it: by then it has to be renewed."""
    notes: tuple[str, ...] = ()
    """What a reader has to know that is no fault: demonstration keys, a key that was not made by the signer."""

    @property
    def in_plain_words(self) -> str:
        """Return the verdict, and what has to be known with it, as sentences for a person."""
        return " ".join((PLAIN_VERDICTS[self.verdict], *self.notes))


PLAIN_VERDICTS: dict[Verdict, str] = {
    "authentic": "Genuine: sealed by the council and not changed since.",
    "incomplete": "Genuine so far, but a required signature, or the proof of its time, is still missing.",
    "altered": "Not genuine: it was changed after it was sealed or signed.",
    "unrecognised": "Sealed or signed by someone this council does not know.",
    "unsigned": "Carries no seal and no signature.",
    "unreadable": "Could not be read as a PDF.",
}
