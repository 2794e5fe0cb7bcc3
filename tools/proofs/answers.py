"""Answers to a schema's questions as somebody who keeps records would write them, by what each field is for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Protocol

from forms import Field
from forms.formats import FORMATS
from tools.proofs.cast import NICKNAMES, ORGANISATIONS, ROLES, STREETS, Person, somebody
from tools.proofs.english import THINGS, Writer

FIRST_DAY, DAYS = date(2026, 8, 3), 100
YEARS_OF_AGE = (9, 17)
GROUPS = ("Boys", "Crew", "Lot", "Family")
LEFT_OUT = 0.25
"""Of the answers nobody needs, this share is missing."""
FOR_OTHERS = frozenset(
    (
        "conference_findings", "conference_plan", "conference_arrangements", "family_letter", "need_to_know", "task",
        "task_form", "agreement", "council_public", "paper", "copy",
    )
)  # fmt: skip
"""Classes whose words are written for others to read."""
NEVER_ENDED = ("withdrawn_on", "ended_on", "revoked_on")
ENDS = ("expires_on", "ended_on", "period_to", "ending", "destroy_by", "review_on", "to")
WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2)
"""Of the digits of an NHS number; the last digit makes the sum one of elevens."""
REFERENCE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
BY_NAME: Mapping[str, Sequence[str]] = {
    "role": ROLES, "chair_role": ROLES, "signed_role": ROLES, "owner": ROLES, "lead": ROLES,
    "relationship": ("Mother", "Father", "Aunt", "Grandmother", "Friend of the family", "Step-father"),
    "organisation_type": ("School", "Local business", "Council", "Faith organisation", "Police", "Volunteers"),
    "language": ("English", "Turkish", "Polish", "Bengali", "Yiddish", "French", "Somali"),
    "religion": ("Christian", "Muslim", "Jewish", "none"),
    "heading": ("Young people", "Caring adults", "Buildings and services", "Long evenings", "The street"),
    "title": ("Community survey", "What is seen from a distance", "Young people’s hours", "A walk at dusk"),
    "status": ("agreed", "under way", "not begun"),
    "best_time": ("After six in the evening", "Text first, then ring", "Mornings only, never at work"),
    "description": ("Tall, short hair, a grey hood", "Small for the age, glasses", "A scar on the left hand"),
    "vehicle": ("A silver hatchback", "A white van with a dent", "A black bicycle"),
    "item": ("Welcome", "The place", "What people told us", "The plan, row by row", "Young people here"),
}  # fmt: skip


class Cast(Protocol):
    """Who the people of a case are."""

    @property
    def random(self) -> Random:
        """Return what everything is drawn from."""

    @property
    def writer(self) -> Writer:
        """Return who writes for the case."""

    @property
    def staff(self) -> Sequence[Person]:
        """Return those who work on the case."""

    def rows(self, each: str) -> Sequence[Person]:
        """Return the people whose rows these are."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers of one record: ``who`` is it about; ``leaves_out`` whether some answers are missing.

    Without ``own_days`` every day is the one the form was given with: days drawn at random may contradict one another.
    """

    cast: Cast
    who: Person = field(repr=False)
    leaves_out: bool
    own_days: bool = True

    @property
    def random(self) -> Random:
        """Return what the answers are drawn from."""
        return self.cast.random

    def group(self, fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
        """Return a group as somebody filled it in, who was given ``values`` to fill in."""
        kept = {
            name: value for name, value in values.items() if name in fields and not self._is_left_out(fields[name])
        }
        return {name: self._value(fields[name], value) for name, value in kept.items()}

    def _is_left_out(self, of: Field) -> bool:
        if of.name in NEVER_ENDED:
            return True
        return (
            self.leaves_out and not of.required and of.type in ("string", "date") and self.random.random() < LEFT_OUT
        )

    def _value(self, of: Field, value: Any) -> Any:
        if of.type == "dict":
            return self.group(of.fields, value)
        if of.type == "rows":
            return [self._row(of, row, place) for place, row in enumerate(self._some(of, value))]
        if of.scan == "address" and of.type == "list":
            return list(self.who.address)
        if of.item is not None:
            return [self._scalar(of.item, one) for one in self._some(of, value)]
        return self._scalar(of, value)

    def _some(self, of: Field, entries: Sequence[Any]) -> Sequence[Any]:
        least = max(1, int(of.rules.get("minlength", 1)))
        most = min(len(entries), len(self.cast.rows(of.each))) if of.each else len(entries)
        return entries[: self.random.randint(min(least, most), most)]

    def _row(self, of: Field, row: Mapping[str, Any], place: int) -> dict[str, Any]:
        if not of.each:
            return self.group(of.fields, row)
        people = self.cast.rows(of.each)
        # A code is one capital, which says what the person is to the case, and a number.
        letter = of.fields["code"].rules["regex"][0]
        answers = replace(self, who=people[place % len(people)])
        filled = {**answers.group(of.fields, row), "code": f"{letter}{place + 1}"}
        return {**filled, "acts_for": ["C1"]} if "acts_for" in of.fields else filled

    def _scalar(self, of: Field, value: Any) -> Any:
        if of.type in ("date", "datetime") and self.own_days:
            day = self._day(of)
            return (
                day.isoformat()
                if of.type == "date"
                else f"{day.isoformat()}T{self.random.randint(8, 18):02}:30:00+00:00"
            )
        return self._text(of, str(value)) if of.type == "string" else value

    def _day(self, of: Field) -> date:
        later = DAYS if of.name in ENDS else 0
        return FIRST_DAY + timedelta(days=self.random.randint(later, later + DAYS))

    def _text(self, of: Field, value: str) -> str:
        shape = of.rules.get("format", "")
        if shape:
            return self._shaped(shape, value)
        if of.scan == "identifier" and "A-Z]-[0-9A-Z]{4}" in of.rules.get("regex", ""):
            letters = "".join(self.random.choices(REFERENCE_LETTERS, k=8))
            return f"R-{letters[:4]}-{letters[4:]}"
        if "regex" in of.rules:
            return self._other_figures(of, value)
        return self._words(of)[: of.rules.get("maxlength", 200)].strip()

    def _shaped(self, shape: str, value: str) -> str:
        own = {"phone": self.who.phone, "email": self.who.email, "postcode": self.who.postcode}
        if shape == "nhs_number":
            return _nhs_number(self.random)
        if shape in ("birth", "partial_date") and self.own_days:
            years = self.random.randint(*YEARS_OF_AGE) if shape == "birth" else 0
            return f"{self.random.randint(1, 28)} {self.random.randint(1, 9)} {FIRST_DAY.year - years}"
        figures = re.sub("[0-9]", lambda _: str(self.random.randint(1, 9)), value)
        return own.get(shape) or (figures if FORMATS[shape](figures) else value)

    def _other_figures(self, of: Field, value: str) -> str:
        """Return another number of the same length; one that counts or dates something stays."""
        other = re.sub("[0-9]", lambda _: str(self.random.randint(0, 9)), value)
        return other if of.scan == "identifier" and re.fullmatch(of.rules["regex"], other) else value

    def _words(self, of: Field) -> str:
        if of.name == "also_known_as":
            return self.who.nickname or self.random.choice(NICKNAMES)
        if of.scan == "name" or (of.whose == "staff" and not of.rules.get("lines")):
            return self._name(of)
        if of.rules.get("lines") or (of.scan == "phrase" and of.name not in BY_NAME):
            writer = self.cast.writer
            write = writer.for_others if of.information_class in FOR_OTHERS else writer.in_confidence
            return write(self.random.randint(1, 3) if of.rules.get("lines") else 1)
        if of.name == "role":
            return self.who.role
        things = BY_NAME.get(of.name, THINGS["place"])
        words = self.random.choice(things)
        return words[0].upper() + words[1:]

    def _name(self, of: Field) -> str:
        if of.path == "group.name":
            return f"{self.random.choice(STREETS)} {self.random.choice(GROUPS)}"
        if of.name == "online_names" or of.path.endswith("online_names"):
            return f"{self.random.choice(NICKNAMES)}{self.random.randint(10, 99)}x"
        if of.whose == "staff":
            return self.random.choice(self.cast.staff).name
        if of.name in ("organisation", "agency", "represents", "school", "holder_organisation"):
            return self.who.organisation or self.random.choice(ORGANISATIONS)
        # Who passed an account on is somebody else than who reports it.
        return somebody(self.random).name if of.name == "told_by" else self.who.name


def _nhs_number(random: Random) -> str:
    while True:
        digits = [random.randint(0, 9) for _ in WEIGHTS]
        check = -sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
        if check < 10:
            whole = "".join(map(str, (*digits, check)))
            return f"{whole[:3]} {whole[3:6]} {whole[6:]}"
