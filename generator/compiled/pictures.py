"""Pictures that a record brings: read from the element that docxtpl would write for each."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import lru_cache

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.shared import Pt
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from generator.compiled.assembling import PICTURE, token
from generator.compiled.node import Node
from generator.compiled.slow import Slow
from generator.paths import source_of
from generator.printing import marked
from generator.word.characters import printable
from generator.word.markup import PIC, WP, A, R, W
from generator.word.package import Relationship
from inconfidence.core.blocks import Picture

PICTURES = "http://schemas.openxmlformats.org/drawingml/2006/picture"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
SHOWN = "pictures of this record"
"""The name the pictures of a record have among its values; no tag can write it."""


class Shown:
    """The pictures of one record, and those one of its parts has asked for so far, in order.

    ``media`` are their contents, ``relationships`` what their elements name them by.
    """

    def __init__(self, pictures: Mapping[str, Picture], part: str = "") -> None:
        self.asked: list[Node] = []
        self.media: dict[str, bytes] = {}
        self.relationships: dict[str, Relationship] = {}
        self._part = part
        self._pictures = pictures

    @property
    def size(self) -> int:
        """Return the bytes of all pictures together."""
        return sum(map(len, self.media.values()))

    def show(self, name: str) -> _Tag:
        """Return what prints the token of a picture."""
        given = self._pictures[name]
        identifier = f"shown {len(self.asked)}"
        target = f"{self._part} {identifier}"
        self.asked.append(_drawing(given, source_of(name), identifier))
        self.media[target] = given.content
        self.relationships[identifier] = Relationship(IMAGE, target, outside=False)
        return _Tag(len(self.asked) - 1)


class _Tag:
    """A picture as Jinja has it."""

    def __init__(self, index: int) -> None:
        self._index = index

    def __html__(self) -> str:
        """Return the token that stands for it."""
        return Markup(token(f"{PICTURE}{self._index}"))  # noqa: S704 - a number, made here


@pass_context
def picture(context: Context, name: str) -> _Tag:
    """Show a picture: the filter of that name."""
    shown = context.resolve_or_missing(SHOWN)
    if not isinstance(shown, Shown):
        raise Slow("picture")
    return shown.show(name)


def _drawing(given: Picture, source: str, identifier: str) -> Node:
    """Return the element that docxtpl would write for a picture, with a relationship of our own."""
    if not _is_known(given.content):
        raise Slow("picture")
    alt = printable(given.alt)
    size = {"cx": str(Pt(given.width)), "cy": str(Pt(given.height))}
    told = Node(WP + "docPr", {"name": "Picture", "descr": marked(alt, source) if source else alt})
    shown = Node(PIC + "blipFill", {}, None, [Node(A + "blip", {R + "embed": identifier})])
    data = Node(A + "graphicData", {"uri": PICTURES}, None, [Node(PIC + "pic", {}, None, [shown])])
    graphic = Node(A + "graphic", {}, None, [data])
    return Node(W + "drawing", {}, None, [Node(WP + "inline", {}, None, [Node(WP + "extent", size), told, graphic])])


@lru_cache(maxsize=8)
def _is_known(content: bytes) -> bool:
    """Say whether python-docx, which puts pictures into Word files, can tell what a picture is."""
    try:
        Image.from_blob(content)
    except (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
        struct.error,
        ValueError,
        LookupError,
    ):
        return False
    return True
