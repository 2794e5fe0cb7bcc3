"""The tables, as SQLAlchemy describes them. ``migrations`` makes them; tests hold the two equal.

Columns of ``LargeBinary`` hold locked values (see ``encryption``); nothing else here is personal. References and
codes in clear are random or come from a fixed list. Types are plain ones that PostgreSQL has as well.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the time zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC.

        Raises:
            ValueError: the moment does not say its time zone.
        """
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment aware again."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


metadata = MetaData(naming_convention=NAMES)

keyring = Table(
    "keyring",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("locked_key", LargeBinary, nullable=False),
)

council = Table(
    "council",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("first_run_on", Date, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

cases = Table(
    "cases",
    metadata,
    Column("reference", String(64), primary_key=True),
    Column("kind", String(64), nullable=False),
    Column("stage", String(64), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("locked_key", LargeBinary, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("first_case", ForeignKey("cases.reference"), primary_key=True),
    Column("second_case", ForeignKey("cases.reference"), primary_key=True),
    CheckConstraint("first_case < second_case", name="once"),
)

records = Table(
    "records",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_reference", ForeignKey("cases.reference"), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("name", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("schema_version", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", LargeBinary, nullable=False),
    UniqueConstraint("case_reference", "kind", "name", "version"),
)

invitees = Table(
    "invitees",
    metadata,
    Column("reference", String(64), primary_key=True),
    Column("case_reference", ForeignKey("cases.reference"), nullable=False),
    Column("number", String(8), nullable=False),
    Column("details", LargeBinary, nullable=False),
    UniqueConstraint("case_reference", "number"),
)

agreements = Table(
    "agreements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("invitee", ForeignKey("invitees.reference"), nullable=False, index=True),
    Column("form_code", String(64), nullable=False, unique=True),
    Column("wording_version", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("way", String(20)),
    Column("reason", LargeBinary),
    Column("sealed_digest", String(64), nullable=False),
    Column("signed_digest", String(64)),
    Column("asked_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("withdrawn_at", Moment),
    CheckConstraint("state in ('asked', 'signed', 'declined', 'superseded', 'altered', 'void')", name="state"),
    CheckConstraint("way in ('electronic', 'ink')", name="way"),
    CheckConstraint("state <> 'signed' or (way is not null and signed_digest is not null)", name="signed_with"),
)

copies = Table(
    "copies",
    metadata,
    Column("reference", String(64), primary_key=True),
    Column("case_reference", ForeignKey("cases.reference"), nullable=False),
    Column("invitee", ForeignKey("invitees.reference"), nullable=False, unique=True),
    Column("number", String(8), nullable=False),
    Column("code_index", String(64), nullable=False, unique=True),
    Column("code", LargeBinary, nullable=False),
    Column("digest", String(64)),
    Column("released_at", Moment),
    UniqueConstraint("case_reference", "number"),
    # Last, where the migration that added it put it.
    Column("agreement_digest", String(64)),
)

proofs = Table(
    "proofs",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("copy", ForeignKey("copies.reference"), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

papers = Table(
    "papers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_reference", ForeignKey("cases.reference"), nullable=False),
    Column("paper", String(64), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("audience", String(64), nullable=False),
    Column("variant", String(64), nullable=False),
    Column("source", String(64), nullable=False),
    Column("reference", String(64), nullable=False, unique=True),
    Column("digest", String(64), index=True),
    Column("pages", Integer),
    Column("verdict", String(20)),
    Column("made_at", Moment),
    UniqueConstraint("case_reference", "paper", "reader", "variant", "source"),
)

relied_on = Table(
    "relied_on",
    metadata,
    Column("paper_reference", ForeignKey("papers.reference"), primary_key=True),
    Column("record_digest", String(64), primary_key=True, index=True),
)

messages = Table(
    "messages",
    metadata,
    Column("copy_reference", ForeignKey("copies.reference"), primary_key=True),
    Column("message_id", String(255), nullable=False, unique=True),
    Column("state", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    CheckConstraint("state in ('prepared', 'sent', 'unknown')", name="state"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("code", String(64), nullable=False),
    Column("reference", String(64), nullable=False),
)

lookups = Table(
    "lookups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("role", String(64), nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("copy_reference", ForeignKey("copies.reference"), index=True),
    Column("reason", LargeBinary),
    CheckConstraint("outcome in ('found', 'nothing', 'refused')", name="outcome"),
    CheckConstraint("(outcome = 'found') = (copy_reference is not null)", name="found_with"),
)

APPEND_ONLY = (records, events, lookups)
"""Tables whose rows the database itself refuses to change or remove."""
