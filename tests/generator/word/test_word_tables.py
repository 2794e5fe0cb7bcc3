"""Tables arrive with their grid, their merged cells and the look their style gives them."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from generator.word import problems_of
from inconfidence.core.blocks import Cell, Line, Paragraph, Table
from tests.generator.word.making import SPACES, blocks, paragraph, run, saved, word, words

LOOK = '<w:tblLook w:firstRow="1" w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>'


def table(*rows: str, properties: str = "", columns: int = 2) -> str:
    """Return the XML of a table of columns of 100 points."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return the XML of a row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(text: str = "a", properties: str = "") -> str:
    """Return the XML of a cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def only(docx: bytes) -> Table:
    """Return the one table of a file."""
    (found,) = (one for one in blocks(docx) if isinstance(one, Table))
    return found


def with_style(name: str, inside: str) -> bytes:
    """Return a file with a table of two by two in a style of this XML."""

    def prepare(document: WordDocument) -> None:
        xml = f'<w:style {SPACES} w:type="table" w:styleId="Own"><w:name w:val="{name}"/>{inside}</w:style>'
        document.styles.element.append(parse_xml(xml))

    properties = f'<w:tblStyle w:val="Own"/>{LOOK}'
    return word(table(row(cell(), cell()), row(cell(), cell()), properties=properties), prepare=prepare)


def test_cells_merged_across_and_down() -> None:
    """A merged cell stands once, with its size; the cells it swallowed are gone."""
    document = Document()
    grid = document.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(1, 1))

    found = only(saved(document))

    assert [[(c.columns, c.rows) for c in one.cells] for one in found.rows] == [
        [(2, 2), (1, 1)],
        [(1, 1)],
        [(1, 1), (1, 1), (1, 1)],
    ]


def test_widths_come_from_the_grid() -> None:
    """Columns are as wide as the grid says."""
    assert only(word(table(row(cell(), cell())))).widths == (100.0, 100.0)


def test_a_share_of_the_page_scales_the_grid() -> None:
    """A table of half the text's width is that wide."""
    docx = word(table(row(cell(), cell()), properties='<w:tblW w:type="pct" w:w="2500"/>'))

    assert only(docx).widths == (108.0, 108.0)


def test_header_rows_repeat_only_from_the_top() -> None:
    """A header row after an ordinary row is ordinary, as in Word."""
    head = "<w:tblHeader/>"
    docx = word(table(row(cell(), properties=head), row(cell()), row(cell(), properties=head), columns=1))

    assert [one.header for one in only(docx).rows] == [True, False, False]


def test_rows_that_may_not_split() -> None:
    """A row told not to split, and its height, are kept."""
    docx = word(table(row(cell(), properties='<w:cantSplit/><w:trHeight w:val="1020"/>'), row(cell()), columns=1))

    assert [(one.may_split, one.height, one.exact) for one in only(docx).rows] == [
        (False, 51.0, False),
        (True, 0.0, False),
    ]


def test_named_styles_are_drawn_their_way() -> None:
    """The style's name says that a table is a chart, a time grid or only an arrangement."""
    found = [only(with_style(name, "")) for name in ("Bar chart", "Time grid", "Layout table", "Other")]

    assert [one.drawn_as for one in found] == ["bars", "heat", "layout", "grid"]
    assert [one.header_columns for one in found] == [1, 1, 0, 0]


def test_borders_outside_and_inside() -> None:
    """A cell has the table's outer line where it touches the outside, and the inner one elsewhere."""
    lines = '<w:top w:val="single" w:sz="8"/><w:insideH w:val="single" w:sz="4"/>'

    found = only(with_style("Other", f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>"))

    assert found.rows[0].cells[0].borders.top == Line(1.0, "000000")
    assert found.rows[0].cells[0].borders.bottom == Line(0.5, "000000")
    assert found.rows[1].cells[0].borders.bottom is None


def test_the_first_row_has_its_own_look() -> None:
    """Shading and weight of a style's first row are those of the first row only."""
    first = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="EBEBEB"/></w:tcPr>'
        "</w:tblStylePr>"
    )

    found = only(with_style("Other", first))

    assert [one.cells[0].shading for one in found.rows] == ["EBEBEB", ""]
    assert [is_bold(one.cells[0]) for one in found.rows] == [True, False]


def is_bold(found: Cell) -> bool:
    """Say whether the first words of a cell are bold."""
    first = found.blocks[0]
    return isinstance(first, Paragraph) and first.inlines[0].style.bold


def test_the_cell_itself_has_the_last_word() -> None:
    """A cell's own border, shading and margin stand over its table's."""
    own = (
        '<w:tcBorders><w:top w:val="nil"/></w:tcBorders><w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>'
        '<w:tcMar><w:left w:w="0" w:type="dxa"/></w:tcMar><w:vAlign w:val="center"/>'
    )
    lines = '<w:tblBorders><w:top w:val="single" w:sz="8"/></w:tblBorders>'

    found = only(word(table(row(cell(properties=own)), properties=lines, columns=1))).rows[0].cells[0]

    assert (found.borders.top, found.shading, found.vertical) == (None, "808080", "center")
    assert found.padding == (0.0, 5.4, 0.0, 0.0)


def test_a_description_is_kept() -> None:
    """The alt text of a table reaches the paper."""
    docx = word(table(row(cell(), cell()), properties='<w:tblDescription w:val="Key facts"/>'))

    assert only(docx).description == "Key facts"


def test_rows_and_cells_in_controls_are_read_through() -> None:
    """A repeating content control does not hide its rows."""
    inside = f"<w:sdt><w:sdtContent>{row(cell('b'), cell('c'))}</w:sdtContent></w:sdt>"

    assert words(blocks(word(table(row(cell(), cell()), inside)))) == ["a", "a", "b", "c"]


def test_tables_in_tables_are_read() -> None:
    """A nested table is a block of its cell."""
    nested = f"<w:tc><w:tcPr/>{table(row(cell('inner')), columns=1)}{paragraph('')}</w:tc>"

    found = only(word(table(row(nested), columns=1)))

    assert isinstance(found.rows[0].cells[0].blocks[0], Table)


def test_refusals_name_the_cell() -> None:
    """Turned text, a floating table and a lost merge are refused where they stand."""
    cells = cell(), cell(properties='<w:textDirection w:val="btLr"/>')
    docx = word(table(row(*cells), properties="<w:tblpPr/>"), table(row(cell(properties="<w:vMerge/>"), cell())))

    assert {(one.path, one.code) for one in problems_of(docx)} == {
        ("body, table 1", "floating-table"),
        ("body, table 1, row 1, cell 2", "text-direction"),
        ("body, table 2, row 1, cell 1", "merged-cells"),
    }


def test_a_style_type_is_known() -> None:
    """The style of python-docx's own grid has lines on all sides."""
    document = Document()
    document.add_table(1, 1).style = document.styles["Table Grid"]

    found = only(saved(document)).rows[0].cells[0].borders

    assert document.styles["Table Grid"].type == WD_STYLE_TYPE.TABLE
    assert None not in (found.top, found.left, found.bottom, found.right)
