"""Messages that carry a copy: prepared, then sent or unknown. One a copy; the state is what is known, not hoped.

prepared -> sent, unknown        unknown -> sent   (after a person has looked)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from inconfidence.core.errors import NotFound, OutOfTurn
from inconfidence.store.tables import messages

MessageState = Literal["prepared", "sent", "unknown"]
MAY_FOLLOW = {("prepared", "sent"), ("prepared", "unknown"), ("unknown", "sent")}


@dataclass(frozen=True, slots=True)
class Message:
    """One message; ``at`` is when it came into its state."""

    copy: str
    message_id: str
    state: MessageState
    at: datetime


class Messages:
    """What is held about messages in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def prepare(self, copy: str, message_id: str, *, at: datetime) -> Message:
        """Note that a copy is about to be handed over; a second call returns what is held, in whatever state.

        Raises:
            OutOfTurn: another message carries this copy.
        """
        held = self.of_copy(copy)
        if held is None:
            row = {"copy_reference": copy, "message_id": message_id, "state": "prepared", "at": at}
            self._connection.execute(insert(messages).values(row))
            return self._get(copy)
        if held.message_id != message_id:
            raise OutOfTurn(f"Copy {copy} goes with another message.", hint="Never hand a copy over twice.")
        return held

    def mark(self, copy: str, state: MessageState, *, at: datetime) -> Message:
        """Note what became of a message; the same again keeps the first moment.

        Raises:
            NotFound: no message was prepared for that copy.
            OutOfTurn: it cannot become that from what it is.
        """
        held = self._get(copy)
        if held.state == state:
            return held
        if (held.state, state) not in MAY_FOLLOW:
            raise OutOfTurn(
                f"The message of copy {copy} is {held.state}; it cannot become {state}.",
                hint="A message that was sent stays sent.",
            )
        change = update(messages).where(messages.c.copy_reference == copy).values(state=state, at=at)
        self._connection.execute(change)
        return self._get(copy)

    def of_copy(self, copy: str) -> Message | None:
        """Return the message that carries a copy, or None."""
        row = self._connection.execute(select(messages).where(messages.c.copy_reference == copy)).one_or_none()
        return Message(*row) if row is not None else None

    def _get(self, copy: str) -> Message:
        held = self.of_copy(copy)
        if held is None:
            raise NotFound(f"No message was prepared for copy {copy}.", hint="Prepare it before handing it over.")
        return held
