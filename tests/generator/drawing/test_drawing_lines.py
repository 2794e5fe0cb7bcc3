"""Where lines end, where words stand on them, and what the drawn words are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import SENTENCE, WIDTH, laid, paper, para

from generator.fonts import face
from generator.layout.items import Page, Stroke, Tick, Words
from generator.layout.lines import LineBreaker, Piece, plain_lines
from generator.layout.pieces import pieces_of
from generator.layout.setting import Numbers, Setting
from inconfidence.core.blocks import Label, Paragraph, ParagraphStyle, Tab, TabStop, Text, TextStyle, TickBox

PLAIN = TextStyle()
LEFT = 70.9


def words_on(page: Page) -> list[Words]:
    return [item for placed in page.body for item in placed.strip.items if isinstance(item, Words)]


def set_words(*args: object, **more: object) -> list[Words]:
    return words_on(laid(para(*args, **more)).pages[0])


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aWil- é", max_size=120), st.floats(60, 300))
def test_the_quick_way_breaks_lines_as_the_full_way_does(text: str, room: float) -> None:
    """Paragraphs of plain words take a short cut; it gives the same lines of the same widths."""
    setting = Setting("en-GB", Numbers())
    pieces = pieces_of((Text(text, PLAIN),), setting, None, room)
    full = LineBreaker(0.0, 0.0, room, ()).set_all(pieces)

    quick = plain_lines(text, setting.widths(setting.look(PLAIN)), room, room)

    if quick is not None:
        said = ["".join(p.words + p.spaces for _, p in line.pieces).strip() for line in full]
        assert [words.strip() for words, _ in quick] == said
        assert [width for words, width in quick if words.strip()] == pytest.approx(
            [line.end for line, words in zip(full, said, strict=True) if words], abs=0.01
        )


def test_no_line_is_wider_than_its_column() -> None:
    """Words turn at the right indent."""
    style = ParagraphStyle("x", left=40, right=60, first=-20)

    lines = set_words(SENTENCE * 6, style)

    assert len(lines) > 5
    assert lines[0].x == 20
    assert all(line.x == 40 for line in lines[1:])
    assert all(line.x + line.width <= WIDTH - 60 + 0.1 for line in lines)


def test_a_word_longer_than_a_line_is_divided_not_clipped() -> None:
    """An address nobody can break is carried over letter by letter, and none is lost."""
    word = "kestrelparade" * 12

    lines = set_words(word)

    assert "".join(line.words.strip() for line in lines) == word
    assert all(line.width <= WIDTH + 0.1 for line in lines)


@pytest.mark.parametrize("word", ["R-7K3M-9QXT", "child-friendly", "7K3M-9QXT-0A-V"])
def test_a_word_is_never_broken_at_its_hyphen(word: str) -> None:
    """References and double words stand whole, so that copied text holds what was written."""
    lines = set_words(f"{word} " * 60)

    assert all(set(line.words.split()) == {word} for line in lines)


def test_a_no_break_space_holds_words_together() -> None:
    """Words joined by U+00A0 turn to the next line together."""
    lines = set_words("10\u00a0December\u00a02026 " * 20)

    assert all(line.words.startswith("10\u00a0December\u00a02026") for line in lines)


@pytest.mark.parametrize(("align", "part"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_a_line_stands_where_its_alignment_says(align: str, part: float) -> None:
    """The spare room is before, round or after the words."""
    style = ParagraphStyle("x", align=align)

    (line,) = set_words("Short", style)

    assert line.x == pytest.approx((WIDTH - line.width) * part, abs=0.1)


def test_spread_lines_end_at_the_margin_all_but_the_last() -> None:
    """In a paragraph set to both margins the spaces take up the slack."""
    lines = set_words(SENTENCE * 4, ParagraphStyle("x", align="both"))

    natural = [face(False).width(line.words.strip(), 12) for line in lines]
    spread = [n + line.stretch * line.words.strip().count(" ") for n, line in zip(natural, lines, strict=True)]
    assert spread[:-1] == pytest.approx([WIDTH] * (len(lines) - 1), abs=0.1)
    assert lines[-1].stretch == 0


def test_a_label_hangs_and_words_start_at_the_indent() -> None:
    """A list label stands at left + first, its words at left."""
    style = ParagraphStyle("x", left=28, first=-28)

    page = laid(Paragraph((Text("Words", PLAIN),), style, Label("12.", PLAIN))).pages[0]

    label, words = words_on(page)
    assert (label.words, label.x, words.words, words.x) == ("12. ", 0, "Words ", 28)


@pytest.mark.parametrize(("align", "start"), [("left", 200.0), ("right", None), ("center", None)])
def test_a_tab_leads_to_its_stop(align: str, start: float | None) -> None:
    """Words begin at a left stop, end at a right one, and stand round a centred one."""
    style = ParagraphStyle("x", tabs=(TabStop(200.0, align),))

    _, after = set_words((Text("a", PLAIN), Tab(PLAIN), Text("word", PLAIN)), style)

    wanted = {"left": 200.0, "right": 200.0 - after.width, "center": 200.0 - after.width / 2}[align]
    assert after.x == pytest.approx(wanted, abs=0.01)


def test_a_leader_fills_the_room_of_its_tab() -> None:
    """A contents line has dots from its words to its page number, drawn and not read out."""
    style = ParagraphStyle("x", tabs=(TabStop(WIDTH, "right", "."),))

    page = laid(para((Text("Charts", PLAIN), Tab(PLAIN), Text("12", PLAIN)), style)).pages[0]

    (dots,) = [one for placed in page.body for one in placed.strip.items if isinstance(one, Stroke)]
    first, last = words_on(page)
    assert first.x + first.width < dots.x1 < dots.x2 < last.x
    assert dots.dotted


@pytest.mark.parametrize(("size", "side"), [(12.0, 14.17), (18.0, 19.84), (9.0, 10.6275)])
def test_a_tick_box_grows_with_its_words(size: float, side: float) -> None:
    """5 mm beside 12 points, 7 mm beside 18, smaller in a small table."""
    style = TextStyle(size=size)

    page = laid(para((TickBox(True, style), Text(" Yes", style)))).pages[0]

    (tick,) = [one for placed in page.body for one in placed.strip.items if isinstance(one, Tick)]
    assert (tick.size, tick.ticked) == (pytest.approx(side), True)


def test_white_space_at_the_head_of_a_run_is_kept() -> None:
    """Runs that meet in a space do not run together, and those that meet in a word do not come apart."""
    inlines = (Text("Con", PLAIN), Text("sent", TextStyle(bold=True)), Text(" asked", PLAIN))

    words = set_words(inlines)

    assert "".join(one.words for one in words) == "Consent asked "


def test_pieces_are_set_once_each() -> None:
    """However narrow the column, every piece is on exactly one line."""
    setting = Setting("en-GB", Numbers())
    pieces = pieces_of(para("one two three four").inlines, setting, None, 40)

    lines = LineBreaker(0, 0, 40, ()).set_all(pieces)

    assert [piece for line in lines for _, piece in line.pieces] == [p for p in pieces if isinstance(p, Piece)]


def test_a_paper_of_no_words_is_one_blank_page() -> None:
    """An empty paragraph takes its line and draws nothing."""
    page = laid(para("")).pages[0]

    assert (len(page.body), words_on(page)) == (1, [])
    assert paper().sections[0].blocks == ()
