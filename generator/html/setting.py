"""What the parts of one page share: its style sheet, its language, and how deep its headings are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.html.sheet import Sheet

MOST_DEEP = 6
DEFAULT_LANGUAGE = "en-GB"
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(slots=True)
class Setting:
    """The state of one page while it is drawn; ``near`` are the words of the heading last met."""

    language: str
    sheet: Sheet = field(default_factory=Sheet)
    near: str = ""
    patterns: set[str] = field(default_factory=set)
    _titled: bool = False
    _depth: int = 1
    _anchors: set[str] = field(default_factory=set)

    def heading(self, level: int) -> str:
        """Return the element of a heading: under the one title, and never more than one deeper than the last."""
        self._depth = min(level + 1, self._depth + 1, MOST_DEEP)
        return f"h{self._depth}"

    def title(self) -> str:
        """Return the element of a title: the first is the page's own, the others begin parts of it."""
        if self._titled:
            return self.heading(1)
        self._titled = True
        return "h1"

    def foreign(self, language: str) -> str | None:
        """Return a language that differs from the page's, None when it does not or is no language (BCP 47)."""
        return language if language != self.language and LANGUAGE.fullmatch(language) else None

    def anchor(self, bookmark: str) -> str | None:
        """Return the id of a bookmark, None when something has it already."""
        name = anchor_of(bookmark)
        if name in self._anchors:
            return None
        self._anchors.add(name)
        return name


def language_of(language: str) -> str:
    """Return the language of a page: British English where a file gives none that is one."""
    return language if LANGUAGE.fullmatch(language) else DEFAULT_LANGUAGE


def anchor_of(bookmark: str) -> str:
    """Return the id of a bookmark: one of its own for each, which clashes with no name a browser knows."""
    kept = (
        letter if letter.isascii() and (letter.isalnum() or letter in "_-") else f".{ord(letter):x}."
        for letter in bookmark
    )
    return f"to-{''.join(kept)}"
