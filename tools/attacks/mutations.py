"""Seeded mutations of our own papers: bytes changed, taken out, put in or exchanged, in every zone of the file.

None may be believed. Files are judged in forks of a process that has everything loaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from tests.signing.desk import open_desk
from tests.signing.hostile.catalogue import KEPT
from tests.signing.hostile.judging import judged
from tests.signing.hostile.states import STATES, State, case, years_later

SEED: Final = 20261128
WHOLE: Final = 10_000
IN_ONE_CHILD: Final = 50
GAP: Final = re.compile(rb"/Contents (<[0-9A-F]{1000,}>)")
STAMP: Final = re.compile(rb"/Type /DocTimeStamp")
ZONES: Final = ("text and objects", "updates", "signature", "padding", "edge of a gap", "table and trailer", "tail")
KEPT_ZONE: Final = "what it keeps"
"""What a paper is judged by: the updates that close and renew it, up to their time-stamps, or all behind its seal."""
PLACES: Final = (
    *((zone, state) for zone in ZONES for state in STATES),
    *((KEPT_ZONE, state) for state in ("record", *KEPT)),
)


@dataclass(frozen=True)
class Mutation:
    """One changed file: where and how it was changed, and the file."""

    state: State
    zone: str
    how: str
    content: bytes


@dataclass(frozen=True)
class Tried:
    """What became of one mutation."""

    state: State
    zone: str
    how: str
    verdict: str

    @property
    def is_accepted(self) -> bool:
        """Whether it was believed, were it only as a paper that somebody has yet to sign."""
        return self.verdict in ("authentic", "incomplete")


def tried(folder: Path, many: int, seed: int = SEED) -> Iterator[Tried]:
    """Make ``many`` mutations of papers of a council whose keys lie in ``folder``, and judge each."""
    desk, stranger = open_desk(folder / "council"), open_desk(folder / "lookalike")
    papers: dict[State, bytes] = {state: case(desk, stranger, state).content for state in STATES}

    # All on the day the renewed one is renewed: the others are as genuine then as on their own.
    then = years_later(desk)

    def judge(content: bytes) -> tuple[str, Sequence[str]]:
        return then.verified(content).verdict, ()

    for some in _batches(mutations(papers, many, seed)):
        for one, found in zip(some, judged([one.content for one in some], judge), strict=True):
            yield Tried(one.state, one.zone, one.how, found.verdict)


def _batches(every: Iterator[Mutation]) -> Iterator[list[Mutation]]:
    while some := [one for _, one in zip(range(IN_ONE_CHILD), every, strict=False)]:
        yield some


def mutations(papers: Mapping[State, bytes], many: int, seed: int) -> Iterator[Mutation]:
    """Yield mutations, zone by zone and state by state; one that gives the original again is drawn anew."""
    dice, made = Random(seed), 0  # noqa: S311 - draws a sample
    while made < many:
        zone, state = PLACES[made % len(PLACES)]
        how = dice.choice(sorted(WAYS))
        content = _changed(papers[state], zone, how, dice)
        if content != papers[state]:
            made += 1
            yield Mutation(state, zone, how, content)


def _changed(content: bytes, zone: str, how: str, dice: Random) -> bytes:
    start, end = _place(content, zone, dice)
    at = dice.randrange(start, max(end, start + 1))
    return WAYS[how](content, at, dice)


def _place(content: bytes, zone: str, dice: Random) -> tuple[int, int]:
    """Return where a zone begins and ends; of several such zones one is drawn."""
    if zone == KEPT_ZONE:
        end = dice.choice([found.start() for found in STAMP.finditer(content)] or [len(content) - len(b"%%EOF\n")])
        return content.rindex(b"%%EOF", 0, end) + 6, end
    gaps = [found.span(1) for found in GAP.finditer(content)]
    first_end = content.index(b"%%EOF") + 6
    start, end = dice.choice(gaps)
    used = start + 1 + len(content[start + 1 : end - 1].rstrip(b"0"))
    tables = [found.span() for found in re.finditer(rb"xref\n.*?%%EOF\n?", content, re.DOTALL)]
    places = {
        "text and objects": (0, first_end),
        "updates": dice.choice([(first_end, gaps[0][0]), (gaps[-1][1], len(content)), (end, len(content))]),
        "signature": (start + 1, used),
        "padding": (used, end - 1),
        "edge of a gap": dice.choice([(start - 3, start + 4), (end - 4, end + 3)]),
        "table and trailer": dice.choice(tables),
        "tail": (len(content) - 30, len(content)),
    }
    return places[zone]


def _flip(content: bytes, at: int, dice: Random) -> bytes:
    at = min(at, len(content) - 1)
    return content[:at] + bytes([content[at] ^ (1 << dice.randrange(8))]) + content[at + 1 :]


def _digit(content: bytes, at: int, dice: Random) -> bytes:
    # A hexadecimal digit in the place of another: in a signature it stays well formed.
    return content[:at] + dice.choice(b"0123456789ABCDEFabcdef").to_bytes(1, "big") + content[at + 1 :]


def _blank(content: bytes, at: int, dice: Random) -> bytes:
    return content[:at] + dice.choice((b" ", b"\n", b"\r", b"\0", b"%")) + content[at + 1 :]


def _taken_out(content: bytes, at: int, dice: Random) -> bytes:
    return content[:at] + content[at + dice.choice((1, 2, 16)) :]


def _put_in(content: bytes, at: int, dice: Random) -> bytes:
    more = dice.choice((b"0", b"00", b" ", b"\n", b"%void\n", b"(void)", b"\n99 0 obj\n<<>>\nendobj\n"))
    return content[:at] + more + content[at:]


def _repeated(content: bytes, at: int, dice: Random) -> bytes:
    long = dice.choice((2, 20, 200))
    return content[: at + long] + content[at:]


def _overwritten(content: bytes, at: int, dice: Random) -> bytes:
    long = dice.choice((2, 8, 32))
    begin = dice.randrange(len(content) - long)
    return content[:at] + content[begin : begin + long] + content[at + long :]


def _exchanged(content: bytes, at: int, dice: Random) -> bytes:
    return content[:at] + content[at : at + 2][::-1] + content[at + 2 :]


WAYS: Final = {
    "a bit flipped": _flip,
    "a digit written": _digit,
    "a blank written": _blank,
    "bytes taken out": _taken_out,
    "bytes put in": _put_in,
    "bytes repeated": _repeated,
    "bytes overwritten": _overwritten,
    "two bytes exchanged": _exchanged,
}


def counted(every: Sequence[Tried]) -> Counter[tuple[str, str]]:
    """Return how often each zone got each verdict."""
    return Counter((one.zone, one.verdict) for one in every)
