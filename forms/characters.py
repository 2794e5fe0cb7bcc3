"""Text as it is kept: one Unicode form (NFC), no blanks at the ends, no character that hides or turns other text.

Line ends become ``\\n`` and a tab becomes a space. Joiners and direction marks that scripts need for spelling
(U+200C, U+200D, U+200E, U+200F, U+061C) stay; overrides, isolates, soft hyphens and zero-width spaces do not:
they show a reader, and a leak scan, something other than what is stored. Nor do accents heaped on one letter beyond
what any language writes: putting 600 kilobytes of them in order takes Python a minute and a half.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

BLANKS = " \n\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
NEEDED_FOR_SPELLING = frozenset("\u200c\u200d\u200e\u200f\u061c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
MARKS_MOST = 30
"""Accents on one letter: the Stream-Safe Text Format (UAX #15, section 13), far beyond what any language needs."""


def tidy(text: str) -> str:
    """Return ``text`` in NFC, with plain line ends and without blanks at its ends. Doing it twice changes nothing.

    Text with heaped accents keeps its form; it is refused for them.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if plain.isascii() or has_heaped_marks(plain):
        return plain.strip(BLANKS)
    return unicodedata.normalize("NFC", plain).strip(BLANKS)


def is_refused(character: str) -> bool:
    """Say whether a character has no place in a record (a line end has)."""
    if character == "\n" or character in NEEDED_FOR_SPELLING:
        return False
    return unicodedata.category(character) in REFUSED_CATEGORIES or ord(character) & 0xFFFE == 0xFFFE


def has_refused(text: str) -> bool:
    """Say whether ``text`` holds a control, override, invisible, private or broken character, or heaped accents."""
    # Python calls every character printable that is none of these, and looks at a page in a microsecond.
    if not text.replace("\n", "").isprintable() and any(map(is_refused, set(text))):
        return True
    return not text.isascii() and has_heaped_marks(text)


def has_heaped_marks(text: str) -> bool:
    """Say whether more than ``MARKS_MOST`` combining marks follow one another."""
    # So many in a row cover at least one of the places looked at first; most texts have none at any of them.
    if len(text) <= MARKS_MOST or not any(map(unicodedata.combining, text[MARKS_MOST :: MARKS_MOST + 1])):
        return False
    runs = groupby(text, key=lambda character: unicodedata.combining(character) > 0)
    return any(marks and sum(1 for _ in run) > MARKS_MOST for marks, run in runs)
