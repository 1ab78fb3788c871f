"""What a desk needs: claims that people add, samples and their codings, accounts and sessions, and the order of what is to be reviewed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("sample", "coding")
UNJUDGED = sa.text("standing = 1 AND verdict IS NULL")


def upgrade() -> None:
    """Adds columns and tables; what was in the record stays as it is, and its log goes on."""
    op.add_column("claim", sa.Column("doubt", sa.Integer(), nullable=True))
    # Each engine finds the most doubtful of what is unjudged by another form of index: the one by its first columns, the other by its condition.
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("claim_unjudged", "claim", ["standing", "verdict", sa.text("doubt DESC"), "seq"])
    else:
        op.create_index("claim_unjudged", "claim", [sa.text("doubt DESC"), "seq"], postgresql_where=UNJUDGED)
    op.add_column("claim_text", sa.Column("added_by", sa.Text(), nullable=True))
    op.add_column("event", sa.Column("disputed", sa.Text(), nullable=False, server_default=""))
    op.add_column("event", sa.Column("disputes", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("event_by_disputes", "event", [sa.text("disputes DESC"), "id"])
    make_samples()
    make_accounts()
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in (statement for table in APPEND_ONLY for statement in guard(table, is_sqlite=is_sqlite)):
        op.execute(statement)
    # Events are grouped anew, from the bonds that stand, so that each says what is disputed of it.
    op.execute("INSERT INTO touched (version_id) SELECT version_id FROM sketch WHERE version_id NOT IN (SELECT version_id FROM touched)")


def make_samples() -> None:
    op.create_table(
        "sample",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "coding",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Text(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("coding_of_sample", "coding", ["sample_id", "coder", "item"], unique=False)


def make_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "desk_session",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("expires", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.name"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token"),
    )
    op.create_index(op.f("ix_desk_session_account"), "desk_session", ["account"], unique=False)
    op.create_table(
        "attempt",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("attempt_of_key", "attempt", ["key", "at"], unique=False)


def guard(table: str, *, is_sqlite: bool) -> tuple[str, ...]:
    """What keeps a table from being changed in any way but by adding to it."""
    if is_sqlite:
        return tuple(
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            for verb in ("UPDATE", "DELETE")
        )
    return (f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",)
