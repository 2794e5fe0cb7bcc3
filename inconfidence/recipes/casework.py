"""A case from the first call to the conference: what is taken in, what is recorded, by whom and when.

Records are never edited: what changes is recorded anew, under the same name. Which record may come when, and what
stage it brings, stands in ``stages``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations, count
from typing import Any

from forms import Record, amended, load_schema, record_from_stored, take_in, to_json
from inconfidence.core.clock import london_date
from inconfidence.core.errors import InputInvalid, UsageError
from inconfidence.core.identifiers import new_reference
from inconfidence.core.values import UNKNOWNS
from inconfidence.recipes.home import Home
from inconfidence.recipes.readers import people_of
from inconfidence.recipes.stages import check_disposal, stage_after
from inconfidence.store import Case, PaperMade, RecordHeld, Session

AS_RECEIVED, CURRENT = "as-received", "current"
"""Names a record is held under: exactly what came in, and what the council's people and this system made of it."""

BY_HAND = (
    "assessment",
    "attendance",
    "conference",
    "consent",
    "contact",
    "decision",
    "disposal",
    "invitee",
    "involvement",
    "letter",
    "papers-returned",
    "plan",
    "recall",
    "representative",
    "screening",
    "stakeholder",
    "task",
    "task-return",
)
SEVERAL = ("contact", "decision", "stakeholder", "task-return")
"""Kinds of which a case holds many; each is filed under a name made of what it says."""
NAMED_BY = {
    **{"task": "kind", "letter": "person", "representative": "stands_in_for", "invitee": "number"},
    **{"papers-returned": "number", "recall": "number"},
}
"""Kinds of which a case holds one for each value of this field."""
UNNAMED = "not_asked"
CODE_LETTERS = {"child": "C", "family": "F", "adult": "A", "professional": "P"}


@dataclass(frozen=True, slots=True)
class Added:
    """A record that was added: its name in the case, and the papers that relied on a consent it takes back."""

    name: str
    relied: tuple[PaperMade, ...] = ()


def take_in_referral(home: Home, content: bytes, *, by: str) -> Case:
    """Take a referral in as a new case; the very same referral again returns the case it opened.

    Raises:
        InputInvalid: with every problem; nothing was kept.
    """
    record = take_in(content, today=_today(home))
    if not record.kind.startswith("referral-"):
        raise InputInvalid("That is not a referral.", hint="Its kind has to be individual, group or location.")
    kind = record.kind.removeprefix("referral-")
    with home.store.writing() as held:
        earlier = held.records.cases_holding(
            record.kind, AS_RECEIVED, body_of(record), schema_version=str(record.schema_version)
        )
        if earlier:
            return held.cases.get(earlier[0])
        at = home.clock.now()
        case = held.cases.open(new_reference("R"), kind, "received", at=at)
        _append(held, case, AS_RECEIVED, record, at, by)
        _append(held, case, CURRENT, amended(record, {"reference": case.reference, **_with_codes(record)}), at, by)
        held.events.note("referral-received", case.reference, at=at)
        return case


def link(home: Home, references: tuple[str, ...]) -> None:
    """Link cases with one another, and say so in each referral."""
    with home.store.writing() as held:
        for one, other in combinations(references, 2):
            held.cases.link(one, other)
        for reference in references:
            case = held.cases.get(reference)
            kind = f"referral-{case.kind}"
            record = _current(held, reference, kind)
            changed = amended(record, {"linked": list(held.cases.linked(reference))})
            _append(held, case, CURRENT, changed, home.clock.now(), "system")


def record(home: Home, reference: str, content: bytes, *, by: str, kind: str | None = None) -> Record:
    """Add a record (screening, task, letter, conference) to a case and move the case to the stage that follows.

    ``kind`` is the kind expected, when one is; ``by`` is who records it.

    Raises:
        InputInvalid: with every problem; nothing was kept.
        OutOfTurn: it may not be recorded for this kind of case, not yet, not without an approval, or against a hold
            (``stages``).
    """
    taken = take_in(content, kind, today=_today(home))
    with home.store.writing() as held:
        case = held.cases.get(reference)
        assessed = held.records.find(reference, "assessment", CURRENT)
        stage = stage_after(case, taken, _record_held(assessed) if assessed else None)
        if taken.kind == "disposal":
            check_disposal(taken, _current(held, reference, f"referral-{case.kind}"))
        at = home.clock.now()
        _append(held, case, name_of(taken), taken, at, by)
        if stage != case.stage:
            held.cases.move(reference, stage)
            held.events.note(f"case-{stage}", reference, at=at)
    return taken


def add(home: Home, kind: str, reference: str, content: bytes, *, by: str) -> Added:
    """Add a record of ``kind`` by hand; ``by`` is who records it.

    A consent also becomes the referral's own; one that is taken back comes with the papers that relied on it.

    Raises:
        UsageError: records of that kind are not added to a case by hand.
        InputInvalid, OutOfTurn: as ``record``.
    """
    if kind not in BY_HAND:
        raise UsageError("Records of that kind are not added by hand.", hint=f"These are: {', '.join(BY_HAND)}.")
    if kind == "invitee":
        return _add_invitee(home, reference, take_in(content, kind, today=_today(home)))
    taken = record(home, reference, content, kind=kind, by=by)
    return Added(name_of(taken), _take_up_consent(home, reference, taken, by) if kind == "consent" else ())


def _add_invitee(home: Home, reference: str, person: Record) -> Added:
    with home.store.writing() as held:
        number = name_of(person)
        held.invitees.invite(reference, number, body_of(person), reference=new_reference("I"))
    return Added(number)


def name_of(taken: Record) -> str:
    """Return the name a record is filed under in its case."""
    if taken.kind in SEVERAL:
        return taken.digest[:16]
    value = taken.values[NAMED_BY[taken.kind]] if taken.kind in NAMED_BY else UNNAMED
    return CURRENT if value in UNKNOWNS else str(value)


def papers_relying_on_consent(held: Session, case: Case) -> tuple[PaperMade, ...]:
    """Return the papers of a case that would have said less without the referrer's consent, as it stood then."""
    kind = f"referral-{case.kind}"
    versions = held.records.versions(case.reference, kind, CURRENT)
    return held.papers.relying_on(_record_held(each).digest for each in versions)


def _take_up_consent(home: Home, reference: str, consent: Record, by: str) -> tuple[PaperMade, ...]:
    with home.store.writing() as held:
        case = held.cases.get(reference)
        referral = _current(held, reference, f"referral-{case.kind}")
        given = {name: value for name, value in consent.values.items() if name in referral.values["consent"]}
        relied = papers_relying_on_consent(held, case)
        _append(held, case, CURRENT, amended(referral, {"consent": given}), home.clock.now(), by)
        # A day that is not known is a day all the same: the consent is over.
        withdrawn = given["withdrawn_on"] != "not_asked" or given["answer"] != "yes"
        if withdrawn and relied:
            held.events.note("consent-withdrawn", reference, at=home.clock.now())
    return relied if withdrawn else ()


def summary(home: Home, reference: str) -> dict[str, Any]:
    """Return a case as plain data without anything personal: stage, links, who is in it by code, what is on record."""
    with home.store.reading() as held:
        case = held.cases.get(reference)
        return {
            "reference": case.reference,
            "kind": case.kind,
            "stage": case.stage,
            "opened_at": case.opened_at.isoformat(),
            "linked": list(held.cases.linked(reference)),
            "people": [
                {"code": each.code, "whose": each.whose, "acts_for": sorted(each.acts_for)}
                for each in people_of(_current(held, reference, f"referral-{case.kind}"))
            ],
            "invited": [each.number for each in held.invitees.of_case(reference)],
            "records": [
                {"kind": each.kind, "name": each.name, "version": each.version, "at": each.recorded_at.isoformat()}
                for each in held.records.of_case(reference)
            ],
            "papers": [_paper_row(each) for each in held.papers.of_case(reference)],
        }


def _paper_row(paper: PaperMade) -> dict[str, Any]:
    return {
        "paper": paper.paper,
        "for": paper.audience,
        "reference": paper.reference,
        "pages": paper.pages,
        "verdict": paper.verdict,
    }


def keep_record(home: Home, case: Case, record: Record, *, name: str, by: str) -> None:
    """Keep a record this system made itself, such as that of a scan."""
    with home.store.writing() as held:
        _append(held, case, name, record, home.clock.now(), by)


def current(home: Home, reference: str, kind: str, name: str = CURRENT) -> Record:
    """Return the newest version of a record of a case.

    Raises:
        NotFound: none is held.
    """
    with home.store.reading() as held:
        return _current(held, reference, kind, name)


def case_of(home: Home, reference: str) -> Case:
    """Return a case as it stands.

    Raises:
        NotFound: no such case.
    """
    with home.store.reading() as held:
        return held.cases.get(reference)


def decisions(home: Home, reference: str) -> tuple[Record, ...]:
    """Return every decision an assessor recorded in a case, standing or not."""
    with home.store.reading() as held:
        names = held.records.names(reference, "decision")
        return tuple(_current(held, reference, "decision", name) for name in names)


def records_of(held: Session, reference: str) -> tuple[tuple[str, Record], ...]:
    """Return the newest version of everything a case holds, with the name each is filed under; invitees too."""
    found = [(each.name, _record_held(each)) for each in held.records.of_case(reference)]
    invited = [(each.number, record_of_body("invitee", each.details)) for each in held.invitees.of_case(reference)]
    return (*found, *invited)


def former_tasks_of(held: Session, reference: str) -> tuple[Record, ...]:
    """Return the tasks of a case that later ones took the place of: their holders are still to be protected."""
    names = held.records.names(reference, "task")
    versions = [each for name in names for each in held.records.versions(reference, "task", name)[:-1]]
    return tuple(map(_record_held, versions))


def _with_codes(referral: Record) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Return the lists of people of a referral, each person with a code of the council's; one given before stays."""
    lists = {name: each.each for name, each in load_schema(referral.kind).fields.items() if each.each}
    return {name: _coded(CODE_LETTERS[whose], referral.values[name]) for name, whose in lists.items()}


def _coded(letter: str, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    taken = {row["code"] for row in rows}
    free = (code for code in (f"{letter}{number}" for number in count(1)) if code not in taken)
    return [{**row, "code": next(free)} if row["code"] in UNKNOWNS else row for row in rows]


def _today(home: Home) -> date:
    return london_date(home.clock.now())


def _append(held: Session, case: Case, name: str, record: Record, at: datetime, by: str) -> None:
    held.records.append(
        case.reference, record.kind, name, body_of(record), schema_version=str(record.schema_version), at=at, by=by
    )


def _current(held: Session, reference: str, kind: str, name: str = CURRENT) -> Record:
    return _record_held(held.records.latest(reference, kind, name))


def _record_held(found: RecordHeld) -> Record:
    return record_of_body(found.kind, found.body, int(found.schema_version))


def record_of_body(kind: str, body: Mapping[str, Any], version: int = 1) -> Record:
    """Return the record that was kept as ``body``."""
    return record_from_stored(kind, version, json.dumps(dict(body)))


def body_of(record: Record) -> Mapping[str, Any]:
    """Return a record as the plain data the store keeps."""
    body: Mapping[str, Any] = json.loads(to_json(record))
    return body
