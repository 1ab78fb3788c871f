"""Places that people add to the gazetteer from GeoNames' files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.errors import ReadError
from onrecord.facts.gazetteer import SqliteGazetteer, added_file, gazetteer_file, open_gazetteer
from onrecord.facts.gazetteer_add import add_places, read_row
from onrecord.facts.gazetteer_info import read_contents


def line(number: int, name: str, code: str = "P.PPL", others: str = "", country: str = "UA", lat: str = "50.1") -> str:
    kind, feature = code.split(".")
    columns = [
        str(number),
        name,
        name,
        others,
        lat,
        "30.2",
        kind,
        feature,
        country,
        "",
        "13",
        "",
        "",
        "",
        "120",
        "",
        "99",
        "Europe/Kyiv",
        "2024-01-01",
    ]
    return "\t".join(columns)


VILLAGES = "\n".join(
    [
        line(1, "Nova Vyhadka", others="Nowa Wyhadka,Нова Вигадка"),
        line(2, "Old Post Road", code="R.RD"),
        line(3, "Slow Brook", code="H.STM"),
    ]
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "UA.txt"
    path.write_text(VILLAGES, encoding="utf-8")
    return path


def opened(folder: Path) -> SqliteGazetteer:
    """The compiled gazetteer of the machine, with the places added in a folder."""
    return SqliteGazetteer(open_gazetteer().path, added_file(folder))


def test_villages_of_a_file_are_found_in_every_script_and_roads_are_left_out(table: Path, tmp_path: Path) -> None:
    added = add_places(table, tmp_path)

    assert (added.places, added.left_out) == (2, 1)
    assert [(c.name, c.country, c.level) for c in opened(tmp_path).lookup("Нова Вигадка")] == [("Nova Vyhadka", "UA", "town")]
    assert opened(tmp_path).lookup("Slow Brook")[0].level == "area"
    assert not opened(tmp_path).lookup("Old Post Road")


def test_a_zip_is_read_as_the_table_in_it(table: Path, tmp_path: Path) -> None:
    path = tmp_path / "UA.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(table, "UA.txt")
        archive.writestr("readme.txt", "about the columns")

    assert add_places(path, tmp_path).places == 2


def test_a_file_taken_in_twice_changes_nothing(table: Path, tmp_path: Path) -> None:
    add_places(table, tmp_path)
    once = opened(tmp_path).lookup("Nowa Wyhadka")
    add_places(table, tmp_path)

    assert opened(tmp_path).lookup("Nowa Wyhadka") == once
    assert len(once) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\tb\n", "line 1: 2 columns"),
        (line(1, "Lost Hamlet", lat="north"), "should be a latitude"),
        (line(1, "Lost Hamlet", lat="95"), "no point on earth"),
        (line(1, "Lost Hamlet").replace("1\t", "one\t", 1), "geonameid"),
    ],
)
def test_a_malformed_line_is_named_and_nothing_is_added(text: str, words: str, table: Path, tmp_path: Path) -> None:
    add_places(table, tmp_path)
    before = added_file(tmp_path).read_bytes()
    bad = tmp_path / "bad.txt"
    bad.write_text(text, encoding="utf-8")

    with pytest.raises(ReadError, match=words):
        add_places(bad, tmp_path)

    assert added_file(tmp_path).read_bytes() == before
    assert not list(tmp_path.glob("*.draft"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        add_places(tmp_path / "none.zip", tmp_path)


def test_a_districts_own_point_outranks_the_middle_of_its_towns(tmp_path: Path) -> None:
    known = next(c for c in open_gazetteer().lookup("Adams County") if c.country == "US")
    path = tmp_path / "US.txt"
    path.write_text(line(known.geonameid or 0, known.name, code="A.ADM2", country="US", lat="12.5"), encoding="utf-8")

    add_places(path, tmp_path)

    assert next(c for c in opened(tmp_path).lookup("Adams County") if c.geonameid == known.geonameid).lat == 12.5


def test_historical_places_are_left_out() -> None:
    assert read_row(line(9, "Former Hamlet", code="P.PPLH").split("\t")) is None


def test_what_is_in_is_told_by_file_level_and_source(monkeypatch: pytest.MonkeyPatch, table: Path, tmp_path: Path) -> None:
    compiled = open_gazetteer().path
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path))
    gazetteer_file().symlink_to(compiled)

    runner = CliRunner()
    assert runner.invoke(app, ["gazetteer", "add", str(table)]).exit_code == 0
    told = runner.invoke(app, ["gazetteer", "info"]).output

    assert "UA.txt (2)" in told
    assert "CC BY 4.0" in told
    assert [each.places for each in read_contents()][1:] == [2]


def test_the_command_says_what_is_wrong_with_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path))
    (tmp_path / "bad.txt").write_text("no table\n", encoding="utf-8")

    result = CliRunner().invoke(app, ["gazetteer", "add", str(tmp_path / "bad.txt")])

    assert result.exit_code == 1
    assert "line 1" in result.output
