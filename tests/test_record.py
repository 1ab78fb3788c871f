"""The record on both engines: what goes in stays as it was, once, whole, and in the log."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import make_item, read_made
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from onrecord.errors import RecordError
from onrecord.read.items import Container, Found, Item, Skipped, contain
from onrecord.record.add import Added, add_all, is_known
from onrecord.record.custody import EngineSource
from onrecord.record.store import Record, open_record, told_plainly
from onrecord.record.tables import blob, claim, claim_text, log, reading, report, version
from onrecord.record.verifier import check


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    """A new record."""
    made = open_record(where, create=True, clock=lambda: "2024-09-14T08:00:00Z")
    yield made
    made.close()


def add(record: Record, *found: Found) -> list[Added]:
    told: list[Added] = []
    add_all(record, found, told.append, processes=1, read=read_made)
    return told


def count(record: Record, table: object, *conditions: object) -> int:
    with record.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())


def find_faults(record: Record) -> list[str]:
    with record.reading() as connection:
        return list(check(EngineSource(connection)))


STORY = "Shells hit the market of Aldport on Friday. Two people died, the mayor said. The mayor of Aldport blamed no one."


def test_raw_bytes_stay_as_they_came(record: Record) -> None:
    raw = b"\xff\xfe\x00 not text at all \x80"
    item = Item("x.bin", raw, body=STORY.encode())
    assert [each.what for each in add(record, item)] == ["added"]
    with record.reading() as connection:
        assert connection.execute(select(blob.c.bytes).where(blob.c.sha256 == item.sha256)).scalar_one() == raw


def test_the_same_bytes_twice_change_nothing(record: Record) -> None:
    add(record, make_item(STORY))
    before = count(record, log), count(record, claim), count(record, blob)
    assert [each.what for each in add(record, make_item(STORY, path="elsewhere.txt"), make_item(STORY))] == ["known", "known"]
    assert (count(record, log), count(record, claim), count(record, blob)) == before


def test_the_same_bytes_twice_in_one_run_are_added_once(record: Record) -> None:
    told = add(record, make_item(STORY), make_item(STORY, path="again.txt"))
    assert [each.what for each in told] == ["added", "known"] or {each.what for each in told} == {"added", "known"}
    assert count(record, version) == 1


def test_a_changed_page_of_an_address_is_a_new_version_of_the_same_report(record: Record) -> None:
    address = "https://www.harbour.example/world/1?utm_source=x"
    add(record, make_item(STORY, url=address))
    assert add(record, make_item(STORY.replace("Two", "Three"), url="http://harbour.example/world/1#top"))[0].what == "changed"
    assert (count(record, report), count(record, version), count(record, version, version.c.current == 1)) == (1, 2, 1)
    assert count(record, claim, claim.c.standing == 1) == 3
    assert count(record, claim) == 6
    with record.reading() as connection:
        current = connection.execute(select(claim_text.c.machine).join(claim).where(claim.c.standing == 1)).scalars().all()
    assert any("Three" in machine for machine in current)
    assert not any("Two" in machine for machine in current)


def test_an_older_capture_is_a_version_but_not_the_current_one(record: Record) -> None:
    address = "https://harbour.example/world/1"
    add(record, make_item(STORY, url=address, captured="2024-09-13T20:00:00Z"))
    add(record, make_item(STORY.replace("Two", "Three"), url=address, captured="2024-09-13T10:00:00Z"))
    with record.reading() as connection:
        current = connection.execute(select(claim_text.c.machine).join(claim).where(claim.c.standing == 1)).scalars().all()
    assert len(current) == 3
    assert any("Two" in machine for machine in current)
    assert find_faults(record) == []


def test_pages_without_an_address_and_front_pages_are_reports_of_their_own(record: Record) -> None:
    add(record, make_item(STORY), make_item(STORY + " More."), make_item(STORY + " A.", url="https://harbour.example/"))
    assert count(record, report) == 3


def test_every_addition_and_reading_is_in_the_log(record: Record) -> None:
    add(record, make_item(STORY))
    with record.reading() as connection:
        kinds = connection.execute(select(log.c.entry).order_by(log.c.seq)).scalars().all()
    assert [next(kind for kind in ("begin", "add", "read") if f'"kind":"{kind}"' in entry) for entry in kinds] == ["begin", "add", "read"]
    assert find_faults(record) == []


def test_a_file_that_holds_reports_is_kept_once_with_the_first_of_them(record: Record) -> None:
    feed = contain("feed.xml", b"<rss/>")
    items = [make_item(f"{STORY} {number}.", container=feed.sha256) for number in range(3)]
    add(record, feed, *items)
    assert count(record, blob) == 4
    assert find_faults(record) == []
    assert {each.what for each in add(record, feed, *items)} == {"known"}
    assert count(record, blob) == 4


def test_of_an_archive_only_the_name_is_kept(record: Record) -> None:
    archive = Container("crawl.warc", "ab" * 32, 10**9)
    add(record, archive, make_item(STORY, container=archive.sha256))
    assert count(record, blob) == 1
    assert find_faults(record) == []


def test_what_is_skipped_is_told_and_not_kept(record: Record) -> None:
    told = add(record, Skipped("a.png", "an image"), Skipped("b.warc", "cut short", failed=True), make_item("  ", path="c.txt"))
    assert [(each.path, each.what) for each in told][:2] == [("a.png", "skipped"), ("b.warc", "failed")]
    assert count(record, version) == 0


def test_an_interruption_leaves_a_report_whole_or_not_at_all(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """The claims are written last: where that fails, neither bytes nor log entries of the report are there."""

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.record.add.write_reading", fail)
    with pytest.raises(KeyboardInterrupt):
        add(record, make_item(STORY))
    monkeypatch.undo()
    assert (count(record, blob), count(record, version), count(record, log)) == (0, 0, 1)
    assert add(record, make_item(STORY))[0].what == "added"
    assert find_faults(record) == []


def test_a_reader_waits_for_no_writer_and_sees_one_state(record: Record) -> None:
    add(record, make_item(STORY))
    with record.writing() as writer:
        writer.execute(text("UPDATE claim SET standing = 0"))
        seen: list[int] = []
        thread = threading.Thread(target=lambda: seen.append(count(record, claim, claim.c.standing == 1)))
        thread.start()
        thread.join(timeout=10)
        assert seen == [3]


def test_a_second_writer_waits_and_then_goes_on(record: Record) -> None:
    done = threading.Event()

    def write() -> None:
        add(record, make_item(STORY))
        done.set()

    with record.writing():
        thread = threading.Thread(target=write)
        thread.start()
        assert not done.wait(0.3)
    thread.join(timeout=20)
    assert done.is_set()
    assert find_faults(record) == []


@pytest.mark.parametrize("statement", ["UPDATE log SET entry = '{}'", "DELETE FROM log", "UPDATE blob SET size = 1", "DELETE FROM checkpoint"])
def test_what_is_only_added_to_cannot_be_changed_in_passing(record: Record, statement: str) -> None:
    add(record, make_item(STORY))
    from onrecord.record.sign import add_checkpoint, open_key

    add_checkpoint(record, open_key())
    with pytest.raises((RecordError, DBAPIError), match="only ever added to"), record.writing() as connection:
        connection.execute(text(statement))


def test_a_record_is_found_again_as_it_was(where: str) -> None:
    first = open_record(where, create=True)
    add(first, make_item(STORY))
    name = first.id
    first.close()
    again = open_record(where)
    assert again.id == name
    assert is_known(again, make_item(STORY).sha256)
    again.close()


def test_two_records_have_two_names(tmp_path: Path) -> None:
    one, other = (open_record(tmp_path / name, create=True) for name in ("a.db", "b.db"))
    assert one.id != other.id


def test_there_is_no_record_where_none_was_made(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record here; make one with"):
        open_record(tmp_path / "nowhere.db")


def test_a_file_of_another_kind_is_no_record(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Shells hit the port.</p>")
    with pytest.raises(RecordError, match="is not a record but another kind of file"):
        open_record(page, create=True)
    assert page.read_text() == "<p>Shells hit the port.</p>"


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE notes (words TEXT)")
    with pytest.raises(RecordError, match="another program"):
        open_record(other, create=True)


def test_a_record_of_a_newer_program_is_not_touched(record: Record) -> None:
    with record.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordError, match=r"made by a newer onrecord.*upgrade onrecord"):
        open_record(record.where)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("mysql://root@host/x", "no kind of record that onrecord knows"),
        ("/nowhere/at/all/desk.db", "there is no folder"),
        ("postgresql://onrecord@/x?host=/nowhere", "cannot be used"),
    ],
)
def test_a_place_where_no_record_can_be_says_what_to_do(where: str, said: str) -> None:
    with pytest.raises(RecordError, match=said):
        open_record(where, create=True)


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder"):
        open_record(tmp_path, create=True)


def test_an_empty_file_is_a_record_that_was_never_begun(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.touch()
    record = open_record(path, create=True)
    assert add(record, make_item(STORY))[0].what == "added"
    assert count(record, reading) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database is locked", "nothing is lost or doubled"),
        ("canceling statement due to lock timeout", "nothing is lost or doubled"),
        ("attempt to write a readonly database", "check its permissions"),
        ("database or disk is full", "make room"),
        ("database disk image is malformed", "restore a copy"),
        ("no such function: x", "the database cannot be used"),
    ],
)
def test_what_a_database_says_is_told_in_plain_words(said: str, told: str) -> None:
    with pytest.raises(RecordError, match=told), told_plainly("desk.db"):
        raise OperationalError("SELECT 1", {}, Exception(said))


def test_a_writer_that_waits_too_long_says_who_it_waits_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.store.WAIT_S", 0.2)
    first, second = open_record(tmp_path / "desk.db", create=True), open_record(tmp_path / "desk.db")
    with first.writing(), pytest.raises(RecordError, match="another program has been writing to it"):
        add(second, make_item(STORY))


def test_a_password_is_not_repeated_in_messages() -> None:
    with pytest.raises(RecordError) as told:
        open_record("postgresql://ana:secret@localhost:1/x?host=/nowhere")
    assert "secret" not in str(told.value)
