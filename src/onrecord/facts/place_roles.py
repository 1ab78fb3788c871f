"""What a toponym does in its sentence: place of the dateline, of an event, an adjective of somebody, or none of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from onrecord.facts.people import people_noun
from onrecord.facts.place_lexicon import word_list
from onrecord.facts.place_words import CALENDAR, Toponym, Words
from onrecord.text.sentences import is_heading
from onrecord.text.tokens import Token

Role = Literal["dateline", "adjective", "event", "other"]
RoleRule = Callable[[Toponym, "Role | None", frozenset[int]], "Role | None"]
DASHES = frozenset({"-", "–", "—", "--", "---", "―"})
FILLERS = word_list("fillers")
FACING_AWAY = word_list("facing away")
LIKE_PLACES = word_list("place-like nouns") | {"community", "communities"}
HIT = word_list("hit")
LANDING = frozenset("hit strike land fall slam crash explode damage kill wound injure target destroy smash plough reach".split())
FIRED = word_list("fired")


def _back(toponym: Toponym, named: frozenset[int] = frozenset()) -> int:
    """The token that governs the toponym: the nearest one before it that is no article, adjective, direction, place noun or other place of it."""
    words = toponym.words
    at = toponym.start - 1
    while at >= 0 and toponym.start - at < 10 and _belongs(words, at, toponym.start, named):
        at -= 1
    return at


def _belongs(words: Words, at: int, start: int, named: frozenset[int]) -> bool:
    """Whether the token only leads up to the toponym: "in [the eastern Ukrainian city of] X"."""
    lower = words.at(at)
    if lower == "of":
        return _is_place_noun(words.at(at - 1)) or words.at(at - 1) in LIKE_PLACES
    if words.at(at + 1) == "of" and lower in LIKE_PLACES:
        return True  # "near [the airport of] X"
    if lower == "," and _is_place_noun(words.at(at - 1)):
        return at == start - 1  # "in the capital, X"
    if lower.isspace():
        return True
    if lower in FILLERS or lower in word_list("directions") or at in named:
        return True
    if _is_place_noun(lower):
        return at == start - 1 or words.at(at + 1) in ("of", ",") or _modifies(words, at)
    if words.sentence.parsed:
        return (words.doc[at].pos_ in ("ADJ", "ADV", "DET", "NUM", "PART") and lower not in ("all", "to")) or _modifies(words, at)
    return False


def _modifies(words: Words, at: int) -> bool:
    """Whether the token stands before a noun as a part of it: "border town", "Black Sea resort"."""
    return (
        words.sentence.parsed
        and words.doc[at].dep_ in ("compound", "amod", "nmod", "poss")
        and words.doc[at].pos_ in ("NOUN", "PROPN", "ADJ", "ADV", "VERB")
    )


def _is_place_noun(lower: str) -> bool:
    return lower in ("cities", "towns", "villages", "parts", "outskirts") or any(
        lower in word_list(f"place nouns: {kind}") for kind in ("town", "district", "region", "area")
    )


def dateline(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """The town at the head of a report: "KYIV, Ukraine (Agency) —", "By A. B. KYIV 1997-02-08"."""
    words = toponym.words
    if words.sentence.index > 8 or toponym.start > 9:
        return None
    if is_heading(words.sentence.text):
        return "dateline"
    upper = words.text(toponym.first, toponym.last).isupper() and len(toponym.name) > 3
    rest = words.texts[toponym.end : toponym.end + 12]
    dash = next((i for i, text in enumerate(rest) if text in DASHES), None)
    plain = toponym.start == 0 or upper or words.at(toponym.start - 1) in (",", "/")
    if plain and dash is not None and all(t[:1].isupper() or t in (",", "(", ")", "/", ".") or t.isdigit() for t in rest[:dash]):
        return "dateline" if toponym.start == 0 or upper or words.texts[0].isupper() else None
    if upper and rest and (rest[0][:4].isdigit() or rest[0].lower() in CALENDAR or "(" in rest[:4]) and not words.shouting:
        return "dateline"
    return None


def heads_entry(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """The town or district at the head of a list's entry: "Harbour: a tractor hit a mine". States and capitals so written speak."""
    words = toponym.words
    if not words.opens_entry(toponym.start, toponym.end) or toponym.adjective is not None:
        return None
    speaks = any(c.main and (c.level == "country" or c.feature == "PPLC") for c in toponym.candidates)
    return None if speaks or words.text(toponym.first, toponym.last).isupper() else "event"


def demonym(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """Adjectives of countries; "Russian soil" is a place."""
    if toponym.adjective is None:
        return None
    return None if toponym.end > toponym.last else "adjective"


def in_list(_toponym: Toponym, before: Role | None, _named: frozenset[int]) -> Role | None:
    """The next of a list of places is what the one before is."""
    return before if before in ("event", "other") else None


def _head_noun(toponym: Toponym) -> Token | None:
    """The noun that the toponym modifies from the left: "Chicago police", "Las Vegas attack", "Tajikistan's hostage crisis"."""
    words = toponym.words
    if not words.sentence.parsed:
        return None
    token = words.doc[toponym.end - 1]
    if toponym.end < len(words.doc) and (words.doc[toponym.end].text in ("'s", "’s", "'", "’")):
        return token.head if token.dep_ == "poss" and token.head.i > token.i else None
    head = token
    while head.dep_ in ("compound", "nmod", "amod", "poss", "npadvmod") and head.head.i > head.i and head.head.i - token.i < 5:
        head = head.head
    return head if head.i > token.i and head.pos_ in ("NOUN", "PROPN") else None


# Who has a post in a place, or rules from it, speaks there, whatever happens where: "the United States *mission* in Yemen accused the group".
POSTS = frozenset(
    "mission embassy consulate ambassador envoy delegation bureau correspondent diplomat diplomats government regime leadership".split()
)


def posted(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """The country of an embassy that speaks, and the seat of a government that does."""
    words = toponym.words
    if words.at(toponym.start - 2) not in POSTS or words.at(toponym.start - 1) not in ("in", "to") or not words.sentence.parsed:
        return None
    return "other" if words.doc[toponym.start - 2].dep_ == "nsubj" else None


SCHOOLS = frozenset("school university college academy institute hospital church".split())
# What is told of people by where they study or work, and not there.
TOLD_ELSEWHERE = frozenset(
    "charge arrest say tell accuse indict plead face testify add believe note write describe explain convict sentence suspect identify".split()
)


def of_a_school(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """Where somebody studies or works who speaks, or stands before a court: "a sophomore at *Harbour High School* is charged with"."""
    words = toponym.words
    if words.at(toponym.end - 1) not in SCHOOLS or words.at(toponym.start - 1) not in ("at", "of", "with") or not words.sentence.parsed:
        return None
    who = words.doc[toponym.start - 1].head
    told = who.dep_ in ("nsubj", "nsubjpass", "appos") and who.head.lemma_.lower() in TOLD_ELSEWHERE
    return "other" if told and who.pos_ == "NOUN" and people_noun(who.lower_) is not None else None


# Houses that a report may name only for who studies, works, is cared for or held there: of those no deed takes its place.
HOUSE = re.compile(r"\b(?:school|university|college|academy|institute|hospital|clinic|medical|infirmary|jail|prison|detention)\b", re.I)
CARE = re.compile(r"\b(?:hospital|clinic|medical|infirmary)\b", re.I)
TAKEN_TO = re.compile(
    r"\b(?:taken|rushed|airlifted|flown|transported|brought|transferred|driven|admitted|evacuated|sent)\s+(?:[\w-]+\s+){0,4}?(?:to|at)\s+(?:the\s+)?$"
    r"|\b(?:pronounced|declared)\s+dead\b[^.;]*$",
    re.I,
)
JAIL = re.compile(r"\b(?:jail|prison|detention|correctional|penitentiary|remand)\b", re.I)
IN_CUSTODY = re.compile(r"\b(?:custody|being held|is held|are held|jailed|booked|lodged|inmate|housed)\b[^.;]*$", re.I)


def kept_in(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """Where somebody was taken who was hurt or caught elsewhere: "rushed to *Mercy Hospital*", "is in custody at *Harbour County Jail*"."""
    words = toponym.words
    house = words.text(toponym.start, min(toponym.end + 1, len(words.texts)))
    before = words.sentence.text[: words.doc[toponym.start].idx]
    taken = (CARE.search(house) and TAKEN_TO.search(before)) or (JAIL.search(house) and IN_CUSTODY.search(before))
    return "other" if taken else None


def plainly_in(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """Between a preposition and a pause: "Near X, ..."; "in X on Friday"."""
    words = toponym.words
    follows = words.at(toponym.end)
    pause = (
        follows in ("", ",", ".", ";", ":", ")", "on", "and", "when", "after", "as", "where", "which", "that", "by", "late", "early")
        or follows in CALENDAR
    )
    if not pause or words.at(toponym.start - 1) not in word_list("locative"):
        return None
    return "event" if words.at(toponym.start - 1) != "between" else None


def between(toponym: Toponym, before: Role | None, _named: frozenset[int]) -> Role | None:
    """Between two towns is a place; between two countries is a place only at their border."""
    words = toponym.words
    if words.at(toponym.start - 1) != "between":
        return None
    states = any(c.level == "country" and c.main for c in toponym.candidates)
    return "event" if not states or any(words.at(toponym.start - back) in ("border", "frontier", "front", "crossing") for back in (2, 3)) else "other"


def on_a_road(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """Either end of a road on which something happened: "on the road from A to B", "the A-B highway"."""
    words, roads = toponym.words, word_list("roads")
    if words.at(toponym.start - 1) in ("from", "to"):
        way = [words.at(at) for at in range(max(0, toponym.start - 7), toponym.start - 1)]
        ends = words.at(toponym.start - 1) == "from" or "from" in way
        return "event" if ends and "on" in way and not roads.isdisjoint(way) else None
    dashes = ("-", "–")
    first = words.at(toponym.end) in dashes and words.at(toponym.end + 2) in roads
    return "event" if first or (words.at(toponym.start - 1) in dashes and words.at(toponym.end) in roads) else None


PROSECUTORS = frozenset("attorney attorneys prosecutor prosecutors".split())


def modifier(toponym: Toponym, _before: Role | None, named: frozenset[int]) -> Role | None:
    """A place that stands before a noun takes its part from the noun: people are of it, events and buildings are in it."""
    words = toponym.words
    if words.at(toponym.end + 1) in PROSECUTORS and words.at(toponym.end) in {"district", "state", "city", "commonwealth"}:
        return "adjective"  # "the Harbour County District Attorney's Office decides"
    if people_noun(words.at(toponym.end)) is not None and any(c.level == "country" and c.main for c in toponym.candidates):
        return "adjective"  # "took a New Zealand pilot hostage"
    head = _head_noun(toponym)
    if head is not None and head.i in named:
        return "other"  # "Ukraine's Crimea": the other name is the place
    lower = (
        head.lower_ if head is not None else words.at(toponym.end) if toponym.end < len(words.texts) and words.texts[toponym.end].isalpha() else ""
    )
    if head is None and lower not in word_list("people nouns"):
        owned = words.at(toponym.end) in ("'s", "’s", "'", "’")
        return "adjective" if owned and words.sentence.parsed else None
    town = any(c.level == "town" and c.main for c in toponym.candidates) and not any(c.level == "country" for c in toponym.candidates)
    if lower in word_list("sitting bodies") and town:
        return "event"  # "a Leeds court jailed him"
    if lower in word_list("people nouns"):
        return "adjective"
    if head is not None and head.i + 1 in named and _is_place_noun(lower):
        return "other"  # "the Niger capital Niamey": the other name is the place
    governor = words.at(_back(toponym, named))
    if lower in word_list("event nouns"):
        return "adjective" if _is_doing_it(toponym, head, named) else "event"
    owned = words.at(toponym.end) in ("'s", "’s", "'", "’")
    if lower in word_list("place-like nouns") or _is_place_noun(lower):
        if governor in ("toward", "towards", "at") and _is_goal(toponym, _back(toponym, named)):
            return "event"
        return "event" if governor in word_list("locative") or governor not in word_list("toward") else "other"
    if head is None or governor in word_list("locative"):
        country = any(c.level == "country" and c.main for c in toponym.candidates)
        return None if head is None or owned or head.pos_ == "PROPN" else "adjective" if country else "event"
    return "adjective" if owned or head.pos_ == "PROPN" else "other"


# States whose short names stand before what they do, and such deeds: "a *U.S.* air strike killed nine".
SHORT_STATES = frozenset({"U.S.", "US", "U.K.", "UK", "EU", "UAE", "NATO"})
STRIKES = frozenset("strike airstrike raid drone missile bombing bombardment operation offensive incursion invasion campaign sanction".split())


def _is_doing_it(toponym: Toponym, deed: Token | None, named: frozenset[int]) -> bool:
    """Whether a state before a deed's noun does it, as the place behind tells: "a *US* drone strike in Baghdad"."""
    state = any(c.level == "country" and c.main for c in toponym.candidates)
    if deed is not None and toponym.name in SHORT_STATES and deed.lemma_.lower() in STRIKES:
        return True
    return state and deed is not None and any(at - 1 > deed.i and toponym.words.at(at - 1) in word_list("locative") | {"on"} for at in named)


def away(toponym: Toponym, _before: Role | None, named: frozenset[int]) -> Role | None:
    """Directions, comparisons and borders are not where it happens."""
    words = toponym.words
    governor = _back(toponym, named)
    lower = words.at(governor)
    if lower in FACING_AWAY and lower != "including":
        return "other"
    if lower in ("to", "toward", "towards", "at") and words.sentence.parsed and _is_goal(toponym, governor):
        return "event"
    return "other" if lower in word_list("toward") and lower not in ("against",) else None


def _is_goal(toponym: Toponym, governor: int) -> bool:
    """Whether troops are sent there: "deployed to X", "moved two battalions from Y to X"; or a town is fired at: "rockets were fired toward X"."""
    doc = toponym.words.doc
    verb = doc[governor].head
    if verb.dep_ == "prep" and verb.head.pos_ == "VERB":
        verb = verb.head
    lemma = verb.lemma_.lower()
    if toponym.words.at(governor) != "to":
        others = {child.lower_ for child in verb.children}
        town = not any(c.level == "country" and c.main for c in toponym.candidates)
        return town and lemma in ("fire", "launch", "lob", "shoot") and "from" not in others
    moved = {child.lower_ for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "nsubj")}
    return lemma in word_list("deploying") or (lemma in word_list("moving") and not moved.isdisjoint(word_list("forces moved")))


def punished(toponym: Toponym, _before: Role | None, named: frozenset[int]) -> Role | None:
    """Sanctions on, and anger at, a country do not happen there."""
    words = toponym.words
    governor = _back(toponym, named)
    if words.at(governor) not in ("on", "upon", "over", "into") or governor < 1:
        return None
    noun = words.doc[governor].head.lower_ if words.sentence.parsed else words.at(governor - 1)
    return "other" if noun in word_list("punishing") or words.at(governor - 1) in word_list("punishing") else None


def including(toponym: Toponym, _before: Role | None, named: frozenset[int]) -> Role | None:
    """ "In border cities including X": as the noun before it."""
    words = toponym.words
    governor = _back(toponym, named)
    if words.at(governor) != "including" and not (words.at(governor) == "as" and words.at(governor - 1) == "such"):
        return None
    return "event" if any(words.at(i) in word_list("locative") for i in range(max(0, governor - 7), governor)) else "other"


def of_something(toponym: Toponym, _before: Role | None, named: frozenset[int]) -> Role | None:
    """After "of": an event, an edge or a part of the place is there; people and things of it need not be."""
    words = toponym.words
    governor = _back(toponym, named)
    if words.at(governor) != "of":
        return None
    noun = words.at(governor - 1)
    return "event" if noun in word_list("event nouns") or noun in word_list("parts of places") else "other"


def some_of(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """ "Patrolled parts of X": wherever in it."""
    words = toponym.words
    at = toponym.start - 2 if words.at(toponym.start - 1) == "the" else toponym.start - 1
    return "event" if words.at(at) == "of" and words.at(at - 1) in ("parts", "areas", "swathes", "swaths", "pockets", "corners") else None


OF_ORIGIN = frozenset("mostly mainly originally largely all both hail hails hailed hailing people workers men women soldiers residents".split())


def locative(toponym: Toponym, _before: Role | None, named: frozenset[int]) -> Role | None:
    """After "in", "near", "across" and the like; after "from" where something is fired or moved."""
    words = toponym.words
    governor = _back(toponym, named)
    lower = words.at(governor)
    if lower in word_list("locative"):
        return "event"
    if lower == "from":
        verb = words.doc[governor].head if words.sentence.parsed else None
        if verb is not None and verb.lemma_.lower() in word_list("speech places"):
            return "other"  # "our correspondent reports from X"
        if words.at(governor - 1) in OF_ORIGIN:
            return "other"  # "shot dead 23 of them, mostly from X"
        if verb is None or verb.pos_ in ("VERB", "AUX"):
            return "event"
        follows = words.doc[toponym.end].lemma_.lower() if toponym.end < len(words.doc) else ""
        if verb.lower_ in FIRED and (verb.head.lemma_.lower() in LANDING or follows in LANDING):
            return "other"  # "a rocket from Lebanon *hit* a pitch"
        return "event" if verb.lower_ in word_list("event nouns") or verb.lower_ in FIRED else "other"
    return "event" if lower == "against" and words.at(governor - 1) in word_list("event nouns") else None


# Whom these verbs take for their object is a state that acts: "accused *Rwanda* of sending troops".
SPOKEN_OF = frozenset(
    "accuse blame condemn urge warn praise thank criticise criticize denounce ask tell inform implicate suspect press support".split()
)


def struck(toponym: Toponym, _before: Role | None, named: frozenset[int]) -> Role | None:
    """The place that an attack falls on: object of "struck", "shelled"; subject of "came under fire", "was hit"."""
    words = toponym.words
    if not words.sentence.parsed:
        return None
    token = words.doc[toponym.end - 1]
    if token.dep_ == "pobj" and token.head.lower_ == "of" and _is_place_noun(token.head.head.lower_):
        token = token.head.head  # "the town of X came under fire"
    while token.dep_ in ("compound", "conj", "appos", "nmod") and token.head.i != token.i and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    verb = token.head
    governor = words.doc[max(0, _back(toponym, named))]
    if governor.pos_ == "VERB" and (governor.lemma_.lower() in word_list("attack verbs") or governor.lower_ in HIT):
        return "event"
    if token.dep_ == "dobj" and verb.lemma_.lower() in SPOKEN_OF:
        return "adjective"
    if token.dep_ in ("dobj", "nsubjpass", "obj"):
        return "event" if verb.lemma_.lower() in word_list("attack verbs") or verb.lower_ in HIT else "other"
    if token.dep_ in ("nsubj",):
        under_fire = verb.lemma_ in ("come", "be", "remain", "suffer", "see") and any(
            t.lower_ in ("under", "attack", "fire", "shelling", "siege") for t in verb.subtree if t.i > verb.i
        )
        return "event" if under_fire else "adjective"
    return None


def pointed_at(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """A country that somebody points, fires or is angry at: nothing happens "at Russia"."""
    country = any(candidate.level == "country" for candidate in toponym.candidates)
    return "other" if country and toponym.words.at(toponym.start - 1) == "at" and toponym.words.at(toponym.start - 2) in POINTING else None


POINTING = frozenset("points pointed pointing point anger aimed fury accusations blame furious angry".split())


COUNTING = frozenset("record register see suffer witness experience".split())


def counted_there(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """Where so many deeds are counted: "*Ecuador* recorded 4,619 murders"."""
    words = toponym.words
    token = words.doc[toponym.end - 1] if words.sentence.parsed else None
    if token is None or token.dep_ != "nsubj" or token.head.lemma_.lower() not in COUNTING:
        return None
    objects = (child for child in token.head.children if child.dep_ == "dobj" and child.i > token.head.i)
    deeds = word_list("event nouns")
    return "event" if any(each.lower_ in deeds or each.lemma_.lower() in deeds for each in objects) else None


def of_country(toponym: Toponym, _before: Role | None, _named: frozenset[int]) -> Role | None:
    """A country before a verb acts: "Moscow said", "North Korea fired"."""
    return "adjective" if toponym.words.at(toponym.end) in word_list("reporters") else None


ROLES: tuple[RoleRule, ...] = (
    dateline,
    heads_entry,
    demonym,
    in_list,
    between,
    on_a_road,
    punished,
    pointed_at,
    posted,
    of_a_school,
    kept_in,
    plainly_in,
    modifier,
    including,
    locative,
    some_of,
    of_something,
    away,
    counted_there,
    of_country,
    struck,
)


def find_roles(toponyms: Sequence[Toponym]) -> list[Role]:
    """The part that each toponym of one sentence plays; ``other`` where no rule has an opinion."""
    roles: list[Role] = []
    named = frozenset(index for toponym in toponyms for index in range(toponym.first, toponym.last))
    for number, toponym in enumerate(toponyms):
        before = roles[-1] if number and _listed(toponyms[number - 1], toponym) else None
        roles.append(next((role for rule in ROLES if (role := rule(toponym, before, named)) is not None), "other"))
    return roles


def _listed(before: Toponym, toponym: Toponym) -> bool:
    """Whether only a comma, "and" or an article stands between the two."""
    words = toponym.words
    between = words.lower[before.end : toponym.start]
    return 0 < len(between) <= 3 and all(word in (",", "and", "or", "the", "&", "/", "(", "in") for word in between) and before.adjective is None
