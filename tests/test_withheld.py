"""Withholding: a name that is withheld is in no byte of any export, a spot is told as an area, and both come back when that is undone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import make_claim, make_report
from typer.testing import CliRunner

from onrecord.batch import Outcome
from onrecord.cli import app
from onrecord.errors import RecordError, UsageError
from onrecord.export import write_export
from onrecord.nouns import Claim, Count, Extraction, Kind, Media, Party, Place, Problem, Report, Span, Toll, Voice
from onrecord.read.items import Item
from onrecord.record.add import take_in
from onrecord.record.ask import Filters, find_claims
from onrecord.record.coarse import CELLS, coarsen, find_near
from onrecord.record.events import find_events
from onrecord.record.joining import join_pending
from onrecord.record.judge import Decision, undo
from onrecord.record.judge_withhold import read_withholdings, withhold_name, withhold_spot
from onrecord.record.masks import NAME_MARK, PLACE_MARK, apply_masks, fold_with_map, make_mask
from onrecord.record.store import Record, open_record
from onrecord.record.withheld import check_written, read_withheld, withhold_claims, withhold_events

ANA = Decision("Ana", "she is a witness")
STORY = (
    "Shells hit the grain market of Aldport on Friday, killing Véra Orlova, her neighbours said.\n"
    "Orlova's son saw it. “Vera\u00a0ORLOVA was 41,” said Ivan Petrenko, who stood by the grain market.\n"
    "Elsewhere the mayor of Brinmouth said that #VeraOrlova had been his pupil."
)
NAMES = ("orlova", "vera", "véra")


def say(report: Report, exact: str, **told: Any) -> Claim:
    return make_claim(report, exact, **told)


def at(report: Report, words: str, after: int = 0) -> dict[str, Any]:
    start = report.text.index(words, after)
    return {"start": start, "end": start + len(words)}


def tell(report: Report) -> tuple[Claim, ...]:
    """The claims of the story, with spans into it."""
    market = Place("grain market", "Aldport grain market", 50.04521, 30.12345, "UA", level="point", score=0.9, **at(report, "grain market"))
    victim = Party("Véra Orlova", Kind.CIVILIAN, **at(report, "Véra Orlova"))
    return (
        say(
            report,
            "Shells hit the grain market of Aldport on Friday, killing Véra Orlova",
            recipients=(victim,),
            place=market,
            toll=Toll(killed=Count(1, 1, 1, "killing Véra Orlova", **at(report, "killing Véra Orlova"))),
            attribution=(Voice("her neighbours", Kind.RESIDENT, cue="said", **at(report, "her neighbours")),),
        ),
        say(report, "Orlova's son saw it", recipients=(Party("Orlova", Kind.CIVILIAN, **at(report, "Orlova's")),), weapons=("Orlova shells",)),
        say(report, "“Vera\u00a0ORLOVA was 41,”", attribution=(Voice("Ivan Petrenko", Kind.WITNESS, **at(report, "Ivan Petrenko")),), place=market),
        say(
            report, "#VeraOrlova had been his pupil", place=Place("Brinmouth", "Brinmouth", 51.0, 31.0, "UA", level="town", **at(report, "Brinmouth"))
        ),
    )


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    made = open_record(where, create=True, clock=lambda: "2024-09-14T08:00:00Z")
    raw = STORY.encode()
    report = make_report(
        raw,
        "vera_orlova.html",
        title="Who was Vera Orlova?",
        byline="A friend of Orlova, Vera",
        url="https://harbour.example/2024/vera-orlova-41",
        media=(Media("image", caption=Span(*(STORY.index("Orlova's"), STORY.index("Orlova's") + 19)), credit="V. Orlova"),),
        problems=(Problem("no-date", "no date beside Vera Orlova", 5, 9),),
    )
    take_in(made, Item("made.txt", raw), Outcome("made.txt", Extraction(report, tell(report))))
    join_pending(made)
    yield made
    made.close()


def export(record: Record, what: str, form: str) -> bytes:
    withheld = read_withheld(record)
    if what == "claims":
        return write_export(form, what, withhold_claims(withheld, find_claims(record, Filters())))
    return write_export(form, what, withhold_events(withheld, find_events(record, Filters(), "majority")), rule="majority")


EXPORTS = [(what, form) for what in ("claims", "events") for form in ("jsonl", "csv", "geojson")]


@pytest.mark.parametrize(("what", "form"), EXPORTS)
def test_a_withheld_name_is_in_no_byte_of_an_export(record: Record, what: str, form: str) -> None:
    before = export(record, what, form)
    assert "orlova" in fold_with_map(before.decode())[0]
    withhold_name(record, "Vera Orlova", ANA)
    after = export(record, what, form)
    folded = fold_with_map(after.decode())[0]
    assert not [name for name in NAMES if name in folded]
    assert NAME_MARK.encode() in after
    assert b"Petrenko" in after or what == "events" or form != "jsonl"
    (made,) = read_withholdings(record)
    undo(record, made.id, ANA)
    assert export(record, what, form) == before


def test_what_points_into_a_text_points_to_the_same_words_after_masking(record: Record) -> None:
    withhold_name(record, "Vera Orlova", ANA)
    for found in withhold_claims(read_withheld(record), find_claims(record, Filters())):
        told, text = found.claim, found.report.text
        assert text[told.start : told.end] == told.exact
        for part in (*told.attribution, *told.recipients):
            assert part.start is None or text[part.start : part.end] == part.name
        if told.place is not None:
            assert text[told.place.start : told.place.end] == told.place.toponym
        if told.toll is not None and told.toll.killed is not None:
            assert text[told.toll.killed.start : told.toll.killed.end] == told.toll.killed.exact
        assert found.report.media[0].caption is not None
        assert found.report.media[0].caption.of(text) == f"{NAME_MARK}'s son saw it"
        assert found.report.url == "https://harbour.example/"


@pytest.mark.parametrize("to", ["town", "region"])
@pytest.mark.parametrize(("what", "form"), EXPORTS)
def test_a_withheld_spot_is_told_as_an_area_with_other_digits(record: Record, what: str, form: str, to: str) -> None:
    before = export(record, what, form)
    assert b"50.045" in before
    (found,) = [each for each in find_claims(record, Filters(words="shells")) if "market" in each.claim.exact]
    withhold_spot(record, found.claim.id, to, ANA)
    after = export(record, what, form)
    folded = fold_with_map(after.decode())[0]
    assert "50.045" not in folded
    assert "30.123" not in folded
    assert "grain market" not in folded
    assert ("brinmouth" in folded) == (to == "town" and b"Brinmouth" in before)  # another town of the event gives no more away than a town
    (made,) = read_withholdings(record)
    assert (made.what, made.to) == ("spot", to)
    undo(record, made.id, ANA)
    assert export(record, what, form) == before


def test_a_withheld_spot_is_a_polygon_and_numbers_of_an_area(record: Record) -> None:
    name = find_claims(record, Filters(words="shells"))[0].event
    assert name is not None
    withhold_spot(record, name, "district", ANA)
    rows = list(csv.DictReader(io.StringIO(export(record, "claims", "csv").decode())))
    spots = {(row["latitude"], row["longitude"], row["level"], row["radius_km"], row["toponym"]) for row in rows if row["latitude"]}
    assert ("50.25", "30.25", "district", "40.0", PLACE_MARK) in spots
    shapes = {each["geometry"]["type"] for each in json.loads(export(record, "claims", "geojson"))["features"] if each["geometry"]}
    assert "Polygon" in shapes


def test_a_spot_is_withheld_in_every_report_of_its_event_also_in_one_that_comes_later(record: Record) -> None:
    found = find_claims(record, Filters(words="shells"))[0]
    assert found.event is not None
    withhold_spot(record, found.event, "region", ANA)
    raw = STORY.replace("her neighbours", "the neighbours").encode()
    report = make_report(raw, "later.txt", outlet="Other Post", title="Vera Orlova is mourned at the grain market")
    take_in(record, Item("later.txt", raw), Outcome("later.txt", Extraction(report, tell_later(report))))
    join_pending(record)
    assert len({each.event for each in find_claims(record, Filters(words="shells"))}) == 1
    assert b"50.04" not in export(record, "claims", "csv") + export(record, "events", "jsonl")


def test_a_spot_is_withheld_in_a_report_that_hangs_on_the_event_by_its_text_alone(record: Record) -> None:
    raw = f"{STORY} The harbour stayed shut.".encode()
    copy = make_report(raw, "copy.txt", outlet="Other Post", title="A copy")
    take_in(record, Item("copy.txt", raw), Outcome("copy.txt", Extraction(copy, ())))
    join_pending(record)
    found = find_claims(record, Filters(words="shells"))[0]
    assert found.event is not None
    assert "The harbour stayed shut" in export(record, "events", "jsonl").decode()
    withhold_spot(record, found.event, "region", ANA)
    assert "grain market" not in fold_with_map(export(record, "events", "jsonl").decode())[0]


def tell_later(report: Report) -> tuple[Claim, ...]:
    spot = Place("grain market", None, 50.04621, 30.12445, "UA", level="point", **at(report, "grain market"))
    return (say(report, "Shells hit the grain market of Aldport on Friday", place=spot),)


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9), st.sampled_from(["town", "district", "region"]))
def test_the_area_holds_the_spot_and_says_nothing_else_of_it(lat: float, lon: float, to: str) -> None:
    from onrecord.record.ask import distance_km

    found = coarsen(Place("yard", "yard 5", lat, lon, "UA", 77, "point", 0.1, "x", 1, 2, 0.5), to)
    assert found.lat is not None
    assert found.lon is not None
    assert found.radius_km is not None
    assert distance_km(found.lat, found.lon, lat, lon) <= found.radius_km
    same = coarsen(Place("other", None, found.lat + 0.01, found.lon - 0.01, "UA", level="point"), to)
    assert (same.lat, same.lon) == (found.lat, found.lon)
    assert (found.toponym, found.name, found.geonameid, found.start, found.score) == (PLACE_MARK, None, None, None, None)


def test_towns_that_the_text_names_near_a_spot_are_found_and_others_are_not() -> None:
    text = "Shells hit a yard in Chuhuiv near Kharkiv, officials in Kyiv and Lviv said. May God help."
    assert find_near(text, ((49.84, 36.69),), "region") == {"Chuhuiv", "Kharkiv"}
    assert find_near(text, ((49.84, 36.69),), "district") == {"Chuhuiv"} | (
        {"Kharkiv"} if "Kharkiv" in find_near(text, ((49.99, 36.3),), "district") else set()
    )
    assert find_near(text, ((49.84, 36.69),), "town") == set()


def test_a_place_that_is_no_finer_stays_as_it_is() -> None:
    place = Place("Aldport", "Aldport", 50.0, 30.0, "UA", level="town")
    assert coarsen(place, "town") is place
    assert coarsen(place, "district") != place
    assert set(CELLS) == {"town", "district", "region", "country"}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Vera Orlova died", "[] died"),
        ("Orlova, Vera, died", "[], died"),
        ("vera-orlova.html", "[].html"),
        ("VERA\u200bORLOVA", "[]"),
        ("Vera Petrovna Orlova", "[]"),
        ("Ve\u0301ra Orlova\u0301 x", "[] x"),
        ("Veranda Orlovaz", "Veranda Orlovaz"),
        ("Orlova alone", "Orlova alone"),
        ("𝐕era Orlova 🙂 Vera Orlova", "[] 🙂 []"),
    ],
)
def test_a_name_is_masked_however_it_is_written_and_nothing_else(text: str, masked: str) -> None:
    mask = make_mask(["Vera Orlova"], "[]")
    assert mask is not None
    assert apply_masks(text, [mask]).text == masked


@given(st.text(alphabet="ab ßİé🙂\u0301", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_offsets_move_with_the_text(text: str, one: int, other: int) -> None:
    mask = make_mask(["ab"], "<mark>")
    assert mask is not None
    found = apply_masks(text, [mask])
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    new_start, new_end = found.move(start, is_end=False), found.move(end, is_end=True)
    if start < end:
        assert 0 <= new_start <= new_end <= len(found.text)
        assert apply_masks(text[start:end], []).text == text[start:end]
        if not any(low < end and start < high for low, high, _, _ in found.edits):
            assert found.text[new_start:new_end] == text[start:end]


def test_an_export_that_still_has_a_withheld_name_is_not_written(record: Record) -> None:
    withhold_name(record, "Vera Orlova", ANA)
    with pytest.raises(RecordError, match="still has a withheld name"):
        check_written(read_withheld(record), "{'x': 'Véra Orlova'}".encode())


@pytest.mark.parametrize(("name", "said"), [("ab", "too short"), ("  ", "too short")])
def test_a_name_too_short_is_refused(record: Record, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        withhold_name(record, name, ANA)


def test_what_is_withheld_already_says_so(record: Record) -> None:
    withhold_name(record, "Vera Orlova", ANA)
    with pytest.raises(UsageError, match="withheld already"):
        withhold_name(record, "VÉRA  ORLOVA", ANA)
    with pytest.raises(UsageError, match="no spot is told so"):
        withhold_spot(record, find_claims(record, Filters(words="shells"))[0].claim.id, "planet", ANA)


def test_the_commands_withhold_list_and_undo(tmp_path: Path) -> None:
    made = open_record(tmp_path / "desk.db", create=True)
    report = make_report(STORY.encode(), "made.txt")
    take_in(made, Item("made.txt", STORY.encode()), Outcome("made.txt", Extraction(report, tell(report))))
    made.close()
    run, by = CliRunner().invoke, ["--in", str(tmp_path / "desk.db"), "--by", "Ana", "--because", "a witness"]
    first = run(app, ["withhold", "name", "Vera Orlova", *by])
    assert first.exit_code == 0, first.output
    exported = run(app, ["claims", "--format", "jsonl", "--in", str(tmp_path / "desk.db")])
    assert "rlova" not in exported.stdout
    assert NAME_MARK in exported.stdout
    assert "Vera Orlova" in run(app, ["withhold", "list", "--in", str(tmp_path / "desk.db")]).stdout
    assert run(app, ["withhold", "undo", first.stdout.split()[0], *by]).exit_code == 0
    assert "rlova" in run(app, ["claims", "--format", "jsonl", "--in", str(tmp_path / "desk.db")]).stdout
