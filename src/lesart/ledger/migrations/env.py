"""Alembic's environment: runs on the connection that `lesart.ledger.migrate` hands over, never on its own."""

from __future__ import annotations

from alembic import context

from lesart.ledger.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
