"""Every attack we know of, with what it is and the verdict it must get in each state of paper.

Written from the published descriptions: Mladenov, Mainka and others, "1 Trillion Dollar Refund" (CCS 2019: signature
forgery, wrapping, incremental saving), "Shadow Attacks" (NDSS 2021) and "Breaking the Specification" (S&P 2021:
annotations and signatures on certified files), and from ISO 32000-2 where it leaves room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from signing import Trust
from tests.signing.hostile.states import STATES, Case, State

Make = Callable[[Case], bytes]
Knows = Callable[[Case, bytes], Trust]
"""What is believed and known by whoever judges the file an attack gave."""


@dataclass(frozen=True)
class Attack:
    """One attack: how it is made, where it can be tried, and the verdict it must get."""

    family: str
    says: str
    make: Make
    verdict: str = "altered"
    states: tuple[State, ...] = STATES
    but: Mapping[State, str] = field(default_factory=dict)
    """Where the verdict is another one."""
    knows: Knows = lambda case, _: case.judge.pki.trust
    wait: timedelta = timedelta(0)
    """How long after its last time-stamp the file is judged."""

    @property
    def name(self) -> str:
        return self.make.__name__

    def must_be(self, state: State) -> str:
        return self.but.get(state, self.verdict)


SIGNED_BY_A_PERSON: Final[tuple[State, ...]] = ("signed", "countersigned")
NOT_CLOSED: Final[tuple[State, ...]] = ("record", "open", "signed", "countersigned")
KEPT: Final[tuple[State, ...]] = ("closed", "renewed")
TWO_DAYS: Final = timedelta(days=2)
WITH_GUARDIAN: Final[tuple[State, ...]] = ("open", "signed", "countersigned")


class Family:
    """Attacks of one kind, collected as they are defined."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._attacks: list[Attack] = []

    def attack(
        self, says: str, verdict: str = "altered", states: tuple[State, ...] = STATES, **but: str
    ) -> Callable[[Make], Make]:
        """Enter a function as an attack; ``but`` gives the states in which another verdict is due."""

        def entered(make: Make) -> Make:
            self._attacks.append(Attack(self._name, says, make, verdict, states, but))
            return make

        return entered

    def known(
        self, says: str, knows: Knows, verdict: str = "unrecognised", states: tuple[State, ...] = STATES
    ) -> Callable[[Make], Make]:
        """Enter a function as an attack on somebody who knows more than the file says, and looks two days later."""

        def entered(make: Make) -> Make:
            self._attacks.append(Attack(self._name, says, make, verdict, states, knows=knows, wait=TWO_DAYS))
            return make

        return entered

    def __iter__(self) -> Iterator[Attack]:
        return iter(self._attacks)
