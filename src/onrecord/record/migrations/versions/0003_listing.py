"""What lists show: of each event its place and toll, of each report its head."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from onrecord.record.words import fold_all

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SHOWN: tuple[tuple[str, Any], ...] = (
    ("place", sa.Text()),
    ("level", sa.Text()),
    ("radius_km", sa.Float()),
    *((f"{toll}_{bound}", sa.Integer()) for toll in ("killed", "injured") for bound in ("low", "high")),
)
CURRENT = sa.text(
    "SELECT version.report_id, version.id AS version_id, version.added, reading.document, reading.problems FROM version "
    "JOIN reading ON reading.version_id = version.id AND reading.current = 1 WHERE version.current = 1"
)


def upgrade() -> None:
    """Adds the columns and the table, and fills the table from the readings; the step before has events grouped anew, which fills the columns."""
    for name, kind in SHOWN:
        op.add_column("event", sa.Column(name, kind, nullable=True))
    op.create_index("event_by_place", "event", ["lat", "lon"])
    op.drop_index("event_of_claim", "event_claim")
    op.create_index("event_of_claim", "event_claim", ["claim_id", "event_id"])
    listing = op.create_table(
        "listing",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("title", "outlet", "published", "url", "language")),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"]),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"]),
        sa.PrimaryKeyConstraint("report_id"),
    )
    op.create_index("listing_by_added", "listing", [sa.text("added DESC"), "report_id"])
    for row in op.get_bind().execute(CURRENT).all():
        op.bulk_insert(listing, [list_report(row)])


def list_report(row: Any) -> dict[str, Any]:
    told = json.loads(row.document)
    problems = [*told.get("problems", ()), *json.loads(row.problems)]
    return {
        **{name: getattr(row, name) for name in ("report_id", "version_id", "added")},
        **{name: told.get(name) for name in ("title", "outlet", "published", "url", "language")},
        "problems": " ".join(dict.fromkeys(problem["code"] for problem in problems)),
        "words": fold_all(told.get(name) for name in ("title", "outlet", "byline", "url")),
    }
