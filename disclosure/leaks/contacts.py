"""Telephone numbers and e-mail addresses.

A telephone number: its national number (the digits after 0, +44 or 0044) in any grouping, with an extension or
without; a London number also without its 020. An e-mail address: in any case, with "at" and "dot" said in words, and
the part before the @ by itself unless it is a post and no person ("info").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.leaks.everyday import is_everyday
from disclosure.leaks.folding import cleaned, words_of
from disclosure.leaks.matching import Hit, Hunter, Searched

NUMBER = re.compile(r"[0-9](?<![0-9].)(?:[ \t\r\n()./_\-]{0,3}[0-9]){6,24}", re.DOTALL)
EXTENSION = re.compile(r"(?:ext?(?:ension)?\.?|x|#)\s*[0-9]{1,6}\s*$", re.IGNORECASE)
LONDON = "20"
NATIONAL_LEAST = 7
"""Digits: fewer are a number of something else."""
FIGURES = (
    frozenset(("zero", "oh", "o", "nought", "nil")),
    *(frozenset({each}) for each in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")),
)
SAID = frozenset({"at", "dot", "mailto", "http", "https", "www"})
POSTS = frozenset(("info", "admin", "office", "contact", "hello", "enquiries", "mail", "post", "reception", "head"))
LOCAL_LEAST = 6


def contact_hunters(value: str) -> tuple[Hunter, ...]:
    """Return what finds one way of reaching somebody."""
    if "@" in value:
        return (Email(*_sides(value)),)
    digits = national(EXTENSION.sub("", value))
    if len(digits) >= NATIONAL_LEAST:
        return (Telephone(digits),)
    return ()


def said(digits: str) -> tuple[frozenset[str], ...]:
    """Return the words for each figure of a number that is said figure by figure."""
    return tuple(FIGURES[int(each)] for each in digits)


def national(number: str) -> str:
    """Return the digits of a telephone number without the ways in from outside (00, 44) and the trunk 0."""
    digits = "".join(re.findall("[0-9]", cleaned(number).replace("(0)", "")))
    for prefix in ("0044", "44", "0"):
        if digits.startswith(prefix) and len(digits) > NATIONAL_LEAST + len(prefix):
            return digits.removeprefix(prefix).removeprefix("0")
    return digits


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number by its national digits."""

    digits: str

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield each run of digits that holds the number, in either direction, and where it is said in words."""
        for words in text.sequences(said(self.digits)):
            yield text.hit("telephone number in words", words[0], words[-1])
        for digits, start, end in text.once(_numbers):
            if self.digits in digits:
                yield Hit("telephone number", *_span(self.digits, text, start, end))
            elif self.digits.startswith(LONDON) and digits == self.digits.removeprefix(LONDON):
                yield Hit("telephone number without its area", start, end)
            elif self.digits[::-1] in digits:
                yield Hit("backward", *_span(self.digits[::-1], text, start, end))


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address by the words before and after its @."""

    local: tuple[frozenset[str], ...]
    domain: tuple[frozenset[str], ...]

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield where the address stands, or its first part alone."""
        for words in text.sequences((*self.local, *self.domain), SAID):
            yield text.hit("e-mail address", words[0], words[-1])
        whole = "".join(min(each) for each in (*self.local, *self.domain))
        for letters, form in ((whole, "run together"), (whole[::-1], "backward")):
            for words in text.run_together(letters):
                yield text.hit(form, words[0], words[-1])
        if self._is_telling():
            yield from self._alone(text)

    def _alone(self, text: Searched) -> Iterator[Hit]:
        for words in text.sequences(self.local):
            if not re.search(r"\s", text.between(words[0], words[-1])):
                yield text.hit("e-mail address without its domain", words[0], words[-1])

    def _is_telling(self) -> bool:
        words = [min(each) for each in self.local]
        ordinary = all(is_everyday(word) or word in POSTS for word in words)
        return (
            not ordinary and len("".join(words)) >= LOCAL_LEAST and (len(words) > 1 or any(map(str.isdigit, words[0])))
        )


def _span(digits: str, text: Searched, start: int, end: int) -> tuple[int, int]:
    """Return where in a run of digits these stand; the number of a house may follow a telephone number."""
    found = re.compile("[^0-9]*".join(digits)).search(text.text, start, end)
    return found.span() if found else (start, end)


def _numbers(text: Searched) -> list[tuple[str, int, int]]:
    """Return every run of digits that can be a telephone number, with where it stands."""
    return [(national(found[0]), *found.span()) for found in NUMBER.finditer(text.text)]


def _sides(value: str) -> tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
    local, _, domain = value.partition("@")
    return tuple(frozenset({word}) for word in words_of(local)), tuple(frozenset({word}) for word in words_of(domain))
