"""The record's commands as they are used: one day at a desk, and what goes wrong on others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import run, run_process

from onrecord.record import verifier

PAGE = """<!doctype html><html><head><title>{title}</title><link rel="canonical" href="https://harbourpost.example/{number}">
<meta property="article:published_time" content="2024-09-13T18:40:00+03:00"><meta property="og:site_name" content="Harbour Post"></head>
<body><article><h1>{title}</h1><p>A missile hit a clinic in the city of Kremenchuk on Friday, killing {dead} people, the mayor said.</p>
<p>Police said that gunmen abducted five villagers near Poltava on Thursday. It was the second such attack this month.</p></article></body></html>"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A record with two reports of one attack."""
    for number, dead in enumerate(("two", "three")):
        page = PAGE.format(title="Missile hits clinic in Kremenchuk", number=number, dead=dead)
        (tmp_path / f"{number}.html").write_text(page.replace("Harbour Post", f"Outlet {number}"))
    result = run("add", tmp_path / "0.html", tmp_path / "1.html", "--into", tmp_path / "desk.db")
    assert result.exit_code == 0, result.stderr
    assert "2 reports added" in result.stderr
    return tmp_path / "desk.db"


def first_claim(desk: Path, *filters: str) -> str:
    line = run("claims", *filters, "--in", desk, "--format", "jsonl").stdout.splitlines()[0]
    return str(json.loads(line)["claim"]["id"])


def test_what_was_added_is_known_and_found(desk: Path) -> None:
    result = run("add", desk.parent / "0.html", desk.parent / "nowhere.html", "--into", desk)
    assert result.exit_code == 1
    assert "1 known, 1 could not be read" in result.stderr
    assert "nowhere.html: no such file" in result.stderr
    found = run("search", "clinic", "kremenchuk", "--in", desk)
    assert found.exit_code == 0
    assert "2 claims" in found.stdout
    assert "Outlet 1" in found.stdout
    near = run("claims", "--near", "Poltava", "--type", "abduction", "--in", desk)
    assert "villagers" in near.stdout


def test_events_are_shown_with_their_rule_and_explained(desk: Path) -> None:
    shown = run("events", "clinic", "--in", desk, "--rule", "lowest")
    assert shown.exit_code == 0
    assert "fusion rule: lowest" in shown.stdout
    name = first_claim(desk, "clinic")
    page = run("event", name, "--in", desk)
    assert "Outlet 0" in page.stdout
    assert "mayor" in page.stdout
    assert run("explain", name, "--in", desk).stdout.strip()


def test_every_format_leaves_and_is_logged(desk: Path) -> None:
    table = run("claims", "--in", desk, "--format", "csv", "--bom").stdout
    assert table.startswith("\ufeffclaim_id,")
    for what in ("claims", "events"):
        places = json.loads(run(what, "--in", desk, "--format", "geojson").stdout)
        assert any(feature["geometry"] for feature in places["features"])
    assert json.loads(run("events", "--in", desk, "--format", "geojson").stdout)["fusion_rule"] == "majority"
    assert run("events", "--in", desk, "--format", "csv", "--out", desk.parent / "events.csv").exit_code == 0
    assert "fusion_rule" in (desk.parent / "events.csv").read_text()
    run("dump", desk, desk.parent / "dump")
    exports = [line for line in (desk.parent / "dump" / "log.jsonl").read_text().splitlines() if "export" in line]
    assert len(exports) == 6


def test_a_judgement_is_made_shown_and_undone(desk: Path) -> None:
    name = first_claim(desk, "clinic")
    made = run("judge", "reject", name, "--in", desk, "--by", "Ana", "--because", "the clinic was empty")
    assert made.exit_code == 0
    assert "1 claim\n" in run("search", "clinic", "--in", desk).stdout
    listed = run("judge", "list", "--in", desk).stdout
    assert "Ana  reject" in listed
    assert "in force" in listed
    assert run("judge", "undo", made.stdout.strip(), "--in", desk, "--by", "Ivo", "--because", "it was not").exit_code == 0
    assert "2 claims" in run("search", "clinic", "--in", desk).stdout
    corrected = run("judge", "correct", name, "toll.killed", "4", "--in", desk, "--by", "Ana", "--because", "the morgue")
    assert corrected.exit_code == 0
    assert "corrected" in run("search", "clinic", "--in", desk).stdout


def test_custody_is_checked_by_the_command_and_by_the_script(desk: Path) -> None:
    assert run("verify", desk).exit_code == 0
    note = desk.parent / "note.txt"
    note.write_text(run("checkpoint", "--in", desk).stdout)
    assert run("verify", desk, "--checkpoint", note).exit_code == 0
    script = desk.parent / "verifier.py"
    script.write_text(run("verify", desk, "--script").stdout)
    assert script.read_text() == Path(verifier.__file__).read_text()
    done = subprocess.run([sys.executable, "-I", script, desk, "--checkpoint", note], capture_output=True, text=True, check=False)
    assert (done.returncode, "nothing was changed" in done.stdout) == (0, True)


def test_a_changed_page_is_shown_as_what_changed(desk: Path) -> None:
    path = desk.parent / "0.html"
    path.write_text(path.read_text().replace("two people", "nine people"))
    assert "1 new versions of reports added" in run("add", path, "--into", desk).stderr
    shown = run("report", "https://harbourpost.example/0", "--diff", "--in", desk).stdout
    assert "version 2" in shown
    assert "killing nine people" in shown
    assert "nine people" in run("report", "https://harbourpost.example/0", "--in", desk).stdout


def test_a_dump_is_loaded_into_an_equal_record(desk: Path) -> None:
    run("dump", desk, desk.parent / "dump")
    assert run("load", desk.parent / "dump", "--into", desk.parent / "again.db").exit_code == 0
    assert run("claims", "--in", desk.parent / "again.db").stdout == run("claims", "--in", desk).stdout
    assert run("events", "--in", desk.parent / "again.db").stdout == run("events", "--in", desk).stdout
    assert run("verify", desk.parent / "dump").exit_code == 0


def test_reports_are_read_again_where_a_newer_program_asks(desk: Path) -> None:
    assert "nothing to add" in run("reread", desk).stderr
    assert "2 reports read again" in run("reread", desk, "--all").stderr
    assert run("verify", desk).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["claims", "--in", "nowhere.db"], 3, "there is no record here"),
        (["verify", "nowhere.db"], 3, "there is no record here"),
        (["claims", "--type", "picnic", "--in", "{desk}"], 2, "no event type"),
        (["claims", "--since", "Friday", "--in", "{desk}"], 2, "is not a day"),
        (["claims", "--near", "Nowhereville", "--in", "{desk}"], 2, "knows no such place"),
        (["events", "--rule", "highest", "--in", "{desk}"], 2, "no fusion rule"),
        (["event", "feedfeed", "--in", "{desk}"], 2, "no such event"),
        (["report", "nobody", "--in", "{desk}"], 2, "no such report"),
        (["judge", "accept", "feedfeed", "--by", "Ana", "--because", "x", "--in", "{desk}"], 2, "no such event"),
        (["judge", "undo", "feedfeed", "--by", "Ana", "--because", "x", "--in", "{desk}"], 2, "no such judgement"),
        (["add", "{desk}.html", "--into", "{desk}/x"], 3, "there is no folder"),
        (["add", "https://harbourpost.example/1", "--into", "{desk}"], 1, "--fetch"),
    ],
)
def test_what_cannot_be_done_says_why_and_what_to_do(desk: Path, arguments: list[str], status: int, said: str) -> None:
    result = run(*(argument.replace("{desk}", str(desk)) for argument in arguments))
    assert (result.exit_code, said in result.stderr) == (status, True), result.stderr


def test_the_record_may_be_named_once_for_all_commands(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD", str(desk))
    assert "2 claims" in run("search", "clinic").stdout
    assert run("verify").exit_code == 0


def test_the_commands_load_nothing_heavy_before_they_are_used() -> None:
    check = "import onrecord.cli, sys; print(sorted({'sqlalchemy', 'feedparser', 'fastwarc', 'cryptography', 'spacy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"


def test_a_folder_over_all_cores_is_added_whole(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"{number}.html").write_text(PAGE.format(title=f"Day {number}", number=number, dead="two"))
    (tmp_path / "broken.html").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    result = run_process("add", tmp_path, "--into", tmp_path / "desk.db", "--jobs", "2")
    assert result.returncode == 1
    assert b"10 reports added, 1 could not be read" in result.stderr
    assert run("verify", tmp_path / "desk.db").exit_code == 0
