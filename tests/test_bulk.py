"""Archives into tables: the same on one core, on many and on a cluster; after a kill too; and whatever is in them."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import crawl
import pyarrow.dataset
import pytest
from inline import Inline
from made import read_made

from onrecord import Extraction, merge
from onrecord.batch import Outcome
from onrecord.bulk import engine, extra, load, reading, tasks
from onrecord.bulk.engine import EngineError
from onrecord.bulk.load import load_all, read_kept
from onrecord.bulk.run import Summary, run_bulk
from onrecord.bulk.stores import Store
from onrecord.bulk.tables import TABLES
from onrecord.bulk.tasks import Done
from onrecord.errors import OnrecordError, UsageError
from onrecord.read.inputs import Given, find_items
from onrecord.read.items import Item
from onrecord.record.add import Added, add_all
from onrecord.record.store import open_record

ROOT = Path(__file__).parents[1]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim a sentence, so that a test need not wait for the reader."""
    monkeypatch.setattr(reading, "read_item", read_made)


def run(inputs: Path, out: Path, engine: Inline | None = None, **options: int) -> Summary:
    return run_bulk([str(inputs)], str(out), engine or Inline(), pages=options.pop("pages", 4), **options)  # type: ignore[arg-type]


def read_rows(out: Path, table: str) -> list[dict[str, object]]:
    files = sorted(str(file) for file in (out / table).glob("*.parquet"))
    return [row for file in files for row in pyarrow.dataset.dataset(file).to_table().to_pylist()]


def read_files(out: Path) -> dict[str, bytes]:
    """All that a run wrote, by name."""
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*")) if file.is_file()}


# The same output on either engine, however many workers, and after a kill.


def start(inputs: Path, out: Path, *options: str, **variables: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "onrecord.cli", "bulk", str(inputs), "--out", str(out), "--shard", "4", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"} | variables
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> None:
    _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawl")
    crawl.write_warc(folder / "a.warc.gz", crawl.make_pages(14))
    crawl.write_parquet(folder / "b.parquet", [("https://table.example/9", page) for _, page in crawl.make_pages(5)])
    return folder


@pytest.fixture(scope="module")
def native(crawled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What two workers on this machine make of the crawl."""
    out = tmp_path_factory.mktemp("native") / "out"
    finish(start(crawled, out, "--workers", "2"))
    return out


def test_tables_hold_what_was_crawled(native: Path) -> None:
    assert {row["claims"] for row in read_rows(native, "reports")} > {0}
    assert any(row["event_type"] == "shelling" and row["killed_low"] == 3 for row in read_rows(native, "claims"))
    assert any(len(row["reports"]) > 1 for row in read_rows(native, "events"))  # type: ignore[arg-type]
    assert any(len(row["reports"]) > 1 for row in read_rows(native, "copies"))  # type: ignore[arg-type]


def test_a_quick_run_reads_no_page_whose_words_tell_no_event(crawled: Path, native: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    finish(start(crawled, out, "--workers", "2", "--quick"))
    for table, name in (("claims", "claim_id"), ("events", "event_id"), ("copies", "origin")):
        assert {row[name] for row in read_rows(out, table)} == {row[name] for row in read_rows(native, table)}
    dismissed = [row["path"] for row in read_rows(out, "problems") if row["code"] == "dismissed"]
    everything = read_rows(native, "reports")
    assert len(dismissed) == sum(not row["claims"] for row in everything)
    assert len(read_rows(out, "reports")) == len(everything) - len(dismissed)


def test_ray_gives_the_same_bytes(crawled: Path, native: Path, tmp_path: Path) -> None:
    token = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"} | token
    command = [sys.executable, str(ROOT / "tests" / "ray_head.py"), "2"]
    head = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert head.stdin is not None
    assert head.stdout is not None
    try:
        address = head.stdout.readline().strip()
        finish(start(crawled, tmp_path / "out", "--ray", address, "--workers", "2", **token))
    finally:
        head.stdin.close()
        head.wait(timeout=60)
    assert read_files(tmp_path / "out") == read_files(native)


def test_a_cluster_is_joined_however_many_workers_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    joined = []
    monkeypatch.setattr(engine, "join_cluster", lambda daft, address: joined.append(address) or 8)
    assert [engine.Engine("here:1", workers).workers for workers in (None, 2)] == [8, 2]
    assert joined == ["here:1", "here:1"]


def test_a_killed_run_goes_on_and_gives_the_same_bytes(crawled: Path, native: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = start(crawled, out, "--workers", "1")
    until = time.monotonic() + 120
    while time.monotonic() < until and not (done := sorted(out.glob("done/read/*.json"))):
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert done
    assert not (out / "events").exists()
    written = {file: file.stat().st_mtime_ns for file in done}
    finish(start(crawled, out, "--workers", "1"))
    assert {file: file.stat().st_mtime_ns for file in done} == written
    assert read_files(out) == read_files(native)


# One bad record, one bad shard.


def test_what_is_hostile_becomes_problems_and_the_rest_is_read(tmp_path: Path, quick: None) -> None:
    (tmp_path / "in").mkdir()
    crawl.write_hostile(tmp_path / "in")
    summary = run(tmp_path / "in", tmp_path / "out")
    problems = read_rows(tmp_path / "out", "problems")
    told = {(Path(str(row["path"]).partition("#")[0]).name, row["code"]) for row in problems}
    named = {"lies.warc", "bomb.warc.gz", "cut.warc.gz", "other.warc", "other.parquet", "large.parquet", "nothing.parquet"}
    assert {name for name, code in told if code in {"failed", "set-aside"}} == named
    assert any("larger than" in str(row["message"]) for row in problems if "large.example" in str(row["path"]))
    good = [row["url"] for row in read_rows(tmp_path / "out", "reports")]
    assert good.count("https://good.example/1") == 3
    assert "https://post1.example/news/1" in good
    assert summary.unread


def test_a_page_that_fails_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_item", lambda item: Outcome(item.path, reason="fails") if "news/3" in item.path else read_made(item))
    run(crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(6)), tmp_path / "out")
    assert len(read_rows(tmp_path / "out", "reports")) == 5
    assert [row["message"] for row in read_rows(tmp_path / "out", "problems") if row["code"] == "failed"] == ["fails"]


def test_a_report_that_can_be_no_row_costs_itself_alone(tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    make, made = merge.make_sketch, []

    def make_or_fail(found: Extraction) -> merge.Sketch:
        made.append(found)
        if len(made) == 2:
            raise ValueError("of no shape")
        return make(found)

    monkeypatch.setattr(merge, "make_sketch", make_or_fail)
    assert not run(crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(3)), tmp_path / "out").unread
    assert [row["row"] for row in read_rows(tmp_path / "out", "reports")] == [0, 1]
    assert ["of no shape" in str(row["message"]) for row in read_rows(tmp_path / "out", "problems") if row["code"] == "failed"] == [True]


def test_a_shard_that_fails_is_tried_again_then_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def fail(item: Item) -> Outcome:
        if "news/0" in item.path:
            tried.append(item.path)
            raise MemoryError("no memory left")
        return read_made(item)

    monkeypatch.setattr(reading, "read_item", fail)
    monkeypatch.setattr(reading, "Apart", InProcess)
    inputs, out = crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(6)), tmp_path / "out"
    summary = run(inputs, out)
    assert len(tried) == tasks.TRIES
    assert ["no memory left" in reason for reason in summary.unread.values()] == [True]
    assert [row["code"] for row in read_rows(out, "problems") if row["code"] == "set-aside"] == ["set-aside"]
    assert len(read_rows(out, "reports")) == 2
    monkeypatch.setattr(reading, "read_item", read_made)
    assert not run(inputs, out).unread
    assert len(read_rows(out, "reports")) == 6
    assert len(read_rows(out, "events")) > 1


class InProcess:
    """Stands in for a reader in a process of its own."""

    def __init__(self, read: object) -> None:
        pass

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, job: Item) -> Outcome:
        return reading.read_item(job)


def test_a_shard_that_kills_its_worker_is_set_aside_and_the_others_are_read(tmp_path: Path, quick: None) -> None:
    inputs = crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(12))
    summary = run(inputs, tmp_path / "out", Inline(["000000-000001"]))
    assert list(summary.unread) == ["000000-000001"]
    assert "died" in summary.unread["000000-000001"]
    assert len(read_rows(tmp_path / "out", "reports")) == 8


def test_after_one_death_a_shard_is_read_page_by_page(tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    apart = []
    monkeypatch.setattr(reading, "Apart", lambda read: apart.append(read) or InProcess(read))
    inputs = crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(12))
    assert not run(inputs, tmp_path / "out", Inline(["000000-000001"], times=1)).unread
    assert len(apart) == 1


def test_workers_that_never_start_are_told_and_not_waited_for(tmp_path: Path) -> None:
    class Broken(Inline):
        def run(self, *_: object) -> Iterator[Done]:
            raise EngineError("no worker")

    with pytest.raises(OnrecordError, match="do not start: no worker"):
        run(crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(2)), tmp_path / "out", Broken())


# What was crawled, linked.


@pytest.mark.parametrize("bucket", [3, 1000])
def test_events_are_those_that_linking_in_memory_finds(tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch, bucket: int) -> None:
    monkeypatch.setattr("onrecord.bulk.bonds.BUCKET", bucket)
    monkeypatch.setattr("onrecord.bulk.run.BUCKET", bucket)
    monkeypatch.setattr("onrecord.bulk.events.BUCKET", bucket)
    monkeypatch.setattr("onrecord.bulk.events.REPORTS_A_LOT", bucket)
    monkeypatch.setattr("onrecord.bulk.run.KEYS_A_PART", 100 * bucket)
    run(crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(20)), tmp_path / "out")
    found = [each.extraction for each in read_kept(Store(str(tmp_path / "out")), lambda _: None)]
    groups = merge.link_events(found)
    assert {(row["event_id"], tuple(row["reports"])) for row in read_rows(tmp_path / "out", "events")} == {  # type: ignore[arg-type]
        (each.id, each.reports) for each in groups.events if any(telling.claims for telling in each.tellings)
    }
    assert {tuple(row["reports"]) for row in read_rows(tmp_path / "out", "copies")} == {  # type: ignore[arg-type]
        each.reports for each in groups.copies if len(each.reports) > 1
    }


def test_a_page_captured_again_is_linked_once_as_it_was_last(tmp_path: Path, quick: None) -> None:
    first, second = crawl.STRIKE.format(killed="two"), crawl.STRIKE.format(killed="nine")
    pages = [("https://post.example/a", crawl.make_page("One", text)) for text in (first, second, first)]
    run(crawl.write_warc(tmp_path / "a.warc.gz", pages), tmp_path / "out", pages=1)
    reports = read_rows(tmp_path / "out", "reports")
    assert len({row["id"] for row in reports}) == 2
    assert {name for row in read_rows(tmp_path / "out", "events") for name in row["reports"]} == {reports[1]["id"]}  # type: ignore[attr-defined]


def test_a_part_that_is_too_large_is_cut_and_told(tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.bulk.events.MOST_TOGETHER", 2)
    run(crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(20)), tmp_path / "out")
    assert [row["code"] for row in read_rows(tmp_path / "out", "problems") if row["shard"] == "links"] == ["too-large"]
    assert read_rows(tmp_path / "out", "events")


# Into a record.


def list_record(where: Path) -> list[tuple[object, ...]]:
    """Versions and claims of a record."""
    from sqlalchemy import text

    record = open_record(where)
    with record.reading() as connection:
        asked = "SELECT version.id, claim.id, machine, told, body_of.program FROM version JOIN reading AS body_of ON body_of.version_id = version.id "
        asked += "LEFT JOIN claim ON claim.reading_id = body_of.id LEFT JOIN claim_text ON claim_text.seq = claim.seq ORDER BY 1, 2"
        rows = [tuple(row) for row in connection.execute(text(asked))]
    record.close()
    return rows


def load_into(out: Path, where: Path) -> list[Added]:
    record, told = open_record(where, create=True), []
    load_all(record, str(out), told.append, processes=1)
    record.close()
    return told


def test_a_record_takes_the_tables_as_it_takes_the_archive(tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(9))
    run(inputs, tmp_path / "out")
    monkeypatch.setattr("onrecord.record.add.read_item", lambda item: pytest.fail("read again"))
    told = load_into(tmp_path / "out", tmp_path / "tables.db")
    assert {each.what for each in told} == {"added"}
    record = open_record(tmp_path / "archive.db", create=True)
    add_all(record, find_items(str(inputs), Given()), lambda _: None, processes=1, read=read_made)
    record.close()
    assert list_record(tmp_path / "tables.db") == list_record(tmp_path / "archive.db") != []
    assert {each.what for each in load_into(tmp_path / "out", tmp_path / "tables.db")} == {"known"}


def test_another_program_reads_the_bytes_again(tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    run(crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(3)), tmp_path / "out")
    monkeypatch.setattr(load, "describe_program", lambda: "another")
    reread = []
    monkeypatch.setattr(load, "add_all", lambda record, items, tell, processes: reread.extend(items))
    load_into(tmp_path / "out", tmp_path / "desk.db")
    assert [item.url for item in reread] == [f"https://post{number}.example/news/{number}" for number in range(3)]


def test_bytes_that_were_changed_are_not_taken(tmp_path: Path, quick: None) -> None:
    import pyarrow.parquet

    run(crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(2)), tmp_path / "out")
    raw = next((tmp_path / "out" / "raw").glob("*.parquet"))
    rows = pyarrow.parquet.read_table(raw).to_pylist()
    rows[0]["bytes"] += b" "
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=pyarrow.parquet.read_schema(raw)), raw)
    told = load_into(tmp_path / "out", tmp_path / "desk.db")
    assert sorted(each.what for each in told) == ["added", "failed"]
    assert any("not those of its SHA-256" in (each.reason or "") for each in told)


# The folder, and what is missing.


def test_a_folder_of_other_inputs_is_refused(tmp_path: Path, quick: None) -> None:
    run(crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(2)), tmp_path / "out")
    with pytest.raises(UsageError, match="begun with other inputs"):
        run(crawl.write_warc(tmp_path / "b.warc.gz", crawl.make_pages(3)), tmp_path / "out")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="has other files in it"):
        run(tmp_path / "a.warc.gz", tmp_path / "full")


def test_without_daft_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(UsageError, match=r"pip install 'onrecord\[bulk\]'"):
        extra.load("daft")


def test_every_column_has_a_meaning_and_the_page_of_tables_is_up_to_date() -> None:
    from onrecord.bulk.tables import write_page

    assert all(column.meaning for columns in TABLES.values() for column in columns)
    assert (ROOT / "docs" / "bulk-tables.md").read_text(encoding="utf-8") == write_page(), "run: make docs"
