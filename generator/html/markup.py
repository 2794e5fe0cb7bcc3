"""Mark-up that cannot be broken out of: whatever is no ``Html`` yet is data and is escaped.

Everything is written so that an HTML parser and a strict XML parser read the same from it: attributes in quotes, every
element closed, no named character but the five of XML (HTML Living Standard 13.1; XML 1.0, 2 and 3).
"""

from __future__ import annotations

import html
import re

from generator.fonts import composed
from generator.word.characters import printable

VOID = frozenset({"meta", "img", "br", "col"})
"""Elements that hold nothing and are closed where they begin."""

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The blocks of Hebrew, Arabic and all other letters that run from right to left (UAX 9, table 4: R and AL)."""
_LEFT_TO_RIGHT = "A-Za-z\u00aa-\u02ff\u0370-\u058f\u0900-\u1fff\u2c00-\ud7ff\uff21-\uffdc"
_STRETCH = re.compile(f"[{_RIGHT_TO_LEFT}](?:[^{_LEFT_TO_RIGHT}]*[{_RIGHT_TO_LEFT}])?")
_LETTER = re.compile(f"[{_LEFT_TO_RIGHT}{_RIGHT_TO_LEFT}]")


class Html(str):
    """Finished mark-up."""

    __slots__ = ()


def element(name: str, /, *inside: str, **attributes: str | None) -> Html:
    """Return an element; an attribute of None is left out, ``class_`` and ``aria_label`` lose their underscores."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value, quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Html(f"<{name}{said}/>")
    return Html(f"<{name}{said}>{joined(*inside)}</{name}>")


def joined(*parts: str) -> Html:
    """Return parts one after another, those that are words escaped."""
    return Html("".join(part if isinstance(part, Html) else html.escape(part, quote=True) for part in parts))


def shown(words: str) -> str:
    """Return words as they are shown: accents composed, controls as U+FFFD, line ends as spaces."""
    if words.isascii() and words.isprintable():
        return words
    return printable(composed(words)).replace("\n", " ").replace("\t", " ")


def directed(words: str) -> Html:
    """Return shown words with each stretch that runs from right to left kept to itself (UAX 9, 6.3)."""
    parts, at = [], 0
    for found in _STRETCH.finditer(words):
        parts += [words[at : found.start()], element("bdi", found[0])]
        at = found.end()
    return joined(*parts, words[at:])


def runs_right_to_left(words: str) -> bool:
    """Say whether words begin with a letter that runs from right to left."""
    first = _LETTER.search(words)
    return first is not None and _STRETCH.match(first[0]) is not None
