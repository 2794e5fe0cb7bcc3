"""The body of a pack, drawn once: every page with places kept for the own words, and the tree that reads them out.

``draw_body`` lays out the common paper with as many lines for each own paragraph as the copies of this body take.
Stand-ins are not drawn: each leaves a line in the page's operators where its piece will go, and a number in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from generator.fonts import face, hold_common_letters
from generator.layout.items import Image, Look, Page, Words
from generator.layout.pages import Pages, layout
from generator.marks import is_large_print, with_room_for_marks
from generator.packs.file import PackFile, taken_apart
from generator.packs.ink import Piece
from generator.packs.owned import STAND_IN, NotPrepared, stand_ins, with_lines
from generator.packs.rooms import Rooms, Shape, set_in
from generator.paint import Found, Painter
from generator.pdf.file import PaperFile
from generator.pdf.pictures import add_picture, picture_operators
from generator.pdfa import finish
from generator.pen import Pen
from generator.reportlab_details import PaperFont
from generator.tags import Node, Tree
from inconfidence.core.blocks import PageShape, Paragraph
from inconfidence.core.documents import SignatureField

_KEPT = re.compile(r"^%own (\d+)$", re.MULTILINE)
_SAID = "\x00own "


@dataclass(frozen=True, slots=True)
class Body:
    """A pack without its own words: what its copies share, and what each of them has to put where.

    ``sizes`` are the pages' sizes, each once, for which marks are written; ``pieces`` what is kept for own words.
    ``said`` are the words of each page in drawing order: words, or the number of a piece. ``at`` is where the lines of
    each stand-in begin in its column, from which own lines are placed.
    """

    file: PackFile = field(repr=False)
    rooms: Rooms = field(repr=False)
    shape: Shape
    level: bool
    sizes: tuple[PageShape, ...]
    pieces: tuple[Piece, ...]
    at: tuple[tuple[tuple[float, float], ...], ...]
    said: tuple[tuple[str | int, ...], ...] = field(repr=False)
    pages: tuple[int, ...]
    """The size of each page, by its place among ``sizes``."""
    fonts: Mapping[PaperFont, str]
    """The names of the fonts that every copy has letters of."""
    fields: tuple[SignatureField, ...]
    title: str


class BodyPen(Pen):
    """A pen that leaves out the stand-ins, and notes where each stood."""

    def __init__(self, document: PaperFile, tree: Tree) -> None:
        super().__init__(document, tree)
        self.kept: list[Piece] = []

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
        """Write words, or keep their place."""
        stand_in = STAND_IN.fullmatch(look.colour)
        if stand_in is None:
            super().write(words, look, x, y, node, stretch, depths)
        else:
            self._keep(int(stand_in[1]), (int(stand_in[2]), x, y), node)

    def _keep(self, paragraph: int, line: tuple[int, float, float], node: Node | None) -> None:
        last = self.kept[-1] if self.kept else None
        if last and last.paragraph == paragraph and self.ink[-1:] == [f"%own {len(self.kept) - 1}"]:
            self.kept[-1] = Piece(paragraph, last.tag, last.mark, (*last.lines, line))
            return
        self.leave()
        tag, mark = ("", -1) if node is None else (node.tag, self.tree.mark(node))
        self.ink.append(f"%own {len(self.kept)}")
        self.said.append(f"{_SAID}{len(self.kept)}")
        self.kept.append(Piece(paragraph, tag, mark, (line,)))


def draw_body(rooms: Rooms, shape: Shape, fields: tuple[SignatureField, ...], created: datetime) -> Body:
    """Draw a common paper whose own paragraphs have lines of this shape.

    Raises:
        InputInvalid: when it cannot be drawn.
        NotPrepared: when own lines would not stand as high as their stand-ins.
    """
    paper = with_lines(rooms.common, [len(each) for each in shape.heights])
    at = _places(rooms, stand_ins(paper), shape.heights)
    level = is_large_print(paper)
    laid = layout(with_room_for_marks(paper) if level else paper)
    pages = _Pages(_merged(at, shape.alike))
    for page in laid.pages:
        pages.draw(page, laid)
    content = finish(
        pages.file, laid.tree, pages.found, laid.places, fields, [page.shape.height for page in laid.pages],
        title=paper.title, language=paper.language, created=created.astimezone(UTC),
    )  # fmt: skip
    sizes = tuple({(page.shape.width, page.shape.height): page.shape for page in laid.pages}.values())
    order = [(each.width, each.height) for each in sizes]
    of_pages = tuple([order.index((page.shape.width, page.shape.height)) for page in laid.pages])
    return Body(
        file=taken_apart(content, of_pages, len(sizes), len(pages.pieces)),
        rooms=rooms,
        shape=shape,
        level=level,
        sizes=sizes,
        pieces=tuple(pages.pieces),
        at=at,
        said=tuple(pages.said),
        pages=of_pages,
        fonts={face(bold).font: pages.file.fonts[face(bold).font].first[1:] for bold in (False, True)},
        fields=fields,
        title=paper.title,
    )


class _Pages:
    """The pages of a body under construction; ``merged`` says as which own paragraph each is drawn."""

    def __init__(self, merged: Sequence[int]) -> None:
        self._merged = merged
        self.file, self.found = PaperFile(), Found()
        self.pieces: dict[Piece, int] = {}
        self.said: list[tuple[str | int, ...]] = []
        # Whichever of them its own words will need.
        hold_common_letters(self.file)

    def draw(self, page: Page, laid: Pages) -> None:
        """Draw one page."""
        laid.tree.begin_page()
        pen = BodyPen(self.file, laid.tree)
        Painter(page, pen, self.found).paint()
        layers = list(pen.layers())
        kept = [replace(each, paragraph=self._merged[each.paragraph]) for each in pen.kept]
        numbers = [self.pieces.setdefault(each, len(self.pieces)) for each in kept]
        pictures: dict[str, bytes] = {}
        operators = [self._operators(layer, numbers, pictures) for layer in layers]
        self.file.add_page((page.shape.width, page.shape.height), operators, pictures)
        self.said.append(tuple(_said(pen.said, numbers)))

    def _operators(self, layer: str | Image, numbers: Sequence[int], pictures: dict[str, bytes]) -> str:
        if isinstance(layer, str):
            return _KEPT.sub(lambda each: f"%own {numbers[int(each[1])]}", layer)
        name = add_picture(self.file, layer.content)
        pictures[name] = self.file.pictures[name]
        return picture_operators(name, layer.x, layer.y, layer.width, layer.height)


def _said(said: Sequence[str], numbers: Sequence[int]) -> list[str | int]:
    return [numbers[int(each[len(_SAID) :])] if each.startswith(_SAID) else each for each in said]


def _merged(at: Sequence[object], alike: Sequence[int]) -> list[int]:
    """Return for each own paragraph the one it is drawn as: of the same lines, at the same places of its column."""
    return [first if at[first] == at[number] else number for number, first in enumerate(alike)]


def _places(
    rooms: Rooms, paragraphs: Mapping[int, Paragraph], heights: Sequence[Sequence[float]]
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return where in its column each line of each stand-in begins."""
    places = []
    for number, wanted in enumerate(heights):
        strips = set_in(paragraphs[number], rooms.widths[number], rooms.common.language)
        if tuple(strip.height for strip in strips) != tuple(wanted):
            raise NotPrepared("own words stand higher or lower than others in their place")
        words = [[item for item in strip.items if isinstance(item, Words)] for strip in strips]
        places.append(tuple([(only.x, only.y) for (only,) in words]))
    return tuple(places)
