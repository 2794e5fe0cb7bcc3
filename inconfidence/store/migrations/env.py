"""What Alembic runs a revision with: the connection, and the open transaction, that ``Store.open`` hands over."""

from __future__ import annotations

from alembic import context

from inconfidence.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
