"""Confidentiality agreements: asked for, answered, and what became of each.

    asked  -> signed, declined, superseded, altered, void
    signed -> superseded, altered, void          (every other state is final; ask again for a new agreement)

Withdrawing leaves the state as it is and notes the moment: that it was signed stays true.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, insert, select, update

from inconfidence.core.digest import Digest
from inconfidence.core.errors import NotFound, OutOfTurn
from inconfidence.core.identifiers import plain
from inconfidence.store.encryption import Place
from inconfidence.store.tables import agreements, invitees
from inconfidence.store.vault import Vault

State = Literal["asked", "signed", "declined", "superseded", "altered", "void"]
Way = Literal["electronic", "ink"]

MAY_FOLLOW: dict[str, frozenset[str]] = {
    "asked": frozenset({"signed", "declined", "superseded", "altered", "void"}),
    "signed": frozenset({"superseded", "altered", "void"}),
}
STANDING = frozenset({"asked", "signed"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement put to one person; ``form_code`` is printed on it and finds it again."""

    invitee: str
    form_code: str
    wording_version: str
    state: State
    way: Way | None
    reason: str = field(repr=False)
    sealed_digest: Digest
    signed_digest: Digest | None
    asked_at: datetime
    answered_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an agreement. A signature needs ``way`` and ``signed_digest``; ``reason`` is the person's own."""

    state: State
    way: Way | None = None
    signed_digest: Digest | None = None
    reason: str = field(default="", repr=False)


class Agreements:
    """What is held about agreements in one session."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def ask(
        self, invitee: str, form_code: str, *, wording_version: str, sealed_digest: Digest, at: datetime
    ) -> Agreement:
        """Note that an agreement was put to a person; under the same form code, return it as first noted.

        Raises:
            OutOfTurn: an earlier one still stands, asked or signed.
        """
        earlier = self.of_invitee(invitee)
        if earlier is not None and earlier.form_code == form_code:
            return earlier
        if earlier is not None and earlier.state in STANDING and earlier.withdrawn_at is None:
            raise OutOfTurn(
                f"Agreement {earlier.form_code} still stands for that person.",
                hint="Mark it superseded or void first.",
            )
        self._connection.execute(
            insert(agreements).values(
                invitee=invitee,
                form_code=plain(form_code, "form code"),
                wording_version=plain(wording_version, "wording version"),
                state="asked",
                sealed_digest=sealed_digest,
                asked_at=at,
            )
        )
        return self.get(form_code)

    def answer(self, form_code: str, answer: Answer, *, at: datetime) -> Agreement:
        """Note what became of an agreement; the same answer again changes nothing.

        Raises:
            NotFound: no agreement carries that form code.
            OutOfTurn: it was answered otherwise before, or a signature came without its file.
        """
        held = self.get(form_code)
        if (held.state, held.signed_digest) == (answer.state, answer.signed_digest or held.signed_digest):
            return held
        self._check_turn(held, answer)
        place = Place("agreements", form_code, "reason")
        values: dict[str, Any] = {"state": answer.state, "answered_at": at}
        values |= {"way": answer.way} if answer.way else {}
        values |= {"signed_digest": answer.signed_digest} if answer.signed_digest else {}
        values |= {"reason": self._vault.lock(self._case(held.invitee), answer.reason, place)} if answer.reason else {}
        self._connection.execute(update(agreements).where(agreements.c.form_code == form_code).values(values))
        return self.get(form_code)

    def withdraw(self, form_code: str, *, at: datetime) -> Agreement:
        """Note that the person withdrew; a second time keeps the first moment.

        Raises:
            NotFound: no agreement carries that form code.
        """
        self.get(form_code)
        still_standing = agreements.c.form_code == form_code, agreements.c.withdrawn_at.is_(None)
        self._connection.execute(update(agreements).where(*still_standing).values(withdrawn_at=at))
        return self.get(form_code)

    def get(self, form_code: str) -> Agreement:
        """Return the agreement that carries a form code.

        Raises:
            NotFound: none does.
        """
        row = self._connection.execute(self._all().where(agreements.c.form_code == form_code)).one_or_none()
        if row is None:
            raise NotFound("No agreement carries that form code.", hint="Check the code under the barcode.")
        return self._held(row)

    def by_signed(self, digest: Digest) -> Agreement | None:
        """Return the agreement that was signed as a file, or None."""
        row = self._connection.execute(self._all().where(agreements.c.signed_digest == digest)).one_or_none()
        return self._held(row) if row is not None else None

    def of_invitee(self, invitee: str) -> Agreement | None:
        """Return the agreement last put to a person, or None."""
        newest_first = self._all().where(agreements.c.invitee == invitee).order_by(agreements.c.id.desc())
        row = self._connection.execute(newest_first.limit(1)).one_or_none()
        return self._held(row) if row is not None else None

    def of_case(self, case: str) -> tuple[Agreement, ...]:
        """Return every agreement put to anyone in a case, in the order they were asked for."""
        query = self._all().where(invitees.c.case_reference == case).order_by(agreements.c.id)
        return tuple(self._held(row) for row in self._connection.execute(query))

    @staticmethod
    def _check_turn(held: Agreement, answer: Answer) -> None:
        if answer.state not in MAY_FOLLOW.get(held.state, frozenset()):
            raise OutOfTurn(
                f"Agreement {held.form_code} is {held.state}; it cannot become {answer.state}.",
                hint="Ask for a new agreement.",
            )
        if answer.state == "signed" and not (answer.way and answer.signed_digest):
            raise OutOfTurn(
                f"Agreement {held.form_code} cannot be signed without its signed file.",
                hint="Give the way it was signed and the digest of the file.",
            )

    @staticmethod
    def _all() -> Select[Any]:
        return select(agreements, invitees.c.case_reference).join(invitees)

    def _case(self, invitee: str) -> str:
        query = select(invitees.c.case_reference).where(invitees.c.reference == invitee)
        return str(self._connection.execute(query).scalar_one())

    def _held(self, row: Row[Any]) -> Agreement:
        place = Place("agreements", row.form_code, "reason")
        return Agreement(
            invitee=row.invitee,
            form_code=row.form_code,
            wording_version=row.wording_version,
            state=row.state,
            way=row.way,
            reason=self._vault.unlock(row.case_reference, row.reason, place) if row.reason else "",
            sealed_digest=row.sealed_digest,
            signed_digest=row.signed_digest,
            asked_at=row.asked_at,
            answered_at=row.answered_at,
            withdrawn_at=row.withdrawn_at,
        )
