"""What the codes of a font of ours mean, as the file itself says (ISO 32000-1, 9.10.3), and that the font is in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from generator.strict.objects import Objects
from generator.strict.syntax import Fault

_PAIR = re.compile(rb"<([0-9A-F]{2})> <((?:[0-9A-F]{4})+)>\n")
KNOWN_MAPS = 64


class Meanings(dict[int, str]):
    """Letters by code; a code that means nothing is a fault."""

    def __missing__(self, code: int) -> str:
        """Refuse a code that the file gives no meaning to."""
        raise Fault("words", "a letter is drawn that the file gives no meaning to")


def meanings_of(objects: Objects, reference: Any) -> Meanings:
    """Return what the codes of a font mean.

    Raises:
        Fault: when it is no font of ours, or not in the file.
    """
    font = objects.value(reference)
    if font.get("Type") != "Font" or font.get("Subtype") != "TrueType":
        raise Fault("fonts embedded", "a font is of no kind that we draw with")
    descriptor = objects.value(font.get("FontDescriptor"))
    objects.check_packed(descriptor.get("FontFile2"))
    return _meanings(objects.unpacked(font.get("ToUnicode")))


@lru_cache(maxsize=KNOWN_MAPS)
def _meanings(source: bytes) -> Meanings:
    # Kept between documents: a set of letters says nothing of anybody.
    pairs = _PAIR.findall(source)
    return Meanings((int(code, 16), bytes.fromhex(letters.decode()).decode("utf-16-be")) for code, letters in pairs)
