"""What happened, as codes and references, append-only. No words, so nothing personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from inconfidence.core.identifiers import plain
from inconfidence.store.tables import Moment, events, metadata


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to what ``reference`` names."""

    at: datetime
    code: str
    reference: str


class Events:
    """What happened, in one session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, code: str, reference: str, *, at: datetime) -> Event:
        """Note that something happened."""
        event = Event(at, plain(code, "event code"), plain(reference, "reference"))
        self._connection.execute(insert(events).values(at=at, code=event.code, reference=event.reference))
        return event

    def count(self, code: str, reference: str, *, since: datetime) -> int:
        """Return how often something happened under a reference since a moment."""
        return sum(each.code == code and each.at >= since for each in self.of(reference))

    def of(self, reference: str) -> tuple[Event, ...]:
        """Return what happened under a reference, in order."""
        columns = select(events.c.at, events.c.code, events.c.reference)
        query = columns.where(events.c.reference == reference).order_by(events.c.id)
        return tuple(Event(*row) for row in self._connection.execute(query))

    def newest(self) -> datetime | None:
        """Return the latest moment that stands anywhere in the store, None in an empty one."""
        columns = (each for table in metadata.sorted_tables for each in table.columns if isinstance(each.type, Moment))
        moments = (self._connection.scalar(select(func.max(column))) for column in columns)
        return max((each for each in moments if each is not None), default=None)
