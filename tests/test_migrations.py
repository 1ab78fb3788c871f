"""The steps that make a record's tables make the tables that the program uses."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.record import store
from onrecord.record.store import NEWEST, open_record
from onrecord.record.tables import KEPT, MADE, OWN, metadata

# The index of words, which no table of ours describes; descending indexes, and one that each engine has in its own form.
NOT_COMPARED = ("claim_words", "claim_by_day", "claim_unjudged", "event_by_day", "event_by_disputes", "listing_by_added")


def is_compared(thing: object, name: str | None, *_: object) -> bool:
    return not (name or "").startswith(NOT_COMPARED)


@pytest.mark.filterwarnings("ignore:autogenerate skipping")
def test_the_steps_end_in_the_tables_of_the_program(where: str) -> None:
    record = open_record(where, create=True)
    with record.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_compared})
        assert compare_metadata(context, metadata) == []
    record.close()


def test_the_newest_form_is_the_last_step() -> None:
    assert ScriptDirectory(str(Path(store.__file__).parent / "migrations")).get_current_head() == NEWEST


def test_every_table_is_kept_in_dumps_or_made_again_or_no_business_of_a_dump() -> None:
    assert {table.name for table in (*KEPT, *MADE, *OWN)} == set(metadata.tables)
