"""What large print does with the blocks of a paper, rule by rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.large_print import large_print
from inconfidence.core.blocks import (
    Barcode,
    Block,
    Cell,
    Inline,
    LineBreak,
    PageShape,
    Paper,
    Paragraph,
    ParagraphStyle,
    Row,
    Section,
    SignaturePlace,
    Tab,
    Table,
    TabStop,
    Text,
    TextStyle,
    TickBox,
)

PLAIN = TextStyle()
ROOM = PageShape().width - PageShape().left - PageShape().right
LONG = "Enough words that no narrow column of a table can hold them in less than a good many lines of its own"


def large(*blocks: Block) -> tuple[Block, ...]:
    """Return blocks as they stand in large print on an upright page."""
    return large_print(Paper("x", "en-GB", (Section(blocks),))).sections[0].blocks


def line(*inlines: Inline | str, style: ParagraphStyle | None = None) -> Paragraph:
    """Return a paragraph of body text."""
    parts = tuple(Text(one, PLAIN) if isinstance(one, str) else one for one in inlines)
    return Paragraph(parts, style or ParagraphStyle("Normal"))


def grid(*rows: tuple[Inline | str, ...], head: bool = True, drawn_as: str = "grid", height: float = 0.0) -> Table:
    """Return a table of these rows, the first of them its head, as wide as the page."""
    made = tuple(
        Row(tuple(Cell((line(one) if one else line(),)) for one in row), header=head and at == 0, height=height)
        for at, row in enumerate(rows)
    )
    return Table(made, (ROOM / len(rows[0]),) * len(rows[0]), drawn_as=drawn_as)  # type: ignore[arg-type]


def said(table: Block) -> list[list[str]]:
    """Return the words of each cell, row by row; a box is a star."""
    assert isinstance(table, Table)
    return [[" ".join(map(words, cell.blocks)) for cell in row.cells] for row in table.rows]


def words(block: Block) -> str:
    """Return the words of a paragraph; a box is a star, a new line a stroke."""
    assert isinstance(block, Paragraph)
    return "".join(
        one.words if isinstance(one, Text) else "*" if isinstance(one, TickBox) else "|" * isinstance(one, LineBreak)
        for one in block.inlines
    )


@pytest.mark.parametrize(("size", "larger"), [(9.0, 18.0), (12.0, 18.0), (14.0, 20.0), (20.0, 26.0)])
def test_sizes_grow_by_six_points_and_to_eighteen_at_least(size: float, larger: float) -> None:
    """A title stays larger than a heading, and a heading larger than the words under it."""
    (made,) = large(Paragraph((Text("x", TextStyle(size=size)),), ParagraphStyle("x", leading=size * 1.4)))

    assert isinstance(made, Paragraph)
    assert isinstance(made.inlines[0], Text)
    assert made.inlines[0].style.size == larger
    assert made.style.leading == pytest.approx(larger * 25 / 18)


def test_a_raised_letter_is_no_smaller() -> None:
    """What stands above the line is drawn at two thirds, so it is asked for larger."""
    (made,) = large(Paragraph((Text("2", TextStyle(raised="super")),), ParagraphStyle("x")))

    assert isinstance(made, Paragraph)
    assert isinstance(made.inlines[0], Text)
    assert made.inlines[0].style.size * 0.65 >= 18.0 - 1e-9


def test_everything_is_left_aligned() -> None:
    """Words spread to both edges, centred or at the right are hard to find again at the next line."""
    aligned = [line("x", style=ParagraphStyle("x", align=align)) for align in ("both", "center", "right")]  # type: ignore[arg-type]

    assert {made.style.align for made in large(*aligned) if isinstance(made, Paragraph)} == {"left"}


def test_answers_side_by_side_stand_under_one_another() -> None:
    """Each box gets a line of its own with its words, and what the row begins with stands above them."""
    box = TickBox(False, PLAIN)

    made = large(line("Safe? ", box, " Yes", Tab(PLAIN), box, " No", Tab(PLAIN), box, " Not sure"))

    assert [words(one) for one in made] == ["Safe? ", "* Yes", "* No", "* Not sure"]
    assert [one.style.keep_next for one in made if isinstance(one, Paragraph)] == [True, True, True, False]


def test_two_lines_to_write_on_get_a_line_each() -> None:
    """Name and date, side by side in standard print, each run to the edge of the page."""
    style = ParagraphStyle("x", tabs=(TabStop(300, "right", "_"), TabStop(470, "right", "_")))

    (made,) = large(line("Name", Tab(PLAIN), " Date", Tab(PLAIN), style=style))

    assert words(made) == "Name|Date"
    assert isinstance(made, Paragraph)
    assert {stop.position for stop in made.style.tabs} == {ROOM}


def test_two_ends_of_a_line_that_do_not_fit_are_parted() -> None:
    """A running head whose two halves would meet becomes two lines; one with room for both stays one."""
    style = ParagraphStyle("x", tabs=(TabStop(473, "right"),))

    short, long = large(
        line("Council", Tab(PLAIN), "Private", style=style),
        line("A council of a rather long name", Tab(PLAIN), "Private and Confidential", style=style),
    )

    assert (words(short), words(long)) == (
        "CouncilPrivate",
        "A council of a rather long name|Private and Confidential",
    )


def test_a_table_that_only_arranges_is_stacked() -> None:
    """Left, then right, one under another; an empty gutter goes."""
    (made,) = large(grid(("Left", "", "Right"), head=False, drawn_as="layout"))

    assert said(made) == [["Left"], ["Right"]]


def test_a_grid_that_fits_keeps_its_columns() -> None:
    """Their widths follow their words and fill the room."""
    (made,) = large(grid(("Day", "What happens"), ("Thursday", LONG)))

    assert said(made) == [["Day", "What happens"], ["Thursday", LONG]]
    assert isinstance(made, Table)
    assert sum(made.widths) == pytest.approx(ROOM)
    assert made.widths[0] < made.widths[1]


def test_a_form_that_fits_keeps_its_columns_as_they_were() -> None:
    """Room to write in is not taken away from a column because its head is short."""
    (made,) = large(grid(("Day", "Where"), ("", ""), height=40.0))

    assert isinstance(made, Table)
    assert made.widths == pytest.approx((ROOM / 2, ROOM / 2))


def test_a_key_grid_is_folded() -> None:
    """Label and value twice in a row become one pair a row, in the order they are read."""
    (made,) = large(grid(("Ref", "R-1", "How", "By phone"), ("By", "AB", "Due", "Today"), head=False))

    assert said(made) == [["Ref", "R-1"], ["How", "By phone"], ["By", "AB"], ["Due", "Today"]]


def test_a_grid_too_wide_becomes_a_list() -> None:
    """Every row is told as label and value, kept together, its first line tinted; the labels are row heads."""
    heads = ("Goal", "Action", "Owner", "Measurement", "Responsibility")

    (made,) = large(
        grid(heads, ("Light", LONG, "Council", "Weekly", "Nobody"), ("Door", "Mend", "Us", "Daily", "All"))
    )

    assert said(made)[:5] == [
        list(pair) for pair in zip(heads, ("Light", LONG, "Council", "Weekly", "Nobody"), strict=True)
    ]
    assert isinstance(made, Table)
    assert made.header_columns == 1
    assert [row.cells[0].shading for row in made.rows] == ["EBEBEB", "", "", "", "", "EBEBEB", "", "", "", ""]
    kept = [
        block.style.keep_next for row in made.rows for block in row.cells[0].blocks if isinstance(block, Paragraph)
    ]
    assert kept == [True, True, True, True, False] * 2


def test_boxes_of_a_list_stand_in_one_line_with_their_heads() -> None:
    """A row of boxes is read as box and word, box and word; a word never leaves its box."""
    box = TickBox(False, PLAIN)

    (made,) = large(grid((LONG, "Continues", "Stopped", "Not seen", "Unbelievable"), ("Noise", box, box, box, box)))

    assert said(made)[-1] == [
        "*\u00a0\u00a0Continues   *\u00a0\u00a0Stopped   *\u00a0\u00a0Not\u00a0seen   *\u00a0\u00a0Unbelievable"
    ]


def test_a_grid_of_hours_is_cut_into_bands() -> None:
    """Fourteen hours do not stand beside one another: the days come again under the next hours, in one table."""
    hours = tuple(f"{hour}pm" for hour in range(1, 15))

    (made,) = large(grid(("Day", *hours), ("Wednesday", *map(str, range(14))), drawn_as="heat"))

    rows = said(made)
    assert len(rows) > 2
    assert {row[0] for row in rows} == {"Day", "Wednesday"}
    assert [cell for row in rows for cell in row[1:] if cell.endswith("pm")] == list(hours)


def test_a_place_to_sign_is_wider_and_keeps_its_shape() -> None:
    """Half as wide again, with its label in eighteen points, but never wider than the page."""
    narrow, wide = large(SignaturePlace("a", "Sign here", 200, 50), SignaturePlace("b", "Sign here", 400, 50))

    assert isinstance(narrow, SignaturePlace)
    assert isinstance(wide, SignaturePlace)
    assert (narrow.width, narrow.height, narrow.label_size) == (300, 75, 18)
    assert wide.width == pytest.approx(ROOM)


def test_the_value_under_a_barcode_is_large_and_the_bars_are_the_same() -> None:
    """A scanner reads the same bars; a person reads eighteen points."""
    (made,) = large(Paragraph((Barcode("R-7K3M-9QXT"),), ParagraphStyle("Barcode")))

    assert isinstance(made, Paragraph)
    assert made.inlines == (Barcode("R-7K3M-9QXT", 18.0),)


def test_large_print_made_larger_again_says_the_same() -> None:
    """Nothing is lost however often it is done, and a landscape page stays one."""
    shape = replace(PageShape(), width=841.89, height=595.28)
    paper = Paper("x", "en-GB", (Section((line("Words"), grid(("A", "B"), ("1", "2"))), shape),))

    once = large_print(paper)

    assert once.sections[0].page == shape
    assert [said(large_print(once).sections[0].blocks[1])] == [said(paper.sections[0].blocks[1])]
