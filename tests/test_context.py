"""What a report is about: sentences and pages that use the words of war without one tell no event."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

import onrecord
from onrecord.claims.context import Context, read_context, word_classes, words_in
from onrecord.claims.what import find_events
from onrecord.facts.tolls import find_tolls
from onrecord.text.parse import Sentence, parse

# Of sentences without a conflict, each read as a report of its own, this share may be taken for an event.
MOST_FALSE = 0.02


def context_of(text: str) -> Context:
    return read_context([words_in(sentence.text) for sentence in parse(text)])


def test_sentences_without_a_conflict_give_next_to_no_events(root: Path) -> None:
    lines = (root / "tests" / "non_conflict.txt").read_text(encoding="utf-8").splitlines()
    reports: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in parse("\n".join(lines)):
        reports[sentence.paragraph].append(sentence)
    false = []
    for number, line in enumerate(lines):
        context = read_context([words_in(sentence.text) for sentence in reports[number]])
        if any(find_events(sentence, context, find_tolls(sentence)) for sentence in reports[number]):
            false.append(line)

    assert len(lines) == len(reports)
    assert len(false) <= MOST_FALSE * len(lines), false


PAGES = [path.name for path in sorted((Path(__file__).parent / "pages").glob("nonconflict-*")) if path.suffix != ".json"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_full_of_conflict_words_gives_no_claim(page: str, root: Path) -> None:
    assert onrecord.extract(onrecord.read(root / "tests" / "pages" / page)).claims == ()


ARMED = [
    "Rebels shelled the town. Two soldiers were wounded by mortar fire.",
    "Gunmen killed six herders near Zaria. The militants came on motorcycles.",
    "Police said a bomb exploded at a bus station. The explosives were hidden in a bag, and the blast injured nine.",
    "The kidnappers released the nurse. Troops had searched for her for a week, and a gunman was shot.",
]
# A report of one sentence, with one word of force.
KNOWN_FAILURES_OF_ARMED = ["Rebels of the Northern Front attacked a bus."]
NOT_ARMED = [
    "The council opened a library. Children queued for the first books.",
    "The army of volunteers planted trees.",
    "The striker shot from thirty metres. The goalkeeper was beaten and the fans stormed the pitch. They won the match in a shootout.",
    "A boiler exploded in a bakery. Two bakers were injured.",
    "Shares tumbled. Investors fled the stock after the bank took a hit.",
]


@pytest.mark.parametrize(
    "text",
    [*ARMED, *(pytest.param(text, marks=pytest.mark.xfail(strict=True, reason="one word of force is too few")) for text in KNOWN_FAILURES_OF_ARMED)],
)
def test_a_report_about_force(text: str) -> None:
    assert context_of(text).armed


@pytest.mark.parametrize("text", NOT_ARMED)
def test_a_report_about_anything_else(text: str) -> None:
    assert not context_of(text).armed


def test_a_game_with_soldiers_is_a_game() -> None:
    text = (
        "The new game puts the player in a besieged city. Soldiers storm the final level and gunmen kill hostages. "
        "The studio says the gameplay is its best; a second character can shoot rockets. The console edition is out on Friday."
    )

    assert context_of(text) == Context(armed=False, about=context_of(text).about, peaceful=True)


def test_a_footballer_taken_by_gunmen_is_no_sport() -> None:
    text = "Gunmen kidnapped the club's goalkeeper on Sunday. The kidnappers demanded a ransom, police said. He had played in the cup final."

    assert context_of(text) == Context(armed=True, about=frozenset({"captive"}), peaceful=False)


def test_a_report_may_be_about_captives_and_about_a_court() -> None:
    assert "captive" in context_of("The captives were seen in the hills.").about
    assert "court" in context_of("The judge read the indictment.").about
    assert context_of("The judges loved her cake.").about == frozenset()


def test_no_sentence_at_all_is_about_nothing() -> None:
    assert read_context([]) == Context(armed=False)


def test_a_class_of_words_takes_in_another() -> None:
    classes = word_classes()
    assert classes["force"] < classes["people"]
    assert not any(word.startswith("+") for words in classes.values() for word in words)


ARMED = "Rebels shelled the army base on Friday, killing two soldiers. Gunmen ambushed a patrol. "
GAMES = [
    "The Harbour Stars, meanwhile, bombarded the visitors' goal in vain and lost 1-0.",
    "In rugby league, the Miners ambushed the Dockers, with their forwards killing the game in the last minutes.",
    "In other news, the Gulls took a beating on Sunday, falling 11-2 to Columbus.",
]
DEEDS_AT_GAMES = [
    "Gunmen opened fire at a football match on Sunday, killing three players.",
    "A bomb exploded beside a football pitch during a match.",
]


@pytest.mark.parametrize("sentence", GAMES)
def test_a_game_in_a_report_of_force_tells_no_deed(sentence: str) -> None:
    assert len(onrecord.extract(onrecord.Report(id="r", text=ARMED + sentence, published="2024-05-10")).claims) == 2


@pytest.mark.parametrize("sentence", DEEDS_AT_GAMES)
def test_a_deed_at_a_game_is_one(sentence: str) -> None:
    assert len(onrecord.extract(onrecord.Report(id="r", text=ARMED + sentence, published="2024-05-10")).claims) == 3
