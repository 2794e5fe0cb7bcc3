"""The comparison with LibreOffice as a page for people: ``docs/fidelity.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tools.fidelity.comparing import Likeness

TO_A_HAIR = "One line fills its cell to within a tenth of a point, and LibreOffice counts in twentieths of one."
REASONS: Mapping[str, str] = {
    "archive-sheet": "LibreOffice ends a line after the hyphen of “SHA-256”; we end a line at no hyphen of a word.",
    "conference-pack": "Tables in the style “Bar chart” are drawn by us as charts above their data, so its middle"
    " pages end elsewhere, and its list of contents names other pages, as it must.",
    "guardian-leaflet": TO_A_HAIR,
    "referral-record-group": TO_A_HAIR,
    "referral-record-individual": TO_A_HAIR,
    "referral-record-location": TO_A_HAIR,
    "a level that never starts again": "LibreOffice 7.4 does not know `w:lvlRestart` of 0 (ECMA-376-1, 17.9.10): it"
    " starts again, we count on.",
    "a level met before the one above it": "LibreOffice counts the level that is missing; we do not. The standard is"
    " silent, and there was no Word to ask.",
    "legal numbers under Roman ones": "LibreOffice 7.4 does not know `w:isLgl` (17.9.4): we print 1.1 as it asks.",
    "a table of contents that is not up to date": "LibreOffice prints what Word left in the file; we build the list"
    " from the headings, so that it is right. This difference is wanted.",
}
HEAD = """# Fidelity: the same Word file drawn by LibreOffice and by us

This page is written by `make fidelity`; do not edit it. LibreOffice is a yardstick here and no part of the product.
Both draw with the fonts of `generator/fonts` and no others; we draw without marks.

| | |
| --- | --- |
"""
RULES = """
**Words** are all words of the text in order, as PDFium reads them from both PDFs. Taken out on both sides: what stands
in the margins above and below the text (running heads and feet); dots, dashes and lines that lead to a tab stop;
bullets, and boxes to tick, which we draw as boxes. A gap that PDFium guesses within a word does not count. **Lines**
is the share of lines that hold the same words in both, broken at the same places; cells of a row and words after a
tab count as lines of their own.

"""
SHOWN = """
## Side by side

LibreOffice to the left, ours to the right.

"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was: when, of which state of the code, and with which programs."""

    at: datetime
    commit: str
    versions: str


def page(run: Run, own: Sequence[Likeness], corpus: Sequence[Likeness], pictures: Sequence[str]) -> str:
    """Return the page."""
    facts = f"| Run on | {run.at:%d %B %Y, %H:%M} UTC |\n| Commit | {run.commit} |\n| Programs | {run.versions} |\n"
    shown = "".join(f"{name}:\n\n![{name}](pictures/fidelity/{picture_of(name)})\n\n" for name in pictures)
    parts = (
        HEAD, facts, RULES,
        "## Our own papers, filled\n\n", *_table(own),
        "\n## The corpus: one construct a file\n\n", *_table(corpus),
        "\n## What differs, and why\n\n", *_differences((*own, *corpus)),
        SHOWN, shown.rstrip("\n"), "\n",
    )  # fmt: skip
    return "".join(parts)


def picture_of(name: str) -> str:
    """Return the file name of the picture of a drawn file."""
    return f"{'-'.join(name.replace(',', '').split())}.png"


def _table(rows: Sequence[Likeness]) -> Iterator[str]:
    same, near = sum(row.same_words for row in rows), sum(row.pages_near for row in rows)
    mean = sum(row.lines for row in rows) / len(rows)
    yield f"Of {len(rows)} files {same} have the same words in the same order and {near} as many pages, within one; "
    yield f"on average {mean:.1%} of the lines are the same.\n\n"
    yield "| File | Words and order | Pages: LibreOffice, ours | Lines |\n| --- | --- | ---: | ---: |\n"
    for row in rows:
        yield f"| {row.name} | {'yes' if row.same_words else 'no'} | {row.their_pages}, {row.our_pages} | "
        yield f"{row.lines:.1%} |\n"


def _differences(rows: Sequence[Likeness]) -> Iterator[str]:
    for row in rows:
        if not row.same_words or not row.pages_near or row.lines < 1.0:
            yield f"* **{row.name}**: {REASONS.get(row.name, 'not explained yet.')}\n"
