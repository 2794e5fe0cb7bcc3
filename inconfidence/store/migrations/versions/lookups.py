"""Under which agreement a copy was given, and who looked up whose copy a page was from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("copies", sa.Column("agreement_digest", sa.String(64)))
    op.create_table(
        "lookups",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("copy_reference", sa.String(64), sa.ForeignKey("copies.reference"), index=True),
        sa.Column("reason", sa.LargeBinary),
        sa.CheckConstraint("outcome in ('found', 'nothing', 'refused')", name="outcome"),
        sa.CheckConstraint("(outcome = 'found') = (copy_reference is not null)", name="found_with"),
    )
    _guard("lookups")


def _guard(table: str) -> None:
    # As the first tables have it: SQLite has no rights per table, so a trigger says no.
    if op.get_bind().dialect.name != "sqlite":
        return
    for change in ("update", "delete"):
        op.execute(
            f"create trigger {table}_no_{change} before {change} on {table} "
            f"begin select raise(abort, '{table} is append-only'); end"
        )
