"""The first tables, and the guards that keep records and events append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
GUARDED = ("records", "events")


def upgrade() -> None:
    """Make every table."""
    _cases()
    _people()
    _papers()
    for table in GUARDED:
        _guard(table)


def _cases() -> None:
    op.create_table(
        "keyring",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("locked_key", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "council",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("first_run_on", sa.Date, nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
    op.create_table(
        "cases",
        sa.Column("reference", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("stage", sa.String(64), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("locked_key", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "links",
        sa.Column("first_case", sa.String(64), sa.ForeignKey("cases.reference"), primary_key=True),
        sa.Column("second_case", sa.String(64), sa.ForeignKey("cases.reference"), primary_key=True),
        sa.CheckConstraint("first_case < second_case", name="once"),
    )
    op.create_table(
        "records",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_reference", sa.String(64), sa.ForeignKey("cases.reference"), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("schema_version", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("case_reference", "kind", "name", "version"),
    )


def _people() -> None:
    op.create_table(
        "invitees",
        sa.Column("reference", sa.String(64), primary_key=True),
        sa.Column("case_reference", sa.String(64), sa.ForeignKey("cases.reference"), nullable=False),
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("details", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("case_reference", "number"),
    )
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("invitee", sa.String(64), sa.ForeignKey("invitees.reference"), nullable=False, index=True),
        sa.Column("form_code", sa.String(64), nullable=False, unique=True),
        sa.Column("wording_version", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("way", sa.String(20)),
        sa.Column("reason", sa.LargeBinary),
        sa.Column("sealed_digest", sa.String(64), nullable=False),
        sa.Column("signed_digest", sa.String(64)),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("withdrawn_at", MOMENT),
        sa.CheckConstraint("state in ('asked', 'signed', 'declined', 'superseded', 'altered', 'void')", name="state"),
        sa.CheckConstraint("way in ('electronic', 'ink')", name="way"),
        sa.CheckConstraint("state <> 'signed' or (way is not null and signed_digest is not null)", name="signed_with"),
    )
    op.create_table(
        "copies",
        sa.Column("reference", sa.String(64), primary_key=True),
        sa.Column("case_reference", sa.String(64), sa.ForeignKey("cases.reference"), nullable=False),
        sa.Column("invitee", sa.String(64), sa.ForeignKey("invitees.reference"), nullable=False, unique=True),
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("code_index", sa.String(64), nullable=False, unique=True),
        sa.Column("code", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.String(64)),
        sa.Column("released_at", MOMENT),
        sa.UniqueConstraint("case_reference", "number"),
    )


def _papers() -> None:
    op.create_table(
        "papers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_reference", sa.String(64), sa.ForeignKey("cases.reference"), nullable=False),
        sa.Column("paper", sa.String(64), nullable=False),
        sa.Column("reader", sa.String(64), nullable=False),
        sa.Column("audience", sa.String(64), nullable=False),
        sa.Column("variant", sa.String(64), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("reference", sa.String(64), nullable=False, unique=True),
        sa.Column("digest", sa.String(64), index=True),
        sa.Column("pages", sa.Integer),
        sa.Column("verdict", sa.String(20)),
        sa.Column("made_at", MOMENT),
        sa.UniqueConstraint("case_reference", "paper", "reader", "variant", "source"),
    )
    op.create_table(
        "relied_on",
        sa.Column("paper_reference", sa.String(64), sa.ForeignKey("papers.reference"), primary_key=True),
        sa.Column("record_digest", sa.String(64), primary_key=True, index=True),
    )
    op.create_table(
        "messages",
        sa.Column("copy_reference", sa.String(64), sa.ForeignKey("copies.reference"), primary_key=True),
        sa.Column("message_id", sa.String(255), nullable=False, unique=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("state in ('prepared', 'sent', 'unknown')", name="state"),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("reference", sa.String(64), nullable=False),
    )


def _guard(table: str) -> None:
    # SQLite has no rights per table, so a trigger says no; on a server the same is done by granting INSERT only.
    if op.get_bind().dialect.name != "sqlite":
        return
    for change in ("update", "delete"):
        op.execute(
            f"create trigger {table}_no_{change} before {change} on {table} "
            f"begin select raise(abort, '{table} is append-only'); end"
        )
