"""What of a font program is passed over: our own fonts' outlines and tables to the byte, and nothing else."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from disclosure.leaks.known_fonts import TRUE_TYPE, spans_of, without_known
from disclosure.leaks.letters import words_of
from disclosure.leaks.pdf_fonts import LARGEST_KEPT, mapped_words
from tools import known_fonts

FONT = Path(known_fonts.ROOT, "generator", "fonts", "NotoSans-Regular.ttf").read_bytes()
OTHER = Path(known_fonts.ROOT, "generator", "fonts", "NotoSansHebrew-Regular.ttf").read_bytes()
NAME = b"Mehmet Yildiz"
TABLE = b"begincmap 1 beginbfchar <41> <0041> endbfchar endcmap"


def test_the_digests_are_those_of_the_fonts_papers_are_drawn_in() -> None:
    """When a font changes, ``python -m tools.known_fonts`` has to be run."""
    assert known_fonts.FILE.read_bytes() == known_fonts.digests()


def test_of_our_own_font_nothing_is_left_but_its_table_of_contents() -> None:
    """Every table and outline is known."""
    first = min(start for start, _ in spans_of(FONT))

    assert not without_known(FONT)[first:].strip(b"\0")
    assert without_known(FONT)[:first] == FONT[:first]


def test_every_byte_stays_in_its_place() -> None:
    """What is passed over becomes noughts, which end every run of letters."""
    assert len(without_known(FONT)) == len(FONT)


@pytest.mark.parametrize("table", [b"glyf", b"fpgm", b"name", b"prep", b"hmtx"])
def test_words_put_into_an_outline_or_a_table_are_found(table: bytes) -> None:
    """One changed byte, and the whole of that outline or table is looked through."""
    start, end = place_of(FONT, table)
    at = start + (end - start) // 2
    planted = FONT[:at] + NAME + FONT[at + len(NAME) :]

    assert NAME.decode() in words_of(without_known(planted))


def test_a_font_read_before_hides_no_other() -> None:
    """What is kept of a font's reading is that of its own bytes: one changed byte is read anew, however often."""
    changed = TABLE.replace(b"<0041>", b"<005A>")

    assert [mapped_words(each) for each in (TABLE, changed, TABLE)] == [("A",), ("Z",), ("A",)]


def test_a_table_too_long_to_be_kept_is_read_all_the_same() -> None:
    """Sixteen streams are kept, each of at most 64 kB: no file can fill the memory by its fonts."""
    assert mapped_words(TABLE + b"%" + b"x" * LARGEST_KEPT)[0] == "A"


def test_words_behind_the_end_and_between_tables_are_found() -> None:
    """What the table of contents does not name belongs to no piece that could be known."""
    assert NAME.decode() in words_of(without_known(FONT + NAME))


def test_words_in_another_font_are_all_looked_through() -> None:
    """Of a font that papers are not drawn in, no outline is passed over but what is the same in ours."""
    start, end = place_of(OTHER, b"name")

    assert without_known(OTHER)[start:end] == OTHER[start:end]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        NAME,
        TRUE_TYPE,
        TRUE_TYPE + b"\xff\xff" + NAME,
        TRUE_TYPE + struct.pack(">HHHH", 1, 0, 0, 0) + struct.pack(">4sIII", b"loca", 0, 2**32 - 1, 2**32 - 1) + NAME,
        FONT[:200] + NAME,
        FONT[: len(FONT) // 2] + NAME,
    ],
)
def test_what_is_damaged_is_looked_through(damaged: bytes) -> None:
    """Cut off, of no kind, or with places outside itself: without an error, and with the words that stand in it."""
    left = without_known(damaged)

    assert len(left) == len(damaged)
    assert (NAME in left) == (NAME in damaged)


def place_of(program: bytes, wanted: bytes) -> tuple[int, int]:
    """Return where a table lies, by the table of contents."""
    for at in range(struct.unpack_from(">H", program, 4)[0]):
        tag, _, start, size = struct.unpack_from(">4sIII", program, 12 + 16 * at)
        if tag == wanted:
            return start, start + size
    raise AssertionError(wanted)
