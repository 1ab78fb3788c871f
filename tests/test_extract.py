"""From a report to its claims: a pure function that takes nothing across damage and whose every span holds."""

from __future__ import annotations

import pickle
from collections.abc import Container, Sequence
from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_spans import find_strays

from onrecord import Claim, Extraction, Report, extract
from onrecord.claims.extract import Models
from onrecord.claims.gate import may_tell
from onrecord.read.damage import find_damage
from onrecord.text.parse import Sentence, parse_more

PUBLISHED = "2024-05-10"  # a Friday

STORY = """Rebels shelled the port of Mocha on Monday, killing two sailors, the harbour master said.
The Northern Front claimed responsibility for the attack, which the Example Post could not independently verify.
The army denied that a warship had been hit. Police later arrested three men on suspicion of spying.
Meanwhile, gunmen abducted a doctor near Taiz, according to her brother, Omar Aziz."""


def make_report(text: str, published: str | None = PUBLISHED) -> Report:
    """A report as reading would give it, with the damage to its text."""
    return Report(id="r", text=text, published=published, outlet="Example Post", problems=find_damage(text))


def read_claims(text: str) -> tuple[Claim, ...]:
    return extract(make_report(text)).claims


def test_a_report_gives_its_claims_in_the_order_of_its_words() -> None:
    claims = read_claims(STORY)

    assert claims[0].event_type == "shelling"
    assert {"shelling", "arrest", "abduction"} <= {claim.event_type.value for claim in claims}
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)


def test_two_readings_give_the_same() -> None:
    assert extract(make_report(STORY)) == extract(make_report(STORY))


def test_ids_are_stable_and_each_its_own() -> None:
    ids = [claim.id for claim in read_claims(STORY)]

    assert ids == [claim.id for claim in read_claims(STORY)]
    assert len(set(ids)) == len(ids)


def test_ids_are_of_the_report_too() -> None:
    other = msgspec.structs.replace(make_report(STORY), id="another")

    assert not {claim.id for claim in read_claims(STORY)} & {claim.id for claim in extract(other).claims}


def test_an_extraction_survives_pickle_and_json() -> None:
    extraction = extract(make_report(STORY))

    assert pickle.loads(pickle.dumps(extraction)) == extraction
    assert msgspec.json.decode(msgspec.json.encode(extraction), type=Extraction) == extraction
    assert pickle.loads(pickle.dumps(extract)) is extract


def test_what_was_not_worth_parsing_changes_nothing() -> None:
    idle = "\nThe ferry to the island leaves at nine. Tickets are sold on the quay.\nBring a coat."

    assert [claim.event_type for claim in read_claims(STORY + idle)] == [claim.event_type for claim in read_claims(STORY)]


def test_sentences_that_tell_an_event_and_the_two_on_either_side_are_parsed_and_no_others() -> None:
    text = "It rained.\nIt snowed.\nIt froze.\nRebels shelled the port.\nIt thawed.\nIt grew late.\nIt rained."
    parsed: list[list[bool]] = []

    def note(sentences: Sequence[Sentence], wanted: Container[int]) -> list[Sentence]:
        more = parse_more(sentences, wanted)
        parsed.extend([sentence.parsed for sentence in each] for each in (sentences, more))
        return more

    extract(make_report(text), models=Models(parse_more=note))

    assert parsed == [[False, False, False, True, False, False, False], [False, True, True, True, True, True, False]]
    assert may_tell([]) == []


def test_a_text_with_no_event_word_is_not_parsed_at_all() -> None:
    assert extract(make_report("The ferry leaves at nine. Bring a coat.")).claims == ()


def test_without_a_date_days_are_read_from_a_date_in_the_text_and_that_is_said() -> None:
    text = "10 May 2024\nRebels shelled the port of Mocha on Monday."
    extraction = extract(make_report(text, published=None))

    assert [(claim.when.earliest, claim.when.latest) for claim in extraction.claims if claim.when] == [("2024-05-06", "2024-05-06")]
    assert [text[problem.start : problem.end] for problem in extraction.problems if problem.code == "no-date"] == ["10 May 2024"]


def test_with_no_date_anywhere_monday_is_no_day() -> None:
    claims = extract(make_report("Rebels shelled the port of Mocha on Monday. Soldiers were wounded.", published=None)).claims

    assert claims
    assert [claim.when for claim in claims if claim.when] == []


# Damaged as by a scraper that drops links: who spoke stands before the deed, and the words between are gone.
TORN = [
    "Ukrainian President Andriy Koval fired two rockets at a market in Poltava on Thursday, killing two. said on TelegramCalling it a crime.",
    "Regional governor Nadia Petrenko drones hit a dormitory overnight, killing at least four people. wrote on FacebookMore than ten were hurt.",
    "Army spokesman Col. Khin Latt bombed the camp twice, killing nine. told state televisionThe regime has denied such attacks.",
    "Prime Minister Ana Duarte launched missiles at the port of Mocha, wounding six. said on XShe promised an answer.",
]


@pytest.mark.parametrize("text", TORN)
def test_who_spoke_did_not_fire(text: str) -> None:
    claims = read_claims(text)
    doers = {party.name for claim in claims for party in claim.actors}

    assert claims
    assert not [name for name in doers for spoke in ("Koval", "Petrenko", "Latt", "Duarte") if spoke in name]


WHOLE = [
    ("President Andriy Koval ordered the army to fire rockets at the port, officials said. The army fired two rockets on Monday.", "army"),
    ("Warlord Ahmed Darre fired two rockets at a market in Kismayo on Thursday, killing two, the mayor said.", "Ahmed Darre"),
]


@pytest.mark.parametrize(("text", "doer"), WHOLE)
def test_where_nothing_is_torn_the_doer_stays(text: str, doer: str) -> None:
    assert doer in {party.name.removeprefix("Warlord ") for claim in read_claims(text) for party in claim.actors}


@dataclass(frozen=True)
class Joint:
    """A text with a joint in it, and a word of each side that the other side must not take."""

    text: str
    event: str
    stranger: str


JOINTS = [
    Joint("Gunmen abducted nine nurses.inside Government troops and allies were seen in Kismayo.", "abduction", "Kismayo"),
    Joint("Gunmen abducted nine nurses in the nightMeanwhile in Kismayo government troops held a parade.", "abduction", "Kismayo"),
    Joint("But raids have also resumed. in Kismayo Police arrested two men.", "arrest", "raids"),
]


@pytest.mark.parametrize("joint", JOINTS, ids=lambda joint: joint.text[:30])
def test_nothing_is_taken_across_a_joint(joint: Joint) -> None:
    claims = [claim for claim in read_claims(joint.text) if claim.event_type.value == joint.event]

    assert claims
    for claim in claims:
        assert claim.place is None or joint.stranger not in claim.place.toponym
        assert not any(joint.stranger in party.name for party in (*claim.actors, *claim.recipients))


def test_a_number_that_was_lost_is_no_toll() -> None:
    claims = read_claims("An airstrike hit a market in Hodeidah on Tuesday, killing at least")

    assert claims
    assert [claim.toll for claim in claims if claim.toll] == []


def check_spans(extraction: Extraction) -> None:
    """Every value of every claim stands where it says it stands, and cues and weapons are words of the report."""
    text = extraction.report.text
    assert find_strays(extraction) == []
    for claim in extraction.claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert [weapon for weapon in claim.weapons if weapon not in text] == []
        assert [voice for voice in claim.attribution if voice.cue is not None and voice.cue not in text] == []


def test_every_span_of_a_story_holds() -> None:
    extraction = extract(make_report(STORY))

    assert extraction.claims
    check_spans(extraction)


PIECES = [
    *STORY.replace(",", " ,").split(),
    "President",
    "Koval",
    "said.",
    ". said on",
    "TelegramCalling",
    "fired rockets at",
    "“We bombed it,”",
    "killing at least",
    "«он»",
    "السوق",
    "市場",
    "😀",
    "\n",
    "\n\n",
    "\u2028",
    "1️⃣2",
    "between 10 and",
    "last Friday",
    "(",
    "—",
    "U.S.",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_news_in_pieces_never_breaks_and_its_spans_hold(text: str) -> None:
    check_spans(extract(make_report(text)))


@pytest.mark.parametrize("text", ["Gunmen killed ² men, police said.", "Gunmen killed ④ men, police said.", "Gunmen killed 1² men, police said."])
def test_odd_digits_never_break(text: str) -> None:
    check_spans(extract(make_report(text)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(max_size=200), st.sampled_from(["", "Rebels shelled the port. ", "\nGunmen killed two men on Friday, police said"]))
def test_arbitrary_text_never_breaks(noise: str, words: str) -> None:
    check_spans(extract(make_report(noise + words + noise)))


STRANGE = [
    "",
    " ",
    "\n\n\n",
    "killed",
    "killed " * 200,
    "“" * 50 + "Rebels shelled it",
    "Rebels shelled the port" + " and the port" * 100 + ".",
    "\x00Rebels shelled the port.\x00",
    "Rebels\tshelled\u00a0the\u200bport.",
    "REBELS SHELLED THE PORT OF MOCHA ON MONDAY, KILLING TWO",
    "(" * 300 + "bomb",
]


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_text_never_breaks(text: str) -> None:
    check_spans(extract(make_report(text)))


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("An Iranian general was also killed in that attack.", "killing"),
        ("A bomb killed scores of people in Aden.", "bombing"),
        ("A US strike killed an Islamic State commander in Idlib.", "killing"),
        ("Two women were killed in a strike on a clinic in Sumy.", "killing"),
        ("Farmers and herders clashed in Benue, leaving nine people dead.", "armed_clash"),
        ("The army recaptured Goma from the rebels.", "territory_change"),
        ("Two farmers were shot in Jos this morning.", "shooting"),
        ("A bomb left nine dead and more than 40 hurt in Aden.", "bombing"),
        ("Molina was shot in the leg and treated at a clinic.", "shooting"),
        ("Dinko was shot dead outside the offices of his paper.", "shooting"),
        ("Some 2,000 immigrants demonstrated on Sunday outside the ministry.", "protest"),
    ],
)
def test_a_post_of_one_sentence_tells_its_event(text: str, event_type: str) -> None:
    assert [claim.event_type for claim in read_claims(text)] == [event_type]


def test_those_detained_keep_their_number_where_some_of_them_were_let_go() -> None:
    arrest, release = read_claims("Police detained more than 300 protesters in Lagos, 20 of whom were later released.")
    assert (arrest.event_type, release.event_type) == ("arrest", "release")
    assert arrest.toll is not None
    assert arrest.toll.detained is not None
    assert arrest.toll.detained.low == 301


def test_displaced_people_who_are_killed_are_no_displacement() -> None:
    (claim,) = read_claims("Israeli air strikes hit a school in Khan Younis, killing 12 displaced people.")
    assert claim.event_type == "air_strike"
    assert [party.name for party in claim.recipients] == ["school", "12 displaced people"]


@pytest.mark.parametrize(
    "text",
    [
        "Every week gunmen abduct travellers on the road to Jos.",
        "Hardly a day passes without a bombing in Kabul.",
        "Kidnappings for ransom have become frequent in Katsina.",
    ],
)
def test_what_goes_on_and_on_is_a_trend(text: str) -> None:
    (claim,) = read_claims(text)
    assert (claim.generic, claim.polarity) == (True, "positive")


def test_two_voices_of_one_sentence_tell_of_two_deeds() -> None:
    claims = read_claims("Ukraine said it shot down nine drones, and Russia said it intercepted four missiles.")
    assert [(claim.event_type, [voice.name for voice in claim.attribution]) for claim in claims] == [
        ("interception", ["Ukraine"]),
        ("interception", ["Russia"]),
    ]


def test_two_voices_that_lay_one_deed_to_others_are_both_kept() -> None:
    told = read_claims("Rebels attacked Jos. The families say troops shot two men in Jos; the army says they were killed by rebels.")[-2:]
    assert [([voice.name for voice in claim.attribution], [party.name for party in claim.actors]) for claim in told] == [
        (["families"], ["troops"]),
        (["army"], ["rebels"]),
    ]
    assert [party.name for party in told[0].recipients] == ["two men"]


def test_who_is_asked_about_a_deed_does_not_ask_for_it() -> None:
    claim = read_claims("Asked about the shooting of two men in Jos, the governor said troops had fired in self-defence.")[0]
    assert (claim.event_type, claim.stage) == ("shooting", "happened")


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Reuters could not verify the claim that soldiers shot two farmers.", "Reuters"),
        ("Reuters was unable to confirm that soldiers shot two farmers.", "Reuters"),
        ("Claims that soldiers shot two farmers have not been verified.", None),
        ("There is no independent confirmation that soldiers shot two farmers.", None),
    ],
)
def test_what_could_not_be_checked_is_told_in_the_same_sentence(text: str, by: str | None) -> None:
    (claim,) = read_claims(text)
    assert (claim.verification.status, claim.verification.by) == ("unverified", by)
    assert claim.attribution == ()


def test_a_check_of_one_clause_says_nothing_of_the_other() -> None:
    arrest, shooting = read_claims("Police arrested two men on Monday but could not confirm reports that they had shot a farmer.")
    assert (arrest.verification.status, shooting.verification.status) == ("unstated", "unverified")


def test_a_deed_is_claimed_whatever_is_told_of_it_between() -> None:
    (claim,) = read_claims("The bombing, which killed nine people in Aden, was claimed by the Northern Front.")
    assert claim.responsibility is not None
    assert (claim.responsibility.status, claim.responsibility.by) == ("claimed", "Northern Front")


def test_that_nobody_has_claimed_a_plot_is_told_of_the_plot() -> None:
    text = (
        "A man was arrested on Friday and charged with planning an attack in Gorno, the state agency Veda said, citing authorities. He is 30. "
        "There was no immediate claim of responsibility for the alleged plot, but Veda said the man was a soldier."
    )
    claims = read_claims(text)
    told = [claim for claim in claims if claim.responsibility]
    assert [(claim.event_type, claim.stage, claim.certainty, claim.attribution) for claim in told] == [("attack", "planned", "hedged", ())]
    assert told[0].responsibility is not None and told[0].responsibility.status == "none_claimed"


def test_an_unconfirmed_report_leaves_the_claim_before_it_alone() -> None:
    first, last = read_claims(
        "Rebels shelled Goma on Friday, the army said. There were unconfirmed reports that a second blast had wounded nine policemen."
    )
    assert (first.verification.status, last.verification.status) == ("unstated", "unverified")


def test_what_lost_its_subject_with_other_words_is_told_by_nobody() -> None:
    text = "Police arrested a man on Friday who is “a guard in the region”. was planning an attack on a depot near Goma, officials said."
    assert [claim.event_type for claim in read_claims(text)] == ["arrest"]


@pytest.mark.parametrize(
    "text",
    [
        "The president rejected the accusation that his party bought votes.",
        "Nobody claimed the prize in the lottery after the attack.",
    ],
)
def test_what_is_denied_or_claimed_of_another_matter_says_nothing_of_the_deed(text: str) -> None:
    (claim,) = read_claims("Rebels shelled Goma on Friday, killing four people, the army said. " + text)
    assert (claim.verification.status, claim.responsibility) == ("unstated", None)


def test_a_drill_tells_no_attack() -> None:
    text = "Rebels shelled Goma on Friday. The two armies held a drill in which troops practised shelling a mock village."
    assert [claim.event_type for claim in read_claims(text)] == ["shelling", "deployment"]


def test_a_foiled_plot_is_one_claim_of_the_kind_it_was_to_be() -> None:
    (claim,) = read_claims("Police foiled a plot to bomb the port, the minister said.")
    assert (claim.event_type, claim.stage) == ("bombing", "attempted")


def test_nobody_who_claims_an_attack_is_neither_voice_nor_doer() -> None:
    text = "Gunmen killed four farmers near Goma on Friday. No group immediately claimed responsibility."
    last = read_claims(text)[-1]
    assert last.responsibility is not None and last.responsibility.status == "none_claimed"
    assert not last.attribution and not any("group" in actor.name for actor in last.actors)
