"""A whole record as plain files and back, across engines: the record that comes out is the one that went in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made import make_item, read_made
from sqlalchemy import select

from onrecord.errors import RecordError
from onrecord.read.items import contain
from onrecord.record.add import add_all
from onrecord.record.compare import compare_versions, read_versions
from onrecord.record.custody import EngineSource
from onrecord.record.dump import dump_record, load_record
from onrecord.record.judge import Decision, judge_claims, undo
from onrecord.record.sign import add_checkpoint, open_key
from onrecord.record.store import Record, open_record
from onrecord.record.tables import KEPT, claim
from onrecord.record.verifier import check

STORY = "Shells hit the market of Aldport on Friday. Two people died, the mayor said."
ADDRESS = "https://harbour.example/1"


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    made = open_record(where, create=True)
    feed = contain("feed.xml", b"<rss/>")
    items = [feed, make_item(STORY, url=ADDRESS, container=feed.sha256), make_item(f"{STORY} Škofja Loka. \u2028x", "2.txt")]
    add_all(made, items, lambda _: None, processes=1, read=read_made)
    add_all(made, [make_item(STORY.replace("Two", "Three"), url=ADDRESS)], lambda _: None, processes=1, read=read_made)
    with made.reading() as connection:
        name = connection.execute(select(claim.c.id).where(claim.c.standing == 1).limit(1)).scalar_one()
    first = judge_claims(made, "reject", [name], Decision("Ana", "I looked"))
    undo(made, first.id, Decision("Ivo", "she erred"))
    add_checkpoint(made, open_key())
    yield made
    made.close()


def read_whole(record: Record) -> dict[str, list[Any]]:
    with record.reading() as connection:
        return {table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))] for table in KEPT}


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_record_dumped_and_loaded_is_the_same_record(record: Record, engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    from postgres import make_database

    dump_record(record, tmp_path / "dump")
    there = str(tmp_path / "again.db") if engine == "sqlite" else make_database(request.getfixturevalue("postgres"))
    again = open_record(there, create=True, begin=False)
    load_record(again, tmp_path / "dump")
    assert read_whole(again) == read_whole(record)
    with again.reading() as connection:
        assert list(check(EngineSource(connection))) == []
    add_all(again, [make_item(STORY + " More.", "9.txt")], lambda _: None, processes=1, read=read_made)
    again.close()


def test_a_dump_is_in_the_log_that_it_holds(record: Record, tmp_path: Path) -> None:
    dump_record(record, tmp_path / "dump")
    assert '"kind":"export"' in (tmp_path / "dump" / "log.jsonl").read_text().replace("\\", "").splitlines()[-1]


def test_a_dump_goes_into_a_new_folder_and_a_new_record_alone(record: Record, tmp_path: Path) -> None:
    (tmp_path / "dump").mkdir()
    dump_record(record, tmp_path / "dump")
    with pytest.raises(RecordError, match="there and not empty"):
        dump_record(record, tmp_path / "dump")
    with pytest.raises(RecordError, match="something in it"):
        load_record(record, tmp_path / "dump")


@pytest.mark.parametrize("damage", ["version.jsonl", "claim.jsonl", "raw"])
def test_a_damaged_dump_makes_no_half_record(tmp_path: Path, damage: str) -> None:
    made = open_record(tmp_path / "desk.db", create=True)
    add_all(made, [make_item(STORY)], lambda _: None, processes=1, read=read_made)
    dump_record(made, tmp_path / "dump")
    made.close()
    if damage == "raw":
        next((tmp_path / "dump" / "raw").glob("*/*")).unlink()
    else:
        (tmp_path / "dump" / damage).write_text('{"id": ')
    again = open_record(tmp_path / "again.db", create=True, begin=False)
    with pytest.raises(RecordError):
        load_record(again, tmp_path / "dump")
    assert all(rows == [] for rows in read_whole(again).values())
    again.close()


def test_a_folder_that_is_no_dump_says_so(tmp_path: Path) -> None:
    again = open_record(tmp_path / "again.db", create=True, begin=False)
    with pytest.raises(RecordError, match="is no dump"):
        load_record(again, tmp_path)
    again.close()


def test_what_changed_from_version_to_version_is_shown(record: Record) -> None:
    first, second = read_versions(record, ADDRESS)
    assert (first.number, first.is_current, second.number, second.is_current) == (1, False, 2, True)
    changes = compare_versions(first, second)
    assert any(line.startswith("-") and "Two people died" in line for line in changes)
    assert any(line.startswith("+") and "Three people died" in line for line in changes)
    assert read_versions(record, second.report.id[:12]) == [first, second]
