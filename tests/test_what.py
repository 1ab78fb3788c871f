"""What happened, who did it, to whom and with what: one sentence at a time, in the manner of news of many countries."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

import onrecord
from onrecord.claims.context import Context
from onrecord.claims.mentions import EventMention
from onrecord.claims.what import find_events
from onrecord.facts.tolls import find_tolls
from onrecord.text.parse import parse

# A report about force, captives and a court: what is asked here is the sentence's own.
ABOUT_FORCE = Context(armed=True, about=frozenset({"captive", "court"}))


class Told(NamedTuple):
    """An event as a row expects it: its type, the heads of the doers' and the targets' names, and what became of it."""

    event_type: str
    actors: str = ""
    recipients: str = ""
    stage: str = "happened"
    polarity: str = "positive"
    certainty: str = "stated"


def find(text: str) -> list[EventMention]:
    return [event for sentence in parse(text) for event in find_events(sentence, ABOUT_FORCE, find_tolls(sentence))]


def told(event: EventMention) -> Told:
    actors, recipients = (" ".join(token.text for token in tokens) for tokens in (event.actors, event.recipients))
    return Told(event.event_type.value, actors, recipients, event.stage, event.polarity, event.certainty)


def known_failure(reason: str, *values: Any) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


ACTIVE_AND_PASSIVE = [
    ("Gunmen abducted four aid workers near Djibo.", [Told("abduction", "Gunmen", "workers")]),
    ("Four aid workers were abducted by gunmen near Djibo.", [Told("abduction", "gunmen", "workers")]),
    ("A journalist was shot dead outside his home in Tegucigalpa.", [Told("shooting", "", "journalist")]),
    ("Rebels captured the town of Sake on Friday.", [Told("territory_change", "Rebels", "town")]),
    ("The town was recaptured by government troops.", [Told("territory_change", "troops", "town")]),
    ("Ukraine struck an oil depot in Engels with drones.", [Told("air_strike", "Ukraine", "depot")]),
    ("Two brothers and their uncle were beheaded by the militants.", [Told("killing", "militants", "brothers uncle")]),
    ("Troops and police rounded up sixty students.", [Told("arrest", "Troops police", "students")]),
    ("The militia burned forty huts in the village.", [Told("sabotage", "militia", "huts")]),
    ("Soldiers raped three women at a checkpoint.", [Told("sexual_violence", "Soldiers", "women")]),
    ("Prison guards tortured the detainees.", [Told("assault", "guards", "detainees")]),
    ("A mob lynched two traders in the market.", [Told("killing", "mob", "traders")]),
    ("Hackers brought down the ministry's servers in a cyberattack.", [Told("cyber_attack", "", "")]),
    ("The air force bombed two camps in the desert.", [Told("air_strike", "force", "camps")]),
]

NOMINALS_AND_LIGHT_VERBS = [
    ("The army carried out a raid on the rebel camp.", [Told("armed_clash", "army", "camp")]),
    ("The patrol came under fire from militants in the valley.", [Told("armed_clash", "militants", "patrol")]),
    ("Warplanes conducted airstrikes on the port of Hodeidah.", [Told("air_strike", "Warplanes", "port")]),
    ("Police made two arrests in Malmö.", [Told("arrest", "Police", "")]),
    ("The group launched a rocket attack on the airport.", [Told("shelling", "group", "airport")]),
    ("Villagers fell victim to a massacre by militiamen.", [Told("killing", "militiamen", "")]),
    ("The abduction of the bishop by gunmen was condemned.", [Told("abduction", "gunmen", "bishop")]),
    ("Turkey's airstrikes on the camp wounded nine fighters.", [Told("air_strike", "Turkey", "camp fighters")]),
    ("The assassination of the mayor stunned Guayaquil.", [Told("killing", "", "mayor")]),
    ("The council imposed an arms embargo on the junta.", [Told("sanction", "council", "junta")]),
    ("The two sides signed a ceasefire in Addis Ababa.", [Told("agreement", "sides", "")]),
    known_failure("who suffered an attack is not its target", "The garrison suffered a mortar attack at dawn.", [Told("shelling", "", "garrison")]),
]

CLAUSES = [
    ("The gunmen who abducted the engineers fled on motorcycles.", [Told("abduction", "gunmen", "engineers")]),
    ("The engineers whom the gunmen abducted are from Italy.", [Told("abduction", "gunmen", "engineers")]),
    known_failure(
        "where a bomb was planted is not its target", "A bomb that was planted under a bridge exploded on Monday.", [Told("bombing", "", "bridge")]
    ),
    ("The bombing was blamed on a faction of the Front.", [Told("bombing", "faction", "")]),
    ("The raid, which was carried out by the Northern Front, took an hour.", [Told("armed_clash", "Front", "")]),
    ("Rebels trying to leave the town were ambushed by soldiers.", [Told("armed_clash", "soldiers", "Rebels")]),
    (
        "Militants stormed a school, taking nine teachers hostage.",
        [Told("armed_clash", "Militants", "school"), Told("abduction", "Militants", "teachers")],
    ),
    (
        "After shelling the port, the army sent paratroopers to the island.",
        [Told("shelling", "army", "port"), Told("deployment", "army", "")],
    ),
]

RESULTS = [
    ("A car bomb exploded outside a mosque, killing five worshippers.", [Told("bombing", "", "worshippers")]),
    ("Five people were killed when a shell hit a bakery.", [Told("shelling", "", "bakery people")]),
    ("Gunmen attacked a convoy, killing two guards and wounding a driver.", [Told("shooting", "Gunmen", "convoy guards driver")]),
    ("An airstrike on a market left thirty people dead.", [Told("air_strike", "", "market")]),
    ("The ambush cost the lives of nine soldiers.", [Told("armed_clash", "", "")]),
    ("A suicide bomber killed nine recruits at the gate.", [Told("suicide_bombing", "bomber", "recruits")]),
    ("Three officers died in a shootout with traffickers.", [Told("armed_clash", "traffickers", "officers")]),
    ("A drone strike killed a commander in Idlib.", [Told("air_strike", "", "commander")]),
    ("A man with a knife killed a teacher in Arras.", [Told("killing", "man", "teacher")]),
    ("Snipers killed two medics near the bridge.", [Told("shooting", "Snipers", "medics")]),
    ("Shelling destroyed a clinic and wounded its director.", [Told("shelling", "", "clinic director")]),
]

SEVERAL_EVENTS = [
    (
        "Rebels shelled the airport and abducted two mechanics.",
        [Told("shelling", "Rebels", "airport"), Told("abduction", "Rebels", "mechanics")],
    ),
    (
        "Gunmen shot a guard, set fire to the depot and stole rifles.",
        [Told("shooting", "Gunmen", "guard"), Told("sabotage", "Gunmen", "depot")],
    ),
    (
        "Police fired tear gas at demonstrators and arrested forty of them.",
        [Told("crackdown", "Police", "demonstrators"), Told("arrest", "Police", "forty")],
    ),
    (
        "Air defences shot down six drones, but a missile hit a power station.",
        [Told("interception", "defences", "drones"), Told("shelling", "", "station")],
    ),
    (
        "Thousands fled the town after militiamen torched homes.",
        [Told("displacement", "", "Thousands"), Told("sabotage", "militiamen", "homes")],
    ),
    (
        "The rebels released two hostages and handed over their weapons.",
        [Told("release", "rebels", "hostages")],
    ),
]

# What a careless reading makes of who did what: each row once gave somebody a deed that another did.
NOT_THEIR_DEED = [
    ("Six people were arrested in connection with the bombing of a bus.", [Told("arrest", "", "people"), Told("bombing", "", "bus")]),
    ("Iran-backed militias fired rockets at a base that hosts American troops.", [Told("shelling", "militias", "base")]),
    ("He was shot by a sniper while waiting for a bus.", [Told("shooting", "sniper", "He")]),
    ("Gunmen in Haiti freed a pastor after his church paid a ransom.", [Told("release", "Gunmen", "pastor")]),
    ("Anti-coup protesters were beaten by soldiers.", [Told("assault", "soldiers", "protesters")]),
    (
        "Protesters set fire to the town hall and police opened fire, killing three.",
        [Told("sabotage", "Protesters", "hall"), Told("shooting", "police", "three")],
    ),
    (
        "Security forces foiled a suicide attack and killed two bombers.",
        [Told("suicide_bombing", "", "", "attempted"), Told("killing", "forces", "bombers")],
    ),
    (
        "Fighters of the Front riding motorcycles killed eight farmers and burned a church.",
        [Told("killing", "Fighters", "farmers"), Told("sabotage", "Fighters", "church")],
    ),
]

POLICE_AND_COURTS = [
    ("Police raided a flat in Leeds and arrested two men.", [Told("arrest", "Police", "men")]),
    ("Three people were arrested when police raided a farm near Graz.", [Told("arrest", "", "people")]),
    ("He was charged with murder and attempted robbery.", [Told("prosecution", "", "He")]),
    ("A court in Lyon convicted her of kidnapping and torture.", [Told("prosecution", "court", "her")]),
    ("Two men were arrested on suspicion of murder.", [Told("arrest", "", "men")]),
    ("The colonel was sentenced to life in prison for the massacre.", [Told("prosecution", "", "colonel")]),
    ("The student pleaded guilty to arson.", [Told("prosecution", "", "student")]),
    (
        "Prosecutors indicted two officers over the shooting of a cyclist.",
        [Told("prosecution", "Prosecutors", "officers"), Told("shooting", "", "cyclist")],
    ),
    ("The kidnapping of nurses on the road to Doba was condemned.", [Told("abduction", "", "nurses")]),
    ("He was convicted in the killing of Ana Ruiz.", [Told("prosecution", "", "He"), Told("killing", "He", "Ruiz")]),
    ("Police charged a clerk with murder in the shooting death of a nurse.", [Told("prosecution", "Police", "clerk"), Told("shooting", "", "nurse")]),
]


@pytest.mark.parametrize(
    ("text", "events"), ACTIVE_AND_PASSIVE + NOMINALS_AND_LIGHT_VERBS + CLAUSES + RESULTS + SEVERAL_EVENTS + NOT_THEIR_DEED + POLICE_AND_COURTS
)
def test_a_sentence_tells_its_events(text: str, events: list[Told]) -> None:
    assert [told(event) for event in find(text)] == events


def test_tolls_tell_an_event_where_no_other_word_does() -> None:
    (event,) = find("The hospital counted eight bodies.")

    assert (event.event_type.value, event.is_result) == ("killing", True)


WORDS_OF_NO_EVENT = [
    "The riot police wore blue helmets.",
    "He is an arrest-warrant clerk.",
    "The bomb squad has nine vans.",
    "The general praised the strike force.",
    "The attacker was 24 years old.",
    "He has a heart condition and a court date with destiny.",
    "The army band played at the ceremony.",
    "The minister flew to Ankara for talks.",
    "Two climbers were killed by an avalanche.",
    "A lorry crashed into a wall and its driver died.",
    "Residents are tired of the violence.",
    "The film won a prize.",
    "The ceasefire collapsed within hours.",
    "A ceasefire between the government and the rebels expired on Jan. 9.",
]


@pytest.mark.parametrize("text", WORDS_OF_NO_EVENT)
def test_a_sentence_tells_none(text: str) -> None:
    assert [told(event) for event in find(text)] == []


# A word of the sentence, and whether it tells a trend rather than an event.
TRENDS = [
    ("Attacks on convoys have increased this year.", True),
    ("The army has stepped up its airstrikes.", True),
    ("Kidnappings rose sharply in the north.", True),
    ("Militants regularly attack the highway.", True),
    ("Rebels often ambushed patrols in the gorge.", True),
    ("Militants attacked the highway on Tuesday.", False),
    ("The kidnappings shocked the town.", False),
    ("The shelling continued on Tuesday.", False),
    ("Kidnapping by gunmen is rife in the region.", True),
]


@pytest.mark.parametrize(("text", "generic"), TRENDS)
def test_a_trend_is_marked_as_one(text: str, generic: bool) -> None:
    assert [event.generic for event in find(text)] == [generic]


# Weapons in square brackets, as the record writes them.
WEAPONS = [
    "Rebels fired three [Grad rockets] at the base.",
    "The port was attacked with [cruise missiles] and [drones].",
    known_failure("Molotov cocktails are no weapon yet", "Youths attacked the office with [Molotov cocktails]."),
    "A man with a [kitchen knife] attacked a teacher.",
    "A [car bomb] exploded at the gate.",
    "Two [Shahed drones] hit the substation.",
    known_failure(
        "the rocket before propelled is given as a weapon of its own",
        "Fighters attacked the convoy with [machine guns] and [rocket-propelled grenades].",
    ),
    "Militants attacked a village.",
    "The army bombarded the village.",
    "An airstrike hit the camp.",
    "Police seized a car and a boat.",
]


@pytest.mark.parametrize("marked", WEAPONS)
def test_weapons_are_named_as_written(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    named = [piece.split("]")[0] for piece in marked.split("[")[1:]]

    assert [span.of(text) for event in find(text) for span in event.weapons] == named


# A peaceful report: nothing in it tells an event, whatever its words.
def test_in_a_peaceful_report_no_sentence_tells_an_event() -> None:
    peaceful = Context(armed=False, peaceful=True)

    assert [event for sentence in parse("Gunmen killed two guards. Rebels shelled the port.") for event in find_events(sentence, peaceful)] == []


# The noun's event is told, or only named on the way to something else.
PASSING = [
    ("The minister is an advocate of the invasion.", True),
    ("The council praised a victim of the bombing.", True),
    ("The bombing killed nine people.", False),
    ("The army carried out a raid on the camp.", False),
    ("Rebels shelled the town.", False),
]


@pytest.mark.parametrize(("text", "passing"), PASSING)
def test_an_event_in_passing(text: str, passing: bool) -> None:
    assert [event.passing for event in find(text)] == [passing]


def test_no_date_is_ever_whom_a_thing_was_done_to() -> None:
    texts = ["A shell exploded on Monday.", "Rebels fired rockets at dawn.", "Gunmen attacked on Friday night.", "A bomb went off on 3 May."]

    assert [[[token.text for token in event.recipients] for event in find(text)] for text in texts] == [[[]]] * len(texts)


def test_the_words_of_an_event_stand_in_its_sentence() -> None:
    for text, *_ in [row.values if hasattr(row, "values") else row for row in SEVERAL_EVENTS + RESULTS]:
        events = find(text)
        assert events, text
        for event in events:
            assert event.triggers, text
            for trigger in event.triggers:
                assert event.sentence.span(trigger.token).of(text) == trigger.token.text
            assert event.token is event.triggers[0].token
            assert event.offset == event.sentence.span(event.token).start


def types_of(text: str, context: Context = ABOUT_FORCE) -> list[str]:
    return [event.event_type.value for sentence in parse(text) for event in find_events(sentence, context, find_tolls(sentence))]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The mayor blamed the rebels.", "positive"),
        ("The ministry called the allegations baseless.", "negative"),
        ("The movement said it had nothing to do with it.", "negative"),
        ("A spokesman confirmed the incident.", "positive"),
        ("A doctor put the toll at nine.", "positive"),
        ("Survivors said the assailants were members of a militia.", "positive"),
    ],
)
def test_some_words_only_point_to_a_deed_told_before(text: str, polarity: str) -> None:
    (event,) = find(text)

    assert event.is_pointer
    assert event.polarity == polarity
    assert types_of(text, Context(armed=False)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor called the bridge an absurd expense.",
        "The ministry put the number of visitors at nine thousand.",
        "The assailants had breakfast.",
        "The clerk confirmed the booking.",
    ],
)
def test_the_same_verbs_point_to_nothing_beside_other_things(text: str) -> None:
    assert types_of(text) == []


def test_a_denial_beside_a_ceasefire_is_still_a_denial() -> None:
    events = find("The movement denied that its men took part and said it kept to the ceasefire.")

    assert ("attack", "negative") in {(event.event_type.value, event.polarity) for event in events}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The hostages are four nurses and a driver.", ["abduction"]),
        ("The hostages are in good health.", []),
        ("Relatives of hostages held by militants in the valley met the minister.", []),
        ("The rebels held nine nurses in the valley.", ["abduction"]),
        ("Sappers defused a bomb planted near a school.", ["interception"]),
        ("A bomb planted near a school wounded nine people.", ["bombing"]),
        ("Guards opened fire to drive back the rebels.", ["shooting"]),
        ("The guards drove back the rebels.", ["armed_clash"]),
        ("A raid, as defined in the manual, means one or more visits to a house.", []),
        ("Ninety villagers left for the border.", ["displacement"]),
        ("The minister left for Paris.", []),
        ("The missile fell into the sea.", ["deployment"]),
        ("The missile fell on a school.", ["shelling"]),
        ("The mayor spoke on March 4 near the crowd.", []),
        ("Hundreds of residents gathered outside the embassy.", ["protest"]),
        ("The base came under mortar fire.", ["shelling"]),
        ("The base came under fire.", ["armed_clash"]),
    ],
)
def test_a_word_tells_by_what_stands_beside_it(text: str, types: list[str]) -> None:
    assert types_of(text) == types


def test_an_attack_that_was_stopped_is_told_once() -> None:
    (event,) = find("The peacekeepers repelled an attempted attack on the camp.")

    assert (event.event_type.value, event.stage) == ("attack", "attempted")


def test_a_heading_over_every_caption_of_a_gallery_is_no_telling() -> None:
    heading = "In pictures: shelling of Arnovo"
    told = f"Rebels shelled Arnovo on Friday and killed two soldiers. {heading} shows smoke. {heading} shows a school. {heading} shows a street."
    claims = onrecord.extract(onrecord.Report(id="x", text=told, published="2024-05-06")).claims

    assert [claim.exact for claim in claims] == ["Rebels shelled Arnovo on Friday and killed two soldiers."]


def test_a_word_that_only_points_needs_a_deed_to_point_to() -> None:
    before = "Rebels shelled the town of Arnovo on Friday. Two soldiers were wounded by the mortar fire."
    pointing = "The mayor blamed a militia."
    told = [onrecord.extract(onrecord.Report(id="x", text=text, published="2024-05-06")).claims for text in (f"{before} {pointing}", pointing)]

    assert [[claim.event_type.value for claim in claims if claim.exact == pointing] for claims in told] == [["shelling"], []]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The two sides agreed on a ceasefire after a war that has left ninety people dead.", {"agreement", "killing"}),
        ("The state agreed to deploy ninety soldiers.", {"deployment"}),
    ],
)
def test_agreeing_gives_way_only_to_what_is_agreed(text: str, types: set[str]) -> None:
    assert set(types_of(text)) == types


def test_a_deed_that_nobody_has_claimed_is_told_by_its_name() -> None:
    told = "Militants bombed the Arnovo market on Friday and killed two soldiers. No one has claimed the Arnovo market attack."
    claims = onrecord.extract(onrecord.Report(id="x", text=told, published="2024-05-06")).claims

    assert [claim.responsibility.status if claim.responsibility else None for claim in claims] == [None, "none_claimed"]
