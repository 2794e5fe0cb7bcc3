"""From a paragraph's inlines to pieces that can be set in lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.fonts import composed
from generator.layout.barcode import Code, code_128
from generator.layout.items import Look
from generator.layout.lines import WORD, Piece, Step, Turn
from generator.layout.mixed import divided, is_mixed
from generator.layout.setting import Setting
from generator.tags import Node, described
from inconfidence.core.blocks import (
    Barcode,
    Inline,
    LineBreak,
    Picture,
    Reference,
    Tab,
    Text,
    TextStyle,
    TickBox,
)

# 5 mm beside words of 12 points, growing with them to 7 mm.
TICK_AT_12 = 14.17
TICK_SIZE = 12.0
TICK_MOST = 19.84

TICK_WORDS = {True: "Ticked box", False: "Empty box"}


def pieces_of(
    inlines: Sequence[Inline], setting: Setting, node: Node | None, room: float
) -> list[Piece | Step | Turn]:
    """Return the pieces of what a paragraph holds, its runs joined.

    ``node`` is the element they belong to, None for a running head or foot.
    Pictures and barcodes wider than ``room`` points are made to fit.
    """
    maker = _Maker(setting, node, room)
    for inline in inlines:
        maker.add(inline)
    return divided(maker.pieces, setting) if maker.mixed else maker.pieces


class _Maker:
    __slots__ = ("_link", "_node", "_room", "_setting", "mixed", "pieces")

    def __init__(self, setting: Setting, node: Node | None, room: float) -> None:
        self._setting, self._node, self._room = setting, node, room
        self._link: tuple[str, Node | None] = ("", None)
        self.pieces: list[Piece | Step | Turn] = []
        self.mixed = False

    def add(self, inline: Inline) -> None:
        match inline:
            case Text(words, style, link):
                self._text(words, style, link)
            case Reference(_, style, bookmark):
                self._text(self._setting.resolved(inline), style, f"#{bookmark}" if bookmark else "")
            case Tab():
                self._space_out()
                self.pieces.append(Step())
            case LineBreak():
                self._space_out()
                self.pieces.append(Turn())
            case TickBox(ticked, style):
                self._tick(inline, style, ticked)
            case Picture():
                self._picture(inline)
            case Barcode(value, size):
                self._barcode(code_128(value, self._room, size))

    def _text(self, words: str, style: TextStyle, link: str) -> None:
        look = self._setting.look(style)
        node = self._owner(look, link)
        width, space = self._setting.width, self._setting.width(" ", look)
        add = self.pieces.append
        words = composed(words)
        self.mixed = self.mixed or is_mixed(words)
        for token in WORD.findall(words):
            word = token.rstrip(" ")
            spaces = len(token) - len(word)
            gap = " " * spaces
            add(Piece(word, width(word, look), gap, spaces * space, look, node, link, spaces > 0))

    def _owner(self, look: Look, link: str) -> Node | None:
        if self._node is None:
            return None
        if link:
            if self._link[0] != link:
                self._link = (link, Node("Link", self._node, language=look.language))
            return self._link[1]
        self._link = ("", None)
        if look.language and look.language != self._node.language:
            return Node("Span", self._node, language=look.language)
        return self._node

    def _figure(self, alt: str) -> Node | None:
        return Node("Figure", self._node, described(alt)) if self._node else None

    def _space_out(self) -> None:
        # Words either side of a tab or a line break must not run together when the text is read out or copied.
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Piece) and not last.spaces and last.words:
            last.spaces = " "

    def _tick(self, box: TickBox, style: TextStyle, ticked: bool) -> None:
        side = min(TICK_AT_12 * style.size / TICK_SIZE, TICK_MOST)
        look = self._setting.look(style)
        self.pieces.append(Piece("", side, "", 0.0, look, self._figure(TICK_WORDS[ticked]), thing=box, height=side))

    def _picture(self, picture: Picture) -> None:
        part = min(1.0, self._room / picture.width)
        fitted = replace(picture, width=picture.width * part, height=picture.height * part)
        look = self._setting.look(TextStyle())
        node = self._figure(picture.alt) if picture.alt else None
        self.pieces.append(Piece("", fitted.width, "", 0.0, look, node, thing=fitted, height=fitted.height))

    def _barcode(self, code: Code) -> None:
        look = self._setting.look(TextStyle(size=code.size))
        node = self._figure(f"Barcode of {code.value}")
        self.pieces.append(Piece("", code.width, "", 0.0, look, node, thing=code, height=code.height))
