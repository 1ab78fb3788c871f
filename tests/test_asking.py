"""Asking the record, on both engines: what is asked for is found, and nothing else; and what leaves is safe to load."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import make_claim, make_report

from onrecord.batch import Outcome
from onrecord.errors import UsageError
from onrecord.export import write_export
from onrecord.export.csv import disarm, write_csv
from onrecord.export.geojson import make_circle, make_geometry
from onrecord.nouns import Claim, EventType, Extraction, Kind, Party, Place, Verification, Voice, When
from onrecord.read.items import Item
from onrecord.record.add import take_in
from onrecord.record.ask import Filters, FoundClaim, Spot, distance_km, find_claims, parse_spot
from onrecord.record.store import Record, open_record
from onrecord.record.words import fold, parse_words

WORDS = {
    "a": "Shells hit the oil depot of Škofja Loka on Friday",
    "b": "Gunmen abducted five villagers near Corran on Sunday",
    "c": "Residents of Київ heard drones over the depot",
    "d": "The ministry denied the drone strike at 180 degrees",
}
TOLD: dict[str, dict[str, Any]] = {
    "a": {"place": Place("Škofja Loka", "Škofja Loka", 46.17, 14.31, "SI", level="town"), "when": When("2024-09-13", "2024-09-13", "Friday")},
    "b": {
        "event_type": EventType.ABDUCTION,
        "attribution": (Voice("police", Kind.POLICE, cue="said"),),
        "actors": (Party("=Gunmen", Kind.ARMED_GROUP),),
        "place": Place("Corran", "Corran", 10.0, 179.9, "FJ", level="town"),
        "when": When("2024-09-10", "2024-09-16", "last week"),
    },
    "c": {"attribution": (Voice("residents", Kind.RESIDENT),), "verification": Verification("unverified", "Harbour Post"), "stage": "happened"},
    "d": {"polarity": "negative", "stage": "planned", "place": Place("sea", None, 10.0, -179.9, None, level="area", radius_km=30.0)},
}


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    made = open_record(where, create=True, clock=lambda: "2024-09-14T08:00:00Z")
    raw = ". ".join(WORDS.values()).encode()
    report = make_report(raw)
    claims = tuple(make_claim(report, words, **dict(TOLD[name])) for name, words in WORDS.items())
    take_in(made, Item("made.txt", raw), Outcome("made.txt", Extraction(report, claims)))
    yield made
    made.close()


def ask(record: Record, **filters: Any) -> str:
    """The letters of the claims found."""
    letters = {words: name for name, words in WORDS.items()}
    return "".join(sorted(letters[each.claim.exact] for each in find_claims(record, Filters(**filters))))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("depot", "ac"),
        ("DEPOT", "ac"),
        ("skofja", "a"),
        ('"oil depot"', "a"),
        ('"depot oil"', ""),
        ("drone*", "cd"),
        ("drone", "d"),
        ("київ", "c"),
        ("КИЇВ", "c"),
        ("depot -oil", "c"),
        ("depot friday", "a"),
        ("abduction", "b"),
        ("gunmen", "b"),
        ("police", "b"),
        ("the", "acd"),
        ("180", "d"),
        ("harbour", ""),
        ("oil-depot", "a"),
        ("NOT AND", ""),
        ("a' OR 1=1 --", ""),
        ("depot & !oil", "a"),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(record: Record, words: str, found: str) -> None:
    assert ask(record, words=words) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "abcd"),
        ({"near": Spot(46.0, 14.5, 30)}, "a"),
        ({"near": Spot(10.0, 180.0, 20)}, "bd"),
        ({"near": Spot(10.0, -179.95, 7)}, "d"),
        ({"near": Spot(89.0, 0.0, 9100)}, "abd"),
        ({"country": "si"}, "a"),
        ({"since": "2024-09-15"}, "b"),
        ({"until": "2024-09-12"}, "b"),
        ({"since": "2024-09-13", "until": "2024-09-13"}, "ab"),
        ({"types": ("abduction",)}, "b"),
        ({"types": ("abduction", "shelling")}, "abcd"),
        ({"stage": "planned"}, "d"),
        ({"voice": "POLICE"}, "b"),
        ({"voice": "harbour"}, "ad"),
        ({"kind": "outlet"}, "ad"),
        ({"verification": "unverified"}, "c"),
        ({"rejected": True}, ""),
        ({"words": "depot", "kind": "resident"}, "c"),
    ],
)
def test_claims_are_asked_for_by_what_they_tell(record: Record, filters: dict[str, Any], found: str) -> None:
    assert ask(record, **filters) == found


def test_the_latest_day_comes_first_and_the_limit_holds(record: Record) -> None:
    days = [each.claim.when.earliest if each.claim.when else "2024-09-13" for each in find_claims(record, Filters())]
    assert days == sorted(days, reverse=True)
    assert len(find_claims(record, Filters(), limit=2)) == 2
    assert len(find_claims(record, Filters(near=Spot(10.0, 180.0, 20)), limit=1)) == 1


@pytest.mark.parametrize(
    ("filters", "said"), [({"types": ("picnic",)}, "no event type"), ({"kind": "cat"}, "no kind of voice"), ({"words": "-a"}, "asks for no word")]
)
def test_a_question_that_can_only_find_nothing_says_so(record: Record, filters: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        ask(record, **filters)


@given(st.text())
def test_any_words_can_be_asked_for(text: str) -> None:
    try:
        terms = parse_words(text)
    except UsageError:
        return
    assert all(fold(words) == words for _, words, _ in terms)


def test_a_spot_is_degrees_north_and_east() -> None:
    assert parse_spot("49.99,36.23", 25) == Spot(49.99, 36.23, 25)
    assert parse_spot("Kharkiv", 25) is None
    with pytest.raises(UsageError, match="no such spot"):
        parse_spot("136, 49", 25)


# What leaves.


def find(record: Record) -> list[FoundClaim]:
    return find_claims(record, Filters())


def test_csv_is_a_table_with_numbers_that_are_numbers(record: Record) -> None:
    rows = list(csv.DictReader(io.StringIO(write_export("csv", "claims", find(record)).decode())))
    corran = next(row for row in rows if row["place"] == "Corran")
    assert (corran["latitude"], corran["longitude"], corran["actors"], corran["outlet"]) == ("10.0", "179.9", "'=Gunmen", "Harbour Post")
    assert next(row for row in rows if row["toponym"] == "sea")["longitude"] == "-179.9"
    assert write_export("csv", "claims", [], bom=True).startswith(b"\xef\xbb\xbfclaim_id,")
    assert b",=Gunmen," in write_export("csv", "claims", find(record), raw=True)


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1", "＋1", "－1", "＠a", "﹦1", " =1", "\u200b=1", "\ufeff=1", "|x", "%x"]
)
def test_what_a_spreadsheet_would_run_is_disarmed(text: str) -> None:
    assert disarm(text) == f"'{text}"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.floats(-180, 180))
def test_any_words_come_back_out_of_csv(text: str, number: float) -> None:
    written = write_csv([{"words": text, "number": number}], ["words", "number"]).decode()
    _, (words, value) = csv.reader(io.StringIO(written, newline=""))
    assert words.removeprefix("'") == text.replace("\0", "\ufffd").removeprefix("'")
    assert float(value) == number


def test_geojson_has_areas_as_polygons_and_keeps_what_has_no_place(record: Record) -> None:
    collection = json.loads(write_export("geojson", "claims", find(record)))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    shapes = {feature["properties"]["toponym"]: feature["geometry"] for feature in collection["features"]}
    assert shapes["Škofja Loka"] == {"type": "Point", "coordinates": [14.31, 46.17]}
    assert shapes["sea"]["type"] == "MultiPolygon"
    assert shapes[None] is None


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(1, 500))
def test_a_circle_is_closed_rings_within_the_map_against_the_clock(lat: float, lon: float, km: float) -> None:
    shape = make_circle(lat, lon, km)
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for (ring,) in polygons:
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0


def test_the_corners_of_a_circle_are_as_far_as_it_says() -> None:
    shape = make_circle(49.0, 33.0, 75.0)
    assert all(abs(distance_km(49.0, 33.0, y, x) - 75.0) < 0.1 for x, y in shape["coordinates"][0])


def test_a_region_without_a_radius_is_an_area_all_the_same() -> None:
    assert make_geometry(49.0, 33.0, "region", None)["type"] == "Polygon"
    assert make_geometry(49.0, 33.0, "town", 5.0) == {"type": "Point", "coordinates": [33.0, 49.0]}
    assert make_geometry(None, 33.0, "town", None) is None


def test_json_lines_hold_claims_whole(record: Record) -> None:
    lines = [json.loads(line) for line in write_export("jsonl", "claims", find(record)).splitlines()]
    assert {line["claim"]["exact"] for line in lines} == set(WORDS.values())
    assert all(line["report"]["text"][line["claim"]["start"] : line["claim"]["end"]] == line["claim"]["exact"] for line in lines)


def test_a_claim_found_is_what_was_put_in(record: Record) -> None:
    assert {type(each.claim) for each in find(record)} == {Claim}
