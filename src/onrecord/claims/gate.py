"""The cheap look before the parse: which sentences may tell an event, by their words alone.

Every event word of the lexicon asks by its gate for other words, in its sentence or in the report. Where one of those cannot be there, the
sentence is dismissed unparsed; what only the grammar can tell is left to the parse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.claims.context import Context, classes_of, inflections, read_context, word_classes, words_in
from onrecord.claims.triggers import Entry, read_entries
from onrecord.facts.toll_triggers import CARE
from onrecord.facts.toll_triggers import triggers as toll_rows
from onrecord.facts.tolls import NO_ROW

# Word classes that a gate asks for by their words alone; people, ground and targets are also known by their names.
BY_WORDS = frozenset(
    """force munition explosive weapon air chemical captivity crime court impose protestword crowd peace diplomat computer bomb plotword train
    violence hard union worker""".split()
)


@dataclass(frozen=True, slots=True)
class Needs:
    """One way through an entry's gate: words and classes that its sentence must hold, and topics of which the report must be."""

    words: frozenset[str]
    classes: frozenset[str]
    topics: frozenset[str]
    force: bool  # the report is of force, or its sentence has a word of it


def _needs(entry: Entry, way: str) -> Needs:
    words, classes, topics, force = {*entry.words, *([entry.below] if entry.below else [])}, set(), set(), False
    for condition in way.split("+"):
        name, _, argument = condition.partition(":")
        if name == "near" and argument not in word_classes():
            words.add(argument)
        elif name == "near" or (name in {"obj", "subj"} and argument in BY_WORDS & word_classes().keys()):
            classes.add(argument)
        elif name in {"prep", "withprep"}:
            words.add(argument)
        elif name == "report":
            topics.add(argument)
        elif name in {"told", "denied"}:
            topics.add("told")
        force = force or name in {"armed", "violent"}
    return Needs(frozenset(words), frozenset(classes), frozenset(topics), force)


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, Sequence[Needs]]:
    """Ways by the first word of their entry that is no hyphen."""
    table: dict[str, list[Needs]] = defaultdict(list)
    for entry in read_entries():
        if entry.gate != "never":
            table[entry.words[0]] += [_needs(entry, way) for way in entry.gate.split("|")]
    return table


@lru_cache(maxsize=1)
def _lemmas_by_form() -> Mapping[str, frozenset[str]]:
    """Form of a word → lemmas that some entry asks for."""
    found: dict[str, set[str]] = defaultdict(set)
    for lemma in {word for ways in _by_word().values() for way in ways for word in way.words}:
        for form in inflections(lemma):
            found[form].add(lemma)
    return {form: frozenset(lemmas) for form, lemmas in found.items()}


@lru_cache(maxsize=1)
def _starting_forms() -> frozenset[str]:
    """The forms of words with which some entry begins: a sentence without one tells nothing by any."""
    by_word = _by_word()
    return frozenset(form for form, lemmas in _lemmas_by_form().items() if not lemmas.isdisjoint(by_word))


def _tells_of_loss(words: Sequence[str]) -> bool:
    """Whether words may say what an event cost, which tells one in a report of force."""
    present = frozenset(words)
    if not present.isdisjoint(NO_ROW):
        return True
    rows = toll_rows()
    return any(present.issuperset(word for word in row.words[1:] if word not in CARE) for word in present if word in rows for row in rows[word])


def tells(words: Sequence[str], context: Context) -> bool:
    """Whether a sentence of these words may tell an event, in a report of this context."""
    if context.peaceful:
        return False
    if context.armed and _tells_of_loss(words):
        return True
    if _starting_forms().isdisjoint(words):
        return False
    by_form, by_word = _lemmas_by_form(), _by_word()
    lemmas = frozenset(lemma for word in words if word in by_form for lemma in by_form[word])
    starts = [lemma for lemma in lemmas if lemma in by_word]
    classes = frozenset(name for word in words for name in classes_of(word))
    force = context.armed or "hard" in classes
    topics = context.about | ({"armed"} if context.armed else frozenset()) | ({"told"} if context.armed or "cyber" in context.about else frozenset())
    return any(
        (force or not needs.force) and needs.topics <= topics and needs.classes <= classes and needs.words <= lemmas
        for lemma in starts
        for needs in by_word[lemma]
    )


def may_tell(sentences: Sequence[str]) -> list[bool]:
    """Of each sentence of a report whether it may tell an event."""
    words = [words_in(sentence) for sentence in sentences]
    context = read_context(words)
    return [tells(each, context) for each in words]
