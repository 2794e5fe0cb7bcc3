"""Going through a paper's blocks in reading order, those inside tables included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inconfidence.core.blocks import Block, Cell, Paragraph, Table


def cells_of(table: Table) -> Iterator[Cell]:
    """Yield a table's cells, row by row."""
    for row in table.rows:
        yield from row.cells


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph of the blocks."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for cell in cells_of(block):
                yield from paragraphs_of(cell.blocks)
