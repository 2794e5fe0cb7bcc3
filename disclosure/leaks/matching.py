"""A text folded once, in which every needle can then be found quickly, and what finding one is.

Needles are found by looking up their words in an index of the text, never by walking the text for each of them. What
no index of words shows (a name joined, letter-spaced or broken in the middle) is found in the text without its blanks,
and only when its first six letters stand in it at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, Protocol, TypeVar, cast

from disclosure.leaks.folding import WORD, cleaned, keys

Made = TypeVar("Made")
GRAM = 6
"""Letters: shorter words are never looked for in joined text, where they would stand by chance."""
SURE_LENGTH = 10
"""Letters: a joined name this long inside a longer word is no coincidence."""
SENTENCE_END = re.compile(r"""(?:^|[.!?:;\n\u2022|/])[\s"'(\[\u2013-]*\Z""")
LOOK_BACK = 12
ENDS = r"""[\n\t|()\[\]{}<>"=:/\\_@#\u2022\u201c\u201d]"""
"""Signs that end what a sentence can go on in: of lines, entries, brackets, quotations, fields of programs."""
EDGE, CLOSED = re.compile(rf"{ENDS}|\A-\Z"), re.compile(rf"{ENDS}|\A\.\Z")
"""What parts the words before, and those behind: in a file's name a hyphen does, and the dot before its ending."""
SALUTATIONS = frozenset({"dear", "hello", "hi"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a needle was found, as positions in the cleaned text.

    ``weak``: only a part of a name. ``sure``: not so for what is a leak only perhaps (a day and month without year).
    """

    form: str
    start: int
    end: int
    weak: bool = False
    sure: bool = True


class Hunter(Protocol):
    """Finds one needle, in all the forms of its kind."""

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield each place where the needle stands."""


class Searched:
    """A text cleaned and folded once. Words are counted from 0; what else is needed is worked out when asked for."""

    def __init__(self, text: str, *, is_clean: bool = False) -> None:
        """Fold ``text``; one that is clean keeps every letter in its place."""
        self.text = text if is_clean else cleaned(text)
        self.raw: list[str] = WORD.findall(self.text)
        self.places: dict[str, list[int]] = defaultdict(list)
        self.keys = self._indexed()
        self._made: dict[Callable[[Searched], Any], Any] = {}

    def _indexed(self) -> list[str]:
        if self.text.isascii():
            folded = WORD.findall(self.text.lower())
            for place, each in enumerate(folded):
                self.places[each].append(place)
            return folded
        every = [keys(word) for word in self.raw]
        for place, forms in enumerate(every):
            for each in forms:
                self.places[each].append(place)
        return [forms[0] for forms in every]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Return where each word begins and ends in the text."""
        return [found.span() for found in WORD.finditer(self.text)]

    @cached_property
    def joined(self) -> str:
        """Return the folded words without anything between them."""
        return "".join(self.keys)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Return every run of six letters of the joined text."""
        joined = self.joined
        return frozenset([joined[at : at + GRAM] for at in range(len(joined) - GRAM + 1)])

    @cached_property
    def looks(self) -> tuple[str, ...]:
        """Return the words as they look, where they are written in letters that look like others."""
        return tuple(key if raw.isascii() else _look(raw) for key, raw in zip(self.keys, self.raw, strict=True))

    def once(self, work: Callable[[Searched], Made]) -> Made:
        """Return what ``work`` makes of this text, made the first time it is asked for."""
        if work not in self._made:
            self._made[work] = work(self)
        return cast(Made, self._made[work])

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(map(len, self.keys))]

    def at(self, words: Iterable[str]) -> list[int]:
        """Return the places of any of these words, in order."""
        found = [self.places[word] for word in words if word in self.places]
        return found[0] if len(found) == 1 else sorted({place for places in found for place in places})

    def is_capital(self, place: int) -> bool:
        """Say whether a word begins with a capital, or is written in letters that have none."""
        first = self.raw[place][0]
        return first.isupper() or not (first.islower() or first.isdigit())

    def is_shouted(self, words: range) -> bool:
        """Say whether words stand in capitals beside others in capitals, as in a heading."""
        beside = [self.raw[each] for each in (words.start - 1, words.stop) if 0 <= each < len(self.raw)]
        return all(_shouted(self.raw[each]) for each in words) and any(map(_shouted, beside))

    def begins_sentence(self, place: int) -> bool:
        """Say whether a word is the first of a sentence, a line or an entry."""
        start = self.spans[place][0]
        return SENTENCE_END.search(self.text[max(0, start - LOOK_BACK) : start]) is not None

    def stands_alone(self, words: range) -> bool:
        """Say whether words fill a line, an entry or brackets, or stand behind a salutation: no sentence has them."""
        before, after = words.start - 1, words.stop
        opened = before < 0 or self.keys[before] in SALUTATIONS or EDGE.search(self.between(before, words.start))
        return bool(opened and (after >= len(self.keys) or CLOSED.search(self.between(words.stop - 1, after))))

    def between(self, first: int, second: int) -> str:
        """Return what stands between two words."""
        return self.text[self.spans[first][1] : self.spans[second][0]]

    def hit(self, form: str, first: int, last: int, *, weak: bool = False, sure: bool = True) -> Hit:
        """Return a hit that spans the words from ``first`` to ``last``."""
        return Hit(form, self.spans[first][0], self.spans[last][1], weak, sure)

    def sequences(self, wanted: tuple[frozenset[str], ...], fillers: frozenset[str] = frozenset()) -> Iterator[range]:
        """Yield where the words ``wanted`` follow one another, ``fillers`` between them left aside."""
        for first in self.at(wanted[0]):
            last = first
            for words in wanted[1:]:
                last = self._next(last, words, fillers)
                if last < 0:
                    break
            else:
                yield range(first, last + 1)

    def _next(self, last: int, words: frozenset[str], fillers: frozenset[str]) -> int:
        place = last + 1
        while place < len(self.keys) and self.keys[place] in fillers and not self._is(place, words):
            place += 1
        return place if place < len(self.keys) and self._is(place, words) else -1

    def _is(self, place: int, words: frozenset[str]) -> bool:
        return self.keys[place] in words or (
            not self.raw[place].isascii() and not words.isdisjoint(keys(self.raw[place]))
        )

    def run_together(self, wanted: str) -> Iterator[range]:
        """Yield the words in which the letters ``wanted`` stand joined, spaced or broken, from one edge to another."""
        if not wanted.isascii():
            # Chinese, Japanese and Thai put no blanks between words: a name stands in the middle of a line of letters.
            yield from (self._words_at(at, at + len(wanted)) for at in all_places(self.joined, wanted))
        elif len(wanted) >= GRAM and wanted[:GRAM] in self.grams:
            for at in all_places(self.joined, wanted):
                words = self._words_at(at, at + len(wanted))
                if (len(words) == 1 and len(wanted) >= SURE_LENGTH) or self._stands_apart(at, at + len(wanted), words):
                    yield words

    def apart(self, joined: str, wanted: str) -> Iterator[range]:
        """Yield the words in which ``wanted`` stands from edge to edge in ``joined``, a reading of the joined text."""
        for at in all_places(joined, wanted):
            words = self._words_at(at, at + len(wanted))
            if self._stands_apart(at, at + len(wanted), words):
                yield words

    def _words_at(self, start: int, end: int) -> range:
        return range(bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1))

    def _stands_apart(self, start: int, end: int, words: range) -> bool:
        return self._edge(start, words[0]) and (self._edge(end, words[-1]) or self._plural(end, words[-1]))

    def _edge(self, at: int, place: int) -> bool:
        """Say whether a word begins or ends at ``at``, or a new one begins there by capital or digit."""
        within = at - self._starts[place]
        word = self.raw[place]
        if within in (0, len(self.keys[place])):
            return True
        if len(word) != len(self.keys[place]):
            return False
        before, after = word[within - 1], word[within]
        return before.isdigit() != after.isdigit() or (before.islower() and after.isupper())

    def _plural(self, end: int, place: int) -> bool:
        return self.keys[place][end - self._starts[place] :] in ("s", "es")


def _look(raw: str) -> str:
    forms = keys(raw)
    return next((each for each in forms[1:] if each.isascii()), forms[0])


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def all_places(text: str, wanted: str) -> Iterator[int]:
    """Yield each position at which ``wanted`` begins in ``text``."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)
