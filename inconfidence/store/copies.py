"""Personal copies: whose each is. The code printed on a copy leads back to the person, and only through here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from inconfidence.core.digest import Digest
from inconfidence.core.errors import NotFound, OutOfTurn
from inconfidence.core.identifiers import plain, tidy
from inconfidence.store.encryption import Place
from inconfidence.store.tables import copies, invitees
from inconfidence.store.vault import Vault

MOST_AT_ONCE = 500
"""Codes in one question: databases allow only so many."""


@dataclass(frozen=True, slots=True)
class PersonalCopy:
    """One person's copy; ``digest`` and ``released_at`` are None until it was made.

    ``agreement`` is the digest of the signed agreement it was given under, None until it was handed over.
    """

    reference: str
    case: str
    invitee: str
    number: str
    code: str = field(repr=False)
    digest: Digest | None
    released_at: datetime | None
    agreement: Digest | None


class Copies:
    """What is held about personal copies in one session."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def allot(self, invitee: str, number: str, code: str, *, reference: str) -> PersonalCopy:
        """Give a person their number and code, once: a second call returns the first ones.

        Raises:
            NotFound: nobody is invited under that reference.
            OutOfTurn: the number is on another person's copy.
        """
        earlier = self.of_invitee(invitee)
        if earlier is not None:
            return earlier
        case = self._connection.scalar(select(invitees.c.case_reference).where(invitees.c.reference == invitee))
        if case is None:
            raise NotFound("Nobody is invited under that reference.", hint="Check the reference on the invitation.")
        if any(copy.number == number for copy in self.of_case(case)):
            raise OutOfTurn(f"Copy number {number} of case {case} is somebody else's.", hint="Use the next number.")
        self._connection.execute(
            insert(copies).values(
                reference=plain(reference, "reference"),
                case_reference=case,
                invitee=invitee,
                number=plain(number, "copy number"),
                code_index=self._index(code),
                code=self._vault.lock(case, code, Place("copies", reference, "code")),
            )
        )
        return self.get(reference)

    def released(self, reference: str, digest: Digest, *, at: datetime) -> PersonalCopy:
        """Note which file was released as a copy; the same file again keeps the first moment.

        Raises:
            NotFound: no such copy.
            OutOfTurn: another file was released as this copy.
        """
        held = self.get(reference)
        if held.digest not in (None, digest):
            raise OutOfTurn(f"Copy {reference} was released as another file.", hint="Use the file that was kept.")
        if held.digest is None:
            change = update(copies).where(copies.c.reference == reference).values(digest=digest, released_at=at)
            self._connection.execute(change)
        return self.get(reference)

    def given_under(self, reference: str, agreement: Digest) -> PersonalCopy:
        """Note on which signed agreement a copy is handed over; it keeps the first one.

        Raises:
            NotFound: no such copy.
        """
        first = copies.c.reference == reference, copies.c.agreement_digest.is_(None)
        self._connection.execute(update(copies).where(*first).values(agreement_digest=agreement))
        return self.get(reference)

    def get(self, reference: str) -> PersonalCopy:
        """Return the copy of a reference.

        Raises:
            NotFound: none is held.
        """
        return self._found(self._one(copies.c.reference == reference))

    def by_code(self, code: str) -> PersonalCopy:
        """Return the copy a printed or typed code stands on.

        Raises:
            NotFound: no copy carries it.
        """
        return self._found(self._one(copies.c.code_index == self._index(code)))

    def among(self, codes: Iterable[str]) -> dict[str, PersonalCopy]:
        """Return, of many codes a copy may carry, those that one does carry."""
        by_index = {self._index(code): code for code in codes}
        found = {}
        asked = list(by_index)
        for first in range(0, len(asked), MOST_AT_ONCE):
            some = copies.c.code_index.in_(asked[first : first + MOST_AT_ONCE])
            for row in self._connection.execute(select(copies).where(some)):
                found[by_index[row.code_index]] = self._held(row)
        return found

    def by_digest(self, digest: Digest) -> PersonalCopy | None:
        """Return the copy that was released as a file, or None."""
        return self._one(copies.c.digest == digest)

    def of_invitee(self, invitee: str) -> PersonalCopy | None:
        """Return a person's copy, or None."""
        return self._one(copies.c.invitee == invitee)

    def of_case(self, case: str) -> tuple[PersonalCopy, ...]:
        """Return every copy of a case, by number."""
        query = select(copies).where(copies.c.case_reference == case).order_by(copies.c.number)
        return tuple(self._held(row) for row in self._connection.execute(query))

    def _index(self, code: str) -> str:
        # People leave out the hyphens, or put them elsewhere.
        return self._vault.index("copy", tidy(code).replace("-", ""))

    def _one(self, condition: ColumnElement[bool]) -> PersonalCopy | None:
        row = self._connection.execute(select(copies).where(condition)).one_or_none()
        return self._held(row) if row is not None else None

    @staticmethod
    def _found(copy: PersonalCopy | None) -> PersonalCopy:
        if copy is None:
            raise NotFound("No copy carries that code or reference.", hint="Read it again from the foot of a page.")
        return copy

    def _held(self, row: Row[Any]) -> PersonalCopy:
        code = self._vault.unlock(row.case_reference, row.code, Place("copies", row.reference, "code"))
        return PersonalCopy(
            reference=row.reference,
            case=row.case_reference,
            invitee=row.invitee,
            number=row.number,
            code=code,
            digest=row.digest,
            released_at=row.released_at,
            agreement=row.agreement_digest,
        )
