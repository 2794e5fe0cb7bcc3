"""Going through a paper's blocks in reading order, those inside tables included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inconfidence.core.blocks import Block, Cell, Paragraph, Reference, Table, Text


def cells_of(table: Table) -> Iterator[Cell]:
    """Yield a table's cells, row by row."""
    for row in table.rows:
        yield from row.cells


def leaves_of(blocks: Iterable[Block]) -> list[Block]:
    """Return every block in reading order: what is in a table's cells comes right after the table."""
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, Table):
            _add_cells(found, block)
    return found


def _add_cells(found: list[Block], table: Table) -> None:
    for row in table.rows:
        for cell in row.cells:
            held = cell.blocks
            # Most cells hold a paragraph and nothing else.
            found += held if len(held) == 1 and isinstance(held[0], Paragraph) else leaves_of(held)


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph of the blocks."""
    return (block for block in leaves_of(blocks) if isinstance(block, Paragraph))


def says_something(paragraph: Paragraph) -> bool:
    """Say whether anything of a paragraph is read out: an empty one in a heading's style is no heading."""
    return any(
        [isinstance(one, Reference) or (isinstance(one, Text) and one.words.strip()) for one in paragraph.inlines]
    )
