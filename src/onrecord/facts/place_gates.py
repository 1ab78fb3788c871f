"""Which capitalised words name places at all: rules in order, the first with an opinion says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.facts.gazetteer import Candidate
from onrecord.facts.place_lexicon import adjectives, countries, state_abbreviations, word_list
from onrecord.facts.place_words import ARABIC, CALENDAR, INITIAL, PLACE_LABELS, People, Words, district_words, place_noun_level, shared_noun


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


# Of a town, and in no gazetteer: "four people were shot in *Northeast*".
QUARTERS = frozenset("northeast northwest southeast southwest north-east north-west south-east south-west".split())


def mere_word(spot: Spot) -> bool | None:
    """Words that capitals do not make a name: days, months, "Police", "The"."""
    if spot.lower in CALENDAR or (spot.single and spot.lower in QUARTERS):
        return False
    if not spot.single or spot.lower not in word_list("not places") or _stands_as_town(spot):
        return None
    country = any(c.level == "country" and c.main for c in spot.candidates)
    beside = place_noun_level(spot.after) or (spot.before == "of" and place_noun_level(spot.words.at(spot.first - 2)))
    if spot.lower in CALENDAR or spot.lower in word_list("titles"):
        return False
    if country and spot.label in PLACE_LABELS:
        return None
    return None if beside and spot.words.texts[spot.first][0].isupper() and spot.first > 0 and len(spot.lower) > 3 else False


def _stands_as_town(spot: Spot) -> bool:
    """Whether a word stands where only the name of a town can: "was shot dead in Tank on Monday", "in Nice, France"."""
    if spot.before not in ("in", "near", "outside") or spot.first < 2 or spot.words.shouting or spot.lower in word_list("titles"):
        return False
    pause = spot.after in (",", ".", "on", "when", "after", "late", "early", "overnight", "") or spot.after in CALENDAR
    return pause and any(c.main and c.level == "town" and c.population > 20_000 for c in spot.candidates) and not _institution(spot)


def _institution(spot: Spot) -> bool:
    return spot.lower in word_list("never towns")


# What begins a name that its tail alone does not give.
BEGIN_NAMES = frozenset("fort camp cape point mount".split())


def tail_of_name(spot: Spot) -> bool | None:
    """The end of a longer name that nobody knows: "the Mamash Khel area", "near Beard Brook Park"."""
    words, before = spot.words, spot.first - 1
    if words.is_name(before) and words.at(before) in BEGIN_NAMES:
        return False  # "FORT RILEY (Wire)", of which no gazetteer has but the tail
    if words.shouting or not words.is_name(before) or before == 0 or not words.texts[before].isalpha() or words.texts[before].isupper():
        return None
    lower = words.at(before)
    if (
        lower in CALENDAR
        or lower in adjectives()
        or lower in word_list("before names")
        or lower in word_list("directions")
        or place_noun_level(lower)
    ):
        return None
    big = any(c.main and (c.level == "country" or c.feature == "LEX" or c.population > 150_000) for c in spot.candidates)
    return None if big or lower in word_list("titles") or lower in word_list("not places") else False


def mere_words(spot: Spot) -> bool | None:
    """Names of common words only: "City Park", "Fire Station"."""
    if spot.single or any(c.level == "country" or c.feature == "LEX" or (c.main and c.population > 50_000) for c in spot.candidates):
        return None
    common = word_list("not places") | word_list("facility heads")
    return False if all(word in common or place_noun_level(word) for word in spot.lower.split()) else None


def with_article(spot: Spot) -> bool | None:
    """Towns go without an article: "the Toyota turned left"."""
    if spot.before not in ("the", "a", "an") or not spot.words.sentence.parsed or any(c.level != "town" for c in spot.candidates):
        return None
    if shared_noun(spot.words, spot.last) is not None:
        return None
    follows = spot.words.doc[spot.last] if spot.last < len(spot.words.doc) else None
    return False if follows is None or follows.pos_ not in ("NOUN", "PROPN", "ADJ") else None


def saint(spot: Spot) -> bool | None:
    """Schools and churches: "St. Mary's"."""
    return False if spot.lower.startswith(("st ", "st.", "saint ")) and spot.after in ("'s", "’s") and spot.population < 100_000 else None


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
    if spot.single and spot.lower in given and words.is_name(spot.last) and spot.after not in CALENDAR and not place_noun_level(spot.after):
        return False
    if spot.label == "PERSON" and not spot.alone:
        return False
    return None


def _name_follows(spot: Spot) -> bool:
    return spot.words.is_name(spot.last) and spot.after not in CALENDAR


def organisation(spot: Spot) -> bool | None:
    """Part of an organisation's name: "Boston Globe", "University of X", "Bank of X"."""
    words = spot.words
    if district_words(words, spot.last):
        return None
    if words.is_name(spot.last) and spot.after.rstrip(".") in word_list("organisation heads"):
        return False
    if (
        words.is_name(spot.last)
        and place_noun_level(spot.after)
        and words.is_name(spot.last + 1)
        and words.at(spot.last + 1) in word_list("organisation heads")
    ):
        return False
    if words.at(spot.last) == "-" and words.is_name(spot.last + 1) and words.at(spot.last + 2) not in word_list("roads"):
        return False
    if spot.before == "-" and spot.words.at(spot.first - 2) in ("anti", "pro", "non", "ex", "trans", "pan", "neo", "inter"):
        return False
    if spot.before in ("of", "in", "for") and words.at(spot.first - 2) in word_list("organisation openers") and words.is_name(spot.first - 2):
        return False
    if spot.label == "ORG" and not spot.alone:
        return False
    return None


def longer_name(spot: Spot) -> bool | None:
    """A name goes on that is no place, no day and no title: "Paris Hilton", "Kansas Speedway", "Hay al-Andalus", "Gare du Nord"."""
    words = spot.words
    sites, joints = word_list("sites in other tongues"), word_list("of in other tongues")
    if (spot.before in joints and words.at(spot.first - 2) in sites) or (spot.single and spot.lower in sites and spot.after in joints):
        return False
    if (
        spot.after in ARABIC
        and words.at(spot.last + 1) in DASHES
        and words.is_name(spot.last + 2)
        and not any(c.level == "country" for c in spot.candidates)
    ):
        return False
    if not _name_follows(spot) or words.shouting or words.texts[spot.last].isupper():
        return None
    follows = spot.after.rstrip(".")
    if place_noun_level(follows) or follows in word_list("titles") or follows in word_list("people nouns") or follows in adjectives():
        return None
    return None if spot.label in ("GPE", "LOC") and spot.alone else False


def place_noun(spot: Spot) -> bool | None:
    """A noun says it: "the X region", "city of X"."""
    words = spot.words
    if district_words(words, spot.last):
        return True
    if place_noun_level(spot.after) and spot.words.at(spot.last + 1) != "of":
        return True
    if shared_noun(words, spot.last) is not None or (spot.after in word_list("kinds of district") and place_noun_level(words.at(spot.last + 1))):
        return True
    noun = words.at(spot.first - 2)
    if spot.before == "the" and noun in word_list("locative") and spot.after in ("sector", "axis", "direction", "area", "frontline"):
        return True
    if spot.before == "of" and (place_noun_level(noun) or noun == "community") and not words.is_name(spot.first - 2) and not _name_follows(spot):
        return True
    return True if spot.before in word_list("place nouns: town") and not _name_follows(spot) else None


def container_follows(spot: Spot) -> bool | None:
    """A town before its state: "Quincy, Ill."."""
    state = any(word in state_abbreviations() for word in spot.words.texts[spot.last + 1 : spot.last + 2])
    return True if spot.after == "," and state else None


def bearing_follows(spot: Spot) -> bool | None:
    """A town before where it lies: "Sderot, north of Gaza", "Mandur, 30 km south of Batticaloa"."""
    if spot.after != "," or not any(c.main and c.level != "country" for c in spot.candidates):
        return None
    behind = spot.words.lower[spot.last + 1 : spot.last + 6]
    to = next((at for at, word in enumerate(behind) if word in ("of", "from") and at), 0)
    return True if to and behind[to - 1] in BEARINGS and (to == 1 or behind[to - 2] in AWAY) else None


BEARINGS = frozenset({"north", "south", "east", "west", *QUARTERS})
AWAY = frozenset("km kilometers kilometres miles just".split())


ROAD_BEFORE = frozenset("on off of along near at from to and".split())


def numbered_road(spot: Spot) -> bool | None:
    """A highway is no country: "pulled over on U.S. 31 near Peru"."""
    return False if spot.lower in {"u.s.", "us"} and spot.after.isdigit() and spot.before in ROAD_BEFORE else None


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


def between_two(spot: Spot) -> bool | None:
    """One of the ends of "between A and B", or of a road: "on the road from A to B", "the A-B highway"; never of people: "between Ana and Ben"."""
    if not any(c.main and c.level in ("town", "district", "region") for c in spot.candidates):
        return None
    words, roads = spot.words, word_list("roads")
    if spot.before == "between":
        first = spot.after == "and" and words.is_name(spot.last + 1)
        return True if first and _stands_alone(words, spot.last + 1) and _on_the_way(spot, spot.first - 2) else None
    if spot.before == "and":
        second = words.at(spot.first - 3) == "between" and words.is_name(spot.first - 2) and not _name_follows(spot)
        return True if second and _on_the_way(spot, spot.first - 4) else None
    if spot.before in ("from", "to") and not _name_follows(spot):
        return True if any(words.at(at) in roads for at in range(spot.first - 5, spot.first - 1)) else None
    if spot.after in DASHES:
        return True if words.is_name(spot.last + 1) and words.at(spot.last + 2) in roads else None
    return True if spot.before in DASHES and spot.after in roads else None


DASHES = ("-", "–")


def _on_the_way(spot: Spot, at: int) -> bool:
    """Whether what the parser takes for people may be towns: "ambushed between A and B", "a road between A and B", not "talks between A and B"."""
    if spot.label != "PERSON":
        return True
    words = spot.words
    if spot.lower in spot.people.surnames or spot.lower in word_list("given names") or at < 0 or not words.sentence.parsed:
        return False
    while at > 0 and (words.at(at) in CALENDAR or words.at(at) in OF_THE_DAY):  # "was attacked *on Saturday afternoon* between A and B"
        at -= 1
    return words.at(at) in word_list("roads") or place_noun_level(words.at(at)) is not None or words.doc[at].tag_ in ("VBN", "VBD")


OF_THE_DAY = frozenset("on at in early late morning afternoon evening night noon dawn dusk".split())


def _stands_alone(words: Words, at: int) -> bool:
    """Whether a name is of one word."""
    return not words.is_name(at + 1) or words.at(at + 1) in CALENDAR


def residence(spot: Spot) -> bool | None:
    """Where a person of given age is from: "Roe, 49, of Barry"."""
    words = spot.words
    return (
        True
        if spot.before in ("of", "from") and words.at(spot.first - 2) == "," and words.at(spot.first - 3).isdigit() and not _name_follows(spot)
        else None
    )


def crossing(spot: Spot) -> bool | None:
    """The second of two streets: "near 61st Street and Peoria"."""
    return False if spot.before == "and" and spot.words.at(spot.first - 2) in word_list("streets") else None


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


def nearby(spot: Spot) -> bool | None:
    """ "In nearby X"; "families have fled X"; "rebels raided X on Monday"."""
    misread = spot.label == "DATE" or (spot.label == "NORP" and spot.lower in adjectives())
    if _name_follows(spot) or misread or not any(c.main and c.level != "country" for c in spot.candidates):
        return None
    if spot.before in ("nearby", "neighbouring", "neighboring"):
        return True
    if spot.before in word_list("attacked towns") and (spot.after in ("on", "in", "overnight", "before", "after", "for") or spot.after in CALENDAR):
        return True if _may_be_struck(spot) else None
    object_of = spot.before in word_list("takes a place") and (_may_be_struck(spot) if spot.label == "PERSON" else spot.label != "ORG")
    return True if object_of or spot.before in ("fled", "fleeing", "overran", "retook") else None


STRUCK_TOWN = 20_000  # people


def _may_be_struck(spot: Spot) -> bool:
    """Whether the object of an attack is a town: "an air strike hit Jilib on Monday", not "the rebels hit Jordan on the head"."""
    given = spot.words.at(spot.first) in word_list("given names")
    least = STRUCK_TOWN if spot.label == "PERSON" and spot.single else 5_000
    town = spot.population > least and any(c.level == "town" for c in spot.candidates)
    return town and not (spot.label == "PERSON" and given)


def after_locative(spot: Spot) -> bool | None:
    """In, at or near it, and no name goes on: whatever else the parser sees there."""
    if spot.before in ("in", "near", "outside", "inside", "around", "across", "throughout", "over") and not _name_follows(spot):
        misread = spot.label == "DATE" and spot.lower not in FEASTS and any(c.main and c.level == "town" for c in spot.candidates)
        return True if misread or spot.label in ("", "ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT") else None
    own = any(c.feature == "LEX" and c.main for c in spot.candidates) or spot.population > 20_000
    return True if own and spot.before in ("to", "from", "of", "on", "at", "into", "toward", "towards") and not _name_follows(spot) else None


FEASTS = frozenset("ramadan easter christmas nowruz eid diwali passover lent advent muharram ashura carnival".split())


@cache
def _codes() -> Mapping[str, str]:
    """The code of each country by its name in lower case."""
    return {name.lower(): code for code, entry in countries().items() for name in (entry.name, *entry.other_names)}


def owned(spot: Spot) -> bool | None:
    """A town after its country: "Syria's Manbij"."""
    if spot.before not in ("'s", "’s") or _name_follows(spot):
        return None
    code = _codes().get(spot.words.at(spot.first - 2))
    return True if code and any(c.main and c.country == code for c in spot.candidates) else None


ENTRY_TOWN = 10_000  # people


def heads_entry(spot: Spot) -> bool | None:
    """The head of a list's entry: "Harbour: a tractor hit a mine"; not who speaks, in an interview."""
    if not spot.words.opens_entry(spot.first, spot.last) or spot.label == "PERSON" or spot.lower in word_list("given names"):
        return None
    return True if spot.population >= ENTRY_TOWN and any(c.level in ("town", "district") for c in spot.candidates) else None


def big_enough(spot: Spot) -> bool | None:
    """What is left is a place where it is a big one."""
    floor = {"ORG": 50_000, "PERSON": 300_000, "": 100_000}.get(spot.label, 200_000)
    if spot.first == 0 and spot.single and not spot.label:
        floor *= 3
    return spot.population >= floor or any(c.feature == "LEX" and c.main for c in spot.candidates if spot.label != "PERSON")


RULES: tuple[Rule, ...] = (
    shouted,
    short_code,
    aged,
    container_follows,
    bearing_follows,
    residence,
    mere_word,
    numbered_road,
    mere_words,
    tail_of_name,
    between_two,
    with_article,
    saint,
    common_word,
    organisation,
    place_noun,
    person_name,
    longer_name,
    crossing,
    well_known,
    seen_by_parser,
    after_locative,
    owned,
    nearby,
    listed,
    heads_entry,
    big_enough,
)


def is_place(spot: Spot) -> bool:
    """Whether the run names a place: the first rule with an opinion says."""
    return next((opinion for rule in RULES if (opinion := rule(spot)) is not None), False)
