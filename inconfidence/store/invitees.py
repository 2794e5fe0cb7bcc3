"""People invited to a conference. Who they are is locked; their number and reference are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from inconfidence.core.digest import digest_of_data
from inconfidence.core.errors import NotFound, OutOfTurn
from inconfidence.core.identifiers import plain
from inconfidence.store.encryption import Place
from inconfidence.store.tables import invitees
from inconfidence.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Invitee:
    """One person invited; ``number`` is their place in the list ("07"), ``details`` whatever the recipe put there."""

    reference: str
    case: str
    number: str
    details: Mapping[str, Any] = field(repr=False)


class Invitees:
    """What is held about the people invited, in one session."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def invite(self, case: str, number: str, details: Mapping[str, Any], *, reference: str) -> Invitee:
        """Add a person to the list; the same person under the same number is returned as first held.

        Raises:
            NotFound: no such case.
            OutOfTurn: the number is another person's.
        """
        earlier = self.by_number(case, number)
        if earlier is None:
            return self._add(case, number, details, reference)
        if digest_of_data(earlier.details) != digest_of_data(details):
            raise OutOfTurn(f"Number {number} is taken in case {case}.", hint="Give this person the next number.")
        return earlier

    def get(self, reference: str) -> Invitee:
        """Return the person invited under a reference.

        Raises:
            NotFound: nobody was.
        """
        row = self._connection.execute(select(invitees).where(invitees.c.reference == reference)).one_or_none()
        if row is None:
            raise NotFound("Nobody is invited under that reference.", hint="Check the reference on the invitation.")
        return self._held(row)

    def by_number(self, case: str, number: str) -> Invitee | None:
        """Return the person with a number in a case's list, or None."""
        query = select(invitees).where(invitees.c.case_reference == case, invitees.c.number == number)
        row = self._connection.execute(query).one_or_none()
        return self._held(row) if row is not None else None

    def of_case(self, case: str) -> tuple[Invitee, ...]:
        """Return everybody invited in a case, by number."""
        query = select(invitees).where(invitees.c.case_reference == case).order_by(invitees.c.number)
        return tuple(self._held(row) for row in self._connection.execute(query))

    def _add(self, case: str, number: str, details: Mapping[str, Any], reference: str) -> Invitee:
        self._connection.execute(
            insert(invitees).values(
                reference=plain(reference, "reference"),
                case_reference=case,
                number=plain(number, "number"),
                details=self._vault.lock(case, details, Place("invitees", reference, "details")),
            )
        )
        return self.get(reference)

    def _held(self, row: Row[Any]) -> Invitee:
        details = self._vault.unlock(row.case_reference, row.details, Place("invitees", row.reference, "details"))
        return Invitee(row.reference, row.case_reference, row.number, details)
