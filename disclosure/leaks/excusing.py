"""Which occurrences of a withheld value are no leak.

On the pages, where every run of words is known by the path it was drawn from: an occurrence is excused when all the
places where that value was drawn are, each by one of these.

* It is the whole value of a structured field of the reader's View, of the same kind (a text: if it is a short one).
* It is one word of a name, within a structured name of the View: the name of somebody the reader knows of.
* It is one word, in the template's or the council's own words: those were there before the case was.
* It is a run of fewer than twelve words of a text, in the template's or the council's own words.

Elsewhere, and when what was drawn is not known: when the same value stands in a structured field of the View, or the
passage is a piece of the template's own words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from disclosure.leaks.allowed import Allowed, is_structured, same
from disclosure.leaks.dates import day_of
from disclosure.leaks.folding import WORD, cleaned, squashed, words_of
from disclosure.leaks.matching import Hit, Searched
from disclosure.leaks.needles import Needle, Search
from disclosure.leaks.phrases import BOILERPLATE
from forms import Field
from inconfidence.core.documents import DrawnFrom

REFERRER = "referrer"
IN_CONTACTS = ("name", "address")
"""Kinds of values an e-mail address is made of: its owner's name, their organisation."""
EMAIL_MOST = 254
TOKEN_END = re.compile(r"[\s<>\"',;()]")
PART_OF_ADDRESS = re.compile(r"[,;\n]")
PROFESSIONAL = "professional"


class Drawn:
    """A paper's words as they were drawn, each with where it came from, and what of it is excused."""

    def __init__(self, search: Search, drawn: Sequence[DrawnFrom]) -> None:
        """Take the runs of ``drawn`` as they are: what is made of them is made when it is asked for."""
        self._search = search
        self._drawn = drawn
        self._decided: dict[int, bool] = {}

    @cached_property
    def runs(self) -> tuple[DrawnFrom, ...]:
        """Return the runs, those that came from one place and follow one another as one."""
        return tuple(_merged(self._drawn))

    @cached_property
    def _starts(self) -> list[int]:
        return _starts(self.runs)

    @cached_property
    def _text(self) -> Searched:
        return Searched("\n".join(each.words for each in self.runs), is_clean=True)

    @cached_property
    def set_wording(self) -> str:
        """Return the template's own words in plain letters, for passages that repeat them (headings, titles)."""
        return " ".join(word for each in self.runs if not each.path for word in words_of(each.words))

    def says_with_capital(self, word: str) -> bool:
        """Say whether a word was drawn with a capital, as whatever."""
        return any(map(self._text.is_capital, self._text.at((word,))))

    def says_in_a_row(self, words: Sequence[str]) -> bool:
        """Say whether words were drawn one behind the other within a line of more."""
        found = self._text.sequences(tuple(frozenset({word}) for word in words))
        return any(not self._text.stands_alone(each) for each in found)

    def excuses(self, needle: Needle) -> bool:
        """Say whether the needle was drawn, and every time from a place that excuses it."""
        if id(needle) not in self._decided:
            found = [hit for hunter in needle.hunters for hit in hunter.hits(self._text)]
            kept = [hit for hit in found if not is_of_somebody_else(needle, hit, self._text, self._search.allowed)]
            excused = [hit for hit in kept if self._is_excused(needle, hit)]
            left = [hit for hit in kept if hit not in excused and not self._reads_on(hit, excused)]
            self._decided[id(needle)] = not left and bool(found)
        return self._decided[id(needle)]

    def _is_excused(self, needle: Needle, hit: Hit) -> bool:
        count = len(WORD.findall(self._text.text[hit.start : hit.end]))
        return all(self._by(needle, hit, run, count) for run in self._runs_of(hit))

    def _reads_on(self, hit: Hit, excused: Sequence[Hit]) -> bool:
        """Say whether an excused name is read on into more of the reader's own ("Noor Bell", "Bell's Café")."""
        return any(hit.start <= one.start and one.end <= hit.end for one in excused) and all(
            self._is_named_or_addressed(run) for run in self._runs_of(hit)
        )

    def _is_named_or_addressed(self, run: DrawnFrom) -> bool:
        of = self._search.allowed.field_at(run.path) if run.path else None
        if of is None or of.scan not in IN_CONTACTS:
            return False
        return squashed(run.words) in squashed(str(self._search.allowed.value_at(run.path)))

    def _runs_of(self, hit: Hit) -> tuple[DrawnFrom, ...]:
        first, last = (bisect_right(self._starts, at) - 1 for at in (hit.start, max(hit.start, hit.end - 1)))
        return self.runs[first : last + 1]

    def _by(self, needle: Needle, hit: Hit, run: DrawnFrom, count: int) -> bool:
        allowed = self._search.allowed
        if allowed.is_set_wording(run.path) and (count == 1 or (needle.scan == "phrase" and count < BOILERPLATE)):
            return True
        of = allowed.field_at(run.path) if run.path else None
        return of is not None and self._by_value(needle, hit, run, of, count)

    def _by_value(self, needle: Needle, hit: Hit, run: DrawnFrom, of: Field, count: int) -> bool:
        """Say whether the View's own value excuses the hit; what the run says of itself is not enough."""
        value = self._search.allowed.value_at(run.path)
        if needle.scan == "date":
            day = day_of(value) if is_structured(of, "date") else None
            return day is not None and day.isoformat() == needle.value
        words = str(value)
        if needle.scan in IN_CONTACTS and is_structured(of, "contact"):
            return squashed(run.words) in squashed(words)
        if needle.scan == "name" and of.scan == "address":
            return squashed(needle.value) in _parts_of_address(value)
        if needle.scan == "address" and of.scan == "name":
            # A house or business is both: the first line of an address and somebody's name.
            return squashed(words) == squashed(self._text.text[hit.start : hit.end])
        if not is_structured(of, needle.scan) or _is_long(needle):
            return False
        part = squashed(run.words) in squashed(words)
        if needle.scan == "address":
            return part
        whole = same(needle.scan, words) == same(needle.scan, needle.value)
        if needle.whose == PROFESSIONAL and needle.scan == "name" and squashed(needle.value) in squashed(words):
            # A school with its year, a clinic with its ward: the reader's own field names the agency.
            return part
        return whole or (part and needle.scan == "name" and (hit.weak or count == 1))


def is_of_somebody_else(needle: Needle, hit: Hit, text: Searched, allowed: Allowed) -> bool:
    """Say whether one word of a name is also one of a person the reader knows of; of a referrer's name, of their own.

    The mother and whoever reported may both be called Noor; what stands in her own letter is her name.
    """
    words = words_of(text.text[hit.start : hit.end]) if needle.scan == "name" else ()
    known = allowed.own_words if needle.whose == REFERRER else allowed.name_words
    return (hit.weak or len(words) == 1) and bool(words) and known.issuperset(words[-1:])


def is_allowed_elsewhere(needle: Needle, hit: Hit, text: Searched, allowed: Allowed) -> bool:
    """Say whether what was found stands in a structured field of the reader's View."""
    found = squashed(text.text[hit.start : hit.end])
    if needle.scan in (*IN_CONTACTS, "contact") and _is_in_contact(hit, text, allowed):
        # The first part of somebody's e-mail address is the first part of the reader's own as well.
        return True
    if needle.scan == "address":
        return any(found in each for each in allowed.whole["address"])
    if (
        needle.scan == "name"
        and not hit.weak
        and any(squashed(needle.value) in each for each in allowed.whole["address"])
    ):
        # An organisation is named in the address of whoever works there.
        return True
    if needle.scan == "name" and (hit.weak or found in allowed.name_words):
        return allowed.name_words.issuperset(words_of(text.text[hit.start : hit.end]))
    if _is_long(needle):
        return False
    return same(needle.scan, needle.value) in allowed.whole[needle.scan]


def _is_in_contact(hit: Hit, text: Searched, allowed: Allowed) -> bool:
    """Say whether a hit stands within an e-mail address that the reader has."""
    before = max(
        (found.end() for found in TOKEN_END.finditer(text.text, max(0, hit.start - EMAIL_MOST), hit.start)), default=0
    )
    after = TOKEN_END.search(text.text, hit.end)
    token = text.text[before : after.start() if after else len(text.text)].removeprefix("mailto:")
    return "@" in token and same("contact", token.rstrip(".")) in allowed.whole["contact"]


def _parts_of_address(value: object) -> frozenset[str]:
    """Return the lines of an address and what stands between commas in them, in plain letters."""
    lines = value if isinstance(value, tuple) else (str(value),)
    return frozenset(squashed(part) for line in lines for part in PART_OF_ADDRESS.split(str(line)))


def _is_long(needle: Needle) -> bool:
    """Say whether a text is too long to be the value of a structured field: it was pasted there."""
    return needle.scan == "phrase" and len(words_of(needle.value)) >= BOILERPLATE


def _merged(drawn: Iterable[DrawnFrom]) -> Iterator[DrawnFrom]:
    for path, runs in groupby(drawn, key=attrgetter("path")):
        yield DrawnFrom(path, cleaned("".join([each.words for each in runs])))


def _starts(runs: tuple[DrawnFrom, ...]) -> list[int]:
    starts, at = [], 0
    for each in runs:
        starts.append(at)
        at += len(each.words) + 1
    return starts
