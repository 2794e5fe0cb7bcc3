"""Painting pages that were laid out: every item as operators of a ``Pen``, and what the document has to know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from generator.layout.borders import border_strokes
from generator.layout.items import (
    Anchor,
    Bars,
    Extent,
    FieldPlace,
    Fill,
    Frame,
    Image,
    Page,
    Pattern,
    Placed,
    Rules,
    Strip,
    Stroke,
    Tick,
    Words,
)
from generator.pen import Pen, rgb
from generator.tags import Node

Rectangle = tuple[float, float, float, float]

TICK_LINE = 1.0
CROSS_LINE = 1.7
CROSS_INSET = 0.22


@dataclass(frozen=True, slots=True)
class Link:
    """A place that leads elsewhere: an address, or ``#bookmark``."""

    page: int
    rectangle: Rectangle
    target: str
    words: str
    node: Node


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the pane of bookmarks."""

    page: int
    top: float
    title: str
    level: int


@dataclass(slots=True)
class Found:
    """What painting met that belongs to the document, not to a page."""

    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    fields: dict[str, tuple[int, Rectangle, Node | None]] = field(default_factory=dict)


class Painter:
    """Paints one page."""

    __slots__ = ("_artifact", "_found", "_height", "_page", "_pen")

    def __init__(self, page: Page, pen: Pen, found: Found) -> None:
        self._page, self._pen, self._found = page, pen, found
        self._height = page.shape.height
        self._artifact = False

    def paint(self) -> None:
        """Paint the running head, the text and the running foot."""
        page = self._page
        for x, top, bottom, frame in page.frames:
            self._frame(frame, x, top, bottom)
        for placed in (*page.head, *page.body, *page.foot):
            self._placed(placed, 0.0, 0.0)

    def _placed(self, placed: Placed, x: float, y: float) -> None:
        before = self._artifact
        self._artifact = before or placed.repeated
        self._strip(placed.strip, x + placed.x, y + placed.y)
        self._artifact = before

    def _strip(self, strip: Strip, x: float, y: float) -> None:
        if not self._artifact:
            for node in strip.opens:
                node.join()
        for left, top, bottom, frame in strip.frames:
            self._frame(frame, x + left, y + top, y + bottom)
        for item in strip.items:
            # The three that are most of a page, not by the table: compiled, a call by name is a call and no more.
            if isinstance(item, Words):
                self._words(item, x, y)
            elif isinstance(item, Rules):
                self._rules(item, x, y)
            elif isinstance(item, Placed):
                self._placed(item, x, y)
            else:
                PAINTED[type(item)](self, item, x, y)

    def _node(self, node: Node | None) -> Node | None:
        return None if self._artifact else node

    def _words(self, item: Words, x: float, y: float) -> None:
        look, left, base = item.look, x + item.x, y + item.y
        node = None if self._artifact else item.node
        self._pen.write(item.words, look, left, self._height - base, node, item.stretch, item.depths)
        if look.underline or look.strike or look.shading or item.link:
            self._decorate(item, left, base, node)

    def _decorate(self, item: Words, left: float, base: float, node: Node | None) -> None:
        look = item.look
        if look.underline:
            self._line(left, base + look.size * 0.11, item.width, look.size * 0.05, look.colour)
        if look.strike:
            self._line(left, base - look.size * 0.27, item.width, look.size * 0.05, look.colour)
        if look.shading:
            top = base - look.face.ascent * look.size
            self._fill(Fill(left, top, item.width, 1.362 * look.size, look.shading), 0.0, 0.0)
        if item.link and node is not None:
            rectangle = self._rectangle(left, base - look.size, item.width, look.size * 1.3)
            self._found.links.append(Link(self._page.number, rectangle, item.link, item.words.strip(), node))

    def _line(self, x: float, y: float, width: float, weight: float, colour: str) -> None:
        self._stroke(Stroke(x, y, x + width, y, weight, colour), 0.0, 0.0)

    def _rectangle(self, x: float, y: float, width: float, height: float) -> Rectangle:
        return (x, self._height - y - height, x + width, self._height - y)

    def _fill(self, item: Fill, x: float, y: float) -> None:
        bottom = self._height - y - item.y - item.height
        self._pen.behind.append(
            f"{rgb(item.colour)} rg {x + item.x:.2f} {bottom:.2f} {item.width:.2f} {item.height:.2f} re f"
        )

    def _stroke(self, item: Stroke, x: float, y: float) -> None:
        top = self._height - y
        path = f"{x + item.x1:.2f} {top - item.y1:.2f} m {x + item.x2:.2f} {top - item.y2:.2f} l S"
        ink = f"{rgb(item.colour)} RG {item.width:.3g} w"
        if not item.dash and not item.dotted:
            self._pen.behind.append(f"{ink} {path}")
            return
        dash = " ".join(f"{length:g}" for length in item.dash)
        self._pen.behind.append(f"q {ink} [{dash}] 0 d {int(item.dotted)} J {path} Q")

    def _rules(self, item: Rules, x: float, y: float) -> None:
        top = self._height - y
        path = [f"{x + x1:.2f} {top - y1:.2f} m {x + x2:.2f} {top - y2:.2f} l" for x1, y1, x2, y2 in item.lines]
        self._pen.behind.append(f"{rgb(item.line.colour)} RG {item.line.width:.3g} w {' '.join(path)} S")

    def _pattern(self, item: Pattern, x: float, y: float) -> None:
        left, bottom = x + item.x, self._height - y - item.y - item.height
        box = f"{left:.2f} {bottom:.2f} {item.width:.2f} {item.height:.2f} re"
        slants = []
        at = -item.height + (item.gap - (-item.height) % item.gap) % item.gap
        while at < item.width:
            slants.append(f"{left + at:.2f} {bottom:.2f} m {left + at + item.height:.2f} {bottom + item.height:.2f} l")
            at += item.gap
        hatching = f"{rgb(item.colour)} RG q {box} W n {item.line:g} w {' '.join(slants)} S Q"
        node = self._node(item.node)
        if node is None:
            self._pen.behind.append(f"q {hatching} Q")
        else:
            self._pen.draw(f"{hatching} 0.75 w {box} S", node)

    def _extent(self, item: Extent, x: float, y: float) -> None:
        if item.node is not None:
            self._bounds(item.node, self._rectangle(x + item.x, y + item.y, item.width, item.height))

    @staticmethod
    def _bounds(node: Node, rectangle: Rectangle) -> None:
        node.attributes += b" /A <</O /Layout /Placement /Inline /BBox [%.2f %.2f %.2f %.2f]>>" % rectangle

    def _tick(self, item: Tick, x: float, y: float) -> None:
        left, bottom, right, top = self._rectangle(x + item.x, y + item.y, item.size, item.size)
        drawn = f"{rgb(item.colour)} RG {TICK_LINE:g} w {left:.2f} {bottom:.2f} {item.size:.2f} {item.size:.2f} re S"
        if item.ticked:
            inset = item.size * CROSS_INSET
            west, east, south, north = left + inset, right - inset, bottom + inset, top - inset
            drawn += f" {CROSS_LINE:g} w 1 J {west:.2f} {south:.2f} m {east:.2f} {north:.2f} l"
            drawn += f" {west:.2f} {north:.2f} m {east:.2f} {south:.2f} l S"
        node = self._node(item.node)
        if node is None:
            self._pen.behind.append(f"q {drawn} Q")
            return
        self._pen.draw(drawn, node)
        self._bounds(node, (left, bottom, right, top))

    def _image(self, item: Image, x: float, y: float) -> None:
        box = self._rectangle(x + item.x, y + item.y, item.width, item.height)
        node = self._node(item.node)
        self._pen.place(Image(box[0], box[1], item.width, item.height, item.content, node), node)
        if node is not None:
            self._bounds(node, box)

    def _bars(self, item: Bars, x: float, y: float) -> None:
        left, bottom = x + item.x, self._height - y - item.y - item.height
        bars = " ".join(f"{left + at:.2f} {bottom:.2f} {wide:g} {item.height:g} re" for at, wide in item.bars)
        node = self._node(item.node)
        if node is None:
            self._pen.behind.append(f"q 0 g {bars} f Q")
            return
        self._pen.draw(f"0 g {bars} f", node)
        end = item.bars[-1][0] + item.bars[-1][1]
        self._bounds(node, (left, bottom, left + end, bottom + item.height))

    def _field(self, item: FieldPlace, x: float, y: float) -> None:
        if self._artifact or item.node is None:
            return
        item.node.join()
        rectangle = self._rectangle(x + item.x, y + item.y, item.width, item.height)
        self._found.fields[item.field] = (self._page.number, rectangle, item.node)

    def _anchor(self, item: Anchor, x: float, y: float) -> None:
        if item.level and not self._artifact and item.title:
            self._found.headings.append(Heading(self._page.number, self._height - y, item.title, item.level))

    def _frame(self, frame: Frame, x: float, top: float, bottom: float) -> None:
        left, right, borders = x + frame.left, x + frame.right, frame.borders
        if frame.shading:
            self._fill(Fill(left, top, right - left, bottom - top, frame.shading), 0.0, 0.0)
        for line, corners in (
            (borders.top, (left, top, right, top)),
            (borders.bottom, (left, bottom, right, bottom)),
            (borders.left, (left, top, left, bottom)),
            (borders.right, (right, top, right, bottom)),
        ):
            for stroke in border_strokes(line, *corners) if line else ():
                self._stroke(stroke, 0.0, 0.0)


# Not kept by each painter, which would then hold itself.
PAINTED: dict[type, Callable[[Painter, Any, float, float], None]] = {
    Words: Painter._words,
    Fill: Painter._fill,
    Stroke: Painter._stroke,
    Pattern: Painter._pattern,
    Extent: Painter._extent,
    Tick: Painter._tick,
    Image: Painter._image,
    Bars: Painter._bars,
    FieldPlace: Painter._field,
    Anchor: Painter._anchor,
    Rules: Painter._rules,
    Placed: Painter._placed,
}
