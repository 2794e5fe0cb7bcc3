"""How far the proof of a paper reaches, and by whose clock: pure functions from what was found in it.

The levels are those of ETSI EN 319 142-1, 6. They are stated of papers that are believed, and only as reached: what
stands beside a file does not raise the level of what stands in it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from inconfidence.core.documents import Level, TimeSource
from signing.facts import ClosingFound, PaperFound, SignatureFound, TimeFound

LOWEST_FIRST: Final[tuple[Level, ...]] = ("none", "B-B", "B-T", "B-LT", "B-LTA")


def level_of(one: SignatureFound, paper: PaperFound) -> Level:
    """Return the level one signature of a paper reaches."""
    if not one.intact:
        return "none"
    if not one.time or not _dates(one.time):
        return "B-B"
    if not one.standing.vouched or not one.time.standing.vouched:
        return "B-T"
    return "B-LTA" if any(_closes(each) for each in paper.closings) else "B-LT"


def lowest_level(paper: PaperFound) -> Level:
    """Return the level of the weakest signature; of a paper without any, none."""
    return min((level_of(one, paper) for one in paper.signatures), key=LOWEST_FIRST.index, default="none")


def whose_clock(paper: PaperFound) -> TimeSource:
    """Return whose time-stamps date a paper: one of the council's own is enough to say so."""
    owners = [one.time.own for one in paper.everything if one.time]
    if not owners:
        return "none"
    return "own" if any(owners) else "outside"


def lasts_until(paper: PaperFound) -> datetime | None:
    """Return when the last time-stamp of a closed paper ends; None of one that nobody closed."""
    last = paper.closings[-1].time.valid if paper.closings else None
    return last.end if last else None


def _dates(time: TimeFound) -> bool:
    return time.intact and time.trusted and not time.of_batch


def _closes(one: ClosingFound) -> bool:
    return one.covers != "part" and one.time.intact and one.time.trusted
