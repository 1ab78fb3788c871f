"""The words of a report as the rules about places look at them, and what the report says of people's names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.facts.gazetteer import Candidate, Gazetteer
from onrecord.facts.place_lexicon import word_list
from onrecord.nouns import Level
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Doc, Entity, Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PARTICLES = word_list("particles")
ARABIC = word_list("arabic articles")
CALENDAR = word_list("calendar")
NOUN_LEVELS: tuple[tuple[str, Level], ...] = (("town", "town"), ("district", "district"), ("region", "region"), ("area", "area"))
SHARED_NOUNS: dict[str, Level] = {
    **dict.fromkeys(word_list("plural regions"), "region"),
    **dict.fromkeys(word_list("plural districts"), "district"),
}
INITIAL = re.compile(r"[A-Z]\.")


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a sentence in the forms that the rules look at."""

    sentence: Sentence
    texts: tuple[str, ...]
    lower: tuple[str, ...]
    shouting: bool

    @property
    def doc(self) -> Doc:
        """The spaCy document of the sentence."""
        return self.sentence.doc

    def at(self, index: int) -> str:
        """The lower-case token, or "" off either end."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def is_name(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return 0 <= index < len(self.texts) and self.texts[index][:1].isupper()

    def opens_entry(self, first: int, last: int) -> bool:
        """Whether tokens ``first`` to ``last`` head an entry of a list: "*Harbour*: a tractor hit a mine"."""
        begins = not any(text[:1].isalnum() for text in self.texts[:first])
        return begins and self.at(last) == ":" and self.sentence.index != 0 and not self.shouting

    def text(self, first: int, last: int) -> str:
        """The words of tokens ``first`` to ``last``, the latter left out."""
        doc = self.sentence.doc
        return self.sentence.text[doc[first].idx : doc[last - 1].idx + len(doc[last - 1])]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in one sentence: tokens ``first`` to ``last`` are the name, ``start`` to ``end`` the toponym as written.

    ``noun`` is the level that a place noun beside it asks for ("the Belgorod region"), ``direction`` a part of it ("northern Ukraine"),
    ``adjective`` the country of a demonym.
    """

    words: Words
    first: int
    last: int
    start: int
    end: int
    name: str
    candidates: Sequence[Candidate] = ()
    noun: Level | None = None
    direction: str | None = None
    adjective: str | None = None
    facility: bool = False
    capital: str | None = None  # "in the capital": the code of its country, "" for the one that the report is about
    hint: bool = False  # part of an organisation's name: not a place of the report, but it tells where the report plays


@dataclass(frozen=True, slots=True)
class People:
    """What the whole report says of people's names, in lower case: parts that follow a first name or a title."""

    surnames: frozenset[str]


def words_of(sentence: Sentence) -> Words:
    """The tokens of a sentence in the forms that the rules look at."""
    texts = tuple(token.text for token in sentence.doc)
    letters = [text for text in texts if text[:1].isalpha()]
    shouting = len(letters) > 5 and sum(text.isupper() for text in letters) > 0.7 * len(letters)
    return Words(sentence, texts, tuple(text.lower() for text in texts), shouting)


def find_people(report: Sequence[Words], gazetteer: Gazetteer) -> People:
    """The surnames of the report: of names with a title, an initial or a well-known first name, and of people that the parser names."""
    given, titles = word_list("given names"), word_list("titles")
    surnames: set[str] = set()
    for words in report:
        for index in range(len(words.texts) - 1):
            if words.is_name(index) and words.is_name(index + 1) and not words.shouting:
                lower = words.lower[index].rstrip(".")
                opens = lower in given or (lower in titles and words.texts[index + 1].isalpha())
                if opens and words.at(index + 1) not in CALENDAR:
                    surnames.update(_name_tail(words, index + 1, gazetteer, titled=lower in titles))
        for ent in words.doc.ents:
            if ent.label_ == "PERSON" and len(ent) > 1 and not gazetteer.lookup(ent.text) and ent[-1].text[:1].isupper():
                last = ent[-2] if ent[-1].text in ("'s", "’s") else ent[-1]
                if (last.text.isupper() and not ent[0].text.isupper()) or ent[0].lower_ in word_list("locative"):
                    continue  # a byline that runs into its dateline; "Near X" at the head of a sentence
                if ent[0].lower_ in given or _lives(ent, last) or not (ent[0].lower_ in ARABIC or gazetteer.lookup(last.text)):
                    surnames.add(last.lower_)
    return People(frozenset(surnames))


def holds_towns(candidates: Sequence[Candidate]) -> bool:
    """Whether a name is first of all that of a country or a region: "the Texas city of Paris", but "Sopore town of Baramulla"."""
    return any(place.main and place.level in ("country", "region", "area") for place in candidates[:1])


# What only people do, and whom only people have.
PERSONAL = frozenset("say tell ask claim admit deny plead believe think hope feel want shoot stab die confess testify await recall".split())
KIN_AND_COUNSEL = frozenset(
    "attorney attorneys lawyer lawyers mother father parents son daughter family brother sister wife husband widow friend aunt uncle".split()
)


def _lives(name: Entity, last: Token) -> bool:
    """Whether the words around a name are said of people alone: "Derrick Stafford, 33,", "*Derrick Stafford's attorneys*"."""
    doc = name.doc
    behind = [token.lower_ for token in doc[last.i + 1 : last.i + 4]]
    aged = len(behind) == 3 and behind[0] == behind[2] == "," and behind[1].isdecimal() and len(behind[1]) <= 3
    owned = len(behind) > 1 and behind[0] in ("'s", "’s") and behind[1] in KIN_AND_COUNSEL
    does = last.dep_ in ("nsubj", "nsubjpass") and last.head.lemma_.lower() in PERSONAL
    before = [token.lower_ for token in doc[max(0, name.start - 4) : name.start]]
    initialled = len(name) > 2 and any(INITIAL.fullmatch(token.text) for token in name.tokens[1:-1])
    return initialled or aged or owned or does or (before[-1:] == ["old"] and "year" in before)


def _big_place(gazetteer: Gazetteer, name: str) -> bool:
    return any(c.main and (c.level == "country" or c.population > 300_000) for c in gazetteer.lookup(name))


def _name_tail(words: Words, index: int, gazetteer: Gazetteer, *, titled: bool) -> Iterator[str]:
    """The last word of a run of name words that starts at ``index``."""
    last = index
    while words.is_name(last + 1) or INITIAL.fullmatch(words.texts[last]):
        if last - index > 3 or not words.is_name(last + 1):
            break
        last += 1
    if last == index and titled and _big_place(gazetteer, words.texts[index]):
        return  # "President ... Moscow": a title alone does not make a person of a big place
    if words.texts[last].isalpha() or "-" in words.texts[last]:
        yield words.lower[last]


@lru_cache(maxsize=20_000)
def place_noun_level(word: str) -> Level | None:
    return next((level for kind, level in NOUN_LEVELS if word in word_list(f"place nouns: {kind}")), None)


# Districts that more than one word calls so: "Kaura Namoda *Local Government Area*".
DISTRICT_WORDS = (("local", "government", "area"), ("local", "government"), ("lga",))


def district_words(words: Words, last: int) -> int:
    """How many tokens behind a name call it such a district; 0 none."""
    return next((len(run) for run in DISTRICT_WORDS if words.lower[last : last + len(run)] == run), 0)


def shared_noun(words: Words, last: int) -> Level | None:
    """The level that the plural noun at the end of a list of names says for each: "the Kharkiv, Sumy and Poltava regions"."""
    at = last
    joined = (words.at(last - 2) in (",", "and", "or") or words.at(last - 3) in (",", "and", "or")) and words.is_name(last - 1)
    while at < len(words.texts) and at - last < 14:
        lower = words.at(at)
        if joined and (level := SHARED_NOUNS.get(lower)):
            return level
        if lower in (",", "and", "or"):
            joined = True
        elif not (words.is_name(at) or lower in ("-", "–")):
            return None
        at += 1
    return None


def is_located(words: Words, index: int) -> bool:
    """Whether a preposition of place, with or without an article, opens what stands at ``index``."""
    return words.at(index - 1) in word_list("locative") or (words.at(index - 1) == "the" and words.at(index - 2) in word_list("locative"))


PART_NOUNS = frozenset("neighborhood neighbourhood section block".split())


def is_part_of_town(toponym: Toponym) -> bool:
    """Whether the words call it a part of a town: "the Harbour neighborhood"."""
    words = toponym.words
    beside = {words.at(toponym.last), words.at(toponym.last + 1), words.at(toponym.first - 1)}
    return not PART_NOUNS.isdisjoint(beside) or (words.at(toponym.first - 1) == "of" and words.at(toponym.first - 2) in PART_NOUNS)
