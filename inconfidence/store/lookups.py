"""Who looked up whose copy a page was from, when and why: append-only. Staff stand by number, never by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select

from inconfidence.core.identifiers import plain
from inconfidence.store.encryption import Place
from inconfidence.store.tables import copies, lookups
from inconfidence.store.vault import Vault

Outcome = Literal["found", "nothing", "refused"]


@dataclass(frozen=True, slots=True)
class Lookup:
    """One look-up; ``copy`` is the reference of what was found, None where nothing was. ``reason`` is kept with it."""

    at: datetime
    role: str
    asked_by: str
    outcome: Outcome
    copy: str | None
    reason: str = field(repr=False)


class Lookups:
    """Who looked up what, in one session."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def found(self, copy: str, reason: str, *, role: str, asked_by: str, at: datetime) -> None:
        """Note that somebody was told whose a copy is; the reason is locked under the key of its case."""
        case = self._connection.execute(select(copies.c.case_reference).where(copies.c.reference == copy)).scalar_one()
        locked = self._vault.lock(case, reason, Place("lookups", copy, "reason"))
        self._note(at, role, asked_by, outcome="found", copy_reference=copy, reason=locked)

    def not_told(self, outcome: Literal["nothing", "refused"], *, role: str, asked_by: str, at: datetime) -> None:
        """Note that somebody asked and was told nothing: nothing was found, or the role may not know."""
        self._note(at, role, asked_by, outcome=outcome)

    def all(self) -> tuple[Lookup, ...]:
        """Return every look-up, in order."""
        query = select(lookups, copies.c.case_reference).outerjoin(copies).order_by(lookups.c.id)
        return tuple(self._held(row) for row in self._connection.execute(query))

    def _note(self, at: datetime, role: str, asked_by: str, **values: Any) -> None:
        who = {"role": plain(role, "role"), "asked_by": plain(asked_by, "staff number")}
        self._connection.execute(insert(lookups).values(at=at, **who, **values))

    def _held(self, row: Row[Any]) -> Lookup:
        reason = ""
        if row.reason is not None:
            place = Place("lookups", row.copy_reference, "reason")
            reason = self._vault.unlock(row.case_reference, row.reason, place)
        return Lookup(row.at, row.role, row.asked_by, row.outcome, row.copy_reference, reason)
