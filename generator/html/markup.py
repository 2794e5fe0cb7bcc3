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
"""The blocks of Hebrew, Arabic and all other letters that run from right to left (Unicode 16, table 2-2 of UAX 9)."""
_STRETCH = re.compile(f"[{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}\\s\u0300-\u036f'\u2019.-]*[{_RIGHT_TO_LEFT}])?")


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
    return words if words.isascii() and words.isprintable() else printable(composed(words)).replace("\n", " ")


def directed(words: str) -> Html:
    """Return shown words with each stretch that runs from right to left kept to itself (UAX 9, 6.3)."""
    parts, at = [], 0
    for found in _STRETCH.finditer(words):
        parts += [words[at : found.start()], element("bdi", found[0])]
        at = found.end()
    return joined(*parts, words[at:])


def runs_right_to_left(words: str) -> bool:
    """Say whether words begin with a letter that runs from right to left."""
    first = re.search(f"[A-Za-z\u00c0-\u058f{_RIGHT_TO_LEFT}]", words)
    return first is not None and _STRETCH.match(first[0]) is not None
