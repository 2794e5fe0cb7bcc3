"""A Word file by itself, without a home: drawn as PDF and as a web page, or looked at as a template.

What is drawn here belongs to no case: no mark is added to what the file says, no scan looks at it, nothing seals it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from generator import (
    draw,
    draw_html,
    load_template,
    preflight,
    preflight_html,
    problems_of_template,
    read,
    tags_left,
)
from inconfidence.core.blocks import Block, Paper, Paragraph, SignaturePlace, Table, Text
from inconfidence.core.clock import Clock
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Mark, SignatureField
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

UNMARKED = Mark("")
UNTITLED = "A paper"
TO_SIGN = "Place to sign"


@dataclass(frozen=True, slots=True)
class Rendered:
    """One Word file, drawn twice from the same blocks."""

    pdf: bytes = field(repr=False)
    html: bytes = field(repr=False)


def render(docx: bytes, clock: Clock) -> Rendered:
    """Return a filled Word file as tagged PDF and as a web page, each looked at by its preflight.

    Raises:
        InputInvalid: it is no Word file, still holds tags, or holds what cannot be drawn; all of it is listed.
    """
    left = tags_left(docx)
    if left:
        raise InputInvalid("This Word file is a template that has not been filled.", left)
    paper = _titled(read(docx))
    source = digest_of(docx)
    marked = draw(paper, UNMARKED, fields=_fields(paper), created=clock.now(), view=source, must_show=())
    page = draw_html(paper, UNMARKED, view=source)
    return Rendered(preflight(marked).content, preflight_html(page).content)


def problems_of_file(docx: bytes) -> list[Problem]:
    """Return what is wrong with a template's Word file; which names its tags may use is not known."""
    return problems_of_template(docx)


def problems_of_folder(folder: Path) -> list[Problem]:
    """Return what is wrong with a template that lies with its manifest in a folder.

    Raises:
        NotFound: the folder does not hold both.
        UsageError: the manifest itself is not right.
    """
    template = load_template(folder, ())
    return problems_of_template(template.docx, template.names)


def as_plain(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return problems as plain data for a program to read."""
    return [asdict(problem) for problem in problems]


def refuse_if_any(problems: Sequence[Problem]) -> None:
    """End as a refusal when there are problems.

    Raises:
        InputInvalid: listing them.
    """
    if problems:
        raise InputInvalid(f"This template holds {len(problems)} thing(s) that have to be mended.", problems)


def _titled(paper: Paper) -> Paper:
    """Return the paper with a title: PDF/UA asks for one (ISO 14289-1, 7.1), and not every file says it."""
    if paper.title.strip():
        return paper
    headings = (_words(one) for section in paper.sections for one in section.blocks if _is_heading(one))
    return replace(paper, title=next(filter(None, headings), UNTITLED))


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style.level > 0


def _words(block: Block) -> str:
    inlines = block.inlines if isinstance(block, Paragraph) else ()
    return " ".join("".join(one.words for one in inlines if isinstance(one, Text)).split())


def _fields(paper: Paper) -> tuple[SignatureField, ...]:
    """Return a field for each place to sign in the file, so that it can be signed with other programs."""
    places = {place.field: place for section in paper.sections for place in _places(section.blocks)}
    return tuple(SignatureField(name, _role(name), place.label or TO_SIGN) for name, place in places.items())


def _places(blocks: Sequence[Block]) -> Iterator[SignaturePlace]:
    for block in blocks:
        if isinstance(block, SignaturePlace):
            yield block
        elif isinstance(block, Table):
            yield from (place for row in block.rows for cell in row.cells for place in _places(cell.blocks))


def _role(name: str) -> Literal["seal", "guardian", "chair"]:
    return "seal" if name == "seal" else "chair" if name == "chair" else "guardian"
