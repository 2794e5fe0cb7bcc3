"""Pictures that a record brings: read at once where the slow way writes a file to read it again."""

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
from generator.provenance import Told, source_of
from generator.word.characters import printable
from generator.word.markup import W, emu
from generator.word.pictures import MAGICS
from inconfidence.core.blocks import Picture

SHOWN = "pictures of this record"
"""The name the pictures of a record have among its values; no tag can write it."""


class Shown:
    """The pictures of one record, and those its template has asked for so far, in order."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self.asked: list[Node] = []
        self.size = 0
        self._pictures = pictures

    def show(self, name: str) -> _Tag:
        """Return what prints the token of a picture."""
        given = self._pictures[name]
        self.asked.append(_drawing(given, source_of(name)))
        self.size += len(given.content)
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


def _drawing(given: Picture, source: str) -> Node:
    """Return an element that has been read already (``generator.word.kept``) as the picture it stands for."""
    alt = Told.of([(source, printable(given.alt))]).stripped()
    if not given.content.startswith(MAGICS) or not alt or not _is_known(given.content):
        raise Slow("picture")
    drawing = Node(W + "drawing", {}, still=True)
    read = Picture(given.content, emu(str(Pt(given.width))), emu(str(Pt(given.height))), alt)
    drawing.kept = {"picture": read}
    return drawing


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
