"""A page's content as we write it (ISO 32000-1, 7.8.2): only our operators, and the words each piece of it says."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.strict.fonts import Meanings
from generator.strict.kinds import Fault
from generator.strict.lines import lines_of
from generator.strict.mixed import mixed_pieces
from generator.strict.pieces import Piece

_N = rb"-?[\d.]++(?:e-?\d++)?"
_STRING = rb"\((?:[^\\()\n]|\\[^\n])*+\)"
# Possessive throughout: content that is not ours is refused at once, however it is made.
_ONLY_OURS = re.compile(
    rb"(?:(?:" + _N + rb"\s)*+(?:(?:m|l|S|w|RG|rg|re|f|J|g|W|n|cm|Tw|q|Q)(?:\s|\Z)|Tm " + _STRING + rb" Tj(?:\n|\Z))"
    rb"|" + _STRING + rb" Tj(?:\n|\Z)|/F\d++\+\d++ " + _N + rb" Tf\n|(?:BT|ET|EMC)(?:\n|\Z)"
    rb"|/[A-Z][A-Za-z0-9]*+ <</MCID \d++>> BDC\n|/Artifact <</Type /(?:Pagination|Layout)>> BDC\n"
    rb"|\[(?:" + _N + rb"\s?)*+\] 0 d |/FormXob\.[0-9a-f]++ Do\s|\s)*+"
)
_MIXED = re.compile(rb"^/G\d++ ", re.MULTILINE)
"""Letters of other scripts are drawn by their glyphs, in fonts named so (``generator.composite_fonts``)."""
_MARK = re.compile(rb"/\w+ <</(?:MCID (\d+)|Type /\w+)>> BDC")


def pieces_of(content: bytes, fonts: Mapping[str, Meanings]) -> list[Piece]:
    """Return the pieces of a page's content, in drawing order.

    Raises:
        Fault: when it holds an operator we never write, or words outside every piece.
    """
    quickly = lines_of(content, fonts)
    return any_pieces(content, fonts) if quickly is None else quickly


def any_pieces(content: bytes, fonts: Mapping[str, Meanings]) -> list[Piece]:
    """Return the pieces of a page's content whatever it holds that we write, in drawing order.

    Raises:
        Fault: when it holds an operator we never write, or words outside every piece.
    """
    if _MIXED.search(content):
        return mixed_pieces(content, fonts)
    if _ONLY_OURS.fullmatch(content) is None:
        raise Fault("only our operators", "a page draws in a way that is not ours")
    reader = _Lines(fonts)
    for line in content.split(b"\n"):
        reader.take(line)
    if reader.inside:
        raise Fault("tagged", "the marks of a page do not stand in pairs")
    return reader.pieces


class _Lines:
    """Goes through content line by line: the grammar has made sure that marks, fonts and words each end theirs."""

    def __init__(self, fonts: Mapping[str, Meanings]) -> None:
        self.pieces: list[Piece] = []
        self.inside = False
        self._fonts = fonts
        self._meanings: Meanings | None = None
        self._mark = -1
        self._said: list[str] = []

    def take(self, line: bytes) -> None:
        """Take one line."""
        end = line[-3:]
        if end == b" Tj":
            self._say(line[line.index(b"(") + 1 : -4])
        elif end == b" Tf":
            self._meanings = self._fonts.get(line[1 : line.index(b" ")].decode())
        elif end == b"BDC":
            self._begin(line)
        elif end == b"EMC":
            self._end()

    def _say(self, words: bytes) -> None:
        if not self.inside or self._meanings is None:
            raise Fault("tagged", "words stand outside every mark, or in no font")
        self._said.append(self._meanings.read(words))

    def _begin(self, line: bytes) -> None:
        found = _MARK.fullmatch(line)
        if found is None or self.inside:
            raise Fault("tagged", "the marks of a page do not stand in pairs")
        self.inside = True
        self._mark = int(found[1] or -1)

    def _end(self) -> None:
        if not self.inside:
            raise Fault("tagged", "the marks of a page do not stand in pairs")
        self.pieces.append((self._mark, "".join(self._said)))
        self.inside, self._said = False, []
