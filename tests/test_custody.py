"""Custody: whatever is changed, lost or cut is found and named, by the package and by the script that needs nothing of it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from made import make_item, read_made

from onrecord.errors import RecordError
from onrecord.record import verifier
from onrecord.record.add import add_all
from onrecord.record.dump import dump_record
from onrecord.record.judge import Decision, judge_claims
from onrecord.record.log import NOTHING, canonical, chain, printable
from onrecord.record.sign import add_checkpoint, key_file, open_key, public_hex, write_note
from onrecord.record.store import Record, open_record
from onrecord.record.verifier import SqliteSource, check, verify_ed25519

STORY = "Shells hit the market of Aldport on Friday. Two people died, the mayor said."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record with some reports, a judgement, and a checkpoint in the midst of its log."""
    made = open_record(tmp_path / "desk.db", create=True)
    add_all(made, [make_item(f"{STORY} Report {number}.", f"{number}.txt") for number in range(3)], lambda _: None, processes=1, read=read_made)
    add_checkpoint(made, open_key())
    with made.reading() as connection:
        name = connection.exec_driver_sql("SELECT id FROM claim LIMIT 1").scalar_one()
    judge_claims(made, "accept", [name], Decision("Ana", "I looked"))
    yield made
    made.close()


def find_faults(path: str | Path, note: str | None = None, key: str | None = None) -> list[str]:
    return list(check(SqliteSource(Path(path)), note, key))


def run_script(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The verifier as somebody else has it: a file, and Python alone."""
    command = [sys.executable, "-I", "-S", verifier.__file__, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def tamper(path: str | Path, *statements: str) -> None:
    """What somebody with the file and without scruples does: the guards go first."""
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_record_that_nobody_touched_is_clean(record: Record) -> None:
    assert find_faults(record.where) == []
    done = run_script(record.where)
    assert (done.returncode, done.stdout.strip()) == (0, f"{record.where}: nothing was changed, lost or cut")


TAMPERINGS = {
    "UPDATE log SET entry = replace(entry, '1.txt', '9.txt') WHERE seq = 4": "log entry 4",
    "UPDATE log SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 3": "log entry",
    "DELETE FROM log WHERE seq = 5": "log entry 5: is lost",
    "DELETE FROM log WHERE seq >= 6": "log entries 6 to 7: are lost",
    "UPDATE log SET seq = 99 WHERE seq = 4": "log entry 4: is lost",
    "DELETE FROM log": "log: is empty",
    "UPDATE blob SET bytes = x'00' WHERE rowid = 1": "its bytes were changed",
    "DELETE FROM blob WHERE rowid = 2": "is lost; log entry",
    "INSERT INTO blob VALUES ('ab', 1, x'61')": "the log does not tell of it",
    "UPDATE claim_text SET machine = replace(machine, 'Aldport', 'Corran') WHERE number = 0": "claims of reading",
    "DELETE FROM claim_text WHERE number = 1": "claims of reading",
    "UPDATE reading SET document = replace(document, 'Friday', 'Monday')": "document of reading",
    "UPDATE reading SET program = '{}'": "program of reading",
    "DELETE FROM reading WHERE rowid = 1": "is lost; log entry",
    "UPDATE version SET captured = '2020-01-01' WHERE rowid = 1": "its captured is '2020-01-01'",
    "UPDATE version SET told = '{}' WHERE rowid = 1": "was changed",
    "DELETE FROM version WHERE rowid = 1": "is lost",
    "UPDATE judgement SET body = replace(body, 'Ana', 'Ivo')": "judgement",
    "DELETE FROM judgement": "judgement",
    "UPDATE checkpoint SET note = replace(note, 'entries: 7', 'entries: 6')": "its signature is not that of its words",
    "DELETE FROM checkpoint": "is lost; log entry",
    "UPDATE about SET value = 'another' WHERE name = 'id'": "record: is named",
}


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_whatever_is_changed_is_found_and_named(record: Record, statement: str) -> None:
    record.close()
    tamper(record.where, statement)
    assert any(TAMPERINGS[statement] in fault for fault in find_faults(record.where)), find_faults(record.where)
    done = run_script(record.where)
    assert done.returncode == 1
    assert TAMPERINGS[statement] in done.stdout


def rewrite(path: str, change: Callable[[str], str]) -> None:
    """What somebody who knows the form of the log does: changes an entry and makes all hashes after it anew."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT seq, entry FROM log ORDER BY seq").fetchall()
        before = NOTHING
        tamper(path)
        for seq, entry in rows:
            new = change(entry)
            before = chain(before, new)
            connection.execute("UPDATE log SET entry = ?, hash = ? WHERE seq = ?", (new, before, seq))
    connection.close()


def test_a_log_rewritten_with_new_hashes_is_found_by_its_checkpoint(record: Record) -> None:
    record.close()
    rewrite(record.where, lambda entry: entry.replace("1.txt", "9.txt"))
    assert any("is not the one that the checkpoint" in fault for fault in find_faults(record.where))


def test_a_log_cut_with_all_that_tells_of_it_is_found_by_a_checkpoint_kept_elsewhere(record: Record) -> None:
    kept = add_checkpoint(record, open_key())
    record.close()
    tamper(record.where, "DELETE FROM checkpoint WHERE entries > 7", "DELETE FROM log WHERE seq > 8", "DELETE FROM judgement", "DELETE FROM judged")
    assert find_faults(record.where) == []
    assert any("are lost" in fault for fault in find_faults(record.where, kept))


def test_a_checkpoint_of_another_key_is_found_where_the_key_is_known(record: Record) -> None:
    known = public_hex(open_key())
    assert find_faults(record.where, key=known) == []
    other = Ed25519PrivateKey.generate()
    assert any("is signed by key" in fault for fault in find_faults(record.where, key=public_hex(other)))


def test_a_checkpoint_of_another_record_is_no_witness(record: Record) -> None:
    note = write_note("another", 3, "00" * 32, "2024-01-01T00:00:00Z", open_key())
    assert any("of another record" in fault for fault in find_faults(record.where, note))


def test_a_dump_is_checked_as_the_record_is(record: Record, tmp_path: Path) -> None:
    dump_record(record, tmp_path / "dump")
    assert run_script(tmp_path / "dump").returncode == 0
    raw = next((tmp_path / "dump" / "raw").glob("*/*"))
    raw.write_bytes(raw.read_bytes() + b" ")
    done = run_script(tmp_path / "dump")
    assert done.returncode == 1
    assert f"raw file {raw.name}" in done.stdout


@pytest.mark.parametrize("name", ["nowhere.db", "text.txt", "folder"])
def test_the_script_says_where_there_is_no_record(name: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("no record")
    (tmp_path / "folder").mkdir()
    done = run_script(tmp_path / name)
    assert done.returncode == 2
    assert "is no record" in done.stderr


def test_the_script_imports_the_standard_library_alone() -> None:
    check = "import sys, runpy; runpy.run_path(sys.argv[1]); print(sorted(m for m in sys.modules if m.split('.')[0] not in sys.stdlib_module_names))"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", check, verifier.__file__], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['__main__']"


def test_a_checkpoint_is_made_where_there_is_something_new_to_see(record: Record) -> None:
    first = add_checkpoint(record, open_key())
    assert add_checkpoint(record, open_key()) == first
    assert find_faults(record.where) == []


def test_the_key_is_made_once_and_is_its_owner_s_alone(own_settings: Path) -> None:
    assert public_hex(open_key()) == public_hex(open_key())
    assert key_file().is_relative_to(own_settings)
    assert key_file().stat().st_mode & 0o077 == 0


def test_a_key_may_be_given(tmp_path: Path) -> None:
    shutil.copy(key_file() if key_file().exists() else make_one(), tmp_path / "key.pem")
    assert public_hex(open_key(tmp_path / "key.pem")) == public_hex(open_key())


def make_one() -> Path:
    open_key()
    return key_file()


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), (b"no key", "holds no key")])
def test_a_key_that_is_none_says_so(content: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RecordError, match=said):
        open_key(path)


# The log's JSON and chain.

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inside),
    max_leaves=20,
)


@given(PLAIN)
def test_canonical_json_says_the_same_and_has_one_form(value: object) -> None:
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers()))
def test_canonical_json_does_not_depend_on_the_order_of_keys(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize("value", [1.5, float("nan"), {1: 2}, b"x", {"a": {1, 2}}])
def test_what_has_no_one_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


@given(st.text())
def test_any_file_name_can_be_logged(name: str) -> None:
    assert canonical(printable(name))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=8), st.data())
@settings(max_examples=50)
def test_a_change_to_any_entry_changes_the_last_hash(entries: list[str], data: st.DataObject) -> None:
    def last(words: list[str]) -> str:
        before = NOTHING
        for entry in words:
            before = chain(before, entry)
        return before

    at = data.draw(st.integers(0, len(entries) - 1))
    changed = [*entries[:at], entries[at] + "x", *entries[at + 1 :]]
    assert last(changed) != last(entries)


@given(st.binary(max_size=200))
@settings(max_examples=10, deadline=None)
def test_the_script_s_signatures_are_those_of_the_library(message: bytes) -> None:
    key = Ed25519PrivateKey.generate()
    public, signature = bytes.fromhex(public_hex(key)), key.sign(message)
    assert verify_ed25519(public, message, signature)
    assert not verify_ed25519(public, message + b"x", signature)
    assert not verify_ed25519(public, message, bytes([signature[0] ^ 1, *signature[1:]]))
    assert not verify_ed25519(public, message, signature[:40] + bytes([signature[40] ^ 1]) + signature[41:])
    assert not verify_ed25519(os.urandom(32), message, signature)


@pytest.mark.parametrize(("key", "signature"), [(b"", b""), (b"\xff" * 32, b"\x00" * 64), (b"\x00" * 32, b"\xff" * 64)])
def test_nonsense_is_no_signature(key: bytes, signature: bytes) -> None:
    assert not verify_ed25519(key, b"x", signature)
