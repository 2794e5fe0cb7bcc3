"""Proofs of time of copies sealed in a batch."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "proofs",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("copy", sa.String(64), sa.ForeignKey("copies.reference"), nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
