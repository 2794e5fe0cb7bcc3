"""Identifiers (references, NHS numbers, codes) in any case and spacing, and with letters misread for digits.

Found where they stand apart, so that ten digits in the middle of a longer number are another number. An identifier of
fewer than five letters and digits, or without a digit, is no needle: it stands in ordinary text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.leaks.contacts import said
from disclosure.leaks.folding import squashed
from disclosure.leaks.matching import Hit, Hunter, Searched

LEAST = 5
MISREAD = str.maketrans("oilu", "011v")
PREFIXED = re.compile(r"[a-z](?=[0-9a-z]{8}$)")
"""The letter before a reference, which says its kind: the eight after it are its own."""


def identifier_hunters(value: str) -> tuple[Hunter, ...]:
    """Return what finds one identifier."""
    plain = squashed(value)
    if len(plain) < LEAST or plain.isalpha():
        return ()
    forms = {plain, PREFIXED.sub("", plain) if "-" in value else plain}
    return (Identifier(tuple(sorted(each.translate(MISREAD) for each in forms)), plain if plain.isdigit() else ""),)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in plain letters and digits, as it would be misread; ``digits`` of one that is a number."""

    forms: tuple[str, ...]
    digits: str = ""

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield where the identifier stands from edge to edge, in either direction."""
        for words in text.sequences(said(self.digits)) if self.digits else ():
            yield text.hit("number in words", words[0], words[-1])
        for form in self.forms:
            for letters, name in ((form, "identifier"), (form[::-1], "backward")):
                for words in text.apart(text.once(_misread), letters):
                    yield text.hit(name, words[0], words[-1])


def _misread(text: Searched) -> str:
    return text.joined.translate(MISREAD)
