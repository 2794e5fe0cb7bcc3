"""Recall: every value in every form, planted into every channel of every kind of file, and looked for.

A planted value is found when the scan names it as a leak in that file. What cannot be planted is listed with its
reason; what only warns counts as missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Literal

from disclosure.leaks import scan
from tests.disclosure.leaks.planting import CHANNELS, Plant, named
from tools.proofs.clean_files import NAME, CleanFile, clean_file, search
from tools.proofs.withheld import VALUES, Value

Outcome = Literal["found", "warned", "missed"]

FILE_NAME = "file name"
IN_JPEG = "picture metadata, comment"
RIGHT_TO_LEFT = re.compile("[\u0590-\u06ff]")
DRAWN = ("page text", "words across lines", "undrawn content", "unreferenced objects, content")
DRAWN_EARLIER = "earlier revision: page text"
MARKED_UP = ("docx", "html")
AMPERSAND = re.compile(r"&(?!#?\w+;)")
CERTIFICATE_MOST = 110
"""Bytes of a name in a certificate as it is planted, whose length is one byte."""
BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]")
"""RFC 2046, section 5.1.1."""
AT_ONCE = {"name": 2}
"""How many values of a kind are written in each form in each way; of other kinds one."""
PARTS = ("postcode", "house")
PLAIN_LETTERS = frozenset(("as written", "capitals", "small letters", "accents stripped"))


@dataclass(frozen=True, slots=True)
class Planting:
    """One text to be planted: which value, in which form, in which way into which kind of file."""

    kind: str
    way: str
    value: Value
    form: str
    text: str = field(repr=False)

    @property
    def channel(self) -> str:
        """Return the channel without how the text gets into it."""
        return self.way.partition(",")[0]


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one planting."""

    file: str
    channel: str
    way: str
    kind: str
    value: str = field(repr=False)
    form: str = field()
    outcome: Outcome = field()


def ways() -> tuple[tuple[str, str], ...]:
    """Return every way of planting, by kind of file; the name of a file is one."""
    listed = [(kind, way) for kind, every in CHANNELS.items() for way in every]
    return (*listed, (FILE_NAME, FILE_NAME))


def plantings() -> Iterator[Planting]:
    """Yield every form of every kind of value in every way, those that cannot be planted too.

    The values of a kind take turns from way to way, so that each is written in each form in many ways.
    """
    written: dict[tuple[str, str], list[tuple[Value, str]]] = {}
    for value in VALUES:
        for form, text in value.forms():
            written.setdefault((value.kind, form), []).append((value, text))
    for turn, (kind, way) in enumerate(ways()):
        for place, ((_, form), texts) in enumerate(written.items()):
            for step in range(AT_ONCE.get(texts[0][0].kind, 1)):
                value, text = texts[(turn * AT_ONCE.get(texts[0][0].kind, 1) + step + place) % len(texts)]
                yield Planting(kind, way, value, form, text)


def sample(count: int, seed: int) -> tuple[Planting, ...]:
    """Return ``count`` plantings drawn at random, every way among them, none that cannot be planted."""
    random = Random(seed)  # noqa: S311 - draws a sample, guards nothing
    every: dict[tuple[str, str], list[Planting]] = {}
    for each in plantings():
        if not cannot_hold(each):
            every.setdefault((each.kind, each.way), []).append(each)
    shuffled = [random.sample(of_way, len(of_way)) for of_way in every.values()]
    rounds = range(-(-count // len(shuffled)))
    return tuple(of_way[turn] for turn in rounds for of_way in shuffled if turn < len(of_way))[:count]


def cannot_hold(planting: Planting) -> str:
    """Return why a text cannot be planted in this way, or nothing."""
    text, way = planting.text, planting.way
    if planting.kind == FILE_NAME and "/" in text:
        return "the name of a file holds no slash"
    if way == "headers, boundary" and not BOUNDARY.fullmatch(text):
        return "a boundary of a message holds at most 70 plain letters, figures and signs (RFC 2046)"
    if way == "signatures, name in a certificate" and len(text.encode()) > CERTIFICATE_MOST:
        return "a name in a certificate is shorter"
    if way == "words across lines" and planting.form not in PLAIN_LETTERS:
        return "this way hyphenates the text itself: what is encoded, spaced or no word is not hyphenated"
    if "\n" in text and way == "marked content and comments, comment":
        return "a comment in a page's content ends with its line"
    return ""


def tried(planting: Planting) -> Tried:
    """Plant a text and look for it."""
    clean = clean_file(planting.kind) if planting.way != IN_JPEG else clean_file("JPEG picture")
    content, name = planted(planting, clean)
    found = scan(content, name, search(), clean.drawn)
    wanted = paths_of(planting.value)
    told = {each.kind for each in found if each.path in wanted}
    outcome: Outcome = "found" if "leak" in told else "warned" if told else "missed"
    of = planting.value
    return Tried(planting.kind, planting.channel, planting.way, of.kind, of.text, planting.form, outcome)


@cache
def paths_of(value: Value) -> frozenset[str]:
    """Return where a value stands in the withheld case; a line of an address stands in the address."""
    return frozenset(
        each.path
        for each in search().needles
        if value.text in each.value.splitlines() or (value.kind in PARTS and value.text in each.value)
    )


def planted(planting: Planting, clean: CleanFile) -> tuple[bytes, str]:
    """Return a file with the text in it, and its name."""
    if planting.kind == FILE_NAME:
        return clean.content, named(NAME, planting.text)
    plant: Plant = CHANNELS[planting.kind][planting.way]
    return plant(clean.content, _as_put(planting)), NAME


def _as_put(planting: Planting) -> str:
    """Return the text as it is written into that place of that kind of file."""
    drawn = planting.kind == "pdf" and planting.way.startswith((*DRAWN, DRAWN_EARLIER))
    if drawn and RIGHT_TO_LEFT.search(planting.text):
        # On a page, letters are drawn from the left end of the line.
        return planting.text[::-1]
    if planting.kind in MARKED_UP:
        return AMPERSAND.sub("&amp;", planting.text).replace("<", "&lt;")
    return planting.text
