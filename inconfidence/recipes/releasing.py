"""The copies of one conference, released one after the other: what was done, how it ended, and how long it will take.

Nothing here decides: ``conference`` does. An event holds numbers and codes and names nobody, so it may stand in a log.
"""

from __future__ import annotations

import io
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from PIL import Image

from distribution import Refusal
from inconfidence.core.blocks import Picture
from inconfidence.core.errors import InputInvalid, NotFound, OutOfTurn
from inconfidence.recipes import casework, conference
from inconfidence.recipes.conference import Meeting, Released, Waits
from inconfidence.recipes.home import Home
from inconfidence.store import Invitee

Step = Literal["making", "handing-over"]
"""Copies are made for everybody first; then people have their turns."""
Outcome = Literal["made", "not-made", "sent", "unknown", "prepared", "refused"]
Seconds = Callable[[], float]

MAP_WIDTH = 453.6
"""Points: as wide as the text of a page."""
LAST_ONES = 8
"""How many people's turns the time to go is reckoned from: the first are slow, and refusals are quick."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A copy is made, or a person's turn is over: the ``done``-th of ``of`` in its step, and how it ended.

    ``number`` is the person's on the list, ``copy`` that of the copy they were given; ``code`` and ``reason`` say why
    somebody was refused; ``seconds_to_go`` are those of the step, None until they can be reckoned.
    """

    step: Step
    done: int
    of: int
    number: str
    outcome: Outcome
    copy: str
    code: str
    reason: str
    seconds_to_go: float | None

    def as_plain(self) -> dict[str, Any]:
        """Return it for a program to read."""
        to_go = None if self.seconds_to_go is None else round(self.seconds_to_go, 1)
        return {
            "step": self.step,
            "done": self.done,
            "of": self.of,
            "number": self.number,
            "outcome": self.outcome,
            "copy": self.copy or None,
            "code": self.code or None,
            "reason": self.reason or None,
            "seconds_to_go": to_go,
        }


class TimeToGo:
    """How long the rest will take, as long as the last ones took: the mean of their times for each that is left."""

    def __init__(self, seconds: Seconds) -> None:
        self._seconds = seconds
        self._ended = deque([seconds()], maxlen=LAST_ONES + 1)

    def after_one(self, left: int) -> float | None:
        """Note that one more is done, and return the seconds that ``left`` more will take; None after the first."""
        self._ended.append(self._seconds())
        if left and len(self._ended) <= 2:
            # One person's time tells nothing: it holds what is done once for all.
            return None
        return left * (self._ended[-1] - self._ended[0]) / (len(self._ended) - 1)


def released(
    home: Home, reference: str, pictures: Mapping[str, Picture], seconds: Seconds = time.monotonic
) -> Iterator[Progress]:
    """Release the copies of the conference of a case to everybody whose agreement stands.

    It tells of each copy that is made, and then of each person's turn.

    Raises:
        NotFound: no such case, no conference was called, or nobody is invited.
        TryLater: no time-stamp can be had; call it again, nobody gets a second copy.
        Failed: the disk refused.
    """
    meeting, invited = _conference(home, reference, pictures)
    to_go, waiting_for = TimeToGo(seconds), iter(enumerate(invited, 1))
    for each in conference.release_in_turn(home, meeting, invited):
        if isinstance(each, Waits):
            yield _made(each, to_go)
            # The next step has a pace of its own.
            to_go = to_go if each.done < each.of else TimeToGo(seconds)
        else:
            done, invitee = next(waiting_for)
            yield _ended(each, invitee, done, len(invited), to_go)


def _made(waits: Waits, to_go: TimeToGo) -> Progress:
    left = to_go.after_one(waits.of - waits.done)
    outcome: Outcome = "made" if waits.made else "not-made"
    return Progress("making", waits.done, waits.of, waits.invitee.number, outcome, "", "", "", left)


def _ended(turn: Released | Refusal, invitee: Invitee, done: int, of: int, to_go: TimeToGo) -> Progress:
    left = to_go.after_one(of - done)
    if isinstance(turn, Refusal):
        return Progress("handing-over", done, of, invitee.number, "refused", "", turn.code, turn.reason, left)
    return Progress("handing-over", done, of, invitee.number, turn.message, turn.copy.number, "", "", left)


def status(home: Home, reference: str) -> list[dict[str, Any]]:
    """Return for each person invited, by number, whether their agreement stands now and what they were given.

    ``not_used`` is a number in the register of copies that stands for a person to whom no copy was released: it is
    given to nobody else, so that the numbers of the others have a gap there.

    Raises:
        NotFound: no such case, no conference was called, or nobody is invited.
    """
    meeting, invited = _conference(home, reference, {})
    return [_standing(home, meeting, invitee) for invitee in invited]


def pack_of(home: Home, reference: str, number: str) -> bytes:
    """Return the copy one person was given, to be printed for them; their agreement is judged anew.

    Raises:
        NotFound: no such case, conference or person, or no copy was released to them.
        OutOfTurn: their agreement does not stand now.
        NotAuthentic: what is kept is not genuine any more.
    """
    meeting, invited = _conference(home, reference, {})
    invitee = next((each for each in invited if each.number == number), None)
    if invitee is None:
        raise NotFound("Nobody of that number is invited.", hint="`inconfidence conference status` lists the numbers.")
    decision = conference.asked_now(home, meeting, invitee)
    if isinstance(decision, Refusal):
        raise OutOfTurn(decision.reason, hint="Nothing was written.")
    with home.store.reading() as held:
        copy = held.copies.of_invitee(invitee.reference)
    if copy is None or copy.digest is None:
        raise NotFound("No copy was released to that person yet.", hint="`inconfidence conference release` does it.")
    return home.archive.read(copy.digest)


def _conference(home: Home, reference: str, pictures: Mapping[str, Picture]) -> tuple[Meeting, tuple[Invitee, ...]]:
    case = casework.case_of(home, reference)
    found = conference.meeting_of(home, case)
    with home.store.reading() as held:
        invited = held.invitees.of_case(case.reference)
    if not invited:
        raise NotFound("Nobody is invited to that conference.", hint="Invite somebody first.")
    return Meeting(case, found.conference, found.wording, pictures), invited


def _standing(home: Home, meeting: Meeting, invitee: Invitee) -> dict[str, Any]:
    decision = conference.asked_now(home, meeting, invitee)
    refused = decision if isinstance(decision, Refusal) else None
    with home.store.reading() as held:
        place = held.copies.of_invitee(invitee.reference)
        # A place in the register is no copy: nothing was released under it.
        copy = place if place is not None and place.digest is not None else None
        message = held.messages.of_copy(copy.reference) if copy else None
    return {
        "number": invitee.number,
        "role": casework.record_of_body("invitee", invitee.details).values["role"],
        "stands": refused is None,
        "code": refused.code if refused else None,
        "reason": refused.reason if refused else None,
        "copy": copy.number if copy else None,
        "not_used": place.number if place and not copy else None,
        "reference": copy.reference if copy else None,
        "released": copy.released_at.isoformat(timespec="seconds") if copy and copy.released_at else None,
        "agreement": copy.agreement if copy else None,
        "message": message.state if message else None,
    }


def map_of(home: Home, reference: str, content: bytes | None) -> Mapping[str, Picture]:
    """Return the pictures the pack of a conference shows: the map its record names, where there is one.

    Raises:
        NotFound: no such case, or no conference was called.
        InputInvalid: what was given is no picture.
    """
    place = casework.current(home, reference, "conference").values["place"]
    if not place["map"] or content is None:
        return {}
    try:
        width, height = Image.open(io.BytesIO(content), formats=("PNG",)).size
    except (OSError, ValueError, SyntaxError):
        raise InputInvalid(
            "The map is no PNG picture.", hint="Give the picture the conference's record names."
        ) from None
    return {place["map"]: Picture(content, MAP_WIDTH, MAP_WIDTH * height / width, place["map_alt"])}
