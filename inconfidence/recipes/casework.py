"""A case from the first call to the conference: what is taken in, what is recorded, and at which stage that puts it.

received -- screening, sufficient --> assessing -- conference, with its conclusion --> conference
         \\- screening, not enough -> screened
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from itertools import combinations
from typing import Any

from forms import Record, amended, record_from_stored, take_in, to_json
from inconfidence.core.errors import InputInvalid, OutOfTurn, UsageError
from inconfidence.core.identifiers import new_reference
from inconfidence.core.values import UNKNOWNS
from inconfidence.recipes.home import Home
from inconfidence.store import Case, Session

AS_RECEIVED, CURRENT = "as-received", "current"
"""Names a record is held under: exactly what came in, and what the council's people and this system made of it."""

TASK_GROUNDS = {
    "monitoring": ("a named assessor's decision", "L85: on a need to know basis"),
    "observation": ("the assessor's safety and surveillance screen", "L89, papers of a task that watches a place"),
}
ADDED_BY_HAND = ("screening", "task", "letter", "conference")


def take_in_referral(home: Home, content: bytes, *, by: str) -> Case:
    """Take a referral in as a new case; the very same referral again returns the case it opened.

    Raises:
        InputInvalid: with every problem; nothing was kept.
    """
    record = take_in(content)
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
        _append(held, case, CURRENT, amended(record, {"reference": case.reference}), at, by)
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


def record(home: Home, reference: str, content: bytes, *, name: str = CURRENT, by: str) -> Record:
    """Add a record (screening, task, letter, conference) to a case and move the case to the stage that follows.

    Raises:
        InputInvalid: with every problem; nothing was kept.
        OutOfTurn: a conference without the recorded conclusion, or for a case that is not about a place (L91); a task
            that needs an assessor's approval and has none (L85, L89).
    """
    taken = take_in(content)
    with home.store.writing() as held:
        case = held.cases.get(reference)
        stage = _stage_after(case, taken)
        at = home.clock.now()
        _append(held, case, name, taken, at, by)
        if stage != case.stage:
            held.cases.move(reference, stage)
            held.events.note(f"case-{stage}", reference, at=at)
    return taken


def add(home: Home, kind: str, reference: str, content: bytes) -> Record:
    """Add a record of ``kind`` from the command line; a task is held under its own kind.

    Raises:
        UsageError: records of that kind are not added to a case by hand.
        InputInvalid, OutOfTurn: as ``record``.
    """
    if kind not in ADDED_BY_HAND:
        raise UsageError("Records of that kind are not added by hand.", hint=f"These are: {', '.join(ADDED_BY_HAND)}.")
    taken = take_in(content, kind)
    return record(home, reference, content, name=_name_of(taken), by="command-line")


def summary(home: Home, reference: str) -> dict[str, Any]:
    """Return a case as plain data without anything personal: stage, links, and its papers."""
    with home.store.reading() as held:
        case = held.cases.get(reference)
        papers = held.papers.of_case(reference)
        return {
            "reference": case.reference,
            "kind": case.kind,
            "stage": case.stage,
            "opened_at": case.opened_at.isoformat(),
            "linked": list(held.cases.linked(reference)),
            "papers": [
                {"paper": each.paper, "reference": each.reference, "pages": each.pages, "verdict": each.verdict}
                for each in papers
            ],
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


def _name_of(taken: Record) -> str:
    return str(taken.values["kind"]) if taken.kind == "task" else CURRENT


def _stage_after(case: Case, taken: Record) -> str:
    if taken.kind == "screening" and case.stage == "received":
        return "assessing" if taken.values["sufficient"] == "yes" else "screened"
    if taken.kind == "conference":
        _check_conference(case, taken)
        return "conference"
    if taken.kind == "task":
        _check_task(case, taken)
    return case.stage


def _check_conference(case: Case, taken: Record) -> None:
    if case.kind != "location" or case.stage not in ("assessing", "conference"):
        raise OutOfTurn(
            "A Context Conference is called at the end of the assessment of a place (L91).",
            hint="Record the screening first.",
        )
    if taken.values["conclusion"]["answer"] != "significant_harm":
        raise OutOfTurn(
            "A Context Conference needs the recorded conclusion that young people there are at risk of significant "
            "harm (L91).",
            hint="Without it nobody is invited.",
        )


def _check_task(case: Case, taken: Record) -> None:
    kind = taken.values["kind"]
    if kind not in TASK_GROUNDS:
        return
    what, ground = TASK_GROUNDS[kind]
    if taken.values["approved_by"] in UNKNOWNS or taken.values["approved_on"] in UNKNOWNS:
        raise OutOfTurn(
            f"This task needs {what} on record ({ground}).", hint="Say who approved it in approved_by and approved_on."
        )


def _append(held: Session, case: Case, name: str, record: Record, at: datetime, by: str) -> None:
    held.records.append(
        case.reference, record.kind, name, body_of(record), schema_version=str(record.schema_version), at=at, by=by
    )


def _current(held: Session, reference: str, kind: str, name: str = CURRENT) -> Record:
    found = held.records.latest(reference, kind, name)
    return record_of_body(found.kind, found.body, int(found.schema_version))


def record_of_body(kind: str, body: Mapping[str, Any], version: int = 1) -> Record:
    """Return the record that was kept as ``body``."""
    return record_from_stored(kind, version, json.dumps(dict(body)))


def body_of(record: Record) -> Mapping[str, Any]:
    """Return a record as the plain data the store keeps."""
    body: Mapping[str, Any] = json.loads(to_json(record))
    return body
