"""Whole cases of made-up people: every record a case may hold, filled in as people fill it in, and the cases linked.

What a schema asks for is answered from the cast and from plain English; free text that others may read is written
apart from what was said in confidence, so that no withheld value stands in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from benchmarks.documents import full_document
from forms import Record, load_schema, take_in, to_json
from forms.schema import kind_of_document
from inconfidence.core.errors import InputInvalid
from tools.proofs.answers import Answers
from tools.proofs.cast import SURNAMES, Person, somebody
from tools.proofs.english import Writer

TODAY = date(2026, 11, 23)
TRIES = 12
COMPLETE_TRIES = 3
UNKNOWN, NOT_ASKED = {"unknown": "not_known"}, {"unknown": "not_asked"}
TASKS = ("survey", "observation", "monitoring", "other")
OF_A_CASE = (
    *("screening", "involvement", "assessment", "contact", "stakeholder", "task-return", "plan", "attendance"),
    *("recall", "papers-returned", "disposal", "archived"),
)


@dataclass(frozen=True, slots=True)
class World:
    """The people of one case and of those linked to it, by what they are to it."""

    random: Random
    writer: Writer = field(repr=False)
    children: Sequence[Person] = field(repr=False)
    family: Sequence[Person] = field(repr=False)
    adults: Sequence[Person] = field(repr=False)
    professionals: Sequence[Person] = field(repr=False)
    staff: Sequence[Person] = field(repr=False)
    referrer: Person = field(repr=False)
    guests: Sequence[Person] = field(repr=False)

    def rows(self, each: str) -> Sequence[Person]:
        """Return the people whose rows these are."""
        known = {"child": self.children, "family": self.family, "adult": self.adults, "invitee": self.guests}
        return known.get(each, self.professionals)


@dataclass(frozen=True, slots=True)
class MadeUpCase:
    """One case: its people, its records by name, what else it holds, and the records of linked cases."""

    kind: str
    world: World = field(repr=False)
    records: Mapping[str, Record] = field(repr=False)
    guests: Sequence[Record] = field(repr=False)
    others: Sequence[Record] = field(repr=False)
    linked: Sequence[Record] = field(repr=False)


def made_up_case(kind: str, random: Random) -> MadeUpCase:
    """Return a case of a kind, the same for the same ``random``."""
    world = _world(random)
    referral = made_up(f"referral-{kind}", world, world.referrer)
    records = {"referral": referral, **{name: made_up(name, world, world.referrer) for name in OF_A_CASE}}
    records |= {task: _task(task, world) for task in TASKS}
    records |= {name: made_up(name, world, world.guests[0]) for name in ("conference", "agreement", "copy", "scan")}
    records["letter"] = _letter(world, referral)
    guests = [_guest(world, person, number) for number, person in enumerate(world.guests, 1)]
    # What came in is kept as it came, before anybody gave codes or mended it.
    return MadeUpCase(kind, world, records, guests, (_as_received(referral), _letter(world, referral)), _linked(world))


def decision_for(audience: str, world: World) -> Record:
    """Return an assessor's decision of what a role may be told, standing today."""
    standing = {
        "audience": audience, "classes": [], "person": NOT_ASKED, "decided_on": "2026-11-02",
        "expires_on": "2027-02-01", "revoked_on": NOT_ASKED, "words": world.writer.for_others(2), "passes": [],
    }  # fmt: skip
    return made_up("decision", world, world.referrer, standing)


def _world(random: Random, known: World | None = None) -> World:
    surname = random.choice(SURNAMES)
    children = [somebody(random, surname if random.random() < 0.7 else "") for _ in range(random.randint(1, 4))]
    family = [somebody(random, surname if random.random() < 0.6 else "") for _ in range(random.randint(1, 3))]
    guests = [somebody(random) for _ in range(random.randint(5, 12))]
    # Who reports is often invited, and often a neighbour or a colleague of somebody who is.
    referrer = random.choice((guests[-1], somebody(random), somebody(random, guests[0].surname)))
    if known is not None:
        children = [*children[1:], known.children[0]]
    staff = known.staff if known else [somebody(random) for _ in range(4)]
    adults, professionals = ([somebody(random) for _ in range(random.randint(0, 2))] for _ in range(2))
    return World(
        random,
        known.writer if known else Writer(random),
        children,
        family,
        adults,
        professionals,
        staff,
        referrer,
        guests,
    )


def _linked(world: World) -> tuple[Record, ...]:
    found: list[Record] = []
    for _ in range(world.random.randint(0, 2)):
        other = _world(world.random, world)
        kind = world.random.choice(("individual", "group", "location"))
        found += [made_up(name, other, other.referrer) for name in (f"referral-{kind}", "screening", "assessment")]
    return tuple(found)


def _as_received(referral: Record) -> Record:
    document = json.loads(to_json(referral))
    for row in document.get("people", ()):
        row["code"] = UNKNOWN
    return take_in(json.dumps({**document, "summary": UNKNOWN}).encode(), today=TODAY)


def _guest(world: World, person: Person, number: int) -> Record:
    own = {"number": f"{number:02}", "name": person.name, "role": person.role, "organisation": person.organisation}
    return made_up("invitee", world, person, own)


def _letter(world: World, referral: Record) -> Record:
    reader, child = world.family[0], world.random.choice(_called(referral))
    told = f"We are writing to you about {child}."
    return made_up(
        "letter",
        world,
        reader,
        {
            "addressed_to": reader.name,
            "person": "F1",
            "greeting": f"Dear {reader.name}",
            "paragraphs": [told, world.writer.for_others(2), world.writer.for_others(2)],
            "approved_for": "family",
        },
    )


def _called(referral: Record) -> tuple[str, ...]:
    """Return what the case knows the reader's child by: a letter that calls them otherwise may name another child."""
    known = referral.values["people"][0]
    names = [known[each] for each in ("name", "also_known_as") if isinstance(known.get(each), str)]
    return tuple(name.split()[0] if name == known["name"] else name for name in names) or ("your child",)


def _task(kind: str, world: World) -> Record:
    holder = world.random.choice((*world.guests, world.referrer))
    return made_up("task", world, holder, {"kind": kind, "holder": holder.name})


def made_up(kind: str, world: World, who: Person, own: Mapping[str, Any] | None = None) -> Record:
    """Return a record of a kind about these people; ``own`` are answers that are given.

    Raises:
        InputInvalid: when what was made up is refused each time: the schema asks for something new.
    """
    schema = load_schema(kind_of_document(kind) or kind)
    for tries_left in reversed(range(TRIES)):
        document = full_document(schema.kind, world.random)
        changed = Answers(world, who, leaves_out=tries_left >= COMPLETE_TRIES, own_days=tries_left > 0).group(
            schema.fields, document
        )
        try:
            return take_in(
                json.dumps({**_kind_of(document), **changed, **(own or {})}).encode(), schema.kind, today=TODAY
            )
        except InputInvalid:
            if not tries_left:
                raise
    raise ValueError("no record was made")


def _kind_of(document: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": document["kind"]}
