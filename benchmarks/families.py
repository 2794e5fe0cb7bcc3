"""Families that differ in nearly everything a person would type, drawn from word lists, always alike.

Nothing here is anybody's: telephones lie in 020 7946 0xxx (kept free by Ofcom for drama), NHS numbers begin with
999 (never given out), addresses of e-mail end in ``.example`` (RFC 2606), and there is no postcode area TM.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks import vocabulary as words

SEED = 20261128
EARLIEST, LATEST = 20, 300
"""How many days before the day of measuring a concern came in."""
CHILDREN = 3
NHS_WEIGHTS = range(10, 1, -1)
ELEVEN = 11


@dataclass(frozen=True, slots=True)
class Family:
    """What the answers of one referral are drawn with; ``received`` is the day it came in."""

    random: Random
    children: Sequence[str]
    surname: str
    received: date

    def one(self, offered: Sequence[str]) -> str:
        """Return one of several."""
        return self.random.choice(offered)

    def said(self, patterns: Sequence[str]) -> str:
        """Return one of several sentences, each of its slots filled from the list of the same name."""
        slots = {name: self.one(offered) for name, offered in words.SLOTS.items()}
        said = self.one(patterns).format(**slots, number=self.random.randrange(2, 60), clock=self.clock())
        return said[:1].upper() + said[1:]

    def clock(self) -> str:
        """Return a time of day to the minute."""
        return f"{self.random.randrange(8, 22):02d}:{self.random.randrange(60):02d}"

    def day(self, later: int) -> str:
        """Return a day so many days after it came in, as a form has it."""
        return (self.received + timedelta(days=later)).isoformat()

    def name(self) -> str:
        """Return a name of somebody outside the family."""
        return f"{self.one(words.GIVEN)} {self.one(words.SURNAMES)}"

    def place(self) -> str:
        """Return the first line of an address."""
        return f"{self.random.randrange(1, 240)} {self.one(words.PLACES)} {self.one(words.WAYS)}"

    def postcode(self) -> str:
        """Return a postcode of an area that is not there."""
        end = "".join(self.random.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
        return f"TM{self.random.randrange(1, 10)} {self.random.randrange(1, 10)}{end}"

    def school(self, kind: str, year: int) -> str:
        """Return a school and a year in it."""
        return f"{self.one(words.PLACES)} {self.one(words.SAINTS)} {kind}, Year {year}"


def family_document(number: int, on: date) -> dict[str, Any]:
    """Return the referral about family ``number`` as it would come in, before the day ``on``."""
    random = Random(f"{SEED}-{number}")  # noqa: S311 - papers to measure with, not secrets
    received = on - timedelta(days=random.randrange(EARLIEST, LATEST))
    drawn = Family(random, random.sample(words.GIVEN, CHILDREN), random.choice(words.SURNAMES), received)
    worker = f"{drawn.name()}, duty worker"
    return {
        "kind": "individual",
        "received": f"{drawn.day(0)}T{drawn.clock()}",
        "how": "web",
        "taken_by": worker,
        "status": "assessing",
        "danger_now": {"answer": "no", "called_999": {"unknown": "not_asked"}},
        "consent": _consent(drawn, worker),
        "referrer": _referrer(drawn),
        "summary": f"{drawn.said(words.SUMMARIES)} {drawn.said(words.KNOWN_AT_HOME)}",
        **{told: _told(drawn, patterns) for told, patterns in words.ACCOUNTS.items()},
        "people": [child(drawn) for child in (_eldest, _second, _third)],
        "family": _family(drawn),
        "professionals": _professionals(drawn),
    }


def screening_document(number: int, received: date) -> dict[str, Any]:
    """Return the screening of the referral about family ``number``."""
    random = Random(f"{SEED}-{number}-screening")  # noqa: S311 - papers to measure with, not secrets
    drawn = Family(random, (), "", received)
    return {
        "kind": "screening",
        "sufficient": "yes",
        "earlier_contacts": drawn.said(words.EARLIER),
        "decision": "assessment",
        "reason": drawn.said(words.REASONS),
        "assessment": "child_and_family",
        "allocated_to": f"{drawn.name()}, assessor",
        "decided_by": f"{drawn.name()}, FAST manager",
        "decided_on": f"{drawn.day(1)}T{drawn.clock()}",
        "oversight": drawn.said(words.OVERSIGHT),
    }


def _consent(drawn: Family, worker: str) -> dict[str, Any]:
    return {
        "answer": "yes",
        "scope": ["family"],
        "taken_by": worker,
        "taken_on": drawn.day(1),
        "how": drawn.said(words.CONSENT_TAKEN),
        "wording": "We will not tell the people concerned who raised this worry, unless you say we may. May we?",
        "wording_version": f"C-{drawn.random.randrange(1, 9)}",
    }


def _referrer(drawn: Family) -> dict[str, Any]:
    given, surname = drawn.one(words.GIVEN), drawn.one(words.SURNAMES)
    club = f"{drawn.one(words.PLACES)} {drawn.one(words.CLUBS)}"
    return {
        "capacity": "guardian",
        "party": "person",
        "name": f"{given} {surname}",
        "organisation": club,
        "role": drawn.one(words.CLUB_ROLES),
        "phone": f"020 7946 0{drawn.random.randrange(1000):03d}",
        "email": f"post{drawn.random.randrange(10_000)}@{drawn.one(words.PLACES).lower()}.example",
        "address": [club, drawn.place(), f"Thornmere {drawn.postcode()}"],
        "best_time": drawn.said(words.BEST_TIMES),
        "language": "English",
        "format": "standard",
        "connection": drawn.said(words.CONNECTIONS),
        "acknowledged_on": drawn.day(1),
    }


def _told(drawn: Family, patterns: Sequence[Sequence[str]]) -> dict[str, str]:
    story, note = patterns
    return {"words": drawn.said(story), "source": "first_hand", "note": drawn.said(note)}


def _eldest(drawn: Family) -> dict[str, Any]:
    age = drawn.random.randrange(11, 14)
    return {
        **_child(drawn, 0, age, age),
        "school": drawn.school("Academy", age - 4),
        "postcode": drawn.postcode(),
        "nhs_number": nhs_number(drawn.random),
    }


def _second(drawn: Family) -> dict[str, Any]:
    age = drawn.random.randrange(6, 11)
    return {**_child(drawn, 1, age, age), "school": drawn.school("Primary", age - 5)}


def _third(drawn: Family) -> dict[str, Any]:
    age = drawn.random.randrange(13, 17)
    return {
        **_child(drawn, 2, age, age + 1),
        "school": drawn.school("School", age - 5),
        "postcode": drawn.postcode(),
    }


def _child(drawn: Family, place: int, age_from: int, age_to: int) -> dict[str, Any]:
    given = drawn.children[place]
    return {
        "code": f"C{place + 1}",
        "name": f"{given} {drawn.surname}",
        "also_known_as": f"{given[:3]}{drawn.one(words.NICKNAME_ENDS)}",
        "age_from": age_from,
        "age_to": age_to,
        "description": drawn.said(words.LOOKS),
    }


def _family(drawn: Family) -> list[dict[str, Any]]:
    mother = {"code": "F1", "acts_for": ["C1", "C2"], "name": f"{drawn.one(words.GIVEN)} {drawn.surname}"}
    unnamed = {"name": {"unknown": "not_known"}, "relationship": drawn.one(words.ELDERS), "lives_with": "not_sure"}
    third = {"name": drawn.name(), "relationship": drawn.one(words.RELATIVES), "lives_with": "no"}
    return [
        {**each, "note": drawn.said(words.FAMILY_NOTES)}
        for each in ({**mother, "relationship": "Mother", "lives_with": "yes"}, unnamed, third)
    ]


def _professionals(drawn: Family) -> list[dict[str, Any]]:
    agencies = [f"{drawn.one(words.PLACES)} {ending}" for ending in words.AGENCIES]
    known = [
        {"name": drawn.name(), "role": drawn.one(words.PROFESSIONS), "agency": agency, "involved": "yes"}
        for agency in agencies[:3]
    ]
    unnamed = {"role": f"Head of Year {drawn.random.randrange(7, 12)}", "agency": agencies[3], "involved": "not_sure"}
    return [known[0], {"name": {"unknown": "not_known"}, **unnamed}, *known[1:]]


def nhs_number(random: Random) -> str:
    """Return an NHS number that nobody has: it begins with 999; the last digit is the check digit (modulus 11)."""
    while True:
        digits = f"999{random.randrange(10**6):06d}"
        rest = sum(int(digit) * weight for digit, weight in zip(digits, NHS_WEIGHTS, strict=True)) % ELEVEN
        check = (ELEVEN - rest) % ELEVEN
        # Ten has no digit: such a number is never made.
        if check < ELEVEN - 1:
            return f"{digits[:3]} {digits[3:6]} {digits[6:]}{check}"
