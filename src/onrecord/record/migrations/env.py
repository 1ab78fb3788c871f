"""What Alembic runs: the steps, on the connection that it is handed, in the transaction that it stands in."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
