"""The gazetteer: what names mean when nothing else is known, and how the file comes to be."""

from __future__ import annotations

import os
import pickle
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.facts import gazetteer as gazetteer_module
from onrecord.facts import gazetteer_build
from onrecord.facts.gazetteer import SqliteGazetteer, cache_folder, gazetteer_file, open_gazetteer
from onrecord.facts.gazetteer_keys import loose_key, name_key, name_keys, sound_key, sound_keys
from onrecord.facts.place_lexicon import adjectives, areas, countries


@pytest.fixture(scope="module")
def gazetteer() -> SqliteGazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "level"),
    [
        ("Kyiv", "UA", "town"),
        ("Kiev", "UA", "town"),
        ("Київ", "UA", "town"),
        ("القاهرة", "EG", "town"),
        ("Ar Raqqah", "SY", "town"),
        ("U.S.", "US", "country"),
        ("UK", "GB", "country"),
        ("UAE", "AE", "country"),
        ("DRC", "CD", "country"),
        ("DPRK", "KP", "country"),
        ("Côte d’Ivoire", "CI", "country"),
        ("Cote d'Ivoire", "CI", "country"),
        ("Texas", "US", "region"),
        ("Adams County", "US", "district"),
        ("Gaza Strip", "PS", "region"),
        ("Donbass", "UA", "region"),
        ("Nagorno Karabakh", "AZ", "region"),
        ("Helmand province", "AF", "region"),
        ("Black Sea", None, "area"),
        ("Sahel", None, "area"),
    ],
)
def test_a_name_is_found_with_its_country_and_level(gazetteer: SqliteGazetteer, name: str, country: str | None, level: str) -> None:
    assert (country, level) in {(c.country, c.level) for c in gazetteer.lookup(name)}


@pytest.mark.parametrize(
    ("written", "own"), [("Sloviansk", "Slovyansk"), ("Kupiansk", "Kupyansk"), ("Avdiivka", "Avdiyivka"), ("Jabalia", "Jabālyā")]
)
def test_another_spelling_of_a_towns_name_is_its_own_name(gazetteer: SqliteGazetteer, written: str, own: str) -> None:
    first = gazetteer.lookup(written)[0]
    assert (first.name, first.main) == (own, True)


def test_a_town_of_another_name_does_not_take_one_of_its_old_names_for_its_own(gazetteer: SqliteGazetteer) -> None:
    assert {place.name: place.main for place in gazetteer.lookup("Sloviansk")}["Nikopol"] is False


def test_a_name_nobody_bears_has_no_places(gazetteer: SqliteGazetteer) -> None:
    assert not gazetteer.lookup("Xyzzyville-on-Sea")


def test_a_code_leads_from_a_town_to_its_region_and_country(gazetteer: SqliteGazetteer) -> None:
    town = next(c for c in gazetteer.lookup("Kharkiv") if c.level == "town" and c.country == "UA")
    region, country = gazetteer.by_code(town.admin1 or ""), gazetteer.by_code(town.country or "")

    assert region is not None
    assert region.level == "region"
    assert country is not None
    assert country.name == "Ukraine"


def test_other_spellings_are_found_within_a_country_only(gazetteer: SqliteGazetteer) -> None:
    assert "Ash Shaddādah" in {c.name for c in gazetteer.similar("Al Shadaddi", "SY")}
    assert "Ash Shaddādah" not in {c.name for c in gazetteer.similar("Al Shadaddi", "FR")}


def test_the_gazetteer_goes_through_pickle_for_worker_processes(gazetteer: SqliteGazetteer) -> None:
    gazetteer.lookup("Kyiv")

    again = pickle.loads(pickle.dumps(gazetteer))

    assert again.lookup("Kyiv") == gazetteer.lookup("Kyiv")


def test_the_cache_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path))

    assert cache_folder() == tmp_path


def test_a_failed_build_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError

    monkeypatch.setattr(gazetteer_build, "_gather", gazetteer_build.Tables)
    monkeypatch.setattr(gazetteer_build, "_write", fail)
    with pytest.raises(sqlite3.OperationalError):
        gazetteer_build.build_gazetteer(tmp_path / "g.sqlite")

    assert not list(tmp_path.iterdir())


def test_the_file_is_named_after_what_it_is_made_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = gazetteer_file(tmp_path)

    monkeypatch.setattr(gazetteer_module, "word_list", lambda _: frozenset({"bailiwick"}))
    gazetteer_module.source_hash.cache_clear()
    after = gazetteer_file(tmp_path)
    gazetteer_module.source_hash.cache_clear()

    assert before != after


def test_gazetteers_of_other_words_go_once_nobody_uses_them(tmp_path: Path) -> None:
    new, unused, used, draft, foreign = (
        tmp_path / name
        for name in (
            "gazetteer-11-0123456789ab.sqlite",
            "gazetteer-10.sqlite",
            "gazetteer-11-ba9876543210.sqlite",
            "gazetteer-11-0123456789ab.sqlite.77.draft",
            "gazetteer-of-mine.sqlite",
        )
    )
    for file in (new, unused, used, draft, foreign):
        file.touch()
        if file != used:
            os.utime(file, (1e9, 1e9))

    gazetteer_build.sweep(new)

    assert set(tmp_path.iterdir()) == {new, used, foreign}


@pytest.mark.parametrize("name", ["mwsl", "OSM", "モスル", "sentoruisu"])
def test_codes_and_machine_spellings_are_not_taken_for_names(name: str, gazetteer: SqliteGazetteer) -> None:
    assert not gazetteer.lookup(name)


def test_every_area_and_country_of_the_lexicon_lies_on_earth() -> None:
    for area in (*areas(), *countries().values()):
        assert -90 <= area.lat <= 90, area.name
        assert -180 <= area.lon <= 180, area.name


def test_every_area_names_a_known_country_or_none() -> None:
    assert {area.country for area in areas()} - set(countries()) == {None}


def test_adjectives_know_their_plurals_and_women() -> None:
    assert adjectives()["russians"] == "RU"
    assert adjectives()["frenchwomen"] == "FR"
    assert "chineses" not in adjectives()


@given(st.text(max_size=40))
def test_a_key_of_any_text_is_its_own_key(name: str) -> None:
    key = name_key(name)

    assert name_key(key) == key
    assert isinstance(loose_key(key), str)
    assert isinstance(sound_key(key), str)


@given(st.lists(st.text(max_size=12) | st.sampled_from(["St. Louis", "Кривий Ріг", "Al Huwayjah", "ð Þór\nx", "Şırnak", "Côte d’Ivoire"])))
def test_names_together_have_the_keys_of_each_alone(names: list[str]) -> None:
    assert name_keys(names) == [name_key(name) for name in names]


@given(st.lists(st.from_regex("[a-z]{1,8}( [a-z]{1,8})?", fullmatch=True), min_size=1))
def test_keys_together_have_the_sounds_of_each_alone(keys: list[str]) -> None:
    loose = [loose_key(key) for key in keys]
    assert sound_keys(loose) == [sound_key(key) for key in loose]
