"""The content of a page that holds words of other scripts, token by token.

Such words are drawn glyph by glyph. Words that stand beside glyphs (``ActualText``, ISO 32000-1, 14.9.4) count only
where the glyphs' own letters bear them out; letters marked as drawn backwards (``ReversedChars``) are turned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.shaping import NOTHING
from generator.strict.fonts import Meanings
from generator.strict.kinds import Fault
from generator.strict.pieces import Piece
from generator.strict.syntax import unescaped

_N = rb"-?[\d.]++(?:e-?\d++)?"
_TOKEN = re.compile(
    rb"\s*+(?:(?P<font>/[FG]\d++(?:\+\d++)?) " + _N + rb" Tf|\((?P<words>(?:[^\\()\n]|\\[^\n])*+)\) Tj"
    rb"|\[(?P<glyphs>(?:(?:<[0-9A-F]{4}>|" + _N + rb")\s?)*+)\] TJ"
    rb"|/Span <</ActualText <FEFF(?P<beside>[0-9A-F]*+)>>> BDC"
    rb"|/Span <</Order (?P<order>\d++)>> BDC|/[A-Z][A-Za-z0-9]*+ <</MCID (?P<mark>\d++)>> BDC"
    rb"|(?P<artifact>/Artifact <</Type /(?:Pagination|Layout)>> BDC)|(?P<backwards>/ReversedChars BMC)|(?P<end>EMC)"
    rb"|\[(?:" + _N + rb"\s?)*+\] 0 d|/FormXob\.[0-9a-f]++ Do"
    rb"|(?:" + _N + rb"\s)*+(?:m|l|S|w|RG|rg|re|f|J|g|W|n|cm|Tw|Ts|Tm|q|Q|BT|ET))(?=\s|\Z)"
)
DEEPEST = 4
"""Marks in one another: a piece, parts of it in order, words beside them, letters turned within."""
_CODE = re.compile(rb"<([0-9A-F]{4})>")
_UNSEEN = dict.fromkeys(map(ord, NOTHING))


@dataclass(slots=True)
class _Open:
    mark: int = -1
    beside: str | None = None
    backwards: bool = False
    order: int | None = None
    said: list[str] = field(default_factory=list)
    ordered: list[tuple[int, str]] = field(default_factory=list)

    def settle(self) -> None:
        """Say the parts that were drawn out of order, side by side, in the order they are numbered in."""
        self.said += [words for _, words in sorted(self.ordered)]
        self.ordered = []

    def told(self) -> str:
        """Return the words of what is closed.

        Raises:
            Fault: when words stand beside its glyphs that these do not bear out.
        """
        self.settle()
        shown = "".join(self.said).translate(_UNSEEN)
        if self.beside is not None and self.beside not in (shown, shown[::-1]):
            raise Fault("words", "words stand beside glyphs that do not say them")
        return shown if self.beside is None else self.beside


def mixed_pieces(content: bytes, fonts: Mapping[str, Meanings]) -> list[Piece]:
    """Return the pieces of a page's content, in drawing order.

    Raises:
        Fault: when it holds an operator we never write, or words outside every piece.
    """
    reader = _Reader(fonts)
    at, end = 0, len(content.rstrip())
    while at < end:
        found = _TOKEN.match(content, at)
        if found is None:
            raise Fault("only our operators", "a page draws in a way that is not ours")
        at = found.end()
        if found.lastgroup is not None:
            reader.take(found)
    if reader.open:
        raise Fault("tagged", "the marks of a page do not stand in pairs")
    return reader.pieces


class _Reader:
    """Follows the marks and words of one page."""

    def __init__(self, fonts: Mapping[str, Meanings]) -> None:
        self.pieces: list[Piece] = []
        self.open: list[_Open] = []
        self._fonts = fonts
        self._meanings: Meanings | None = None

    def take(self, found: re.Match[bytes]) -> None:
        """Follow one token."""
        kind = found.lastgroup
        if kind == "font":
            self._meanings = self._fonts.get(found["font"][1:].decode())
        elif kind == "words":
            self._say([bytes((code,)) for code in unescaped(found["words"])], 1)
        elif kind == "glyphs":
            self._say([bytes.fromhex(code.decode()) for code in _CODE.findall(found["glyphs"])], 2)
        elif kind == "end":
            self._end()
        else:
            self._begin(found)

    def _say(self, codes: list[bytes], width: int) -> None:
        meanings = self._meanings
        if not self.open or meanings is None or meanings.width != width:
            raise Fault("tagged", "words stand outside every mark, or in no font")
        self.open[-1].settle()
        letters = "".join([meanings[int.from_bytes(code, "big")] for code in codes])
        self.open[-1].said.append(letters[::-1] if self.open[-1].backwards else letters)

    def _begin(self, found: re.Match[bytes]) -> None:
        # A mark of the tree stands by itself; what tells of glyphs stands in one, and in nothing else.
        inner = any(found[kind] is not None for kind in ("beside", "backwards", "order"))
        if inner != bool(self.open) or len(self.open) >= DEEPEST:
            raise Fault("tagged", "the marks of a page do not stand in pairs")
        beside = None if found["beside"] is None else bytes.fromhex(found["beside"].decode()).decode("utf-16-be")
        order = None if found["order"] is None else int(found["order"])
        self.open.append(_Open(int(found["mark"] or -1), beside, found["backwards"] is not None, order))

    def _end(self) -> None:
        if not self.open:
            raise Fault("tagged", "the marks of a page do not stand in pairs")
        closed = self.open.pop()
        if not self.open:
            self.pieces.append((closed.mark, closed.told()))
        elif closed.order is not None:
            self.open[-1].ordered.append((closed.order, closed.told()))
        else:
            self.open[-1].settle()
            self.open[-1].said.append(closed.told())
