"""Going through a paper's blocks in reading order, those inside tables included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inconfidence.core.blocks import Block, Cell, Paragraph, Table


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
            for row in block.rows:
                for cell in row.cells:
                    held = cell.blocks
                    # Most cells hold a paragraph and nothing else.
                    found += held if len(held) == 1 and isinstance(held[0], Paragraph) else leaves_of(held)
    return found


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph of the blocks."""
    return (block for block in leaves_of(blocks) if isinstance(block, Paragraph))
