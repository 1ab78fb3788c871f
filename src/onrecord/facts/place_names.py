"""Toponyms of a report: which capitalised words, in their context, name places at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.facts.gazetteer import Candidate, Gazetteer
from onrecord.facts.place_lexicon import adjectives, state_abbreviations, word_list
from onrecord.nouns import Level
from onrecord.text.parse import Sentence

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LONGEST = 6  # tokens of a name
PARTICLES = word_list("particles")
ARABIC = word_list("arabic articles")
CALENDAR = word_list("calendar")
NOUN_LEVELS: tuple[tuple[str, Level], ...] = (("town", "town"), ("district", "district"), ("region", "region"), ("area", "area"))
REGION_NOUNS = ("province", "region", "state", "governorate", "oblast")  # one for the other: "Idlib governorate", "Idlib province"
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

    def text(self, first: int, last: int) -> str:
        """The words of tokens ``first`` to ``last``, the latter left out."""
        doc = self.sentence.doc
        return doc.text[doc[first].idx : doc[last - 1].idx + len(doc[last - 1])]


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
                if ent[0].lower_ in given or not (ent[0].lower_ in ARABIC or gazetteer.lookup(last.text)):
                    surnames.add(last.lower_)
    return People(frozenset(surnames))


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


@dataclass(frozen=True, slots=True)
class Spot:
    """A run of tokens that the gazetteer knows, about to be judged."""

    words: Words
    first: int
    last: int
    name: str
    candidates: Sequence[Candidate]
    people: People
    label: str  # of the entity that the parser sees there; "" none
    alone: bool  # the entity is no longer than the name

    @property
    def lower(self) -> str:
        """The name in lower case."""
        return self.name.lower()

    @property
    def single(self) -> bool:
        """Whether the name is one token."""
        return self.last - self.first == 1

    @property
    def before(self) -> str:
        """The lower-case token before the name."""
        return self.words.at(self.first - 1)

    @property
    def after(self) -> str:
        """The lower-case token after the name."""
        return self.words.at(self.last)

    @property
    def population(self) -> int:
        """Of the biggest place that bears the name; a third of it where it is not the place's own."""
        return max((c.population if c.main else c.population // 3 for c in self.candidates), default=0)


Rule = Callable[[Spot], bool | None]


def shouted(spot: Spot) -> bool | None:
    """All-capital sentences say nothing by capitals: only well-known places count there."""
    if not spot.words.shouting:
        return None
    if spot.single and spot.lower in word_list("not places"):
        return False
    known = any(c.level in ("country", "area") or c.feature == "LEX" or (c.main and c.population > 200_000) for c in spot.candidates)
    return None if known or spot.label in ("GPE", "LOC") or spot.before in word_list("locative") else False


def mere_word(spot: Spot) -> bool | None:
    """Words that capitals do not make a name: days, months, "Police", "The"."""
    if spot.lower in CALENDAR:
        return False
    if not spot.single or spot.lower not in word_list("not places"):
        return None
    country = any(c.level == "country" and c.main for c in spot.candidates)
    beside = _place_noun(spot.after) or (spot.before == "of" and _place_noun(spot.words.at(spot.first - 2)))
    if spot.lower in CALENDAR or spot.lower in word_list("titles"):
        return False
    if country and spot.label in PLACE_LABELS:
        return None
    return None if beside and spot.words.texts[spot.first][0].isupper() and spot.first > 0 and len(spot.lower) > 3 else False


def short_code(spot: Spot) -> bool | None:
    """Two capitals are a code of a state only after a comma; the rest are countries' own abbreviations."""
    if not spot.single or len(spot.name) > 3 or not spot.name.isupper():
        return None
    if any(c.level == "country" and c.main for c in spot.candidates):
        return True
    return spot.before == "," and spot.name in state_abbreviations() and (spot.words.is_name(spot.first - 2))


def common_word(spot: Spot) -> bool | None:
    """A sentence's first word that the tagger reads as anything but a name."""
    if not spot.single or spot.first > 0 or not spot.words.sentence.parsed or spot.label:
        return None
    return False if spot.words.doc[spot.first].pos_ not in ("PROPN", "NOUN", "X") else None


def person_name(spot: Spot) -> bool | None:
    """Part of a person's name: after a first name, a title or an initial, or before a surname."""
    words, given, titles = spot.words, word_list("given names"), word_list("titles")
    if spot.single and spot.lower in spot.people.surnames:
        return bool(spot.before in ("in", "near", "outside") and spot.label in ("GPE", "LOC") and not _name_follows(spot))
    before = spot.before.rstrip(".")
    if words.is_name(spot.first - 1):
        if INITIAL.fullmatch(words.texts[spot.first - 1]) or (before in given and spot.label not in ("GPE", "LOC")):
            return False
        if before in titles and not any(c.level == "country" for c in spot.candidates) and spot.words.at(spot.first - 2) != "of":
            return False if spot.label not in ("GPE", "LOC") or _name_follows(spot) else None
    if spot.single and spot.lower in given and words.is_name(spot.last) and spot.after not in CALENDAR and not _place_noun(spot.after):
        return False
    if spot.label == "PERSON" and not spot.alone:
        return False
    return None


def _name_follows(spot: Spot) -> bool:
    return spot.words.is_name(spot.last) and spot.after not in CALENDAR


def organisation(spot: Spot) -> bool | None:
    """Part of an organisation's name: "Boston Globe", "University of X", "Bank of X"."""
    words = spot.words
    if words.is_name(spot.last) and spot.after.rstrip(".") in word_list("organisation heads"):
        return False
    if words.at(spot.last) == "-" and words.is_name(spot.last + 1):
        return False
    if spot.before == "-" and spot.words.at(spot.first - 2) in ("anti", "pro", "non", "ex", "trans", "pan", "neo", "inter"):
        return False
    if spot.before in ("of", "in", "for") and words.at(spot.first - 2) in word_list("organisation openers") and words.is_name(spot.first - 2):
        return False
    if spot.label == "ORG" and not spot.alone:
        return False
    return None


def longer_name(spot: Spot) -> bool | None:
    """A name goes on that is no place, no day and no title: "Paris Hilton", "Kansas Speedway"."""
    words = spot.words
    if not _name_follows(spot) or words.shouting or words.texts[spot.last].isupper():
        return None
    follows = spot.after.rstrip(".")
    if _place_noun(follows) or follows in word_list("titles") or follows in word_list("people nouns") or follows in adjectives():
        return None
    return None if spot.label in ("GPE", "LOC") and spot.alone else False


def place_noun(spot: Spot) -> bool | None:
    """A noun says it: "the X region", "city of X"."""
    words = spot.words
    if _place_noun(spot.after) and spot.words.at(spot.last + 1) != "of":
        return True
    if spot.before == "of" and _place_noun(words.at(spot.first - 2)) and not words.is_name(spot.first - 2) and not _name_follows(spot):
        return True
    return True if spot.before in word_list("place nouns: town") and not _name_follows(spot) else None


def container_follows(spot: Spot) -> bool | None:
    """A town before its state: "Quincy, Ill."."""
    return (
        True
        if spot.after == "," and spot.words.texts[spot.last + 1 : spot.last + 2] and spot.words.texts[spot.last + 1] in state_abbreviations()
        else None
    )


def aged(spot: Spot) -> bool | None:
    """A person with their age: "Jordan, 34,"."""
    words = spot.words
    return (
        False
        if spot.after == "," and words.at(spot.last + 1).isdigit() and len(words.at(spot.last + 1)) == 2 and words.at(spot.last + 2) in (",", "of")
        else None
    )


def listed(spot: Spot) -> bool | None:
    """The second of two names after a preposition of place: "between A and B", "in A and B"."""
    words = spot.words
    if words.at(spot.first - 1) not in ("and", ",") or not words.is_name(spot.first - 2) or _name_follows(spot) or not spot.alone:
        return None
    opens = words.at(spot.first - 3) in ("in", "between", "near", "at", "outside", "including", "on", "of", "from", "to")
    return True if opens and spot.population > 5_000 else None


def residence(spot: Spot) -> bool | None:
    """Where a person of given age is from: "Roe, 49, of Barry"."""
    words = spot.words
    return (
        True
        if spot.before in ("of", "from") and words.at(spot.first - 2) == "," and words.at(spot.first - 3).isdigit() and not _name_follows(spot)
        else None
    )


def well_known(spot: Spot) -> bool | None:
    """Countries, states and the areas of our own lexicon."""
    if spot.label == "PERSON" and spot.single:
        return None
    for c in spot.candidates:
        if c.main and (c.level == "country" or (c.feature == "LEX" and c.level != "town") or (c.level == "region" and c.population > 1_000_000)):
            return True
    return None


def seen_by_parser(spot: Spot) -> bool | None:
    """The parser calls it a place."""
    return True if spot.label in PLACE_LABELS else None


def after_locative(spot: Spot) -> bool | None:
    """In, at or near it, and no name goes on: whatever else the parser sees there."""
    if spot.before in ("in", "near", "outside", "inside", "around", "across", "throughout") and not _name_follows(spot):
        return True if spot.label in ("", "ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT") else None
    own = any(c.feature == "LEX" and c.main for c in spot.candidates) or spot.population > 20_000
    return True if own and spot.before in ("to", "from", "of", "on", "at", "into", "toward", "towards") and not _name_follows(spot) else None


def big_enough(spot: Spot) -> bool | None:
    """What is left is a place where it is a big one."""
    floor = {"ORG": 50_000, "PERSON": 300_000, "": 100_000}.get(spot.label, 200_000)
    if spot.first == 0 and spot.single and not spot.label:
        floor *= 3
    return spot.population >= floor or any(c.feature == "LEX" and c.main for c in spot.candidates if spot.label != "PERSON")


def _place_noun(word: str) -> Level | None:
    return next((level for kind, level in NOUN_LEVELS if word in word_list(f"place nouns: {kind}")), None)


RULES: tuple[Rule, ...] = (
    shouted,
    short_code,
    aged,
    container_follows,
    residence,
    mere_word,
    common_word,
    organisation,
    place_noun,
    person_name,
    longer_name,
    well_known,
    seen_by_parser,
    after_locative,
    listed,
    big_enough,
)


def is_place(spot: Spot) -> bool:
    """Whether the run names a place: the first rule with an opinion says."""
    return next((opinion for rule in RULES if (opinion := rule(spot)) is not None), False)


def _goes_on(words: Words, index: int) -> bool:
    """Whether a name may go on with the token: capitals, particles, place nouns, and what a hyphen ties to it."""
    if words.is_name(index) or words.at(index) in PARTICLES or _place_noun(words.at(index)) or words.at(index) == ".":
        return True
    return words.at(index - 1) in ("-", "–") and not words.doc[index - 1].whitespace_


def _runs(words: Words, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str, Sequence[Candidate], str | None]]:
    """Longest runs of name tokens that the gazetteer, or the list of adjectives, knows."""
    index, count = 0, len(words.texts)
    while index < count:
        found = None
        if words.is_name(index) or (words.at(index) in ARABIC and words.at(index + 1) in ("-", "–") and words.is_name(index + 2)):
            end = index + 1
            while end < min(count, index + LONGEST + 1) and _goes_on(words, end):
                end += 1
            for last in range(end, index, -1):
                if not (words.is_name(last - 1) or _place_noun(words.at(last - 1)) or words.at(last - 2) == "-"):
                    continue
                name = words.text(index, last)
                code = adjectives().get(name.lower())
                candidates = () if code else _candidates(words, index, name, gazetteer)
                if code or candidates:
                    found = (index, last, name, candidates, code)
                    break
        if found:
            yield found
            index = found[1]
        else:
            index += 1


def _candidates(words: Words, index: int, name: str, gazetteer: Gazetteer) -> Sequence[Candidate]:
    """The places of a name; a state's where an abbreviation follows a comma."""
    if (code := state_abbreviations().get(name)) and (words.at(index - 1) == "," or (name.endswith(".") and len(name) > 2)):
        return tuple(c for c in (gazetteer.by_code(code),) if c)
    return gazetteer.lookup(name)


def _label(words: Words, first: int, last: int) -> tuple[str, bool]:
    """The parser's label for the tokens, and whether its entity holds no other name words."""
    for token in words.doc[first:last]:
        if token.ent_type_:
            ent = next(ent for ent in words.doc.ents if ent.start <= token.i < ent.end)
            inside = [t for t in ent if t.i < first or t.i >= last]
            if any(
                0 <= i < len(words.lower) and ent.start <= i < ent.end and words.at(i) in ("and", ",", "or", "in", "near") for i in (first - 1, last)
            ):
                return ent.label_, True  # a list or a phrase that the parser takes for one name
            plain = word_list("not places")
            return ent.label_, not any(
                t.text[:1].isupper() and not _place_noun(t.lower_) and not (t.is_sent_start or t.lower_ in plain) for t in inside
            )
    return "", True


def _extended(words: Words, first: int, last: int, name: str, candidates: Sequence[Candidate], gazetteer: Gazetteer) -> Toponym:
    """The toponym with the place noun and the direction that belong to it."""
    start, end, noun, direction = first, last, None, None
    if (level := _place_noun(words.at(last))) and not (level == "town" and not words.is_name(last)) and words.at(last + 1) != "of":
        end, noun = last + 1, level
        written = words.text(first, end)
        if known := gazetteer.lookup(written) or (
            level == "region" and next(filter(None, (gazetteer.lookup(f"{name} {word}") for word in REGION_NOUNS)), ())
        ):
            return Toponym(words, first, end, first, end, written, known, noun if noun != "area" else None)
    elif words.at(first - 1) == "of" and not words.is_name(first - 3):
        noun = _place_noun(words.at(first - 2))
    before = words.at(first - 1)
    if before in ("-", "–") and words.at(first - 2) in word_list("directions"):
        before, start = f"{words.at(first - 2)}-{before}", first
    if before in word_list("directions"):
        if (known := gazetteer.lookup(words.text(first - 1, end))) and any(c.feature == "LEX" for c in known):
            return Toponym(words, first - 1, end, first - 1, end, words.text(first - 1, end), known)
        start, direction = first - 1, before.replace("-", "")
    return Toponym(words, first, last, start, end, name, candidates, noun or _last_noun(name), direction)


def _unheard_of(words: Words, taken: set[int], people: People) -> Iterator[Toponym]:
    """Names that no gazetteer has, but that follow "near" or "the village of", or stand before a place noun: "the Yaqshid district"."""
    index = 1
    while index < len(words.texts):
        goes_on = words.is_name(index - 1) and not (index == 1 and words.at(0) in word_list("locative"))
        if not words.is_name(index) or index in taken or words.shouting or goes_on:
            index += 1
            continue
        first = index - 2 if words.at(index - 1) == "-" and words.at(index - 2) in ARABIC and index > 2 else index
        last = index + 1
        while last < len(words.texts) and last - index < 5 and last not in taken and (words.is_name(last) or _tied(words, last)):
            last += 1
        index = last
        lower = words.lower[first:last]
        opens = words.at(first - 1) in ("near", "outside") or (words.at(first - 1) == "of" and words.at(first - 2) in word_list("place nouns: town"))
        pause = words.at(last) in (",", ".", ";", ")", "in", "on", "and", "when", "where", "after", "")
        facility = lower[-1] in word_list("facility heads") and last - first > 1
        noun = _place_noun(words.at(last)) or words.at(last) in word_list("facility heads") or words.at(last) in ("area", "areas") or facility
        inside = words.at(first - 1) in ("in", "at", "of", "the", "near", "'s", "’s", "outside", "inside", "on") and noun
        plain = any(word in word_list("not places") or word in adjectives() or word in people.surnames for word in lower)
        if plain and not facility:
            continue
        if facility and _located(words, first):
            yield Toponym(words, first, last, first, last, words.text(first, last), facility=True)
        elif ((opens and pause) or inside) and not plain and lower[-1] not in word_list("organisation heads"):
            end = last + 1 if words.at(last) in word_list("facility heads") else last
            yield Toponym(words, first, end, first, end, words.text(first, end), noun=_place_noun(words.at(last)), facility=end > last)


def _located(words: Words, index: int) -> bool:
    """Whether a preposition of place, with or without an article, opens what stands at ``index``."""
    return words.at(index - 1) in word_list("locative") or (words.at(index - 1) == "the" and words.at(index - 2) in word_list("locative"))


def _tied(words: Words, index: int) -> bool:
    """Whether a hyphen or an apostrophe ties the token to the one before it, or it is such a hyphen."""
    if words.at(index) in ("-", "’", "'"):
        return not words.doc[index].whitespace_ and words.is_name(index + 1)
    return words.at(index - 1) == "-" and not words.doc[index - 1].whitespace_


def _unknown(words: Words, taken: set[int], people: People) -> Iterator[Toponym]:
    """Places that only the parser sees: villages and buildings that no gazetteer has."""
    for ent in words.doc.ents:
        tokens = list(ent)
        while tokens and not tokens[0].text[:1].isupper():
            tokens.pop(0)
        while tokens and not tokens[-1].text[:1].isupper():
            tokens.pop()
        if ent.label_ not in PLACE_LABELS or not tokens or words.shouting:
            continue
        first, last = tokens[0].i, tokens[-1].i + 1
        lower = words.lower[first:last]
        if any(i in taken for i in range(first, last)) or lower[-1] in people.surnames or lower[-1] in word_list("not places"):
            continue
        if any(word in adjectives() for word in lower) and ent.label_ != "FAC":
            continue
        facility = ent.label_ == "FAC" or lower[-1] in word_list("facility heads")
        yield Toponym(words, first, last, first, last, words.text(first, last), facility=facility)


def find_toponyms(words: Words, gazetteer: Gazetteer, people: People) -> list[Toponym]:
    """The names of places of one sentence, adjectives of countries among them, in order."""
    found: list[Toponym] = []
    taken: set[int] = set()
    for first, last, name, candidates, code in _runs(words, gazetteer):
        if code:
            end = last + 1 if words.at(last) in word_list("soil") else last
            found.append(Toponym(words, first, last, first, end, name, adjective=code))
            taken.update(range(first, end))
            continue
        label, alone = _label(words, first, last)
        taken.update(range(first, last))
        spot = Spot(words, first, last, name, candidates, people, label, alone)
        if organisation(spot) is False and person_name(spot) is None and mere_word(spot) is not False:
            building = _building(words, first, last)
            end = building or last
            found.append(Toponym(words, first, last, first, end, name, candidates, _last_noun(name), facility=bool(building), hint=not building))
            taken.update(range(first, end))
        elif is_place(spot):
            toponym = _extended(words, first, last, name, candidates, gazetteer)
            found.append(toponym)
            taken.update(range(toponym.start, toponym.end))
    accepted = {index for toponym in found for index in range(toponym.start, toponym.end)}
    for toponym in _unheard_of(words, accepted, people):
        found.append(toponym)
        taken.update(range(toponym.first, toponym.last))
    found += _unknown(words, taken, people)
    return sorted(found, key=lambda toponym: toponym.start)


def _building(words: Words, first: int, last: int) -> int | None:
    """Where the name of a building that begins with the place ends, if somebody is in it: "in Adams County Circuit Court"."""
    end = last
    while words.is_name(end):
        end += 1
    return end if end > last and _located(words, first) and words.at(end - 1) in word_list("facility heads") else None


def _last_noun(name: str) -> Level | None:
    """The level that the name's own last word says: "Adams County"."""
    return _place_noun(name.rpartition(" ")[2].lower()) if " " in name else None


def toponym_at(words: Words, first: int, last: int, gazetteer: Gazetteer) -> Toponym:
    """The toponym at given tokens, whatever they are."""
    name = words.text(first, last)
    if code := adjectives().get(name.lower()):
        return Toponym(words, first, last, first, last, name, adjective=code)
    return _extended(words, first, last, name, _candidates(words, first, name, gazetteer), gazetteer)
