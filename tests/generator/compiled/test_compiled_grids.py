"""The columns of a table are fitted to its cells to the last twentieth of a point as docxtpl fits them."""

from __future__ import annotations

from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.compiled.grids import COLUMN, GRID, WIDTH, fit_grid
from generator.compiled.node import node_of
from generator.compiled.slow import Slow
from tests.generator.word.making import SPACES


def table(widths: list[int], rows: list[list[int]]) -> str:
    """Return the XML of a table with these columns, and rows of cells that span so many."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = ["".join(f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr></w:tc>' for span in row) for row in rows]
    lines = "".join(f"<w:tr>{line}</w:tr>" for line in cells)
    return f"<w:body {SPACES}><w:tbl><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl></w:body>"


@settings(max_examples=300, deadline=None, database=None)
@given(st.lists(st.integers(0, 9000), max_size=6), st.lists(st.lists(st.integers(1, 3), max_size=8), max_size=5))
def test_any_table_gets_the_columns_that_docxtpl_gives_it(widths: list[int], rows: list[list[int]]) -> None:
    """Rows shorter and longer than the grid, cells that span, no rows, no columns, columns without a width."""
    xml = table(widths, rows)
    ours = node_of(etree.fromstring(xml)).children[0]
    try:
        theirs = [one.get(WIDTH) for one in DocxTemplate(b"").fix_tables(xml).iter(COLUMN)]
    except (TypeError, ZeroDivisionError):
        theirs = None

    try:
        fit_grid(ours)
        found = [one.get(WIDTH) for one in ours.findall(f"{GRID}/{COLUMN}")]
    except Slow:
        found = None
    assert found == theirs
