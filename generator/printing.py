"""What a tag prints: a value in words, between marks that tell its path; and what a filter makes of values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import Undefined, nodes
from markupsafe import Markup

from generator import counting
from generator.paths import derived, source_of
from generator.sourced import Words
from inconfidence.core.errors import Failed

OPEN: Final = "\ue0f1"
MIDDLE: Final = "\ue0f2"
CLOSE: Final = "\ue0f3"
"""OPEN path MIDDLE words CLOSE: private-use characters that no bullet or symbol of Word uses."""
MARK = re.compile(f"[{OPEN}{MIDDLE}{CLOSE}]")


class Printer:
    """Jinja's ``finalize``: prints a value in words, between marks when its path is to be read again.

    ``trees`` are the templates it prints for: what they say themselves may be printed without a path.
    """

    def __init__(self, printed: Callable[[Any], Any], own: frozenset[str], *, marked: bool) -> None:
        self.trees: list[nodes.Template] = []
        self._own = set(own)
        self._printed = printed
        self._marked = marked

    def __call__(self, value: Any) -> Any:
        """Print one value; what was printed before (by a macro) and pictures pass."""
        if type(value) is not Words and (isinstance(value, Undefined) or hasattr(type(value), "__html__")):
            if isinstance(value, Markup):
                counting.printed(value)
            return value
        source, words = source_of(value), self._printed(value)
        if isinstance(words, str):
            counting.printed(words)
        if source:
            return marked(str(words), source) if self._marked else words
        # Truths and numbers without a path were counted or compared by the template itself (loop.index).
        if not isinstance(value, int) and not self._is_own(words):
            raise Failed("a tag prints words made in a way that loses where they came from.")
        return words

    def _is_own(self, words: Any) -> bool:
        if not words or words in self._own:
            return True
        said = (one.value for tree in self.trees for one in tree.find_all(nodes.Const))
        if words not in said:
            return False
        # What a template says it says for every record: it is looked for once.
        self._own.add(words)
        return True


def marked(words: str, source: str) -> str:
    """Return words between marks that tell their path."""
    return f"{OPEN}{source}{MIDDLE}{words}{CLOSE}"


def carried(function: Callable[..., Any], values: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    """Return what a filter makes of values: counted, and as one that keeps their path.

    Raises:
        Failed: when it works on what a macro or a block has printed.
        TooMuch: when it is longer than any value may be, or more is made than may be.
    """
    used = (*values, *named.values()) if named else values
    for one in used:
        if isinstance(one, Markup) and MARK.search(one):
            raise Failed("a filter works on what a macro or a block has printed.")
    return derived(counting.made(function(*values, **named)), *used)
