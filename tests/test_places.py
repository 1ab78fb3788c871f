"""Places of a report. In the marked texts, [words|part] is a toponym and the part it plays; what is not marked is no place."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts.gazetteer import SqliteGazetteer, open_gazetteer
from onrecord.facts.places import PlaceMention, choose_place, displaced, find_places, resolve_spans
from onrecord.text.parse import parse

MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]")


@pytest.fixture(scope="module")
def gazetteer() -> SqliteGazetteer:
    return open_gazetteer()


def unmarked(marked: str) -> tuple[str, list[tuple[str, str]]]:
    return MARK.sub(r"\1", marked), [(m[1], m[2]) for m in MARK.finditer(marked)]


FOUND = [
    "Shells fell on the eastern city of [Kramatorsk|event] on Monday.",
    "Four people were shot in the [northeast Texas|event] city of [Paris|event] on Monday.",
    "Two militants were shot in [Sopore|event] town of [Baramulla|event] on Monday.",
    "Four people were shot in Northeast on Monday, and two in Southeast.",
    "A trainee was shot dead at Fort Riley on Monday.",
    "Derrick Stafford, 33, shot a boy in [Marksville|event]. Stafford awaits trial.",
    "A sophomore at [Hermitage High School|other] in [Nashville|other] is charged with a robbery.",
    "Two pupils were shot dead at [Hermitage High School|event] in [Nashville|event].",
    "He is in custody at [Modoc County Jail|other].",
    "In [Quetta|event] armed men shot dead 23 travellers, mostly from [Punjab|other].",
    "A spokesman accused [Rwanda|adjective] of sending troops to [Goma|event].",
    "The mission in [Yemen|other] accused the group of abducting them.",
    "Two people died in border towns including [Sumy|event] and [Kherson|event].",
    "Troops entered the [Kharkiv region|event] before dawn.",
    "[Russian|adjective] forces struck [Odesa|event] overnight.",
    "The drones were launched from [Iran|event] toward [Israel|other].",
    "Talks between [Russia|other] and [Ukraine|other] collapsed in [Istanbul|event].",
    "[Moscow|adjective] said it had nothing to do with the blast in [Berlin|event].",
    "The shooting in [Quincy|event], [Illinois|event], wounded three.",
    "A roadside bomb went off in the [Yaqshid|event] district of [Mogadishu|event].",
    "[Chicago|adjective] police are looking for two men.",
    "The [Hamilton County|adjective] District Attorney's Office will decide on charges.",
    "[NAIROBI|dateline], [Kenya|dateline] — Herders fought over a well.",
    "The killings took place on [Nigerian soil|event].",
    "A lorry driver was stabbed in [Hull|event] on Monday.",
    "In nearby [Konduga|event], a soldier was shot.",
    "Thousands of people fled [Kutum|event] before the army came.",
    "Rebels raided [Damasak|event] on Sunday.",
    "Two men were wounded in the [Toretsk|event] sector on Monday.",
    "Drones fell on the [Kharkiv|event], [Sumy|event] and [Poltava|event] regions.",
    "A mine went off near the airport of [Mopti|event].",
    "Soldiers retook the town of [Singa|event] in [Sennar State|event].",
    "Two battalions were deployed from [Kyiv|event] to [Kherson|event].",
    "The envoy flew to [Geneva|other].",
    "Rockets were fired at [Sderot|event].",
    "The missile was fired toward [Japan|other].",
    "Sixty people were killed, our correspondent reports from [Kenya|other].",
    "The Council agreed new sanctions on [Iran|other].",
    "Shells fell on [Izium|event], in the [Kharkiv region|event].",
    "A [Leeds|event] court jailed him for nine years.",
]
NOT_PLACES = [
    "Police shot a man at the Gare du Nord.",
    "The gunmen met outside the Stade de France.",
    "The police said that May was the worst month.",
    "But Train drivers went on strike, Friday at the latest.",
    "Reading the statement, Mr. Washington looked tired.",
    "The University of London employs her.",
    "An article in the Boston Globe described the case.",
    "Islamic State claimed the attack.",
    "Jordan, 34, was charged with murder.",
    "Gen. Paris Lopez was not there.",
    "A tank of petrol blew up, and the tank crew died.",
    "He broke down in Reading the letter aloud.",
    "The rebels captured Morales, their old enemy.",
    "They raised capital for a new factory.",
    "Troopers pulled over the pickup on U.S. 31 and held the driver.",
]


@pytest.mark.parametrize("marked", FOUND)
def test_toponyms_are_found_with_the_part_they_play(marked: str, gazetteer: SqliteGazetteer) -> None:
    text, expected = unmarked(marked)

    found = [(m.place.toponym, m.role) for m in find_places(parse(text), gazetteer=gazetteer)]

    assert found == expected


@pytest.mark.parametrize("text", NOT_PLACES)
def test_words_people_and_organisations_are_no_places(text: str, gazetteer: SqliteGazetteer) -> None:
    assert [m.place.toponym for m in find_places(parse(text), gazetteer=gazetteer) if m.role == "event"] == []


def only(text: str, toponym: str, gazetteer: SqliteGazetteer, outlet: str | None = None) -> PlaceMention:
    return next(m for m in find_places(parse(text), gazetteer=gazetteer, outlet=outlet) if m.place.toponym == toponym)


@pytest.mark.parametrize(
    ("text", "toponym", "country", "level"),
    [
        ("A storm hit Paris, Texas, on Sunday.", "Paris", "US", "town"),
        ("A storm hit Paris on Sunday, French officials said.", "Paris", "FR", "town"),
        ("Deputies in Athens, Ga., arrested a man.", "Athens", "US", "town"),
        ("A blast in the Georgian capital Tbilisi shook Georgia.", "Georgia", "GE", "country"),
        ("Police in Macon, Georgia, found the car.", "Georgia", "US", "region"),
        ("Fighting spread in the Belgorod region.", "Belgorod region", "RU", "region"),
        ("Drones were seen over Belgorod.", "Belgorod", "RU", "town"),
        ("Protesters marched in New York.", "New York", "US", "town"),
        ("Militants hold parts of the Sahel.", "Sahel", None, "area"),
    ],
)
def test_a_toponym_is_resolved_by_its_company(text: str, toponym: str, country: str | None, level: str, gazetteer: SqliteGazetteer) -> None:
    place = only(text, toponym, gazetteer).place

    assert (place.country, place.level) == (country, level)


def test_near_a_town_is_an_area_around_it(gazetteer: SqliteGazetteer) -> None:
    place = only("A jet crashed near Kharkiv on Monday.", "Kharkiv", gazetteer).place

    assert place.level == "area"
    assert place.lat == pytest.approx(49.98, abs=0.05)


def test_a_distance_and_a_direction_move_the_point(gazetteer: SqliteGazetteer) -> None:
    place = only("A jet crashed 111 km (69 miles) south of Kharkiv on Monday.", "Kharkiv", gazetteer).place

    assert place.level == "area"
    assert place.lat == pytest.approx(48.98, abs=0.05)


def test_a_direction_before_a_country_is_part_of_the_toponym_and_moves_the_point(gazetteer: SqliteGazetteer) -> None:
    place = only("Gunmen raided a village in northeastern Nigeria.", "northeastern Nigeria", gazetteer).place

    assert place.level == "region"
    assert place.lat == pytest.approx(12, abs=1.0)
    assert place.lon == pytest.approx(12, abs=1.5)


def test_a_border_of_a_country_has_no_point(gazetteer: SqliteGazetteer) -> None:
    assert only("They met near the Russian border.", "Russian border", gazetteer).place.lat is None


def test_a_name_nobody_knows_takes_the_point_of_its_holder(gazetteer: SqliteGazetteer) -> None:
    place = only("A bomb went off in the Yaqshid district of Mogadishu.", "Yaqshid", gazetteer).place

    assert (place.country, place.rule) == ("SO", "holder")


@pytest.mark.parametrize(
    ("text", "trigger", "toponym"),
    [
        ("Speaking in Tehran, he said that a bomb had killed three people in Isfahan.", "killed", "Isfahan"),
        ("Shells hit a school in Kharkiv, the governor told reporters in Kyiv.", "hit", "Kharkiv"),
        ("Coalition jets carried out 34 strikes in Syria and Iraq.", "strikes", "Syria and Iraq"),
        ("A convoy was ambushed on the road between Kharkiv and Poltava.", "ambushed", "Kharkiv and Poltava"),
        ("Nine soldiers died when a convoy was ambushed between Gao and Ansongo on Thursday.", "ambushed", "Gao and Ansongo"),
        ("Gunmen attacked a bus on the road from Damaturu to Maiduguri on Monday.", "attacked", "Damaturu to Maiduguri"),
        ("Gunmen attacked a bus on the Damaturu-Maiduguri highway on Monday.", "attacked", "Damaturu-Maiduguri"),
        ("A row between Clinton and Sanders ended in a shooting.", "shooting", None),
        ("Gunmen killed the mayor in the city of Herat, in western Afghanistan.", "killed", "Herat"),
        ("A drone crashed near the Romanian border in the Odesa region.", "crashed", "Odesa region"),
        ("Chicago police arrested a man from Gary, Indiana.", "arrested", None),
        ("The minister said the ceasefire would hold.", "hold", None),
        ("The Nigerian president condemned the killing.", "killing", None),
    ],
)
def test_the_place_of_an_event_is_the_one_tied_to_its_trigger(text: str, trigger: str, toponym: str | None, gazetteer: SqliteGazetteer) -> None:
    sentences = parse(text)

    chosen = choose_place(find_places(sentences, gazetteer=gazetteer), sentence=sentences[0], trigger=text.index(trigger))

    assert (chosen.place.toponym if chosen else None) == toponym


CHOSEN = [
    ("Meanwhile, students in Kano on Friday blocked the Katsina road to protest against the killing.", "blocked", "Kano"),
    ("Traders blocked the Katsina road to protest against the tax.", "protest", "Katsina"),
    ("A rocket launched from Yemen landed in a field in Eilat.", "launched", "Eilat"),
    ("A rocket was launched from Yemen on Friday.", "launched", "Yemen"),
    ("Jets shot down a drone that had crossed from Syria over Metula, the military said.", "shot", "Metula"),
    ("In New York, the Council condemned the attack.", "attack", None),
    ("The Council condemned the attack in Herat.", "attack", "Herat"),
    ("Ministers met in Toronto to discuss an attack on the rebels.", "attack", None),
    ("A man was jailed for setting fire to a mosque in Walsall.", "jailed", None),
    ("A man was jailed in Walsall for setting fire to a mosque.", "jailed", "Walsall"),
    ("Gunmen killed four people in Caldono, in the department of Cauca.", "killed", "Caldono"),
    ("Jets struck depots in southern Lebanon, including Tyre and Nabatieh.", "struck", "southern Lebanon"),
    ("Police in Gaziantep said that a man was shot dead.", "shot", "Gaziantep"),
    ("The government in Gaziantep said that a man was shot dead.", "shot", None),
    ("Ecuador recorded 4,619 murders in the first half of the year.", "murders", "Ecuador"),
    ("The president told reporters in Gaziantep that a man was shot dead.", "shot", None),
    ("Air defences shot down drones over the Belgorod, Kursk and Bryansk regions.", "shot", "Belgorod, Kursk and Bryansk"),
    ("The Council imposed sanctions on Iran over the attack in Erbil.", "sanctions", None),
]


@pytest.mark.parametrize(("text", "trigger", "toponym"), CHOSEN)
def test_places_of_roads_talks_origins_and_deeds_answered_for_are_not_the_events(
    text: str, trigger: str, toponym: str | None, gazetteer: SqliteGazetteer
) -> None:
    sentences = parse(text)

    chosen = choose_place(find_places(sentences, gazetteer=gazetteer), sentence=sentences[0], trigger=text.index(trigger))

    assert (chosen.place.toponym if chosen else None) == toponym


@pytest.mark.parametrize(
    ("text", "toponym", "country", "rule"),
    [
        ("A shell hit the village of Wadi Zuhair, west of Nablus, on Monday.", "Wadi Zuhair", "PS", "beside"),
        ("A bomb went off in the Sardar Khel area of Bannu.", "Sardar Khel", "PK", "holder"),
        ("A bomb went off in Cali's Siloe district.", "Siloe district", "CO", "holder"),
        ("Two men were shot in Caldono, in the department of Cauca.", "Caldono", "CO", "container"),
    ],
)
def test_a_place_lies_where_the_words_around_it_say(text: str, toponym: str, country: str, rule: str, gazetteer: SqliteGazetteer) -> None:
    place = only(text, toponym, gazetteer).place

    assert (place.country, place.rule) == (country, rule)


def test_the_capital_is_that_of_the_country_the_report_is_about(gazetteer: SqliteGazetteer) -> None:
    sudan = find_places(parse("Sudanese jets bombed a market in the capital on Monday, the Sudanese army said."), gazetteer=gazetteer)
    nowhere = find_places(parse("Jets bombed a market in the capital on Monday."), gazetteer=gazetteer)

    assert [(m.place.name, m.role) for m in sudan if m.place.toponym == "capital"] == [("Khartoum", "event")]
    assert nowhere == []


def test_a_country_of_its_own_says_whose_capital_it_is(gazetteer: SqliteGazetteer) -> None:
    text = "Ukrainian officials in Kyiv and Lviv said a bomb went off in Poland's capital on Friday."
    sentences = parse(text)

    chosen = choose_place(find_places(sentences, gazetteer=gazetteer), sentence=sentences[0], trigger=text.index("went"))

    assert chosen is not None
    assert chosen.place.name == "Warsaw"


def test_a_local_report_puts_streets_nobody_knows_in_its_town(gazetteer: SqliteGazetteer) -> None:
    text = "Police in Modesto, Calif., were called to a bar on McHenry Avenue. Two men from Ceres, Calif., were held in Modesto."

    place = only(text, "McHenry Avenue", gazetteer).place

    assert (place.level, place.rule) == ("area", "local")
    assert place.lat == pytest.approx(37.64, abs=0.05)


def test_a_neighbourhood_with_the_name_of_a_far_town_is_in_the_town_of_the_report(gazetteer: SqliteGazetteer) -> None:
    text = (
        "A man was shot in Pueblo, Colo., late on Monday, Pueblo police said. A woman was stabbed in the Belmont neighborhood. "
        "Officers in Pueblo held a suspect."
    )

    place = only(text, "Belmont", gazetteer).place

    assert (place.name, place.country, place.rule) == ("Belmont, Pueblo", "US", "local")


def test_two_countries_together_lie_in_the_middle_and_in_no_country(gazetteer: SqliteGazetteer) -> None:
    text = "Coalition jets carried out 34 strikes in Syria and Iraq."
    sentences = parse(text)

    chosen = choose_place(find_places(sentences, gazetteer=gazetteer), sentence=sentences[0], trigger=text.index("strikes"))

    assert chosen is not None
    assert (chosen.place.level, chosen.place.country, chosen.place.lat) == ("area", None, 34.0)


def test_sentences_without_a_parse_still_give_places(gazetteer: SqliteGazetteer) -> None:
    text = "Shelling was heard in Kharkiv on Monday."
    sentences = parse(text, needs_parse=lambda words: [False] * len(words))

    (mention,) = find_places(sentences, gazetteer=gazetteer)

    assert (mention.place.toponym, mention.role) == ("Kharkiv", "event")
    assert choose_place([mention], sentence=sentences[0], trigger=0) == mention


def test_a_point_is_displaced_along_its_bearing() -> None:
    assert displaced(0.0, 10.0, 90, 111.2) == (0.0, 11.0)


def test_given_spans_are_resolved_in_the_light_of_the_report(gazetteer: SqliteGazetteer) -> None:
    text = "The fire in Paris was out by noon, a spokesman for the Texas governor said."

    (place,) = resolve_spans(parse(text), [(12, 17)], gazetteer=gazetteer)

    assert place.toponym == "Paris"


PIECES = re.findall(r"\S+", "in near the of between and Kyiv Al-Bab , . region New York 's 30 km south Gaza — (Reuters) ÉTÉ 🚀 \u200f")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=14,
    )
)
def test_every_toponym_is_verbatim_in_any_text(gazetteer: SqliteGazetteer, words: list[str]) -> None:
    text = " ".join(words)

    for mention in find_places(parse(text), gazetteer=gazetteer):
        assert text[mention.start : mention.end] == mention.place.toponym
        assert (mention.place.start, mention.place.end) == (mention.start, mention.end)


def test_a_page_of_places_takes_little_time_once_warm(gazetteer: SqliteGazetteer) -> None:
    sentences = parse("Shells fell on Kharkiv, Sumy and Izium, officials said in Kyiv. Troops left the Donetsk region for Crimea. " * 20)
    find_places(sentences, gazetteer=gazetteer)

    begun = time.process_time()
    find_places(sentences, gazetteer=gazetteer)

    assert time.process_time() - begun < 0.2


def test_a_place_carries_its_share_and_what_else_the_name_may_mean(gazetteer: SqliteGazetteer) -> None:
    place = only("A storm hit Springfield on Sunday.", "Springfield", gazetteer).place

    assert place.score is not None
    assert 0 < place.score < 1
    assert place.runners_up
    assert all(other.score <= place.score for other in place.runners_up)
    assert place.radius_km is not None


def test_given_words_mean_the_place_itself_whatever_stands_around_them(gazetteer: SqliteGazetteer) -> None:
    text = "The storm crossed northern Texas on Sunday."

    place = resolve_spans(parse(text), [(text.index("Texas"), text.index("Texas") + 5)], gazetteer=gazetteer)[0]

    assert (place.level, place.lat) == ("region", pytest.approx(31.25, abs=0.3))


def test_a_list_of_countries_is_no_place_within_a_place(gazetteer: SqliteGazetteer) -> None:
    places = find_places(parse("Envoys of Egypt, Japan, and the United States met in Egypt, Cairo said."), gazetteer=gazetteer)

    assert {m.place.country for m in places if m.place.toponym == "Egypt"} == {"EG"}


def test_a_name_nobody_knows_is_in_the_country_of_all_the_rest_and_has_no_point(gazetteer: SqliteGazetteer) -> None:
    text = "Police in Glasgow, London and Plymouth helped. The car was found near Gribblethorpe on Monday."

    place = only(text, "Gribblethorpe", gazetteer).place

    assert (place.country, place.lat, place.rule) == ("GB", None, "country of the report")


FAR = "Soldiers from Gao and Mopti drove to Douentza, officials in Bamako said. "


def test_a_place_abroad_that_goes_by_another_name_is_not_meant_where_all_else_lies_elsewhere(gazetteer: SqliteGazetteer) -> None:
    assert only(f"{FAR}Gunmen rode into Boni at nightfall.", "Boni", gazetteer).place.country != "DE"
    assert only(f"{FAR}The wounded were flown to Munich.", "Munich", gazetteer).place.country == "DE"
    assert only("Gunmen shot at a bus in Bonn.", "Bonn", gazetteer).place.country == "DE"


def test_a_village_across_the_border_from_what_is_named_is_meant(gazetteer: SqliteGazetteer) -> None:
    assert only("Rockets hit Sderot, north of Gaza, on Wednesday night.", "Sderot", gazetteer).place.country == "IL"
    text = "Jets bombed Marjayoun, Nabatieh, Tyre and Sidon. Rockets landed in Metula."
    assert only(text, "Metula", gazetteer).place.country == "IL"


def test_a_day_may_stand_before_the_ends_of_a_road(gazetteer: SqliteGazetteer) -> None:
    text = "The column was attacked on Saturday afternoon between Douentza and Hombori, officials in Mali said."
    assert only(text, "Douentza", gazetteer).role == "event"


def test_one_other_name_puts_no_town_out_of_reach(gazetteer: SqliteGazetteer) -> None:
    assert only("The army struck a depot near Baalbek after rockets were fired at Haifa.", "Baalbek", gazetteer).place.country == "LB"


def test_a_town_without_its_region_is_the_one_that_the_report_puts_in_it(gazetteer: SqliteGazetteer) -> None:
    text = "Five police injured in blast in Bijapur\n\nFive were injured in Chhattisgarh's Bijapur district on Monday."
    first, *_ = find_places(parse(text), gazetteer=gazetteer)

    assert (first.place.toponym, first.place.country) == ("Bijapur", "IN")
    assert first.place.lat is not None
    assert first.place.lat > 18  # not the Bijapur of Karnataka, at 17 degrees
