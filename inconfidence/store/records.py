"""Records: what was taken in or decided, append-only. Saving again adds a version; nothing is ever edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from inconfidence.core.digest import Digest, digest_of_data
from inconfidence.core.errors import NotFound
from inconfidence.core.identifiers import plain
from inconfidence.store.encryption import Place
from inconfidence.store.tables import records
from inconfidence.store.vault import Vault


@dataclass(frozen=True, slots=True)
class RecordHeld:
    """One version of one record; ``digest`` is that of ``body`` in canonical form."""

    case: str
    kind: str
    name: str
    version: int
    schema_version: str
    body: Mapping[str, Any] = field(repr=False)
    digest: Digest
    recorded_at: datetime
    recorded_by: str = field(repr=False)


class Records:
    """What is held of records in one session."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def append(
        self, case: str, kind: str, name: str, body: Mapping[str, Any], *, schema_version: str, at: datetime, by: str
    ) -> RecordHeld:
        """Add a version of a record; when the latest says exactly this, add nothing and return that.

        Raises:
            NotFound: no such case.
        """
        earlier = self._row(case, kind, name)
        fingerprint = self._fingerprint(kind, name, schema_version, body)
        if earlier is not None and earlier.fingerprint == fingerprint:
            return self._held(earlier)
        # The number cannot be taken meanwhile: writers hold the file from their first statement on.
        version = earlier.version + 1 if earlier is not None else 1
        row = f"{case}:{plain(kind, 'kind of record')}:{plain(name, 'name of the record')}:{version}"
        self._connection.execute(
            insert(records).values(
                case_reference=case,
                kind=kind,
                name=name,
                version=version,
                schema_version=plain(schema_version, "schema version"),
                body=self._vault.lock(case, body, Place("records", row, "body")),
                fingerprint=fingerprint,
                recorded_at=at,
                recorded_by=self._vault.lock(case, by, Place("records", row, "recorded_by")),
            )
        )
        return self.latest(case, kind, name)

    def latest(self, case: str, kind: str, name: str) -> RecordHeld:
        """Return the newest version of a record.

        Raises:
            NotFound: no record of that kind and name is held in that case.
        """
        held = self.find(case, kind, name)
        if held is None:
            raise NotFound(f"No {kind} record of that name is held in case {case}.", hint="Add it first.")
        return held

    def find(self, case: str, kind: str, name: str) -> RecordHeld | None:
        """Return the newest version of a record, or None."""
        row = self._row(case, kind, name)
        return self._held(row) if row is not None else None

    def versions(self, case: str, kind: str, name: str) -> tuple[RecordHeld, ...]:
        """Return every version of a record, oldest first."""
        rows = self._connection.execute(self._of(case, kind, name).order_by(records.c.version))
        return tuple(self._held(row) for row in rows)

    def names(self, case: str, kind: str) -> tuple[str, ...]:
        """Return the names under which records of a kind are held in a case, in order."""
        query = select(records.c.name).where(records.c.case_reference == case, records.c.kind == kind).distinct()
        return tuple(sorted(self._connection.scalars(query)))

    def of_case(self, case: str) -> tuple[RecordHeld, ...]:
        """Return the newest version of every record of a case, in the order their first versions came."""
        query = select(records).where(records.c.case_reference == case).order_by(records.c.id)
        newest = {(row.kind, row.name): row for row in self._connection.execute(query)}
        return tuple(self._held(row) for row in newest.values())

    def cases_holding(self, kind: str, name: str, body: Mapping[str, Any], *, schema_version: str) -> tuple[str, ...]:
        """Return the cases that hold exactly this record: how a second run finds what the first took in."""
        fingerprint = self._fingerprint(kind, name, schema_version, body)
        query = select(records.c.case_reference).where(records.c.fingerprint == fingerprint).distinct()
        return tuple(sorted(self._connection.scalars(query)))

    def _fingerprint(self, kind: str, name: str, schema_version: str, body: Mapping[str, Any]) -> str:
        # Keyed: a bare digest of a short record could be found by trying likely names.
        return self._vault.index("record", kind, name, schema_version, digest_of_data(body))

    def _of(self, case: str, kind: str, name: str) -> Select[Any]:
        return select(records).where(records.c.case_reference == case, records.c.kind == kind, records.c.name == name)

    def _row(self, case: str, kind: str, name: str) -> Row[Any] | None:
        newest_first = self._of(case, kind, name).order_by(records.c.version.desc())
        return self._connection.execute(newest_first.limit(1)).one_or_none()

    def _held(self, row: Row[Any]) -> RecordHeld:
        place = f"{row.case_reference}:{row.kind}:{row.name}:{row.version}"
        body = self._vault.unlock(row.case_reference, row.body, Place("records", place, "body"))
        by = self._vault.unlock(row.case_reference, row.recorded_by, Place("records", place, "recorded_by"))
        return RecordHeld(
            case=row.case_reference,
            kind=row.kind,
            name=row.name,
            version=row.version,
            schema_version=row.schema_version,
            body=body,
            digest=digest_of_data(body),
            recorded_at=row.recorded_at,
            recorded_by=by,
        )
