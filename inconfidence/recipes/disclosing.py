"""Who may see what of a case today: consents, decisions and policy as they stand, explained and scanned for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from disclosure import explain, matrix_rows, shipped_matrix
from disclosure.leaks import Reading, Search, decided_to_pass, search_for
from forms import Record, kinds, load_schema
from inconfidence.core.clock import london_date
from inconfidence.core.digest import Digest
from inconfidence.core.errors import NotFound, UsageError
from inconfidence.recipes import casework
from inconfidence.recipes.home import Home
from inconfidence.recipes.readers import (
    BY_NUMBER,
    PERSONS_OF,
    TASKS,
    WITH_TASK,
    Reader,
    in_role,
    one_of,
    split,
    with_task,
)
from inconfidence.store import Case, Invitee

OF_PAPERS = ("council", "paper", "copy", "agreement")
"""Kinds of record that are about papers and the council, not about a case."""


def reading_of(home: Home, case: Case, reader: Reader) -> Reading:
    """Return what decides, today, what a reader sees of a case."""
    return Reading(
        role=reader.role,
        reader=reader.reference,
        kind=case.kind,
        owners=reader.owners,
        persons=reader.persons,
        decisions=casework.decisions(home, case.reference),
        on=london_date(home.clock.now()),
        policy={name: home.council.values[name] for name in shipped_matrix().policies},
    )


def search_of(home: Home, case: Case, reader: Reader, reading: Reading, records: Mapping[str, Record]) -> Search:
    """Return what to look for in a paper made from ``records``: all its reader may not have, of this case and others.

    The reader's own letter, invitation or task is theirs whatever the paper. The case's other records, what came in as
    it came, everybody invited, and every linked case are searched for.
    """
    with home.store.reading() as held:
        here = casework.records_of(held, case.reference)
        former = casework.former_tasks_of(held, case.reference)
        linked = [
            record for each in held.cases.linked(case.reference) for _, record in casework.records_of(held, each)
        ]
    known = {**_own_of(here, case, reader), **records, "council": home.council}
    used = {each.digest for each in known.values()}
    others = [record for record in (*(record for _, record in here), *former) if record.digest not in used]
    return search_for(known, others=others, linked=linked, **reading)


def _own_of(here: Iterable[tuple[str, Record]], case: Case, reader: Reader) -> dict[str, Record]:
    by_number = {(kind, reader.label) for kind in ("invitee", "representative")}
    personal = {("letter", reader.reference), ("task", reader.task), *by_number}
    single = {(f"referral-{case.kind}", casework.CURRENT), ("conference", casework.CURRENT)}
    own = [record for name, record in here if (record.kind, name) in personal | single]
    return {name: each for record in own for name, each in named(record).items()}


def let_pass(reading: Reading) -> Mapping[str, Digest]:
    """Return the marks of findings that a standing decision lets pass, each with the digest of its decision."""
    on = reading["on"]
    return decided_to_pass(reading["decisions"], on) if on else {}


def may_be_told_all(role: str, kind: str) -> bool:
    """Say whether a role may see everything a case of a kind can hold, and so everything a scan can find."""
    matrix = shipped_matrix()
    return bool(role) and all(matrix.cell(role, each, kind).kind == "allowed" for each in _classes_of_a_case())


@cache
def _classes_of_a_case() -> frozenset[str]:
    """Return every class of information a case can hold, whether this one does or not."""
    schemas = [load_schema(kind) for kind in kinds() if kind not in OF_PAPERS]
    return frozenset(each.information_class for schema in schemas for each in schema.by_path.values())


def reader_for(home: Home, case: Case, audience: str) -> Reader:
    """Return the reader that ``ROLE`` or ``ROLE:PERSON`` names in a case.

    Raises:
        UsageError: no such role, or the role takes no person, or needs one.
        NotFound: no such person.
    """
    role, person = split(audience)
    if role in PERSONS_OF:
        return one_of(casework.current(home, case.reference, f"referral-{case.kind}"), role, person)
    if role in WITH_TASK and person in TASKS:
        return with_task(role, person)
    if role in BY_NUMBER and person:
        invitee = invitee_of(home, case, person)
        return in_role(role, reference=invitee.reference, label=invitee.number)
    if person:
        raise UsageError(f"The role {role} is not made person by person; leave out what stands behind the colon.")
    return in_role(role)


def invitee_of(home: Home, case: Case, number: str) -> Invitee:
    """Return a person invited, by number.

    Raises:
        NotFound: nobody of that number is.
    """
    with home.store.reading() as held:
        found = held.invitees.by_number(case.reference, number)
    if found is None:
        raise NotFound("Nobody of that number is invited.", hint="Name the person by number, for example invitee:07.")
    return found


def matrix_of_role(role: str | None) -> list[dict[str, str]]:
    """Return the audience matrix, a row a cell; only of ``role`` when one is named.

    Raises:
        UsageError: there is no such role.
    """
    if role is not None:
        split(role)
    return [row for row in matrix_rows() if role in (None, row["role"])]


def explained(home: Home, reference: str, audience: str) -> list[dict[str, Any]]:
    """Return for each field of everything a case holds why a reader sees it or does not; never a value.

    Raises:
        UsageError, NotFound: no such role, person or case.
    """
    case = casework.case_of(home, reference)
    reader = reader_for(home, case, audience)
    with home.store.reading() as held:
        found = casework.records_of(held, reference)
    own = {record.digest for record in _own_of(found, case, reader).values()}
    reading = reading_of(home, case, reader)
    of_others = Reading(**{**reading, "owners": {}})
    return [
        {
            "record": record.kind,
            "name": name,
            "path": each.path,
            "class": each.information_class,
            "whose": each.whose,
            "shown": each.shown,
            "cell": each.cell.kind,
            "ground": each.cell.ground,
            "reason": each.reason,
            "relied": list(each.relied),
        }
        for name, record in found
        if name != casework.AS_RECEIVED
        # A record about a person of the case says itself whose it is; a task or an invitation is one reader's own.
        for each in explain(named(record), **(reading if reader.persons or record.digest in own else of_others))
    ]


def named(record: Record) -> dict[str, Record]:
    """Return a record under the names a view has it by: a referral is two things, the concern and who raised it."""
    if record.kind.startswith("referral-"):
        return {"referral": record, "referrer": record}
    return {record.kind.replace("-", "_"): record}
