"""The letters of one copy: the fonts every copy has, under names of its own, and fonts for what those do not hold.

Plain letters of names stand in the first table of the two fonts of Noto Sans, which is the same in every file that
has letters beside ASCII (``reportlab_details.COMMON``); only a letter beyond it, or another script, adds a font.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.pdf.syntax import dictionary
from generator.reportlab_details import Letters, PaperFont
from inconfidence.core.packs import OWN_NUMBERS

FIRST_OWN: Final = 100
"""Names of own fonts are numbered from here; no paper has as many of its own."""


_BEFORE: Final[Mapping[Any, None]] = dict.fromkeys(range(FIRST_OWN))
"""A font is named by how many there are before it."""


class OwnFonts:
    """Stands for the file where words are drawn (``generator.strokes``): it collects the fonts they need."""

    only = None

    def __init__(self, shared: Mapping[PaperFont, bytes]) -> None:
        self.fonts: dict[Any, Any] = dict(_BEFORE)
        self.objects: list[bytes] = []
        self._shared = shared

    def add(self, content: bytes) -> bytes:
        """Take an object and return the reference to it."""
        self.objects.append(content)
        return b"%d 0 R" % (OWN_NUMBERS + len(self.objects) - 1)

    def listed(self, of_all: Mapping[str, bytes]) -> bytes:
        """Return the list of a copy's fonts: those ``of_all``, and its own."""
        names = dict(of_all)
        for font, drawn in self.fonts.items():
            if drawn is None:
                continue
            if isinstance(drawn, Letters):
                names[drawn.first[1:]] = self._shared[font]
                names |= drawn.added(self)
            else:
                names |= drawn.written(self)
        return dictionary(names)
