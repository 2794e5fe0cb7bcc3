"""Neighbouring texts of a paragraph that look alike and lead to one place, as one text wherever their words came from.

Layout sets words, not origins: a value and the words round it are one text to it, as they are to a reader.
"""

from __future__ import annotations

from collections.abc import Sequence

from inconfidence.core.blocks import Inline, Text


def joined(inlines: Sequence[Inline]) -> Sequence[Inline]:
    """Return what a paragraph holds with its runs joined."""
    if len(inlines) == 1:
        return inlines
    made: list[Inline] = []
    last: Text | None = None
    for inline in inlines:
        if not isinstance(inline, Text):
            made.append(inline)
            last = None
        elif last is not None and _alike(last, inline):
            made[-1] = last = Text(last.words + inline.words, last.style, last.link)
        else:
            made.append(inline)
            last = inline
    return made


def _alike(one: Text, other: Text) -> bool:
    return (one.style is other.style or one.style == other.style) and one.link == other.link
