"""Addresses: the postcode with or without its space, and each line that names a house.

A line with a number is looked for with its street in full or short ("St", "Rd"). A first line without one (a house or
a business) is looked for when it is not made of everyday words. Street and town alone name no one and are not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclosure.leaks.everyday import is_everyday
from disclosure.leaks.folding import cleaned, words_of
from disclosure.leaks.matching import Hit, Hunter, Searched

POSTCODE = re.compile(
    r"(?<![a-z0-9])([a-z]{1,2}[0-9][0-9a-z]?)[\s\-+_.]{0,3}([0-9][a-z]{2})(?![a-z0-9])", re.IGNORECASE
)
SHORT = {
    "street": ("st", "str"), "road": ("rd",), "avenue": ("av", "ave"), "lane": ("ln",), "close": ("cl", "clo"),
    "court": ("ct", "crt"), "drive": ("dr", "drv"), "gardens": ("gdns", "gdn"), "square": ("sq",), "place": ("pl",),
    "terrace": ("ter", "terr"), "crescent": ("cres", "cr"), "grove": ("gr", "grv"), "house": ("hse", "ho"),
    "apartment": ("apt", "flat"), "flat": ("apt", "apartment"), "park": ("pk",), "parade": ("pde",), "mews": ("ms",),
    "buildings": ("bldgs",), "estate": ("est",), "north": ("n",), "south": ("s",), "east": ("e",), "west": ("w",),
    "saint": ("st",), "block": ("blk",), "number": ("no",),
}  # fmt: skip
LONG = {short: long for long, shorts in SHORT.items() for short in shorts}
NUMBERED = re.compile(r"[0-9]+[a-z]?")
HOUSE_LEAST = 3
"""Words of a line with a number, when all of them are everyday words."""
BETWEEN = frozenset({"no", "number"})


def address_hunters(lines: Sequence[str]) -> tuple[Hunter, ...]:
    """Return what finds an address given in lines, or in one line with commas."""
    parts = [part for line in lines for part in re.split(r"[,;\n]", cleaned(line)) if part.strip()]
    postcodes = {squash(found) for part in parts for found in POSTCODE.finditer(part)}
    words = [words_of(POSTCODE.sub(" ", part)) for part in parts]
    named = [
        first for first in words[:1] if len(first) > 1 and not _has_number(first) and not all(map(is_everyday, first))
    ]
    return (*(Postcode(each) for each in sorted(postcodes)), *map(_house, (*named, *_numbered(words))))


def _numbered(parts: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the parts that name a house by number; "Flat 9" says too little without the "Block A" after it."""
    short: tuple[str, ...] = ()
    for part in parts:
        whole = part if _tells(part) else (*short, *part)
        short = () if _tells(whole) else whole
        if _tells(whole):
            yield whole


def _tells(words: tuple[str, ...]) -> bool:
    return _has_number(words) and (len(words) >= HOUSE_LEAST or not all(map(is_everyday, words)))


def _has_number(words: tuple[str, ...]) -> bool:
    return any(NUMBERED.fullmatch(word) for word in words)


def squash(found: re.Match[str]) -> str:
    """Return a postcode that was found as it is compared."""
    return f"{found[1]}{found[2]}".lower()


@dataclass(frozen=True, slots=True)
class Postcode:
    """A full postcode in small letters without its space."""

    plain: str

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield where the postcode stands."""
        for start, end in text.once(_postcodes).get(self.plain, ()):
            yield Hit("postcode", start, end)
        for letters, form in ((self.plain, "postcode in pieces"), (self.plain[::-1], "backward")):
            for words in text.run_together(letters):
                yield text.hit(form, words[0], words[-1])


@dataclass(frozen=True, slots=True)
class House:
    """A line of an address: its words, each long and short."""

    words: tuple[frozenset[str], ...]
    turned: tuple[frozenset[str], ...]

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Yield where the line stands, with the number before the street or behind it, or run together."""
        for wanted, form in ((self.words, "line of the address"), (self.turned, "number behind the street")):
            for words in text.sequences(wanted, BETWEEN) if wanted else ():
                yield text.hit(form, words[0], words[-1])
        whole = "".join(max(each, key=len) for each in self.words)
        for letters, form in ((whole, "run together"), (whole[::-1], "backward")):
            for words in text.run_together(letters):
                yield text.hit(form, words[0], words[-1])


def _postcodes(text: Searched) -> Mapping[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for each in POSTCODE.finditer(text.text):
        found[squash(each)].append(each.span())
    return found


def _house(words: tuple[str, ...]) -> House:
    spelled = tuple(_spelled(word) for word in words)
    number_first = len(words) > 1 and NUMBERED.fullmatch(words[0])
    return House(spelled, (*spelled[1:], spelled[0]) if number_first else ())


def _spelled(word: str) -> frozenset[str]:
    long = LONG.get(word, word)
    return frozenset({word, long, *SHORT.get(word, ()), *SHORT.get(long, ())})
