"""In which weight a person's own words are set, and in which parts a line of a name and its code is.

A pack has the common letters (``reportlab_details.COMMON``), regular and bold. Whatever else a name needs comes with
its owner's copy; set in one weight, regular, it comes once.
"""

from __future__ import annotations

from typing import Final

from generator.reportlab_details import COMMON_TABLE, NO_BREAK_SPACE

_HELD: Final = frozenset(map(chr, COMMON_TABLE)) | {chr(NO_BREAK_SPACE)}


def has_bold(words: str) -> bool:
    """Say whether words may be set bold: every pack holds all their letters."""
    return words.isascii() or _HELD.issuperset(words)


def parts_of(words: str) -> tuple[tuple[str, bool], ...]:
    """Return a line as parts to be set one after the other, each with whether it may be bold.

    All up to the last word with other letters is a part of its own: a code that follows a name which runs to the left
    would lose its first digits to the name's other side (UAX 9, N0 to N2).
    """
    if has_bold(words):
        return ((words, True),)
    end = max(at for at, letter in enumerate(words) if letter not in _HELD) + 1
    end = next((at for at in range(end, len(words)) if words[at].isspace()), len(words))
    return tuple([part for part in ((words[:end], False), (words[end:], True)) if part[0]])
