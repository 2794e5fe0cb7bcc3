"""Everything we lean on in reportlab 5.1.0 that it does not promise to keep; reportlab is pinned for these.

It reads a TrueType font and cuts it down to the letters a file shows (``TTFontFace``). What the file says of those
letters is ours: a ToUnicode map without U+0000, U+FEFF and U+FFFE, in blocks of at most 100 (ISO 19005-3, 6.2.11.7.2).
Numbers and words are spelt as reportlab spells them.

What would break when reportlab changes is named in tests/generator/drawing/test_reportlab_details.py.
"""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, groupby
from typing import Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfdoc import DummyDoc, PDFString
from reportlab.pdfbase.ttfonts import TTFontFace

from generator.bare_fonts import without_hints
from generator.pdf.syntax import array, dictionary, packed_stream

CMAP_BLOCK = 100
NOT_MAPPED = frozenset({0, 0xFEFF, 0xFFFE})
ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord("\\"): "\\\\",
    ord("("): "\\(",
    ord(")"): "\\)",
}
ESCAPED = tuple(ESCAPES.get(code, chr(code)) for code in range(256))

SPACE, NO_BREAK_SPACE = 0x20, 0xA0
FIRST_TABLE = (0,) * SPACE + tuple(range(SPACE, 128))
"""ASCII is under its own codes, so that a space is 32 (which word spacing asks for) and a file can be read by eye."""
COMMON = (
    # Latin-1, less the signs that no paper of a council holds; its neighbours' letters; what typesetting adds.
    "£§©°ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïðñòóôõöøùúûüý"
    "ĂăĄąĆćČčĎďĐđĘęĚěĞğİıŁłŃńŇňŐőŒœŘřŚśŞşŠšŤťŮůŰűŹźŻżŽžȘșȚț–—‘’“”„…•€"
)
"""Letters that have codes of their own beside ASCII in every file: a paper with any of them has the glyphs of all, so
that one cut of the font, made once, serves every paper in Latin letters and tells nothing of which it holds."""
COMMON_TABLE = (*FIRST_TABLE, *map(ord, COMMON))
TABLE = 256
"""Codes of one byte: a font of the file shows at most so many letters."""


class PaperFont:
    """A TrueType font; ``face`` is reportlab's reading of it."""

    def __init__(self, name: str, file: io.BytesIO) -> None:
        self.name, self.face = name, TTFontFace(file, validate=0)
        known = [(code, letter) for code, letter in enumerate(COMMON_TABLE) if letter in self.face.charToGlyph]
        self.common = {letter: ESCAPED[code] for code, letter in known if letter}
        # reportlab reads a font file by moving one place in it, which two threads must not do at once.
        self.reading = threading.Lock()

    def shown(self, words: str, document: Any) -> list[tuple[str, str]]:
        """Return the words as (font resource name, escaped PDF string) pairs, one for each table they need.

        ``document`` is the file (``generator.pdf.file``) that gets the letters.
        """
        letters = self._letters(document)
        if words.isascii():
            special = "(" in words or ")" in words or "\\" in words
            return [(letters.first, words.translate(ESCAPES) if special else words)]
        return letters.shown(words)

    def ascii_name(self, document: Any) -> str:
        """Return the resource name of the table that holds ASCII, where every code is its letter's own."""
        return self._letters(document).first

    def _letters(self, document: Any) -> Letters:
        letters: Letters | None = document.fonts.get(self)
        if letters is None:
            letters = document.fonts[self] = Letters(self, f"F{len(document.fonts) + 1}")
        return letters


class Letters(dict[int, str]):
    """The letters of one font that one file shows, in tables of at most 256: each is a font of that file.

    Each letter has the escaped code it is shown by, as soon as it is asked for.
    """

    __slots__ = ("_codes", "_font", "_free", "_is_ascii", "_name", "_tables", "first")

    def __init__(self, font: PaperFont, name: str) -> None:
        super().__init__(font.common)
        self._font, self._name, self.first = font, name, f"/{name}+0"
        self._is_ascii = True
        self._codes: dict[int, int] = {}
        # The first table is always the same; what is not in it has the tables after that.
        self._tables: list[list[int]] = [[]]
        self._free = (code for code in count(TABLE) if code % TABLE not in (0, SPACE))

    def shown(self, words: str) -> list[tuple[str, str]]:
        """Return words as pairs of a table's name and the escaped codes of its letters."""
        self._is_ascii = False
        codes = words.translate(self)
        if len(self._tables) == 1:
            return [(self.first, codes)]
        return [
            (f"/{self._name}+{table}", "".join(map(self.__getitem__, letters)))
            for table, letters in groupby(map(ord, words), key=lambda letter: self._codes.get(letter, 0) // TABLE)
        ]

    def __missing__(self, letter: int) -> str:
        """Give a letter its code."""
        code = self._code(letter)
        self._codes[letter] = code
        shown = self[letter] = ESCAPED[code % TABLE]
        return shown

    def written(self, document: Any) -> dict[str, bytes]:
        """Put the letters into the file, and return the references to its fonts by name."""
        first = FIRST_TABLE if self._is_ascii else COMMON_TABLE
        if document.only is not None:
            first = tuple([letter if chr(letter) in document.only else 0 for letter in first])
        return {**self._table_written(document, 0, first), **self.added(document)}

    def added(self, document: Any) -> dict[str, bytes]:
        """Put the tables after the first into the file, and return the references to their fonts by name."""
        names: dict[str, bytes] = {}
        for at, table in enumerate(self._tables[1:], start=1):
            names |= self._table_written(document, at, tuple(table))
        return names

    def _table_written(self, document: Any, at: int, table: tuple[int, ...]) -> dict[str, bytes]:
        name, packed = f"{self._name}+{at}", packed_table(self._font, at, table)
        meanings = document.add(packed.meanings)
        descriptor = document.add(packed.descriptor % document.add(packed.file))
        return {name: document.add(packed.font % (descriptor, name.encode("ascii"), meanings))}

    def _code(self, letter: int) -> int:
        if letter == NO_BREAK_SPACE:
            return SPACE
        # The glyph of what is missing (0) is for nothing: letters no font has were refused before.
        return self._place(letter) if letter in self._font.face.charToGlyph else 0

    def _place(self, letter: int) -> int:
        """Give a letter the next code, and return it."""
        code = next(self._free)
        at, place = divmod(code, TABLE)
        if at == len(self._tables):
            self._tables.append([0])
        table = self._tables[at]
        if place > len(table):
            # Passed over: the code of a space is a space's in every table.
            table.append(SPACE)
        table[place : place + 1] = [letter]
        return code


@dataclass(frozen=True, slots=True)
class PackedTable:
    """The objects of a table: what its codes mean, its font file, and (with places for references) what tells of it.

    ``descriptor`` has a place for the file; ``font`` for the descriptor, its name in the file, and the meanings.
    """

    meanings: bytes
    file: bytes
    descriptor: bytes
    font: bytes


@lru_cache(maxsize=64)
def packed_table(font: PaperFont, number: int, table: tuple[int, ...]) -> PackedTable:
    """Return what a file holds of a table of letters, the ``number``-th of its font.

    Kept between documents: most papers need the same letters, and a set of letters says nothing of anybody.
    """
    with font.reading:
        # Hints serve screens of few dots, on which readers now smooth letters instead; they are half of a program.
        program = without_hints(font.face.makeSubset(list(table)))
    letters = "".join(chr(ord("A") + int(digit)) for digit in f"{number:06d}")
    name = f"{letters}+{font.face.name.decode()}".encode("ascii")
    meanings = packed_stream({}, to_unicode(name.decode("ascii"), table))
    file = packed_stream({"Length1": b"%d" % len(program)}, program)
    return PackedTable(meanings, file, _descriptor(font.face, name), _font_object(font.face, name, table))


def _descriptor(face: Any, name: bytes) -> bytes:
    entries = {
        "Type": b"/FontDescriptor",
        "FontName": b"/" + name,
        "Flags": b"4",
        "FontBBox": array([number_text(each) for each in face.bbox]),
        "ItalicAngle": number_text(face.italicAngle),
        "Ascent": number_text(face.ascent),
        "Descent": number_text(face.descent),
        "CapHeight": number_text(face.capHeight),
        "StemV": number_text(face.stemV),
        "FontFile2": b"%s",
        "MissingWidth": number_text(face.defaultWidth),
    }
    return dictionary(entries)


def _font_object(face: Any, name: bytes, table: tuple[int, ...]) -> bytes:
    entries = {
        "Type": b"/Font",
        "Subtype": b"/TrueType",
        "BaseFont": b"/" + name,
        "FontDescriptor": b"%s",
        "Name": b"/%s",
        "ToUnicode": b"%s",
        "FirstChar": b"0",
        "LastChar": b"%d" % (len(table) - 1),
        "Widths": b"[%s]" % b" ".join(b"%g" % face.getCharWidth(code) for code in table),
    }
    return dictionary(entries)


def to_unicode(name: str, subset: tuple[int, ...]) -> bytes:
    """Return the ToUnicode map of a subset: what each of its codes means."""
    pairs = [(code, meaning) for code, meaning in enumerate(subset) if meaning not in NOT_MAPPED]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(pairs), CMAP_BLOCK):
        block = pairs[start : start + CMAP_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{chr(meaning).encode('utf-16-be').hex().upper()}>" for code, meaning in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def number_text(number: float) -> bytes:
    """Return a number as reportlab writes it: six digits after the point at most, and no noughts that say nothing."""
    return str(fp_str(number)).encode("ascii")


def text_string(words: str) -> bytes:
    """Return words as a PDF text string in round brackets (ISO 32000-1, 7.9.2.2)."""
    if words.isascii() and words.isprintable():
        return b"(%s)" % words.translate(ESCAPES).encode("ascii")
    written: bytes = PDFString(words).format(DummyDoc())
    return written


def bare_font(name: str, content: bytes) -> PaperFont:
    """Return a font read from the bytes of a TrueType file."""
    return PaperFont(name, io.BytesIO(content))
