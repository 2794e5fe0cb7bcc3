"""What the codes of a font of ours mean, as the file itself says (ISO 32000-1, 9.10.3), and that the font is in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from generator.strict.forms import DESCRIPTOR, FONT
from generator.strict.kinds import Fault
from generator.strict.objects import Objects, unpacked
from generator.strict.syntax import unescaped

_PAIR = re.compile(rb"<((?:[0-9A-F]{2}){1,2})> <((?:[0-9A-F]{4})+)>\n")
KNOWN_MAPS = 64
PRINTABLE = range(32, 127)


class Meanings(dict[int, str]):
    """Letters by code, of one byte or of two (``width``); a code that means nothing is a fault."""

    width = 1
    plain = False
    """Whether every printable letter of ASCII means itself."""

    def read(self, codes: bytes) -> str:
        """Return what a string in round brackets says, its codes being of one byte."""
        return unescaped(codes).decode("latin-1").translate(self)

    def __missing__(self, code: int) -> str:
        """Refuse a code that the file gives no meaning to."""
        raise Fault("words", "a letter is drawn that the file gives no meaning to")


def meanings_of(objects: Objects, reference: Any) -> Meanings:
    """Return what the codes of a font mean.

    Raises:
        Fault: when it is no font of ours, or not in the file.
    """
    font = objects.value(reference, FONT)
    if font.get("Type") != "Font" or font.get("Subtype") not in ("TrueType", "Type0"):
        raise Fault("fonts embedded", "a font is of no kind that we draw with")
    inner = font
    if font["Subtype"] == "Type0":
        inner = objects.value(font["DescendantFonts"][0])
        objects.check_packed(inner.get("CIDToGIDMap"))
    descriptor = objects.value(inner.get("FontDescriptor"), DESCRIPTOR)
    objects.check_packed(descriptor.get("FontFile2"))
    if font["Subtype"] == "Type0":
        # Which glyphs were drawn, with what meaning, tells of names: it is not kept.
        return _read(objects.unpacked(font.get("ToUnicode")), 2)
    return _meanings(objects.stored(font.get("ToUnicode")))


@lru_cache(maxsize=KNOWN_MAPS)
def _meanings(stored: bytes) -> Meanings:
    # Kept between documents: a set of letters says nothing of anybody.
    return _read(unpacked(stored), 1)


def _read(source: bytes, width: int) -> Meanings:
    pairs = _PAIR.findall(source)
    read = Meanings((int(code, 16), bytes.fromhex(letters.decode()).decode("utf-16-be")) for code, letters in pairs)
    read.width = width
    read.plain = width == 1 and all(read.get(code) == chr(code) for code in PRINTABLE)
    return read
