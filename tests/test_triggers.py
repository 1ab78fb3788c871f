"""The lexicons of event words: every entry speaks in its own example, and idioms with the same words tell nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import pytest

from onrecord.claims.context import Context, word_classes, words_in
from onrecord.claims.gate import tells
from onrecord.claims.triggers import Entry, Trigger, find_triggers, read_entries
from onrecord.claims.what import find_events
from onrecord.text.parse import Sentence, parse

# A report about force, captives and a court: what the gates ask of the report is given.
ABOUT_FORCE = Context(armed=True, about=frozenset({"captive", "court"}))

# Entries that their own example does not show, by their words and type: the parser reads the example in another way, or a longer entry speaks first.
KNOWN_FAILURES = {
    ("break>prison", "other"),
    ("repel", "interception"),
    ("reinforce", "deployment"),
}
# Idioms that still tell an event.
KNOWN_FAILURES_OF_IDIOMS = {
    "bomb the test",  # a test is one of a missile
    "raid the savings",  # the parser reads the singular "saving"
    "storm the off",  # off is no object, as in "stormed off"
}
# Things that tell an event of their own beside the silent verb.
THINGS_THAT_TELL = {
    "fire the teargas": "crackdown",
    "battle the deportation": "displacement",
    "battle the extradition": "prosecution",
    "fight the deportation": "displacement",
    "fight the extradition": "prosecution",
    "take the body": "killing",
}


def read_rows(name: str) -> list[list[str]]:
    """The rows of a lexicon, its comments left out."""
    lines = files("onrecord.lexicon").joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def read_together(texts: Sequence[str]) -> list[list[Sentence]]:
    """The sentences of each text, all parsed in one go."""
    assert not any("\n" in text for text in texts)
    paragraphs: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in parse("\n".join(texts)):
        paragraphs[sentence.paragraph].append(sentence)
    return [paragraphs[number] for number in range(len(texts))]


def written(entry: Entry) -> str:
    """An entry's words as the lexicon writes them, near enough to find it."""
    return " ".join(entry.words).replace(" - ", "-") + (f">{entry.below}" if entry.below else "")


@lru_cache(maxsize=1)
def triggers_of_examples() -> list[tuple[Entry, list[Trigger]]]:
    entries = list(read_entries())
    told = read_together([entry.example for entry in entries])
    return [(entry, [hit for each in sentences for hit in find_triggers(each, ABOUT_FORCE)]) for entry, sentences in zip(entries, told, strict=True)]


def speaks(entry: Entry, triggers: Sequence[Trigger]) -> bool:
    return any(hit.entry.words == entry.words and hit.event_type is entry.event_type for hit in triggers)


def test_every_entry_is_found_in_its_own_example_with_its_type() -> None:
    silent = {(written(entry), entry.event_type.value) for entry, hits in triggers_of_examples() if entry.gate != "never" and not speaks(entry, hits)}

    assert silent == KNOWN_FAILURES


def test_a_word_that_never_tells_tells_nothing_in_its_example() -> None:
    assert [written(entry) for entry, hits in triggers_of_examples() if entry.gate == "never" and any(hit.entry == entry for hit in hits)] == []


def test_the_cheap_look_lets_through_every_sentence_that_holds_a_trigger() -> None:
    missed = {entry.example for entry, hits in triggers_of_examples() if hits and not tells(words_in(entry.example), ABOUT_FORCE)}

    assert missed == set()


def test_a_word_belongs_to_one_expression_only() -> None:
    for entry, hits in triggers_of_examples():
        taken = Counter((hit.token.doc.text, token.i) for hit in hits for token in hit.tokens)
        assert max(taken.values(), default=1) == 1, entry.example


def test_every_entry_has_an_example_and_a_known_part_of_speech() -> None:
    for entry in read_entries():
        assert entry.pos in {"V", "N", "A"}, entry
        assert entry.example.endswith((".", "!", "?")), entry
        assert entry.words == tuple(word.lower() for word in entry.words), entry


def test_no_gate_asks_for_a_class_that_is_not_there() -> None:
    classes = word_classes()
    asked = {
        (condition.removeprefix("!").partition(":")[0], condition.partition(":")[2])
        for entry in read_entries()
        for alternative in entry.gate.split("|")
        for condition in alternative.split("+")
    }
    assert {argument for name, argument in asked if name in {"obj", "subj"}} <= set(classes)


def test_every_means_gives_its_type_to_its_example() -> None:
    rows = read_rows("means.tsv")
    told = read_together([example for _, _, example in rows])
    wrong = [
        means
        for (means, code, _), sentences in zip(rows, told, strict=True)
        if [event.event_type.value for each in sentences for event in find_events(each, ABOUT_FORCE)] != [code]
    ]

    assert rows
    assert wrong == []


def test_no_idiom_tells_an_event() -> None:
    """In a report about force too: each idiom stands in a sentence of ours, runs of words after "spoke of the", verbs with their objects."""
    rows = read_rows("idioms.tsv")
    runs = {row[1].strip(): f"They spoke of the {row[1].strip()} again." for row in rows if row[0] == "run"}
    pairs = {f"{row[1]} the {thing}": f"They {row[1]} the {thing} in May." for row in rows if row[0] == "object" for thing in row[2].split()}
    idioms = runs | pairs
    told = read_together(list(idioms.values()))
    types = {
        idiom: " ".join(hit.event_type.value for each in sentences for hit in find_triggers(each, ABOUT_FORCE))
        for idiom, sentences in zip(idioms, told, strict=True)
    }

    assert runs and pairs
    assert {idiom: types[idiom] for idiom in THINGS_THAT_TELL} == THINGS_THAT_TELL
    assert {idiom for idiom in types if types[idiom]} - set(THINGS_THAT_TELL) == KNOWN_FAILURES_OF_IDIOMS


def test_idioms_are_written_without_stray_space() -> None:
    """A row with a blank at its end matches no text."""
    assert [row for row in read_rows("idioms.tsv") if row[1] != " ".join(row[1].split())] == []


def test_idioms_are_of_two_sorts() -> None:
    assert {row[0] for row in read_rows("idioms.tsv")} == {"run", "object"}


def test_no_class_of_words_is_written_twice() -> None:
    names = Counter(row[0] for row in read_rows("word_classes.tsv"))

    assert [name for name, times in names.items() if times > 1] == []


def test_classes_of_words_are_in_lower_case_and_take_in_only_classes_above_them() -> None:
    above: set[str] = set()
    for name, words in read_rows("word_classes.tsv"):
        assert words == words.lower(), name
        assert {word[1:] for word in words.split() if word.startswith("+")} <= above, name
        above.add(name)


# Texts that look like events and, in a report about nothing of the kind, are none.
PEACE = Context(armed=False)
NOTHING = [
    "The striker fired the ball into the net.",
    "The strike by railway workers entered its second day.",
    "Shares were hammered and the bank took a hit.",
    "Her new book launched on Tuesday.",
    "The comet will hit its brightest point in May.",
    "The committee raided its reserves to pay for the roof.",
    "He was released from hospital.",
    "The band released an album.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_an_event_word_in_peace_tells_nothing(text: str) -> None:
    assert [hit.entry.words for sentence in parse(text) for hit in find_triggers(sentence, PEACE)] == []
