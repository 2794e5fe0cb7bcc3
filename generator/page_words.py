"""The words of a page that holds other scripts, read from its operators in the order a screen reader gets them.

PDFium puts words that run to the left in an order of its own guessing, so that its reading of such a page can only be
compared letter by letter. This reading is exact. It believes nothing a glyph does not bear out: words that stand
beside glyphs (``ActualText``) count only where the glyphs' own letters are the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from generator.bidi import RIGHT
from generator.fonts import face
from generator.script_fonts import JOINERS
from generator.shaping import NOTHING

MEANING = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
UNKNOWN = "\ufffd"

# Signs that a reader may turn round where they stand among words that run to the left.
TURNED = str.maketrans(")]}>»›”’", "([{<«‹“‘")
UNSEEN = dict.fromkeys(map(ord, NOTHING))
# PDFium leaves out what joins or parts letters and cannot be seen, at the end of a word.
NOT_COUNTED = UNSEEN | dict.fromkeys(map(ord, JOINERS))


@dataclass(slots=True)
class _Marked:
    # Marked content that is open: the words told beside it, whether its letters stand backwards, and its letters.
    beside: str | None = None
    backwards: bool = False
    number: int | None = None
    letters: list[str] = field(default_factory=list)
    numbered: list[tuple[int, str]] = field(default_factory=list)

    def settle(self) -> None:
        """Read the numbered parts that stand side by side, in the order of their numbers: that of the tree."""
        self.letters += [words for _, words in sorted(self.numbered)]
        self.numbered = []

    def told(self) -> str:
        """Return what is told of it."""
        self.settle()
        shown = "".join(self.letters).translate(UNSEEN)
        return self.beside if self.beside in (shown, shown[::-1]) else shown


@dataclass(frozen=True, slots=True)
class _Font:
    meanings: Mapping[int, str]
    width: int

    def letters(self, codes: bytes) -> list[str]:
        step = self.width
        read = (int.from_bytes(codes[at : at + step], "big") for at in range(0, len(codes), step))
        return [self.meanings.get(code, UNKNOWN) for code in read]


def is_plain(words: str) -> bool:
    """Say whether words are of the letters every reader gives back in the order they were drawn."""
    return face(False).plain.issuperset(words.replace("\n", " "))


def words_of_page(page: pikepdf.Object) -> str:
    """Return the words of a page in the order they are drawn."""
    fonts = {name: _font(font) for name, font in page.Resources.get("/Font", pikepdf.Dictionary()).items()}
    reader = _Reader(fonts)
    for instruction in pikepdf.parse_content_stream(pikepdf.Page(page)):
        reader.take(str(instruction.operator), list(instruction.operands))
    return reader.said()


def same_letters(read: str, drawn: str) -> bool:
    """Say whether a reader that orders words by itself saw the letters that were drawn, no fewer and no others.

    PDFium tells the words of a turned line twice when one of them runs to the left and has points on its letters.
    """
    seen, meant = _letters(read), _letters(drawn)
    pointed = RIGHT.search(drawn) is not None and any(map(unicodedata.combining, drawn))
    return seen == meant or (pointed and seen >= meant and seen.keys() == meant.keys())


def _letters(words: str) -> Counter[str]:
    shown = unicodedata.normalize("NFD", words.translate(NOT_COUNTED).translate(TURNED))
    return Counter(letter for letter in shown if not letter.isspace())


def _font(font: pikepdf.Object) -> _Font:
    found = MEANING.findall(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else []
    meanings = {
        int(code, 16): bytes.fromhex(letters.decode()).decode("utf-16-be", "replace") for code, letters in found
    }
    return _Font(meanings, 2 if font.get("/Subtype") == "/Type0" else 1)


class _Reader:
    def __init__(self, fonts: Mapping[str, _Font]) -> None:
        self._fonts = fonts
        self._font = _Font({}, 1)
        self._open = [_Marked()]

    def take(self, operator: str, operands: list[pikepdf.Object]) -> None:
        """Follow one operator."""
        if operator == "Tf":
            self._font = self._fonts.get(str(operands[0]), _Font({}, 1))
        elif operator in ("Tj", "'", '"'):
            self._show([operands[-1]])
        elif operator == "TJ":
            self._show([part for part in operands[0] if isinstance(part, pikepdf.String)])
        elif operator in ("BDC", "BMC"):
            self._open.append(_marked(operands))
        elif operator == "EMC" and len(self._open) > 1:
            closed, around = self._open.pop(), self._open[-1]
            if closed.number is None:
                around.settle()
                around.letters.append(closed.told())
            else:
                around.numbered.append((closed.number, closed.told()))

    def said(self) -> str:
        """Return what was read."""
        while len(self._open) > 1:
            self.take("EMC", [])
        return self._open[0].told()

    def _show(self, strings: list[pikepdf.Object]) -> None:
        self._open[-1].settle()
        letters = "".join(letter for codes in strings for letter in self._font.letters(bytes(codes)))
        self._open[-1].letters.append(letters[::-1] if self._open[-1].backwards else letters)


def _marked(operands: list[pikepdf.Object]) -> _Marked:
    properties: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
    beside, number = properties.get("/ActualText"), properties.get("/MCID", properties.get("/Order"))
    return _Marked(
        None if beside is None else str(beside),
        str(operands[0]) == "/ReversedChars",
        None if number is None else int(number),
    )
