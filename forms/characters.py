"""Text as it is kept: one Unicode form (NFC), no blanks at the ends, no character that hides or turns other text.

Line ends become ``\\n`` and a tab becomes a space. Joiners and direction marks that scripts need for spelling
(U+200C, U+200D, U+200E, U+200F, U+061C) stay; overrides, isolates, soft hyphens and zero-width spaces do not:
they show a reader, and a leak scan, something other than what is stored.
"""

from __future__ import annotations

import re
import unicodedata

BLANKS = " \n\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
NEEDED_FOR_SPELLING = frozenset("\u200c\u200d\u200e\u200f\u061c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
PRINTABLE_ASCII = re.compile(r"[ -~\n]*")


def tidy(text: str) -> str:
    """Return ``text`` in NFC, with plain line ends and without blanks at its ends. Doing it twice changes nothing."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", plain).strip(BLANKS)


def is_refused(character: str) -> bool:
    """Say whether a character has no place in a record (a line end has)."""
    if character == "\n" or character in NEEDED_FOR_SPELLING:
        return False
    return unicodedata.category(character) in REFUSED_CATEGORIES or ord(character) & 0xFFFE == 0xFFFE


def has_refused(text: str) -> bool:
    """Say whether ``text`` holds a control, override, invisible, private or broken character."""
    return PRINTABLE_ASCII.fullmatch(text) is None and any(map(is_refused, text))
