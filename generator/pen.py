"""The operators of one page (ISO 32000-1, 8 and 9), in three layers: marks, what lies behind words, and the words.

Marks and what lies behind are artifacts and are not read out. ``y`` grows upwards here, as PDF has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from generator.layout.items import Image, Look
from generator.reportlab_details import ESCAPES
from generator.strokes import Stroke, placed, strokes
from generator.tags import Node, Tree

# How far synthetic italics lean: Noto Sans Italic's own 12 degrees.
LEAN = 0.2126

PAGINATION = "/Artifact <</Type /Pagination>> BDC"
BACKGROUND = "/Artifact <</Type /Layout>> BDC"


@dataclass(slots=True)
class Pen:
    """Collects one page. ``said`` are its words in the order a reader of the file finds them."""

    document: Any
    tree: Tree
    behind: list[str] = field(default_factory=list)
    ink: list[str] = field(default_factory=list)
    pictures: list[tuple[int, Image]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    _node: Node | None = None
    _open: bool = False
    _in_text: bool = False
    # The look whose colour and font for ASCII are set.
    _look: Look | None = None
    _font: tuple[str, float] = ("", 0.0)
    _colour: str = ""
    _stretch: float = 0.0
    _ordered: int = 0

    def write(
        self,
        words: str,
        look: Look,
        x: float,
        y: float,
        node: Node | None,
        stretch: float = 0.0,
        depths: bytes = b"",
    ) -> None:
        """Write words from a point on the baseline as content of ``node`` (None: an artifact).

        ``depths`` are the levels of their letters (``generator.bidi``) where they stand in a longer paragraph.
        """
        if not words.isascii() or depths or look.slanted:
            lean = LEAN if look.slanted else 0
            self.write_turned(words, look, (1, 0, lean, 1, x, y), node, stretch, depths)
            return
        if node is not self._node or not self._in_text:
            self._begin_text(node)
        if look is not self._look or stretch != self._stretch:
            self._begin(look, node, stretch)
            self._set_font(look.face.font.ascii_name(self.document), look.size)
            self._look = look
        if "(" in words or ")" in words or "\\" in words:
            self.ink.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm ({words.translate(ESCAPES)}) Tj")
        else:
            self.ink.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm ({words}) Tj")
        self.said.append(words)

    def write_turned(
        self,
        words: str,
        look: Look,
        matrix: tuple[float, ...],
        node: Node | None,
        stretch: float = 0.0,
        depths: bytes = b"",
    ) -> None:
        """Write words under a text matrix."""
        plain = (words.isascii() or look.face.plain.issuperset(words)) and not any(depths)
        if plain:
            self._begin(look, node, stretch)
            place = placed(matrix)
            for name, shown in look.face.font.shown(words, self.document):
                self._set_font(name, look.size)
                self.ink.append(f"{place} ({shown}) Tj" if place else f"({shown}) Tj")
                place = ""
        else:
            drawn = strokes(words, look.face, look.size, matrix, self.document, stretch, depths)
            self._write_strokes(drawn, look, node, stretch)
        self.said.append(words)

    def _write_strokes(self, drawn: list[Stroke], look: Look, node: Node | None, stretch: float) -> None:
        """Write words of any script; where they do not stand in the order of reading, that order is told beside."""
        if all(stroke.order == at for at, stroke in enumerate(drawn)):
            self._begin(look, node, stretch)
            for stroke in drawn:
                self._stroke(stroke, look.size)
        elif node is None:
            self._begin(look, None, stretch)
            # Marks are in no tree; the numbers are for whoever checks the page against what was drawn.
            for stroke in drawn:
                self.ink.append(f"/Span <</Order {self._ordered + stroke.order}>> BDC")
                self._stroke(stroke, look.size)
                self.ink.append("EMC")
            self._ordered += len(drawn)
        else:
            self.leave()
            # The tree is in the order of reading: each stroke is a piece of its own, numbered in that order.
            marks = [self.tree.mark(node) for _ in drawn]
            for stroke in drawn:
                self._open, self._node = True, node
                self.ink.append(f"/{node.tag} <</MCID {marks[stroke.order]}>> BDC")
                self._begin(look, node, stretch)
                self._stroke(stroke, look.size)
                self.leave()

    def _stroke(self, stroke: Stroke, size: float) -> None:
        for name, operators in stroke.shown:
            self._set_font(name, size)
            self.ink.append(operators)

    def _begin_text(self, node: Node | None) -> None:
        """Begin text of a node, in one step: most lines of a form are a node's only one."""
        if self._open and node is self._node:
            self.ink.append("BT")
        else:
            ended = "ET\nEMC\n" if self._in_text else "EMC\n" if self._open else ""
            begun = PAGINATION if node is None else f"/{node.tag} <</MCID {self.tree.mark(node)}>> BDC"
            self.ink.append(f"{ended}{begun}\nBT")
        self._open, self._in_text, self._node = True, True, node

    def _begin(self, look: Look, node: Node | None, stretch: float) -> None:
        if node is not self._node or not self._in_text:
            self._begin_text(node)
        add = self.ink.append
        if look.colour != self._colour:
            self._look = None
            self._colour = look.colour
            add(f"{rgb(look.colour)} rg")
        if stretch != self._stretch:
            self._stretch = stretch
            add(f"{stretch:.3f} Tw")

    def _set_font(self, name: str, size: float) -> None:
        self._look = None
        if self._font != (name, size):
            self._font = (name, size)
            self.ink.append(f"{name} {size:g} Tf")

    def enter(self, node: Node | None) -> None:
        """Begin content of a node, ending that of another; successive lines of one paragraph are one piece."""
        if self._open and node is self._node:
            return
        self.leave()
        self._open, self._node = True, node
        if node is None:
            self.ink.append(PAGINATION)
        else:
            self.ink.append(f"/{node.tag} <</MCID {self.tree.mark(node)}>> BDC")

    def leave(self) -> None:
        """End the content that is open, if any."""
        if self._open:
            self.end_text()
            self.ink.append("EMC")
            self._open, self._node = False, None

    def end_text(self) -> None:
        """Leave text, so that lines or a picture can be drawn."""
        if self._in_text:
            self.ink.append("ET")
            self._in_text = False

    def draw(self, operators: str, node: Node) -> None:
        """Draw operators (which keep their own state) as content of a node."""
        self.enter(node)
        self.end_text()
        self.ink.append(f"q {operators} Q")

    def place(self, image: Image, node: Node | None) -> None:
        """Draw a picture as content of a node (None: an artifact)."""
        self.enter(node)
        self.end_text()
        self.pictures.append((len(self.ink), image))

    def lift(self) -> str:
        """Return what was written so far, to be drawn first of all, and begin a new layer over it."""
        self.leave()
        written, self.ink = self.ink, []
        return "\n".join(written)

    def after(self) -> Pen:
        """Return a pen for another page that goes on as this one would, after the same words; nothing is open."""
        return Pen(
            self.document,
            self.tree,
            said=[*self.said],
            _look=self._look,
            _font=self._font,
            _colour=self._colour,
            _stretch=self._stretch,
            _ordered=self._ordered,
        )

    def layers(self) -> Iterator[str | Image]:
        """Yield the page's operators in drawing order, interrupted by its pictures."""
        self.leave()
        if self.behind:
            # Square ends (2 J), so that the borders of a box meet in its corners.
            yield "\n".join([BACKGROUND, "q 2 J", *self.behind, "Q", "EMC"])
        start = 0
        for end, image in self.pictures:
            yield "\n".join(self.ink[start:end])
            yield image
            start = end
        yield "\n".join(self.ink[start:])


@lru_cache(maxsize=256)
def rgb(colour: str) -> str:
    """Return ``RRGGBB`` as PDF's three operands."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3g}" for at in (0, 2, 4))
