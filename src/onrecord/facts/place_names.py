"""Toponyms of a report: which capitalised words, in their context, name places at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.facts.gazetteer import Candidate, Gazetteer
from onrecord.facts.kinds import kind_of
from onrecord.facts.place_gates import QUARTERS, Spot, is_place, mere_word, organisation, person_name
from onrecord.facts.place_lexicon import adjectives, state_abbreviations, word_list
from onrecord.facts.place_words import (
    ARABIC,
    CALENDAR,
    PARTICLES,
    PLACE_LABELS,
    People,
    Toponym,
    Words,
    district_words,
    holds_towns,
    is_located,
    place_noun_level,
    shared_noun,
)
from onrecord.nouns import Kind, Level

CAPITAL_FOLLOWERS = frozenset(
    ", . ; on in when after where while as and by late early overnight at during before since for with that from until amid to".split()
) | {""}
LONGEST = 6  # tokens of a name
REGION_NOUNS = ("province", "region", "state", "governorate", "oblast")  # one for the other: "Idlib governorate", "Idlib province"


def _goes_on(words: Words, index: int) -> bool:
    """Whether a name may go on with the token: capitals, particles, place nouns, and what a hyphen ties to it."""
    if words.is_name(index) or words.at(index) in PARTICLES or place_noun_level(words.at(index)) or words.at(index) == ".":
        return True
    return words.at(index - 1) in ("-", "–") and not words.doc[index - 1].whitespace_


def _is_town_of(words: Words, index: int) -> bool:
    """Whether a token is the noun of the town named behind it, and not of the place before it: "the Texas *city* of Paris"."""
    return words.texts[index : index + 1] in (("city",), ("town",)) and words.at(index + 1) == "of" and words.is_name(index + 2)


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
                if not (words.is_name(last - 1) or place_noun_level(words.at(last - 1)) or words.at(last - 2) == "-"):
                    continue
                if _is_town_of(words, last - 1):
                    continue  # "the Texas *city of* Paris"
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
    if (code := state_abbreviations().get(name)) and (words.at(index - 1) == "," or (len(name) > 2 and (name.endswith(".") or name.isupper()))):
        return tuple(c for c in (gazetteer.by_code(code),) if c)
    return gazetteer.lookup(name) or next(filter(None, (gazetteer.lookup(other) for other in _other_ways(name))), ())


def _other_ways(name: str) -> Iterator[str]:
    """Other ways to write an administrative name: "Loudon Co.", "Hamilton Township"."""
    for ending, instead in (("Township", ""), ("Twp.", ""), ("Borough", ""), ("Co.", "County")):
        if name.endswith(f" {ending}"):
            yield f"{name.removesuffix(ending)}{instead}".strip()


def _label(words: Words, first: int, last: int) -> tuple[str, bool]:
    """The parser's label for the tokens, and whether its entity holds no other name words."""
    for token in words.doc[first:last]:
        if token.ent_type_:
            ent = next(ent for ent in words.doc.ents if ent.start <= token.i < ent.end)
            inside = [t for t in ent.tokens if t.i < first or t.i >= last]
            if any(
                0 <= i < len(words.lower) and ent.start <= i < ent.end and words.at(i) in ("and", ",", "or", "in", "near") for i in (first - 1, last)
            ):
                return ent.label_, True  # a list or a phrase that the parser takes for one name
            plain = word_list("not places")
            return ent.label_, not any(
                t.text[:1].isupper() and not place_noun_level(t.lower_) and not (t.is_sent_start or t.lower_ in plain) for t in inside
            )
    return "", True


# "Harbour County *District Attorney*": the noun before these belongs to the office.
OFFICES = frozenset("attorney attorneys judge court prosecutor".split())


VILLAGE_PEOPLE = 100_000  # no place of more is a village; the gazetteer's figures may be of a whole municipality


def _extended(words: Words, first: int, last: int, name: str, candidates: Sequence[Candidate], gazetteer: Gazetteer) -> Toponym:
    """The toponym with the place noun and the direction that belong to it."""
    start, end, direction = first, last, None
    noun: Level | None = None
    offices = words.at(last + 1) == "of" or words.at(last + 1) in OFFICES
    if many := district_words(words, last):
        end, noun = last + many, "district"
    elif _is_town_of(words, last) and holds_towns(candidates):
        pass  # "the Gaza *city of Rafah*"
    elif (level := place_noun_level(words.at(last))) and not (level == "town" and not words.is_name(last)) and not offices:
        end, noun = last + 1, level
        written = words.text(first, end)
        if known := gazetteer.lookup(written) or (
            level == "region" and next(filter(None, (gazetteer.lookup(f"{name} {word}") for word in REGION_NOUNS)), ())
        ):
            return Toponym(words, first, end, first, end, written, known, noun if noun != "area" else None)
    elif words.at(last) in word_list("kinds of district") and (level := place_noun_level(words.at(last + 1))):
        end, noun = last + 2, level
    elif shared := shared_noun(words, last):
        noun = shared
    elif words.at(first - 1) == "of" and not words.is_name(first - 3):
        noun = place_noun_level(words.at(first - 2))
        if words.at(first - 2) in ("village", "hamlet"):  # "the village of Kut" is not the city of that name in another country
            candidates = [each for each in candidates if each.population <= VILLAGE_PEOPLE]
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
        opens = words.at(first - 1) in ("near", "outside") or (
            words.at(first - 1) == "of" and (words.at(first - 2) in word_list("place nouns: town") or words.at(first - 2) == "community")
        )
        pause = words.at(last) in (",", ".", ";", ")", "in", "on", "and", "when", "where", "after", "")
        facility = lower[-1] in word_list("facility heads") and last - first > 1
        kind = last + 1 if words.at(last) in word_list("kinds of district") else last
        noun = (
            place_noun_level(words.at(kind))
            or shared_noun(words, last)
            or words.at(last) in word_list("facility heads")
            or words.at(last) in ("area", "areas")
            or facility
        )
        inside = words.at(first - 1) in ("in", "at", "of", "the", "near", "'s", "’s", "outside", "inside", "on") and noun
        plain = any(word in word_list("not places") or word in adjectives() or word in people.surnames for word in lower)
        if plain and not facility:
            continue
        if facility and is_located(words, first):
            yield Toponym(words, first, last, first, last, words.text(first, last), facility=True)
        elif ((opens and pause) or inside) and not plain and lower[-1] not in word_list("organisation heads"):
            end = last + 1 if words.at(last) in word_list("facility heads") else last
            yield Toponym(
                words,
                first,
                end,
                first,
                end,
                words.text(first, end),
                noun=place_noun_level(words.at(last)) or shared_noun(words, last),
                facility=end > last,
            )


def _tied(words: Words, index: int) -> bool:
    """Whether a hyphen or an apostrophe ties the token to the one before it, or it is such a hyphen."""
    if words.at(index) in ("-", "’", "'"):
        return not words.doc[index].whitespace_ and words.is_name(index + 1)
    return words.at(index - 1) == "-" and not words.doc[index - 1].whitespace_


FORCES = frozenset({Kind.MILITARY, Kind.ARMED_GROUP, Kind.POLICE})


def _unknown(words: Words, taken: set[int], people: People) -> Iterator[Toponym]:
    """Places that only the parser sees: villages and buildings that no gazetteer has."""
    for ent in words.doc.ents:
        tokens = ent.tokens
        while tokens and not tokens[0].text[:1].isupper():
            tokens.pop(0)
        while tokens and not tokens[-1].text[:1].isupper():
            tokens.pop()
        if ent.label_ not in PLACE_LABELS or not tokens or words.shouting:
            continue
        first, last = tokens[0].i, tokens[-1].i + 1
        lower = words.lower[first:last]
        if (
            (last - first == 1 and lower[0] in QUARTERS)
            or any(i in taken for i in range(first, last))
            or lower[-1] in people.surnames
            or lower[-1] in word_list("not places")
        ):
            continue
        if any(word in adjectives() for word in lower) and ent.label_ != "FAC":
            continue
        if kind_of(words.text(first, last)) in FORCES:
            continue  # "at a Peshmerga outpost"
        part = words.at(first - 1) == "of" and place_noun_level(words.at(first - 2))
        if not (is_located(words, first) or part or words.at(last) == "," or place_noun_level(words.at(last))):
            continue  # the parser calls many things places; only the words around them say so of a name that nobody knows
        facility = ent.label_ == "FAC" or lower[-1] in word_list("facility heads")
        yield Toponym(words, first, last, first, last, words.text(first, last), facility=facility)


def find_toponyms(words: Words, gazetteer: Gazetteer, people: People) -> list[Toponym]:
    """The names of places of one sentence, adjectives of countries among them, in order."""
    found: list[Toponym] = []
    taken: set[int] = set()
    for first, last, name, candidates, code in _runs(words, gazetteer):
        if first in taken:
            continue  # "Region" of "the Zaporizhzhia Region"
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
            street = building is not None and words.at(building - 1) in word_list("streets")  # named after a place, but not in it
            known = () if street else candidates if building else [each for each in candidates if each.main]
            found.append(Toponym(words, first, last, first, end, name, known, _last_noun(name), facility=bool(building), hint=not building))
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
    found += [*_capitals(words, found)]
    return sorted(found, key=lambda toponym: toponym.start)


def _capitals(words: Words, found: Sequence[Toponym]) -> Iterator[Toponym]:
    """ "In the capital", "in Y's capital", where no name follows."""
    for index, lower in enumerate(words.lower):
        follows, name = words.at(index + 1), words.is_name(index + 1) or (words.at(index + 1) == "," and words.is_name(index + 2))
        if lower != "capital" or name or not (follows in CAPITAL_FOLLOWERS or follows in CALENDAR):
            continue
        owner = next((t for t in found if t.end == index - 1 and words.at(index - 1) in ("'s", "’s")), None)
        country = next((c.code for c in owner.candidates if c.level == "country" and c.main), None) if owner else None
        country = country or adjectives().get(words.at(index - 1))  # "northwest of the Honduran capital"
        if country or (words.at(index - 1) == "the" and words.at(index - 2) in word_list("locative") | {"from", "to"}):
            yield Toponym(words, index, index + 1, index, index + 1, "capital", capital=country or "")


def _building(words: Words, first: int, last: int) -> int | None:
    """Where the name of a building that begins with the place ends, if somebody is in it: "in Adams County Circuit Court"."""
    end = last
    while words.is_name(end):
        end += 1
    return end if end > last and is_located(words, first) and words.at(end - 1) in word_list("facility heads") else None


def _last_noun(name: str) -> Level | None:
    """The level that the name's own last word says: "Adams County"."""
    return place_noun_level(name.rpartition(" ")[2].lower()) if " " in name else None


def toponym_at(words: Words, first: int, last: int, gazetteer: Gazetteer) -> Toponym:
    """The toponym at given tokens, whatever they are, and no more than they: the words around only tell its kind ("[Adams] County")."""
    name = words.text(first, last)
    if code := adjectives().get(name.lower()):
        return Toponym(words, first, last, first, last, name, adjective=code)
    candidates = _candidates(words, first, name, gazetteer)
    wider = _extended(words, first, last, name, candidates, gazetteer)
    if wider.first < first or wider.direction is not None:
        return Toponym(words, first, last, first, last, name, candidates, wider.noun)
    return replace(wider, start=first, end=last)
