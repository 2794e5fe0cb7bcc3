"""What the peers are given: the very words of our paper, in order, as headings, paragraphs and tables.

They are spared what comes before: validation, deciding what the reader may see, and writing values out in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pypdfium2

from benchmarks.ours import blocks, reading
from benchmarks.records import DIFFERENT, PAPER, records, reference
from disclosure import view_for
from inconfidence.core.blocks import Block, Cell, Inline, Paragraph, Row, SignaturePlace, Table, Text, TickBox
from inconfidence.recipes.catalogue import template

COLUMNS_MOST = 6


def content(number: int) -> dict[str, Any]:
    """Return the words of paper ``number``, as plain data."""
    own = {"kind": "para", "words": reference(number)}
    return {"title": template(PAPER).title, "blocks": [own, *_of_family(number % DIFFERENT)]}


@cache
def _of_family(family: int) -> list[dict[str, Any]]:
    paper = blocks(template(PAPER), view_for(records(family), **reading()))
    return [found for section in paper.sections for found in _plain(section.blocks)]


def _plain(several: Iterable[Block]) -> Iterator[dict[str, Any]]:
    for block in several:
        if isinstance(block, Paragraph) and words_in(block.inlines):
            yield _paragraph(block)
        elif isinstance(block, Table) and block.drawn_as == "layout":
            for row in block.rows:
                for cell in row.cells:
                    yield from _plain(cell.blocks)
        elif isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, SignaturePlace):
            yield {"kind": "para", "words": block.label}


def _paragraph(block: Paragraph) -> dict[str, Any]:
    level = 1 if block.style.name == "Title" else block.style.level + 1 if block.style.level else 0
    return {"kind": "heading" if level else "para", "level": level, "words": words_in(block.inlines)}


def _table(block: Table) -> dict[str, Any]:
    rows = [_row(row) for row in block.rows]
    head = rows.pop(0) if block.rows[0].header else []
    columns = max(map(len, [head, *rows]))
    if columns > COLUMNS_MOST:
        raise ValueError("The peers' templates have no table as wide as that.")
    return {
        "kind": "table",
        "head": head,
        "columns": columns,
        "rows": [row + [""] * (columns - len(row)) for row in rows],
    }


def _row(row: Row) -> list[str]:
    return [_cell(cell) for cell in row.cells]


def _cell(cell: Cell) -> str:
    return " ".join(found["words"] for found in _plain(cell.blocks) if "words" in found)


def words_in(inlines: Iterable[Inline]) -> str:
    """Return words, a tick box as brackets."""
    return " ".join("".join(map(_said, inlines)).split())


def _said(inline: Inline) -> str:
    if isinstance(inline, TickBox):
        return "[x] " if inline.ticked else "[ ] "
    return inline.words if isinstance(inline, Text) else " "


def missing_words(pdf: bytes, number: int) -> list[str]:
    """Return the words of paper ``number`` that cannot be read in a PDF: a peer has to say all that we say."""
    with pypdfium2.PdfDocument(pdf) as opened:
        text = "".join(page.get_textpage().get_text_range() for page in opened)
    said = re.sub(r"[\s\ufffe-]", "", text)
    words = {word for found in content(number)["blocks"] for word in _all_words(found)}
    return sorted(word for word in words if re.sub(r"[\s-]", "", word) not in said)


def _all_words(found: dict[str, Any]) -> list[str]:
    texts = [found["words"]] if "words" in found else [cell for row in [found["head"], *found["rows"]] for cell in row]
    return [word for text in texts for word in text.split() if word.isalnum()]


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return len(opened)
