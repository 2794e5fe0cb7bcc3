"""The XML of a Word file: its names, and how its values are written (ECMA-376 part 1, transitional).

Lengths come out in points. A value that cannot be read raises ``MalformedWord``: such a file is damaged.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# lxml ships no types: an element is Any, and its name here says what is meant.
Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

VAL = W + "val"
OFF = frozenset({"0", "false", "off", "none"})

TWIPS_PER_POINT = 20
EMU_PER_POINT = 12700
EIGHTHS_PER_POINT = 8
HALVES_PER_POINT = 2
LARGEST_NUMBER = 10_000_000

_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?")
_MEASURE = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(pt|in|cm|mm|pc)")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0}


class MalformedWord(ValueError):
    """A value in the file is not of the form the standard asks for; the message names the kind, not the value."""


def local(element: Element) -> str:
    """Return the element's name without its namespace."""
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def value(parent: Element | None, name: str) -> str | None:
    """Return the ``w:val`` of the child ``w:name``, None when there is no such child or value."""
    found = None if parent is None else parent.find(W + name)
    return None if found is None else found.get(VAL)


def is_on(element: Element | None) -> bool:
    """Say whether an on/off element is there and not switched off (17.17.4)."""
    return element is not None and element.get(VAL, "1") not in OFF


def number(text: str) -> float:
    """Read a plain number."""
    if not _NUMBER.fullmatch(text) or abs(float(text)) > LARGEST_NUMBER:
        raise MalformedWord("a number in it cannot be read")
    return float(text)


def whole(text: str | None, default: int = 0) -> int:
    """Read a whole number, ``default`` when there is none."""
    return default if text is None else int(number(text))


def points(text: str | None, default: float = 0.0) -> float:
    """Read a length in twentieths of a point, or with a unit of its own ("12pt"), in points."""
    if text is None:
        return default
    measure = _MEASURE.fullmatch(text)
    if measure:
        return number(measure[1]) * _POINTS[measure[2]]
    return number(text) / TWIPS_PER_POINT


def half_points(text: str | None, default: float = 0.0) -> float:
    """Read a font size, written in half points, in points."""
    return default if text is None else number(text) / HALVES_PER_POINT


def emu(text: str | None) -> float:
    """Read a drawing length, written in English Metric Units, in points."""
    if text is None:
        return 0.0
    if not _NUMBER.fullmatch(text):
        raise MalformedWord("a number in it cannot be read")
    return float(text) / EMU_PER_POINT


def colour(text: str | None, auto: str) -> str:
    """Read a colour as ``RRGGBB``; ``auto`` stands for Word's automatic one."""
    if text is None or text == "auto":
        return auto
    if not _COLOUR.fullmatch(text):
        raise MalformedWord("a colour in it cannot be read")
    return text.upper()


def shading(element: Element | None) -> str | None:
    """Return what a ``w:shd`` fills with, "" for nothing, None when nothing is said; a percentage is mixed."""
    if element is None:
        return None
    fill, ink, pattern = element.get(W + "fill"), element.get(W + "color"), element.get(VAL, "clear")
    if pattern == "solid":
        return colour(ink, "000000")
    if pattern.startswith("pct"):
        return _mixed(colour(ink, "000000"), colour(fill, "FFFFFF"), number(pattern[3:]) / 100)
    return colour(fill, "")


def _mixed(ink: str, ground: str, share: float) -> str:
    pairs = zip(bytes.fromhex(ink), bytes.fromhex(ground), strict=True)
    return bytes(round(a * share + b * (1 - share)) for a, b in pairs).hex().upper()
