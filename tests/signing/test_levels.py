"""How far a paper's proof reaches, from the facts alone: each fact turned, one level."""

from __future__ import annotations

from dataclasses import replace

import pytest

from signing.facts import ClosingFound, PaperFound
from signing.levels import lasts_until, level_of, lowest_level, whose_clock
from signing.standing import Standing
from tests.signing.test_signing_policy import GUARDIAN, LIFE, PAPER, SEAL, TIME

VOUCHED = Standing((), vouched=True)
CLOSING = ClosingFound("closing", (), "file", "none", TIME)
DATED = replace(TIME, standing=VOUCHED)
WHOLE = replace(SEAL, standing=VOUCHED, time=DATED)


def closed(*closings: ClosingFound) -> PaperFound:
    return replace(PAPER, signatures=(WHOLE,), closings=closings)


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "B-LT"),
        ({"intact": False}, "none"),
        ({"time": None}, "B-B"),
        ({"time": replace(DATED, intact=False)}, "B-B"),
        ({"time": replace(DATED, trusted=False)}, "B-B"),
        ({"time": replace(DATED, of_batch=True)}, "B-B"),
        ({"standing": Standing((), vouched=False)}, "B-T"),
        ({"time": TIME}, "B-T"),
    ],
)
def test_a_signature_reaches_the_level_of_what_it_has(changes: dict[str, object], level: str) -> None:
    """Intact, time-stamped in the file itself, and word of the issuers on both chains."""
    assert level_of(replace(WHOLE, **changes), PAPER) == level


@pytest.mark.parametrize(
    ("closing", "level"),
    [
        (CLOSING, "B-LTA"),
        (replace(CLOSING, covers="revision"), "B-LTA"),
        (replace(CLOSING, covers="part"), "B-LT"),
        (replace(CLOSING, time=replace(TIME, intact=False)), "B-LT"),
        (replace(CLOSING, time=replace(TIME, trusted=False)), "B-LT"),
    ],
)
def test_only_a_sound_closing_gives_the_highest_level(closing: ClosingFound, level: str) -> None:
    """It covers a whole revision, is intact and leads to a trusted root; one such among several is enough."""
    assert level_of(WHOLE, closed(closing)) == level
    assert level_of(WHOLE, closed(closing, CLOSING)) == "B-LTA"


def test_a_closing_raises_no_lower_level() -> None:
    """What was not vouched for when it was closed stays so."""
    assert level_of(replace(WHOLE, time=TIME), closed(CLOSING)) == "B-T"
    assert level_of(replace(WHOLE, time=None), closed(CLOSING)) == "B-B"
    assert level_of(replace(WHOLE, intact=False), closed(CLOSING)) == "none"


def test_the_paper_has_the_level_of_its_weakest_signature() -> None:
    """In whichever place it stands; without any there is none."""
    for signatures in ((WHOLE, GUARDIAN), (GUARDIAN, WHOLE)):
        assert lowest_level(replace(PAPER, signatures=signatures)) == "B-T"
    broken = replace(GUARDIAN, intact=False)
    assert lowest_level(replace(PAPER, signatures=(WHOLE, broken))) == "none"
    assert lowest_level(replace(PAPER, signatures=())) == "none"


def test_whose_clock_dates_a_paper_is_said_for_the_least_independent_one() -> None:
    """One time-stamp of the council's own among those of others makes it the council's clock, closings too."""
    outside = replace(TIME, own=False)
    both = replace(PAPER, signatures=(replace(SEAL, time=outside), replace(GUARDIAN, time=outside)))

    assert whose_clock(PAPER) == "own"
    assert whose_clock(both) == "outside"
    assert whose_clock(replace(both, closings=(CLOSING,))) == "own"
    assert whose_clock(replace(PAPER, signatures=(replace(SEAL, time=None),))) == "none"


def test_a_paper_lasts_as_long_as_its_last_time_stamp() -> None:
    """The last renewal, not the closing; a paper nobody closed says nothing of it."""
    longer = replace(LIFE, end=LIFE.end.replace(year=LIFE.end.year + 9))
    renewal = replace(CLOSING, field="renewal-1", time=replace(TIME, valid=longer))

    assert lasts_until(PAPER) is None
    assert lasts_until(closed(CLOSING)) == LIFE.end
    assert lasts_until(closed(CLOSING, renewal)) == longer.end
    assert lasts_until(closed(replace(CLOSING, time=replace(TIME, valid=None)))) is None
