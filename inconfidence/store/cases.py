"""Cases and their links, and the day the council's home was first used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from inconfidence.core.errors import NotFound, OutOfTurn
from inconfidence.core.identifiers import plain
from inconfidence.store.tables import cases, council, links
from inconfidence.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Case:
    """One referral and what grows from it; ``kind`` and ``stage`` are codes."""

    reference: str
    kind: str
    stage: str
    opened_at: datetime


class Cases:
    """What is held about cases in one session."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def first_run_on(self, today: date) -> date:
        """Return the day this home was first used, which is ``today`` when nobody asked before."""
        held = self._connection.scalar(select(council.c.first_run_on))
        if held is None:
            self._connection.execute(insert(council).values(id=1, first_run_on=today))
        return held or today

    def open(self, reference: str, kind: str, stage: str, *, at: datetime) -> Case:
        """Open a case, with a data key of its own.

        Raises:
            OutOfTurn: a case of that reference is open already.
        """
        if self._row(reference) is not None:
            raise OutOfTurn(f"Case {reference} is open already.", hint="Add to it, or use a new reference.")
        case = Case(plain(reference, "reference"), plain(kind, "kind of case"), plain(stage, "stage"), at)
        self._connection.execute(
            insert(cases).values(
                reference=case.reference,
                kind=case.kind,
                stage=case.stage,
                opened_at=case.opened_at,
                locked_key=self._vault.new_case_key(case.reference),
            )
        )
        return case

    def get(self, reference: str) -> Case:
        """Return a case.

        Raises:
            NotFound: none of that reference is held.
        """
        row = self._row(reference)
        if row is None:
            raise NotFound("No case of that reference is held.", hint="Check the reference on the paper.")
        return Case(row.reference, row.kind, row.stage, row.opened_at)

    def all(self) -> tuple[Case, ...]:
        """Return every case, oldest first."""
        rows = self._connection.execute(select(cases).order_by(cases.c.opened_at, cases.c.reference))
        return tuple(Case(row.reference, row.kind, row.stage, row.opened_at) for row in rows)

    def move(self, reference: str, stage: str) -> Case:
        """Put a case at a stage; which stage may follow which is the recipes' to know.

        Raises:
            NotFound: no such case.
        """
        self.get(reference)
        changed = update(cases).where(cases.c.reference == reference).values(stage=plain(stage, "stage"))
        self._connection.execute(changed)
        return self.get(reference)

    def link(self, one: str, other: str) -> None:
        """Link two cases; linking them again changes nothing.

        Raises:
            NotFound: one of them is not held.
            OutOfTurn: both are the same case.
        """
        first, second = sorted((self.get(one).reference, self.get(other).reference))
        if first == second:
            raise OutOfTurn(f"Case {first} cannot be linked to itself.", hint="Give the other case's reference.")
        if second not in self.linked(first):
            self._connection.execute(insert(links).values(first_case=first, second_case=second))

    def linked(self, reference: str) -> tuple[str, ...]:
        """Return the references of the cases linked to this one, in order."""
        rows = self._connection.execute(
            select(links).where(or_(links.c.first_case == reference, links.c.second_case == reference))
        )
        return tuple(sorted({case for row in rows for case in row} - {reference}))

    def _row(self, reference: str) -> Row[Any] | None:
        return self._connection.execute(select(cases).where(cases.c.reference == reference)).one_or_none()
