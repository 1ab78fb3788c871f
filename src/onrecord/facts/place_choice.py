"""Where the event of one sentence happened: which of its places belongs to the word that tells the event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.facts.answers import is_of_provocation
from onrecord.facts.event_features import Name, find_candidates
from onrecord.facts.event_place import load_event_places
from onrecord.facts.gazetteer import Candidate
from onrecord.facts.place_lexicon import word_list
from onrecord.facts.place_resolve import lies_in
from onrecord.facts.place_roles import Role
from onrecord.nouns import Place, Span
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj"})
FINENESS = {"point": 0, "town": 1, "area": 2, "district": 2, "region": 3, "country": 4, None: 5}
FAR = 9  # steps in the tree past which a place is not the trigger's, where the sentence has others
VERY_FAR = 15
SURE = 0.6  # of the learned part, to be heard where the rules see no place


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as one sentence names it: ``text[start:end]`` is the toponym as written.

    ``best`` is the place taken, ``runners_up`` are those it may mean instead.
    ``inside`` is the start of the mention that is said to hold it: "Bryansk, Russia", "the Yaqshid district of Mogadishu".
    """

    sentence: int
    start: int
    end: int
    place: Place
    role: Role
    runners_up: tuple[tuple[Candidate, float], ...] = ()
    best: Candidate | None = None
    inside: int | None = None


def choose_place(mentions: Sequence[PlaceMention], *, sentence: Sentence, trigger: int, clause: Span | None = None) -> PlaceMention | None:
    """The place of the event whose word stands at ``trigger`` (an offset in the report), or ``None`` where the sentence does not say.

    ``clause`` narrows the search where it holds a place at all.
    """
    here = [m for m in mentions if m.sentence == sentence.index]
    if (place := _where(here, sentence, trigger)) is not None:
        return place
    usable = [m for m in here if m.role == "event"]
    if clause is not None:
        usable = [m for m in usable if clause.covers(m.start)] or usable
    placed = [m for m in usable if m.place.lat is not None or m.best is None] or usable
    chosen = _nearest(placed, sentence, trigger) if placed else None
    chosen = chosen or _likeliest(here, sentence, trigger)
    return _joined(chosen, usable, sentence) if chosen is not None else None


def _likeliest(here: Sequence[PlaceMention], sentence: Sentence, trigger: int) -> PlaceMention | None:
    """The place that the learned part is sure of, where the rules see none; not where somebody only speaks, which they do see."""
    if not sentence.parsed:
        return None
    event = _token_at(sentence, trigger)
    placed = (m for m in here if m.role in ("event", "other") and m.place.lat is not None)
    asked = [m for m in placed if _cost(event, _token_at(sentence, m.end - 1)) is not None and not _is_home(m, sentence)]
    if not asked:
        return None
    names = find_candidates(sentence.doc, [name for m in here if (name := as_name(m, sentence)) is not None])
    scores = load_event_places().weigh(sentence.doc, event, names)
    spans = [sentence.span(sentence.doc[name.first : name.last]) for name in names]
    score, _, best = max(
        (max((score for score, span in zip(scores, spans, strict=True) if span.start < m.end and m.start < span.end), default=0.0), -number, m)
        for number, m in enumerate(asked)
    )
    return best if score >= SURE else None


def as_name(mention: PlaceMention, sentence: Sentence) -> Name | None:
    """A place as the learned part looks at it: by tokens."""
    inside = [t.i for t in sentence.doc if sentence.start + t.idx < mention.end and mention.start < sentence.start + t.idx + len(t)]
    return Name(inside[0], inside[-1] + 1, mention.role, mention.place.level or "unknown") if inside else None


def _where(here: Sequence[PlaceMention], sentence: Sentence, trigger: int) -> PlaceMention | None:
    """The place of "X, where the event happened"."""
    if not sentence.parsed:
        return None
    event = _token_at(sentence, trigger)
    for clause in (event, *event.ancestors):
        if clause.dep_ == "relcl":
            opens = any(child.lower_ == "where" and child.dep_ == "advmod" for child in clause.children)
            held = (m for m in here if m.start <= sentence.start + clause.head.idx < m.end and m.best is not None)
            return next(held, None) if opens else None
        if clause.dep_ not in ("conj", "xcomp", "dobj", "prep", "pobj", "nsubj", "nsubjpass", "compound", "advcl"):
            return None
    return None


def _nearest(usable: Sequence[PlaceMention], sentence: Sentence, trigger: int) -> PlaceMention | None:
    """The place nearest to the trigger: in the tree, or by the words where there is none."""
    if not sentence.parsed:
        return min(usable, key=lambda m: abs(m.start - trigger) + (40 if m.start < trigger else 0))
    event = _token_at(sentence, trigger)
    costs = [(cost, abs(m.start - trigger), m) for m in usable if (cost := _cost(event, _token_at(sentence, m.end - 1))) is not None]
    if not costs:
        local = (m for m in usable if _is_of_local_voice(event, _token_at(sentence, m.end - 1)))
        return next((m for m in local if m.best is None or m.best.feature != "PPLC"), None)  # in a capital, people speak of the whole country
    cost, _, best = min(costs, key=lambda row: row[:2])
    roads = [row for row in costs if _is_road(row[2], sentence)]
    if best in [m for _, _, m in roads] and len(roads) < len(costs):
        cost, _, best = min((row for row in costs if row not in roads), key=lambda row: row[:2])  # "in Gusau ... blocked the Sokoto highway"
    if event.dep_ in ("acl", "relcl") and _is_origin(best, sentence):  # "a missile launched from Y landed in X"
        cost, _, best = min((row for row in costs if not _is_origin(row[2], sentence)), key=lambda row: row[:2], default=(cost, 0, best))
    others = [m for _, _, m in costs if m is not best and not _nested(m, best)]
    if cost >= (FAR if others else VERY_FAR):
        return None
    reach = cost + (WITHIN_FRONTED if _is_fronted(best, sentence) else WITHIN)
    return _finest(best, [m for other, _, m in costs if (other <= reach or m.inside == best.start) and not _is_example(best, m, sentence)])


# How much further a finer place may stand, in the tree, than the one that holds it; and where that one opens the sentence, and only sets the scene.
WITHIN, WITHIN_FRONTED = 1.6, 4.5


def _is_fronted(mention: PlaceMention, sentence: Sentence) -> bool:
    """Whether a place opens the sentence: "In *Colombia*, gunmen shot dead a mayor in Tibu", "Elsewhere in *Darfur*, men took"."""
    after = sentence.text[mention.end - sentence.start :].lstrip()
    return len(sentence.text[: mention.start - sentence.start].split()) <= OPENING and after.startswith(",")


OPENING = 5  # words


def _is_example(best: PlaceMention, mention: PlaceMention, sentence: Sentence) -> bool:
    """ "In southern Lebanon, including Tyre": the whole is the place."""
    between = sentence.text[best.end - sentence.start : mention.start - sentence.start].lower() if best.end <= mention.start else ""
    return "including" in between or "such as" in between


def _is_origin(mention: PlaceMention, sentence: Sentence) -> bool:
    token = _token_at(sentence, mention.end - 1)
    return token.dep_ == "pobj" and token.head.lower_ == "from"


def _is_home(mention: PlaceMention, sentence: Sentence) -> bool:
    """Whether somebody is only from there: "a labourer from Bihar"."""
    token = _token_at(sentence, mention.end - 1)
    return mention.role == "other" and _is_origin(mention, sentence) and token.head.head.pos_ in ("NOUN", "PROPN")


def _is_of_local_voice(event: Token, place: Token) -> bool:
    """Whether people of the place tell the event: "Police in Gaziantep said a man was shot"; not whoever only speaks there."""
    noun = next((token.head for token in (place, *place.ancestors) if token.dep_ == "prep"), None)
    if noun is None or noun.dep_ != "nsubj" or noun.head.lower_ not in word_list("speech places"):
        return False
    local = noun.lower_ in word_list("local voices") or any(child.lower_ == "local" for child in noun.children)
    return local and noun.head in event.ancestors


def _is_road(mention: PlaceMention, sentence: Sentence) -> bool:
    """Whether the place only names a road that leads to it: "the Sokoto highway"."""
    after = sentence.text[mention.end - sentence.start :].split(maxsplit=1)
    return bool(after) and after[0].strip(".,;").lower() in word_list("roads")


def _joined(chosen: PlaceMention, usable: Sequence[PlaceMention], sentence: Sentence) -> PlaceMention:
    """The places of "between A and B", "in Syria and Iraq" or "the A, B and C regions", as one area with its middle; else the chosen one."""
    group = next((group for group in _lists(usable, sentence) if chosen in group), [])
    if len(group) < 2:
        return chosen
    before = sentence.text[: group[0].start - sentence.start].split()
    after = sentence.text[group[-1].end - sentence.start :].lstrip()
    levels = {m.place.level for m in group}
    noun = after.split(maxsplit=1)[:1]
    between = len(group) == 2 and (before[-1:] == ["between"] or before[-2:] == ["between", "the"] or _is_way(group, sentence))
    countries = len(group) == 2 and before[-1:] != [","] and levels == {"country"} and after[:1] not in ("'", "’")
    regions = len(levels) == 1 and bool(noun) and noun[0].strip(".,;") in word_list("plural regions") | word_list("plural districts")
    return (_middle(group, sentence) if between or countries or regions else None) or chosen


def _is_way(group: Sequence[PlaceMention], sentence: Sentence) -> bool:
    """Whether two places are the ends of a road: "on the road from A to B", "the A-B highway"."""
    first, last = (mention.start - sentence.start for mention in group)
    before = [word.lower() for word in sentence.text[:first].split()[-3:]]
    roads = word_list("roads")
    if sentence.text[group[0].end - sentence.start : last].strip() == "to":
        return before[-1:] == ["from"] and not roads.isdisjoint(before)
    after = sentence.text[group[1].end - sentence.start :].split(maxsplit=1)
    return bool(after) and after[0].strip(".,;").lower() in roads


def _lists(usable: Sequence[PlaceMention], sentence: Sentence) -> Iterator[list[PlaceMention]]:
    """Runs of places joined by commas and "and", the last by "and"."""
    run: list[PlaceMention] = list(usable[:1])
    for first, second in pairwise(usable):
        joint = sentence.text[first.end - sentence.start : second.start - sentence.start].replace(",", " , ").split()
        if joint in (["and"], ["and", "the"], [",", "and"], ["to"], ["-"], ["–"]):
            yield [*run, second]
            run = [second]
        elif joint == [","]:
            run.append(second)
        else:
            run = [second]


def _middle(group: Sequence[PlaceMention], sentence: Sentence) -> PlaceMention | None:
    places = [m.place for m in group]
    points = [(p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None]
    if len(points) < len(places) or max(lon for _, lon in points) - min(lon for _, lon in points) > 60:
        return None
    first, last = group[0], group[-1]
    words = sentence.text[first.start - sentence.start : last.end - sentence.start]
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    lat, lon = round(sum(lats) / len(lats), 4), round(sum(lons) / len(lons), 4)
    radius = max(20.0, 111.2 * max(max(lats) - min(lats), max(lons) - min(lons)) / 2)
    country = places[0].country if len({p.country for p in places}) == 1 else None
    name = " and ".join(filter(None, [", ".join(p.name or "" for p in places[:-1]), places[-1].name]))
    place = Place(words, name, lat, lon, country, None, "area", round(radius, 1), "middle", first.start, last.end)
    return PlaceMention(first.sentence, first.start, last.end, place, "event")


def _token_at(sentence: Sentence, offset: int) -> Token:
    """The token that covers an offset of the report."""
    within = offset - sentence.start
    return next((token for token in reversed(sentence.doc) if token.idx <= within), sentence.doc[0])


def _cost(event: Token, place: Token) -> float | None:
    """How far the place is from the event in the tree, clause borders counted thrice; ``None`` where it belongs to another clause's speaker."""
    up_event = [event, *event.ancestors]
    up_place = [place, *place.ancestors]
    shared = next((token for token in up_event if token in up_place), None)
    if shared is None or is_of_provocation(place, event):
        return None
    if any(token.dep_ == "advcl" and any(mark.lower_ in {"if", "unless"} for mark in token.children) for token in up_place[: up_place.index(shared)]):
        return None  # "threatened to blow up the building unless troops left *Chechnya*"
    below_event, below_place = up_event[: up_event.index(shared)], up_place[: up_place.index(shared)]
    if _is_speech(shared, below_place, below_event) or _is_of_talk(shared, below_place, below_event) or _is_of_the_deed(event, shared, below_place):
        return None
    borders_event = sum(token.dep_ in CLAUSES and token.pos_ in ("VERB", "AUX") for token in below_event)
    borders_place = sum(token.dep_ in CLAUSES and token.pos_ in ("VERB", "AUX") for token in below_place)
    if any(token.dep_ == "advcl" and _is_meanwhile(token) for token in below_place):
        return None  # "detonated bombs at a church, while his sons rode into *another*"
    if sum(token.dep_ == "advcl" for token in below_place) > 1:
        return None  # two clauses down: "hanged two men, its first since it vowed to be harder after a bomb killed nine in *Kabul*"
    steps = sum(token.dep_ not in ("prep", "pobj", "compound", "amod", "nmod", "appos", "poss", "conj") for token in (*below_event, *below_place))
    length = 0.3 * (len(below_event) + len(below_place))
    return steps + length + 1.5 * borders_event + 3 * borders_place + _aside(below_place)


def _is_meanwhile(clause: Token) -> bool:
    """Whether a clause tells what others did meanwhile."""
    marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
    return "while" in marks and any(child.dep_ in {"nsubj", "nsubjpass"} for child in clause.children) and clause.tag_ in {"VBD", "VBZ", "VBP"}


def _aside(below_place: Sequence[Token]) -> float:
    """The cost of hanging on a person, who is from there or is there for another reason, or on the way something came."""
    cost = 0.0
    for token in below_place:
        if token.dep_ in ("nsubj", "nsubjpass", "dobj", "appos") and (token.ent_type_ == "PERSON" or token.lower_ in word_list("people nouns")):
            cost += 2.0
        if token.dep_ == "prep" and token.lower_ == "from":
            cost += 3.0
    return cost


def _is_speech(shared: Token, below_place: Sequence[Token], below_event: Sequence[Token]) -> bool:
    """Whether the place says where somebody spoke: it hangs on a word of saying whose content holds the event."""
    speech = word_list("speech places")
    if shared.lower_ in speech and any(token.dep_ in ("ccomp", "parataxis", "xcomp") for token in below_event):
        return not any(token.dep_ == "ccomp" for token in below_place)
    return any(token.lower_ in speech and token.pos_ == "VERB" for token in below_place)


def _is_of_talk(shared: Token, below_place: Sequence[Token], below_event: Sequence[Token]) -> bool:
    """Whether the place says where people met who only talked of the event: "met in Niamey to discuss a raid", "In New York, they condemned"."""
    talk = word_list("talking")
    if any(token.pos_ == "VERB" and token.lemma_.lower() in talk for token in below_event[1:]):
        return True
    fronted = bool(below_place) and below_place[-1].i < shared.i and below_place[-1].dep_ == "prep"
    return fronted and bool(below_event) and shared.lemma_.lower() in talk


# Deeds of those who arrest: "arrested six men in *raids* in X" is there.
OF_ARREST = frozenset("raid raids operation operations sweep sweeps swoop swoops search searches crackdown".split())


# How long somebody is jailed for.
TERMS = frozenset("life year years month months day days".split())


def _is_of_the_deed(event: Token, shared: Token, below_place: Sequence[Token]) -> bool:
    """Whether the place is where the deed was done that somebody answers for: "jailed for a fire in X", "charged with a killing in X"."""
    if event.lower_ in word_list("punishing"):
        return any(token.lower_ in ("for", "over") and not _is_term(inner) for inner, token in pairwise(below_place))
    if event.lemma_.lower() not in word_list("answering") or not below_place or event.pos_ not in ("VERB", "AUX"):
        return False
    if shared is event and below_place[-1].lower_ in ("of", "with", "on"):
        return True
    deeds = (word_list("event nouns") | {"death", "deaths", "connection"}) - OF_ARREST
    return any(
        token.dep_ == "prep" and ((token.lower_ in ("for", "over") and not _is_term(inner)) or (token.lower_ == "in" and inner.lower_ in deeds))
        for inner, token in pairwise(below_place)
    )


def _is_term(noun: Token) -> bool:
    """Whether somebody is jailed for so long: "for *life* in Leeds"."""
    return noun.ent_type_ == "DATE" or noun.lower_ in TERMS


def _nested(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether one of the two places lies in the other, or nobody knows where one is."""
    return a.best is None or b.best is None or a.best == b.best or lies_in(a.best, b.best) or lies_in(b.best, a.best)


def _finest(best: PlaceMention, near: Sequence[PlaceMention]) -> PlaceMention:
    """The most specific place among those that lie in the chosen one; a name nobody knows counts where it is said to lie there."""
    for mention in sorted(near, key=lambda m: FINENESS[m.place.level]):
        if mention.inside == best.start:
            return mention
        if mention.best and best.best and FINENESS[mention.place.level] < FINENESS[best.place.level] and lies_in(mention.best, best.best):
            return mention
    return best
