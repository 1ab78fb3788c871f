"""Tolls in marked-up sentences: ``[words|kind bounds flags]``; bounds are low/best/high, or one number for all three, ``-`` for none."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts.people import not_people, people_noun, people_nouns
from onrecord.facts.toll_triggers import read_triggers
from onrecord.facts.tolls import TollMention, choose_tolls, combine_tolls, find_tolls
from onrecord.nouns import EventType
from onrecord.text.parse import Sentence, parse

FOUND = [
    "[Eleven soldiers and two army auxiliaries|killed 13] were killed.",
    "[Doctor, six workers|killed 7] killed as gunmen attack tunnel site",
    "Gunmen stormed a mosque, shooting dead [at least 27 people|killed 27/27/-], a local official and residents said on Wednesday.",
    "Churches attacked in Derbent; [at least 15 police, civilians|killed 15/15/-] dead",
    "[Two teachers|killed 2] gunned down in market",
    "The blast killed [a judge, his wife and a bodyguard|killed 3]",
    "The blast killed [12 soldiers, a judge and a bodyguard|killed 14]",
    "[Three men|detained 3] aged 38, 45 and 47 have been arrested.",
    "Police seek two after [man|killed 1], 24, gunned down outside plaza",
    "A lawmaker put the death toll in the mosque attack at [30|killed 30].",
    "Gunmen dragged [seven banana workers|killed 7] from a bus and shot them dead.",
    "The strike left [nine martyrs|killed 9], the ministry said.",
    "He posted a list of [19 people|killed 19] he said had been executed.",
    "Men on a motorbike gunned down [a reporter|killed 1] in the market.",
    "It has documented [41 killings|killed 41] of farmers on the island.",
    "[Seven people|killed 7] were killed in what their kin call a massacre of farmers.",
    "[Thirteen peacekeepers|killed 13] from South Africa, Malawi and Uruguay died on Thursday.",
    "[Three soldiers|killed 3] from Chad and Niger were killed.",
    "[Eighteen police and national guard members|killed 18] were killed.",
    "[Four ambulance crew|injured 4] were wounded.",
    "[More than 600 villagers|displaced 601/-/-] have fled toward the hills.",
    "[At least 2,000 people|displaced 2000/2000/-] have fled across the border into Chad.",
    # the verb and its object, subject, participle
    "A blast at the depot killed [five people|killed 5] and [wounded 12|injured 12].",
    "A strike hit the clinic, killing [at least one person|killed 1/1/-] and [injuring 15|injured 15].",
    "The attack left [3 dead|killed 3] and [7 injured|injured 7].",
    "The attack left [at least 3 people|killed 3/3/-] dead and [7 others|injured 7] injured.",
    "[Five dead|killed 5] in a market bombing",
    "[Omar Haddad|killed 1] was shot dead outside his home.",
    "[Two reporters|killed 2] were murdered.",
    "[A woman|killed 1] was fatally shot in the car park.",
    "Officers shot and killed [a man|killed 1] who was carrying a knife.",
    "[Two people|killed 2] were shot and later died in hospital.",
    "[Three|killed 3] were found with their throats cut, all dead.",
    "The militia executed [12 men|killed 12] in the square.",
    "[At least 30 migrants|killed 30/30/-] perished.",
    "[As many as 300 people|killed -/-/300] may have been killed.",
    "[Between 12 and 15 people|killed 12/-/15] were killed.",
    "Shelling [killed 15|killed 15], officials said.",
    "Shells killed and wounded [dozens of residents|killed 24/-/-, injured 24/-/-].",
    "[Seven people|killed 7] have been killed and [scores injured|injured 40/-/-].",
    "A bomb went off, [killing him|killed 1].",
    "A bomb went off, killing [the guard|killed 1].",
    "The raid killed [civilians|killed 2/-/-].",
    "Relatives mourned [the three teenagers|killed 3] killed in the strike.",
    "He is charged with killing [two people|killed 2].",
    "[Boy|killed 1], 14, fatally shot in the old town",
    "[Mother, toddler|killed 2] killed in house fire",
    "The fighting claimed the lives of [12 soldiers|killed 12].",
    "[Six miners|killed 6] lost their lives.",
    # who was shot, where they were taken, what they bore
    "[16 shot|injured 15], [1 fatally|killed 1], at a night club",
    "[5 teens|injured 5] shot at a harbour hotel overnight",
    "[3-year-old|injured 1] shot in the back in the old town",
    "[Four people|injured 4] are recovering after being shot outside a bar.",
    "[Marta Ruiz was shot along with a boy and an old man|injured 3].",
    "[Webb and four others|injured 5], including a boy, were shot outside a store.",
    "[Avery, Mary Lynn Sparks and Figaro|injured 3] were shot in the leg.",
    "[Nick Powell, 30; Dan Burns, 21; and Jo Cole|killed 3], 31, all died of gunshot wounds.",
    "[Kelly Flint, Will Norris and Chris Chan|killed 3] all died at the scene.",
    "[Eleven people|injured 11] were struck before the gunman ran out of bullets.",
    "[Five victims|injured 5] were transported to local hospitals.",
    "The shooting sent [five people|injured 5] to a hospital.",
    "Police found [a man|injured 1] with a gunshot wound to the chest.",
    "[Four men and a boy|injured 5] were found with stab wounds.",
    "[Two teenage victims|injured 2], 16 and 17 years old, were taken to Lakeside Medical Center.",
    "[Three people|injured 3] suffered from gunshot wounds that were not life-threatening.",
    "Detectives are working on a [triple homicide|killed 3].",
    "A [double shooting|injured 2] shook the street.",
    "A triple shooting left [one dead|killed 1] and [two injured|injured 2].",
    "A shooting at a house in the hills left [four people|killed 4] dead.",
    "[The driver|injured 1] escaped with minor injuries.",
    "The truck burned out, with [no one harmed|injured 0].",
    "[At least 20 people|injured 20/20/-], four of them passers-by, were injured.",
    "Raiders had carried off [two schoolgirls|abducted 2].",
    "The death toll from the blast in the northern market of the old town rose on Monday to [12|killed 12].",
    "Doctors put the number of soldiers killed at [between five and seven|killed 5/-/7].",
    'She said she had seen "[at least a dozen" bodies|killed 12/12/-] on the road.',
    # nouns
    "She led the inquiry into the death of [Marta Ruiz|killed 1].",
    "They marked the massacre of [40 villagers|killed 40].",
    "Officials have confirmed [85 deaths|killed 85].",
    "The death toll rose to [85|killed 85] on Tuesday.",
    "The death toll from the bombing has risen to [at least 85|killed 85/85/-].",
    "The bodies of [12 people|killed 12] were found in a well.",
    "Rescuers pulled [nine bodies|killed 9] from the rubble.",
    # lists, parts, ages
    "[Two soldiers and three civilians|killed 5] were killed in the ambush.",
    "[A woman, her husband and their four children|killed 6] were killed.",
    "[A family of five|killed 5] was killed in the strike.",
    "[A couple and their son|killed 3] were killed in the fire.",
    "[John Smith, 32, and Ann Lee|killed 2], 30, were killed.",
    "The strike killed [nine people|killed 9], including four children, two women and a nurse.",
    "[Nine people|killed 9] were killed, among them four children.",
    "The rebels held [four nurses, including a Pole, six drivers and two cooks|abducted 12] hostage.",
    "The dead included [two children|killed 2 subgroup].",
    "A shell hit the yard, killing [a 7-year-old girl|killed 1].",
    "[Two 12-year-olds|killed 2] were killed.",
    "The bomber killed [himself and six others|killed 7].",
    "[A Palestinian|killed 1] was killed and [two Israelis|injured 2] were wounded.",
    "[Five people|injured 3] were shot, [two fatally|killed 2].",
    # nobody
    "[No one was hurt|injured 0] in the attack.",
    "[No injuries|injured 0] were reported.",
    "There were [no casualties|killed 0, injured 0].",
    # the other kinds
    "[Nine sailors|missing 9] are unaccounted for.",
    "[Two hikers|missing 2] went missing.",
    "Police arrested [three men|detained 3] over the attack.",
    "[Three suspects|detained 3] were in custody.",
    "Troops captured [two rebel commanders|detained 2].",
    "The army said it had killed [40 militants|killed 40] and captured [10 others|detained 10].",
    "Gunmen took [four aid workers|abducted 4] hostage.",
    "Pirates seized [12 sailors|abducted 12] off the coast.",
    "The group is still holding [11 Western and Russian hostages|abducted 11].",
    "The shelling forced [2,000 people|displaced 2000] to flee.",
    "[Some 3,000 people|displaced -/3000/-] fled their homes.",
    "Rescuers evacuated [300 residents|displaced 300].",
    # what the words say of the count
    "[More than 10,000 people|killed 10001/-/- running] have been killed since 2014.",
    "[More than two million people|displaced 2000001/-/- running] have been driven from their homes by the violence.",
    "The blast brings to [85|killed 85 running] the number of soldiers killed this year.",
    "The weapon could [kill thousands|killed 2000/-/- hypothetical].",
    "[Three attackers|killed 3 attacker] were killed.",
    "[The bomber|killed 1 attacker] died in the blast.",
]

NONE = [
    "The shelling caused casualties.",
    "There were no reports of casualties.",
    "No civilians were killed.",
    "No one else was hurt.",
    "The guards were killed.",
    "A strike destroyed a platoon.",
    "The senate killed the bill.",
    "One of the dead was a boy of 12 hit by a bullet.",
    "The floods killed 200 cattle.",
    "Three gunmen fled toward the river.",
    "The club won with the loss of two players to injury.",
    "Twelve tanks were destroyed.",
    "The defeat left him with wounded pride.",
    "The race ended in a dead heat.",
    "Talks went to the deadline near the Dead Sea.",
    "He shot a film about the war.",
    "It is a killer app.",
    "The navy detained the ship.",
    "Police seized 20 kg of drugs.",
    "Firefighters evacuated the building.",
    "Police are looking for missing documents.",
    "The advance displaced 12,000 families.",
    "Two suspects fled the scene.",
    "He fled to Turkey.",
    "The plan was executed in 12 steps.",
    "The striker shot wide after 15 minutes.",
    "They demand the release of 400 members jailed in the south.",
    "Fears of people being killed grew.",
    "Officers shot at two men.",
    "The plan was harmed by delays, two ministers said.",
    "The team carried off two prizes.",
    "Two men were shot at by a sniper.",
    "The striker had 16 shots on goal and 4 shot blocks.",
    "A 12-year-old shot put record fell.",
    "The ministry sent three doctors to the hospital.",
    "The president was taken to hospital with chest pains.",
    "Three players were hit by cards in a 4-2 win.",
    "Two cyclists were hit by a car near the shooting range.",
    "Lawmakers killed the bill by 52 votes to 48.",
    "The parcel was taken to the hospital at 12 Grove Street at 3:15 p.m.",
    "He scored a triple double and a double bogey.",
    "The farm lost 40 cattle and six tractors to the shelling.",
    "The bakery was robbed of 300 euros two miles from the border.",
]

KNOWN_FAILURES = [
    "[Security minister|abducted 1] held in hostage crisis",
    "The group wants back [four nurses of the agency, and two Swiss drivers|abducted 6] abducted last week.",
]


def read_mark(mark: str) -> tuple[str, tuple[int | None, int | None, int | None], frozenset[str]]:
    kind, bounds, *flags = mark.split()
    numbers = [None if part == "-" else int(part) for part in bounds.split("/")]
    low, best, high = numbers if len(numbers) == 3 else numbers * 3
    return kind, (low, best, high), frozenset(flags)


def flags_of(mention: TollMention) -> frozenset[str]:
    said = {
        "running": mention.running_total,
        "hypothetical": mention.hypothetical,
        "subgroup": mention.subgroup,
        "negated": mention.negated,
        "attacker": mention.side == "attacker",
    }
    return frozenset(name for name, holds in said.items() if holds)


def unmark(marked: str) -> tuple[str, list[tuple[object, ...]]]:
    """The text without its marks, and the mentions they tell."""
    marks = [(words, *read_mark(mark)) for words, told in re.findall(r"\[([^|]+)\|([^\]]+)\]", marked) for mark in told.split(", ")]
    return re.sub(r"\[([^|]+)\|[^\]]+\]", r"\1", marked), marks


def read(text: str) -> list[TollMention]:
    return [mention for sentence in parse(text) for mention in find_tolls(sentence)]


def as_mark(mention: TollMention) -> tuple[object, ...]:
    count = mention.count
    return count.exact, mention.kind, (count.low, count.best, count.high), flags_of(mention)


@pytest.mark.parametrize("marked", FOUND)
def test_tolls_are_found_with_their_words_and_bounds(marked: str) -> None:
    text, wanted = unmark(marked)

    assert wanted == [as_mark(mention) for mention in read(text)]


@pytest.mark.parametrize("text", NONE)
def test_sentences_without_a_toll_give_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("marked", KNOWN_FAILURES)
@pytest.mark.xfail(strict=True)
def test_known_failures_still_fail(marked: str) -> None:
    text, wanted = unmark(marked)

    assert wanted == [as_mark(mention) for mention in read(text)]


def test_every_trigger_speaks_in_its_own_example() -> None:
    rows = read_triggers()
    told: dict[int, set[str]] = {}
    for sentence in parse("\n".join(row.example for row in rows)):
        told.setdefault(sentence.paragraph, set()).update(mention.kind for mention in find_tolls(sentence))

    assert [(row.words, row.example) for index, row in enumerate(rows) if row.kind not in told[index]] == []


def test_offsets_are_the_reports() -> None:
    text = "It was quiet.\n\nA blast killed five people and wounded 12 others."

    killed, injured = read(text)

    assert text[killed.trigger :].startswith("killed")
    assert text[injured.trigger :].startswith("wounded")
    for mention in (killed, injured):
        assert mention.count.exact == text[mention.count.start : mention.count.end]
        assert mention.people is not None
        assert mention.people.of(text) == mention.count.exact


def test_unparsed_sentences_are_read_by_their_words_alone() -> None:
    sentence = parse("At least five people were killed and 12 others were wounded.", needs_parse=lambda words: [False] * len(words))[0]

    assert [(mention.kind, mention.count.best) for mention in find_tolls(sentence)] == [("killed", 5), ("injured", 12)]


def test_parts_are_not_added_to_their_whole() -> None:
    toll = combine_tolls(read("The strike killed nine people. The dead included two children."))

    assert toll is not None and toll.killed is not None
    assert toll.killed.best == 9


def test_groups_of_one_event_are_added() -> None:
    toll = combine_tolls(read("The shell killed three soldiers, and two nurses died in the clinic."))

    assert toll is not None and toll.killed is not None
    assert (toll.killed.low, toll.killed.best, toll.killed.high) == (5, 5, 5)


def test_what_is_supposed_costs_nobody() -> None:
    assert combine_tolls(read("The weapon could kill thousands.")) is None


CHOICES = [
    # event word -> kinds of toll that are its own
    ("A rocket hit a school, killing five pupils, after police arrested two men.", {"hit": ["killed"], "arrested": ["detained"]}),
    ("Police arrested a man who killed two tourists in a shooting last year.", {"arrested": ["detained"], "shooting": ["killed"]}),
    ("Gunmen kidnapped 12 pupils, and a bomb killed three guards.", {"kidnapped": ["abducted"], "killed": ["killed"]}),
]


def offset_of(sentence: Sentence, word: str) -> int:
    return sentence.start + next(token.idx for token in sentence.doc if token.text == word)


@pytest.mark.parametrize(("text", "wanted"), CHOICES)
def test_each_event_of_a_sentence_gets_its_own_toll(text: str, wanted: dict[str, list[str]]) -> None:
    sentence = parse(text)[0]
    offsets = {word: offset_of(sentence, word) for word in wanted}
    mentions = find_tolls(sentence)

    chosen = {word: choose_tolls(mentions, sentence=sentence, trigger=at, others=list(offsets.values())) for word, at in offsets.items()}

    assert wanted == {word: [mention.kind for mention in own] for word, own in chosen.items()}


def test_a_release_costs_nobody() -> None:
    sentence = parse("The rebels freed 12 of the 40 pupils kidnapped in March.")[0]

    chosen = choose_tolls(find_tolls(sentence), sentence=sentence, trigger=offset_of(sentence, "freed"), event_type=EventType.RELEASE)

    assert chosen == []


@pytest.mark.parametrize(
    ("word", "lemma", "section"), [("gunmen", "gunman", "attackers"), ("policewomen", "policewoman", "uniformed"), ("children", "child", "anyone")]
)
def test_plurals_lead_to_their_noun(word: str, lemma: str, section: str) -> None:
    noun = people_noun(word)

    assert noun is not None
    assert (noun.lemma, noun.section, noun.plural) == (lemma, section, True)


def test_no_word_is_both_people_and_not() -> None:
    assert not set(people_nouns()) & not_people()


PIECES = st.sampled_from(
    [
        "killed",
        "12",
        "people",
        "and",
        "wounded",
        ",",
        "three",
        "dozens",
        "of",
        "soldiers",
        "were",
        "dead",
        "the",
        "including",
        "at least",
        "Ann Lee",
        "toll",
        "rose to",
        ".",
        "\n",
        "no",
        "one",
        "hostage",
        "$--",
        "’",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_any_words_give_spans_that_hold_them(pieces: list[str]) -> None:
    text = " ".join(pieces)

    for mention in read(text):
        assert mention.count.exact == text[mention.count.start : mention.count.end]
        assert mention.people is None or mention.people.of(text)
