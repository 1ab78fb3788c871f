"""The command line as it is used: what goes to which stream, and which status it ends with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

import onrecord
from onrecord.cli import app
from onrecord.schema import make_schema

TEXT = "Gunmen abducted five villagers near Maiduguri on Friday, police said.\n"


def run(*arguments: str | Path, **options: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "100"}, **options)


def run_process(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "onrecord.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, env=os.environ | {"COLUMNS": "100"}, **options)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_page_gives_a_table_with_each_claim_and_its_words(sample: Path) -> None:
    result = run("read", sample)
    assert result.exit_code == 0
    assert result.stderr == ""
    for words in ("who says", "checked?", "Kremenchuk", "2+ killed", "Andriy Koval", "Harbour Post", str(sample)):
        assert words in result.stdout


def test_json_lines_hold_report_path_claims_and_problems(text: Path) -> None:
    result = run("read", text, "--format", "jsonl", "--published", "2024-09-15", "--outlet", "The Example")
    line = json.loads(result.stdout)
    jsonschema.validate(line, make_schema())
    assert line["report"]["path"] == str(text)
    assert (line["report"]["published"], line["report"]["outlet"]) == ("2024-09-15", "The Example")
    assert line["claims"][0]["event_type"] == "abduction"


def test_standard_input_is_read_where_the_path_is_a_dash() -> None:
    result = run("read", "-", "--format", "jsonl", input=TEXT)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["report"]["path"] == "-"


def test_folders_are_read_to_their_depths_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/a/1.txt", "c.html", ".hidden/x.txt", "b/notes.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    lines = [json.loads(line) for line in run("read", tmp_path, "--format", "jsonl").stdout.splitlines()]
    assert [Path(line["report"]["path"]).relative_to(tmp_path).as_posix() for line in lines] == ["b/2.txt", "b/a/1.txt", "c.html"]


BAD = {
    "empty.html": b"",
    "blank.txt": b" \n\t\n",
    "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "paper.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "program.txt": b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 8,
    "picture.html": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64),
    "archive.html": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(64),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_named_with_its_reason_and_the_rest_is_read(name: str, tmp_path: Path, text: Path) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD[name])
    result = run("read", bad, text, "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert str(bad) in result.stderr
    assert "fault" not in result.stderr
    assert "1 of 2 inputs could not be read" in result.stderr


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    result = run("read", tmp_path / "nowhere.html")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "nowhere.html: no such file" in result.stderr


def test_a_folder_with_nothing_to_read_says_so(tmp_path: Path) -> None:
    result = run("read", tmp_path)
    assert result.exit_code == 1
    assert "no pages or texts" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "x.txt", "--format", "xml"],
        ["read", "x.txt", "--published", "Friday"],
        ["read", "x.txt", "--jobs", "0"],
        ["reed"],
        ["read", "-", "-"],
    ],
)
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_date_that_is_none_is_told_how_to_be_written() -> None:
    assert "2023-05-26" in run("read", "x.txt", "--published", "26/5/2023").stderr


def test_the_version_is_the_package_s() -> None:
    assert run("--version").stdout == f"onrecord {onrecord.__version__}\n"


def test_the_schema_is_printed_as_json() -> None:
    assert json.loads(run("schema").stdout) == make_schema()


def test_help_names_every_option_of_read() -> None:
    shown = run("read", "--help").stdout
    assert all(option in shown for option in ("--published", "--outlet", "--format", "--jobs", "PATH"))


def test_a_control_character_in_a_path_does_not_reach_the_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in run("read", tmp_path / "x\x1b[31m.txt").stderr


def test_a_reader_that_goes_early_is_no_error(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(TEXT * 200, encoding="utf-8")
    command = f"{sys.executable} -m onrecord.cli read {tmp_path} --format jsonl | head -c 10"
    result = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120, check=False)
    assert result.stderr == b""


def test_json_lines_are_utf_8_whatever_the_terminal_is(tmp_path: Path) -> None:
    path = tmp_path / "naïve.txt"
    path.write_text("Gunmen abducted five villagers in Škofja Loka – “all of them” – on Friday, police said.", encoding="utf-8")
    result = run_process("read", path, "--format", "jsonl")
    assert "Škofja Loka – “all" in json.loads(result.stdout.decode("utf-8"))["report"]["text"]


def test_a_terminal_of_few_characters_gets_a_table_all_the_same(sample: Path) -> None:
    command = [sys.executable, "-m", "onrecord.cli", "read", str(sample)]
    result = subprocess.run(command, capture_output=True, timeout=120, check=False, env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert result.returncode == 0
    assert b"Kremenchuk" in result.stdout


def test_over_all_cores_every_input_has_its_line_and_the_bad_ones_their_reason(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_bytes(b"" if number == 5 else TEXT.encode())
    result = run_process("read", tmp_path, "--format", "jsonl", "--jobs", "2")
    assert result.returncode == 1
    assert [Path(json.loads(line)["report"]["path"]).stem for line in result.stdout.splitlines()] == [f"{n:02}" for n in range(12) if n != 5]
    assert b"05.txt" in result.stderr


def test_the_help_and_the_package_load_nothing_heavy() -> None:
    check = "import onrecord.cli, sys; print(sorted({'spacy', 'numpy', 'trafilatura', 'rich.progress'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, timeout=60, check=True)
    assert result.stdout == "[]\n"
