"""Tables: their grid, what is merged, what repeats, and how cells look."""

from __future__ import annotations

from tests.corpus_word.file import Case, case, cell, docx, para, row, table

START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TALL = '<w:trHeight w:val="440" w:hRule="atLeast"/>'
SPACED = '<w:spacing w:before="120"/>'
HEAD = "<w:tblHeader/>"
TWO_BY_TWO = """
TABLE
  ROW
    CELL 1x1 P | a
    CELL 1x1 P | b
  ROW
    CELL 1x1 P | c
    CELL 1x1 P | d
P | After it.
"""
AFTER = para("After it.")
LONG = "A cell with so many words that they need several lines of a narrow column to be set. "


def wide(columns: int) -> str:
    """Return the property of a cell that spans columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def line(side: str, size: int, colour: str = "000000", kind: str = "single") -> str:
    """Return a border."""
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{colour}"/>'


def two_by_two(
    properties: str = "", first: str = "", exceptions: str = "", widths: tuple[int, ...] = (2000, 2000)
) -> str:
    """Return a table of four cells, the first of which has properties of its own."""
    return table(
        row(cell("a", first), cell("b")),
        row(cell("c"), cell("d"), exceptions=exceptions),
        properties=properties,
        widths=widths,
    )


CASES: tuple[Case, ...] = (
    case("a plain grid", docx(two_by_two(), AFTER), TWO_BY_TWO),
    case(
        "cells merged across",
        docx(table(row(cell("Both", wide(2))), row(cell("c"), cell("d"))), AFTER),
        """
        TABLE
          ROW
            CELL 2x1 P | Both
          ROW
            CELL 1x1 P | c
            CELL 1x1 P | d
        P | After it.
        """,
    ),
    case(
        "cells merged down",
        docx(
            table(row(cell("Tall", START), cell("b")), row(cell("", ON), cell("d")), row(cell("e"), cell("f"))), AFTER
        ),
        """
        TABLE
          ROW
            CELL 1x2 P | Tall
            CELL 1x1 P | b
          ROW
            CELL 1x1 P | d
          ROW
            CELL 1x1 P | e
            CELL 1x1 P | f
        P | After it.
        """,
    ),
    case(
        "cells merged both ways",
        docx(
            table(
                row(cell("Block", wide(2) + START), cell("c")),
                row(cell("", wide(2) + ON), cell("f")),
                row(cell("g"), cell("h"), cell("i")),
                widths=(1500, 1500, 1500),
            ),
            AFTER,
        ),
        """
        TABLE
          ROW
            CELL 2x2 P | Block
            CELL 1x1 P | c
          ROW
            CELL 1x1 P | f
          ROW
            CELL 1x1 P | g
            CELL 1x1 P | h
            CELL 1x1 P | i
        P | After it.
        """,
    ),
    case(
        "columns left out before and after",
        docx(
            table(
                row(cell("a"), cell("b"), cell("c")),
                row(cell("only"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
                widths=(1500, 1500, 1500),
            ),
            AFTER,
        ),
        """
        TABLE
          ROW
            CELL 1x1 P | a
            CELL 1x1 P | b
            CELL 1x1 P | c
          ROW
            CELL 1x1
            CELL 1x1 P | only
            CELL 1x1
        P | After it.
        """,
    ),
    case(
        "a table in a table",
        docx(
            table(
                row(
                    cell(para("Before.") + table(row(cell("x"), cell("y")), widths=(800, 800)) + para("Behind.")),
                    cell("b"),
                ),
                widths=(4000, 2000),
            ),
            AFTER,
        ),
        """
        TABLE
          ROW
            CELL 1x1
              P | Before.
              TABLE
                ROW
                  CELL 1x1 P | x
                  CELL 1x1 P | y
              P | Behind.
            CELL 1x1 P | b
        P | After it.
        """,
    ),
    case(
        "a nested table over three pages",
        docx(
            *(para(f"Line {n}.", '<w:spacing w:line="480" w:lineRule="exact"/>') for n in range(1, 20)),
            table(
                row(
                    cell(
                        table(
                            row(cell("Inner head"), properties=HEAD),
                            *(row(cell(f"Inner {n}"), properties=TALL) for n in range(1, 41)),
                            widths=(3000,),
                        )
                        + para("")
                    )
                ),
                widths=(5000,),
            ),
            AFTER,
        ),
        "\n".join(
            [
                *(f"P | Line {n}." for n in range(1, 20)),
                "TABLE",
                "  ROW",
                "    CELL 1x1",
                "      TABLE",
                "        ROW head",
                "          CELL 1x1 P | Inner head",
                *(line for n in range(1, 41) for line in ("        ROW", f"          CELL 1x1 P | Inner {n}")),
                "      P |",
                "P | After it.",
            ]
        ),
        pages=3,
    ),
    case(
        "a header row on every page",
        docx(
            table(
                row(cell("Label"), cell("Name"), properties=HEAD),
                *(row(cell(para(f"{n}", SPACED)), cell(f"Person {n}")) for n in range(1, 61)),
            ),
            AFTER,
        ),
        "\n".join(
            [
                "TABLE",
                "  ROW head",
                "    CELL 1x1 P | Label",
                "    CELL 1x1 P | Name",
                *(x for n in range(1, 61) for x in ("  ROW", f"    CELL 1x1 P | {n}", f"    CELL 1x1 P | Person {n}")),
                "P | After it.",
            ]
        ),
        pages=2,
    ),
    case(
        "a row that may not split",
        docx(
            *(para(f"Line {n}.", '<w:spacing w:line="480" w:lineRule="exact"/>') for n in range(1, 22)),
            table(row(cell(LONG * 6), cell("b"), properties="<w:cantSplit/>")),
            AFTER,
        ),
        "\n".join(
            [
                *(f"P | Line {n}." for n in range(1, 22)),
                "TABLE",
                "  ROW",
                f"    CELL 1x1 P | {LONG * 6}".rstrip(),
                "    CELL 1x1 P | b",
                "P | After it.",
            ]
        ),
        pages=2,
    ),
    case(
        "widths as a share of the page",
        docx(two_by_two(properties='<w:tblW w:w="5000" w:type="pct"/>'), AFTER),
        TWO_BY_TWO,
    ),
    case(
        "margins of cells",
        docx(
            two_by_two(
                properties='<w:tblCellMar><w:top w:w="120" w:type="dxa"/><w:left w:w="240" w:type="dxa"/>'
                "</w:tblCellMar>",
                first='<w:tcMar><w:left w:w="600" w:type="dxa"/></w:tcMar>',
            ),
            AFTER,
        ),
        TWO_BY_TWO,
    ),
    case(
        "vertical alignment",
        docx(
            table(
                row(
                    cell(LONG),
                    cell("top"),
                    cell("middle", '<w:vAlign w:val="center"/>'),
                    cell("foot", '<w:vAlign w:val="bottom"/>'),
                ),
                widths=(3000, 1500, 1500, 1500),
            ),
            AFTER,
        ),
        f"""
        TABLE
          ROW
            CELL 1x1 P | {LONG.strip()}
            CELL 1x1 P | top
            CELL 1x1 P | middle
            CELL 1x1 P | foot
        P | After it.
        """,
    ),
    case(
        "borders of style, table and cell",
        docx(
            two_by_two(
                properties=f"<w:tblBorders>{line('top', 24, 'CC0000')}{line('insideV', 0, kind='nil')}</w:tblBorders>",
                first=f"<w:tcBorders>{line('bottom', 18, '0000CC', 'double')}</w:tcBorders>",
            ),
            AFTER,
        ),
        TWO_BY_TWO,
    ),
    case(
        "a row with borders of its own",
        docx(two_by_two(exceptions=f"<w:tblBorders>{line('bottom', 24, 'CC0000')}</w:tblBorders>"), AFTER),
        TWO_BY_TWO,
    ),
    case(
        "heights of rows",
        docx(
            table(
                row(cell("a"), cell("b"), properties='<w:trHeight w:val="900" w:hRule="atLeast"/>'),
                row(cell("c"), cell("d"), properties='<w:trHeight w:val="700" w:hRule="exact"/>'),
            ),
            AFTER,
        ),
        TWO_BY_TWO,
    ),
    case(
        "a table in the middle",
        docx(two_by_two(properties='<w:jc w:val="center"/>'), AFTER),
        TWO_BY_TWO,
    ),
    case(
        "shading of cells",
        docx(two_by_two(first='<w:shd w:val="clear" w:color="auto" w:fill="CCE5FF"/>'), AFTER),
        TWO_BY_TWO,
    ),
)
