"""Words that tell an event, found in a parsed sentence, each let through by the gate its lexicon entry names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.claims import gates
from onrecord.claims.context import Context
from onrecord.claims.governed import is_infinitive
from onrecord.nouns import EventType
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of ``lexicon/event_triggers.tsv``. ``words`` are adjacent lemmas; ``below`` a dependent that the verb must have."""

    words: tuple[str, ...]
    below: str | None
    pos: str
    event_type: EventType
    gate: str
    example: str


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """An event word in a sentence: its head token, the tokens of the whole expression, and the entry that knows it."""

    token: Token
    tokens: tuple[Token, ...]
    entry: Entry

    @property
    def event_type(self) -> EventType:
        return self.entry.event_type


def read_entries() -> Iterator[Entry]:
    """The entries of the trigger lexicon, in file order."""
    for line in files("onrecord.lexicon").joinpath("event_triggers.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        pattern, pos, code, gate, example = line.split("\t")
        head, _, below = pattern.partition(">")
        yield Entry(tuple(_tokens(head)), below or None, pos, EventType(code), gate, example)


def _tokens(words: str) -> list[str]:
    """Words as the tokenizer cuts them: hyphens stand alone."""
    return re.findall(r"[^\s-]+|-", words)


@lru_cache(maxsize=1)
def _by_first_word() -> Mapping[str, Sequence[Entry]]:
    """Entries by the first of their words, longest and most demanding first."""
    table: dict[str, list[Entry]] = defaultdict(list)
    for entry in read_entries():
        table[entry.words[0]].append(entry)
    for entries in table.values():
        entries.sort(key=lambda entry: (len(entry.words), entry.below is not None), reverse=True)
    return table


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _has_below(verb: Token, lemma: str) -> bool:
    """Whether a verb has the dependent an entry asks for, straight or under a preposition ("took X *hostage*", "into *custody*")."""
    for child in verb.children:
        purpose = child.dep_ in {"xcomp", "advcl"} and is_infinitive(child)  # "used a ram *to force* the door"
        if (_lemma(child) == lemma or child.lower_ == lemma) and not purpose:
            return True
        if child.dep_ in {"prep", "agent", "dobj", "dative", "oprd", "ccomp", "xcomp", "prt"} and any(
            _lemma(below) == lemma or below.lower_ == lemma
            for below in child.children
            if below.dep_ in {"pobj", "conj", "nsubj", "acomp", "attr", "npadvmod", "prep"}
        ):
            return True
        if child.dep_ == "dobj" and any(
            _lemma(pobj) == lemma for prep in child.children if prep.lower_ in {"with", "into"} for pobj in prep.children if pobj.dep_ == "pobj"
        ):
            return True  # "sprayed the bar *with bullets*", which the parser hangs on the bar
    if verb.i + 1 < len(verb.doc) and lemma in (verb.nbor().lower_, verb.nbor().lemma_.lower()):
        return True  # "opened fire", whatever the parse made of it
    following = verb.doc[verb.i + 1 : verb.i + 4]
    return any(token.lower_ == lemma and token.dep_ in {"prt", "advmod", "prep", "oprd", "npadvmod", "acomp", "dobj", "attr"} for token in following)


def _pos_fits(token: Token, pos: str) -> bool:
    if pos == "V":
        return token.pos_ in {"VERB", "AUX"} or (
            token.pos_ == "ADJ" and token.tag_ in {"VBN", "JJ"} and token.lower_.endswith("ed") and token.dep_ in {"acl", "ROOT", "conj", "acomp"}
        )
    if pos == "A":
        return token.pos_ in {"ADJ", "NOUN", "ADV", "VERB"}
    return (
        token.pos_ in {"NOUN", "PROPN", "ADJ"}
        or (token.pos_ == "AUX" and token.tag_ == "VBG")
        or (token.pos_ == "VERB" and token.dep_ in {"compound", "pobj", "dobj", "nsubj", "nsubjpass"})
    )


def _head(run: tuple[Token, ...], entry: Entry) -> Token:
    """The word of an expression that the sentence's grammar speaks of."""
    return run[-1] if (entry.pos == "N" and "of" not in entry.words) or "-" in entry.words else run[0]


def _matches(tokens: Sequence[Token], at: int, entry: Entry) -> tuple[Token, ...] | None:
    """The tokens of an entry's expression from ``at`` on, or None."""
    end = at + len(entry.words)
    if end > len(tokens):
        return None
    run = tuple(tokens[at:end])
    if not all(word in (_lemma(token), token.lower_) for word, token in zip(entry.words, run, strict=True)):
        return None
    head = _head(run, entry)
    if head.i and run[0].i == head.i and head.nbor(-1).text == "-" and head.pos_ in {"VERB", "ADJ"}:
        return None  # "a submarine-launched missile" launches nothing
    if not _pos_fits(head, entry.pos) and (len(run) == 1 or head.pos_ == "VERB"):
        return None
    if entry.below and not _has_below(head, entry.below):
        return None
    return run


# What is done in a drill, on a stage or on a screen.
REHEARSING = frozenset("practise practice rehearse simulate re-enact reenact mimic".split())


def _is_rehearsed(token: Token) -> bool:
    """Whether the words only play at the event: "troops practised *shelling* a mock village", "a simulated *attack*"."""
    above = token.head
    if token.dep_ in {"dobj", "xcomp", "ccomp", "pobj"}:
        above = above.head if above.pos_ == "ADP" else above
        if above.lemma_.lower() in REHEARSING and above != token:
            return True
    return any(child.lower_ in {"mock", "simulated", "staged", "practice", "rehearsed", "re-enacted"} for child in token.children)


def _is_month(token: Token) -> bool:
    """Whether "March" is the month: before or after a number, or after "in", "since" and the like."""
    if token.text != "March":
        return False
    around = [token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc)]
    return token.ent_type_ == "DATE" or any(each.like_num or each.lower_ in {"in", "since", "last", "until", "of"} for each in around)


def find_triggers(sentence: Sentence, context: Context) -> list[Trigger]:
    """The event words of a parsed sentence that their gates let speak, in order; a word belongs to one expression only."""
    table = _by_first_word()
    words = sentence.doc.forms
    if not any(lemma in table or lower in table for _, lemma, lower in words):
        return []
    tokens = list(sentence.doc)
    found: list[Trigger] = []
    taken: set[int] = set()
    matches: list[tuple[tuple[Token, ...], list[Entry]]] = []
    for at, lemma, lower in words:
        entries = [*table.get(lemma, ()), *(table.get(lower, ()) if lower != lemma else ())]
        if not entries:
            continue
        hits = [(run, entry) for entry in entries if (run := _matches(tokens, at, entry))]
        for size in sorted({len(run) for run, _ in hits}, reverse=True):
            same = [(run, entry) for run, entry in hits if len(run) == size]
            matches.append((same[0][0], [entry for _, entry in same]))
    matches.sort(key=lambda match: -len(match[0]))
    for run, entries in matches:
        silenced = next((at for at, entry in enumerate(entries) if entry.gate == "never" and entry.below), None)
        if any(token.i in taken for token in run):
            continue
        if gates.is_idiom(run):
            taken.update(token.i for token in run)
            continue
        for entry in entries[:silenced]:
            head = _head(run, entry)
            if gates.lets_through(entry.gate, head, run, context) and not _is_rehearsed(head) and not _is_month(head):
                found.append(Trigger(head, run, entry))
                taken.update(token.i for token in run)
                break
        else:
            if len(run) > 1 or silenced is not None:  # "shot himself" is no shooting
                taken.update(token.i for token in run)
    found.sort(key=lambda trigger: trigger.token.i)
    return found
