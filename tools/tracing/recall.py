"""Photographs of the sample case's copies, traced: which copy each was of, and which the program says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import pypdfium2

from inconfidence.core.errors import NotFound
from inconfidence.recipes.home import Home
from inconfidence.recipes.tracing import Asker, trace
from inconfidence.store import PersonalCopy
from tools.tracing.photographs import PALE_ONLY, VIEWS, Shot, photograph

ASKER = Asker("records", "4711", "Recall is measured.")
LONGEST_STANDARD = 30
"""Pages: a pack that has more is in large print, where nothing lies across the page."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A photograph that was traced: what is in it, whose copy it is of, and what the program said.

    ``said`` is empty where no copy was named.
    """

    shot: Shot
    copy: str
    said: tuple[str, ...]
    mended: int

    @property
    def is_right(self) -> bool:
        """Say whether the right copy, and no other, was named."""
        return self.said == (self.copy,)

    @property
    def is_wrong(self) -> bool:
        """Say whether another copy was named."""
        return bool(set(self.said) - {self.copy})


def shots(home: Home, count: int, seed: int) -> Iterator[tuple[PersonalCopy, Shot]]:
    """Give ``count`` photographs to take of the copies in a home: every view in turn, any page, from ``seed``."""
    copies = _released(home)
    pages = {each.reference: len(pypdfium2.PdfDocument(home.archive.read(each.digest or ""))) for each in copies}
    for number in range(count):
        hand = Random(seed * 10_000 + number)  # noqa: S311 - draws a sample
        view = list(VIEWS)[number % len(VIEWS)]
        among = [each for each in copies if view not in PALE_ONLY or pages[each.reference] <= LONGEST_STANDARD]
        copy = hand.choice(among)
        yield copy, Shot(hand.randrange(pages[copy.reference]), view, hand.getrandbits(32))


def traced(home: Home, copy: PersonalCopy, shot: Shot) -> Traced:
    """Take a photograph of a copy and trace it."""
    picture = photograph(home.archive.read(copy.digest or ""), shot)
    try:
        found = trace(home, ASKER, picture)
    except NotFound:
        found = ()
    said = tuple(each.sighting.copy.reference for each in found)
    mended = max((each.sighting.mended for each in found), default=0)
    return Traced(shot, copy.reference, said, mended)


def _released(home: Home) -> Sequence[PersonalCopy]:
    with home.store.reading() as held:
        every = [copy for case in held.cases.all() for copy in held.copies.of_case(case.reference)]
    return [copy for copy in every if copy.digest]
