"""One claim on its way: what the words of one sentence say of one event, before anything is taken from other sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

import msgspec

from onrecord.claims import grammar
from onrecord.claims.gates import in_class
from onrecord.claims.mentions import OUTLAWS, EventMention, befell_only, is_pointer, is_result, read_mention
from onrecord.claims.own_places import is_of_clause_since, is_where_one_dies
from onrecord.claims.parties import find_parties
from onrecord.claims.triggers import Trigger
from onrecord.claims.voices import Attribution, certainty_at, chain_at
from onrecord.facts.kinds import kind_guess
from onrecord.facts.names import Names
from onrecord.facts.place_resolve import Resolved
from onrecord.facts.place_roles import Role
from onrecord.facts.places import PlaceMention, choose_place
from onrecord.facts.times import TimeMention, choose_time
from onrecord.facts.times_choose import tells_of_words
from onrecord.facts.tolls import TollMention, choose_tolls, combine_tolls
from onrecord.nouns import Claim, EventType, Kind, Party, Problem, Report, Span, Voice, When
from onrecord.read.damage import damaged_joint
from onrecord.text.marks import closed, name_alone
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

Choice = TypeVar("Choice", PlaceMention, TimeMention)
DEFINITE = frozenset("the this that these those his her its their both".split())


@dataclass(slots=True, eq=False)
class Draft:
    """A claim on its way: the mention it comes from and the claim so far, with what is its own and what was carried over."""

    mention: EventMention
    claim: Claim
    own_place: bool = False
    own_when: bool = False
    own_toll: bool = False
    thread: int = -1
    position: int = -1
    carried: set[str] = field(default_factory=set)
    told_on: date | None = None

    def is_after_telling(self, day: date) -> bool:
        """Whether a day is later than that on which its own words were said: "on *Monday* the mission said a patrol had come under fire"."""
        return self.told_on is not None and day > self.told_on


@dataclass(frozen=True)
class Facts:
    """What the words of a report name, before any claim is made of it."""

    names: Names
    times: Sequence[TimeMention]
    toponyms: Sequence[tuple[Resolved, Role]]
    places: Sequence[PlaceMention]
    attributions: Sequence[Attribution]

    @cached_property
    def times_of(self) -> Mapping[int, Sequence[TimeMention]]:
        """The times of each sentence, by its index."""
        return _by_sentence(self.times)

    @cached_property
    def places_of(self) -> Mapping[int, Sequence[PlaceMention]]:
        """The places of each sentence, by its index."""
        return _by_sentence(self.places)


def _by_sentence(mentions: Sequence[Choice]) -> Mapping[int, Sequence[Choice]]:
    found: dict[int, list[Choice]] = defaultdict(list)
    for mention in mentions:
        found[mention.sentence].append(mention)
    return found


def is_definite(token: Token) -> bool:
    """Whether an event's noun points back: "*the* attack", "*their* release"."""
    return token.pos_ in {"NOUN", "PROPN"} and any(
        (child.dep_ in {"det", "poss"} and child.lower_ in DEFINITE)
        or (child.dep_ == "poss" and (child.ent_type_ not in {"DATE", "TIME"} or token.tag_ == "NN"))
        for child in token.children
    )


def qualifies_person(token: Token) -> bool:
    """Whether an event's word only says who somebody is: "an advocate of the *invasion*", "the *kidnapped* girls"."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return True
    return token.dep_ == "pobj" and token.head.head.pos_ in {"NOUN", "PROPN"} and in_class(token.head.head, "people")


def points_back(draft: Draft) -> bool:
    """Whether a mention is of an event told before, so that its parties are those."""
    return draft.mention.is_result or draft.mention.is_pointer or is_definite(draft.mention.token)


def as_when(mention: TimeMention | None, text: str) -> When | None:
    """The day of a claim, from the words of time that give it."""
    if mention is None or mention.interval is None:
        return None
    first, last = mention.interval
    return When(first.isoformat(), last.isoformat(), text[mention.start : mention.end], mention.rule, mention.start, mention.end)


def _without_lost_speakers(
    actors: Sequence[Party], chain: Sequence[Voice], sentence: Sentence, problems: Sequence[Problem], text: str
) -> tuple[Party, ...]:
    """The doers, less who only spoke: where a torn page left a speaker before the deed, and his "said" after it, he did not do it."""
    torn = [voice for voice in chain if voice.cue and voice.cue not in sentence.text]
    spoke = [actor for actor in actors if any(voice.name in actor.name or actor.name in voice.name for voice in torn)]
    if any(problem.code == "words-lost" and _is_lost_cue(problem, sentence, text) for problem in problems):
        spoke += [actor for actor in actors if actor.kind in SPEAKING_KINDS]
    return tuple(actor for actor in actors if actor not in spoke)


# Who gives statements, rather than fires: of these a torn page may have lost the "said".
SPEAKING_KINDS = frozenset(
    {
        Kind.GOVERNMENT,
        Kind.POLITICIAN,
        Kind.MEDICAL,
        Kind.NGO,
        Kind.EXPERT,
        Kind.COURT,
        Kind.POLICE,
        Kind.MILITARY,
        Kind.CIVILIAN,
        Kind.OTHER,
        Kind.UNNAMED,
    }
)
# A reporting verb that stands without its speaker where words were lost.
LOST_CUE = re.compile(r"[.\s]*(?:said|told|wrote|added|posted|announced|tweeted|stated|claimed|reported|confirmed)\b")


def _is_lost_cue(problem: Problem, sentence: Sentence, text: str) -> bool:
    """Whether words were lost right after the sentence, and what is left of the next is a bare "said"."""
    return problem.start is not None and abs(problem.start - sentence.end) <= 2 and LOST_CUE.match(text, problem.start) is not None


def _without_things(actors: tuple[Party, ...]) -> tuple[Party, ...]:
    """The doers, less the things that are told beside people: "a black *car* and its driver opened fire"."""
    people = tuple(actor for actor in actors if actor.kind is not Kind.INFRASTRUCTURE)
    return people or actors


TAKEN_TO_COURT = frozenset({EventType.ARREST, EventType.PROSECUTION})
COURTS_AND_POLICE = frozenset({Kind.POLICE, Kind.COURT})


def _demander(party: Party, mention: EventMention) -> Voice:
    """Who demands is the voice of the demand: "the kidnappers are *demanding* free passage"."""
    return Voice(party.name, party.kind, cue=mention.token.text, start=party.start, end=party.end)


# Bodies that speak of what they did as "we".
SPEAKING_BODIES = frozenset({Kind.ARMED_GROUP, Kind.MILITARY, Kind.POLICE, Kind.INTERNATIONAL_ORG})
SPOKEN_FOR = re.compile(r"\b(?:spokes(?:man|woman|person)|commander|leader) (?:for|of) (?:the |an? )?")


def _speaking_body(mention: EventMention, chain: Sequence[Voice]) -> tuple[Party, ...]:
    """The body whose "we" did it: "\"*we* have destroyed a depot\", a spokesman for the *armed group* said"."""
    if not chain or chain[-1].start is None or not any(token.lower_ == "we" for token in mention.actors):
        return ()
    voice = chain[-1]
    begin = found.end() if (found := SPOKEN_FOR.search(voice.name)) else 0
    words = voice.name[begin:]
    kind = kind_guess(words)
    if kind not in SPEAKING_BODIES or (voice.start is not None and voice.end is not None and voice.end - voice.start != len(voice.name)):
        return ()
    return (Party(words, kind, (voice.start or 0) + begin, voice.end),)


# Who fights for a state, and who against it.
STATE_FORCES = frozenset({Kind.MILITARY, Kind.POLICE})


def _both_sides(mention: EventMention, recipients: Sequence[Party]) -> Sequence[Party]:
    """Who fought, where only the dead are told and they are of both sides: "two soldiers and four rebels were killed in a gunfight"."""
    kinds = {party.kind for party in recipients}
    fought = mention.event_type is EventType.ARMED_CLASH and bool(kinds & STATE_FORCES) and Kind.ARMED_GROUP in kinds
    return [party for party in recipients if party.kind in STATE_FORCES | {Kind.ARMED_GROUP}] if fought else ()


def _first(choices: Iterable[Choice | None]) -> Choice | None:
    return next((choice for choice in choices if choice is not None), None)


def marked_spans(problems: Sequence[Problem], code: str) -> list[Span]:
    """The stretches of the text that problems of one code mark."""
    return [
        Span(problem.start, problem.end) for problem in problems if problem.code == code and problem.start is not None and problem.end is not None
    ]


def _is_destroyed(toll: TollMention, problems: Sequence[Problem]) -> bool:
    """Whether the figure stands where letters were destroyed: what is left of it is no figure."""
    start, end = toll.count.start, toll.count.end
    if start is None or end is None:
        return False
    return any(span.start < end and start < span.end for span in marked_spans(problems, "mojibake"))


def _first_chain(attributions: Sequence[Attribution], sentence: Sentence, offset: int) -> tuple[Voice, ...]:
    """The chain whose reporting words stand at ``offset``, or none."""
    found = (
        each.chain for each in attributions if each.sentence == sentence.index and each.cue is not None and each.cue.start <= offset < each.cue.end
    )
    return next(found, ())


def _type_told(mention: EventMention, actors: Sequence[Party]) -> EventType:
    """The type of a mention, where who did it tells: whom police or soldiers take is arrested; a crowd's fight with them is a riot."""
    kinds = {actor.kind for actor in actors}
    taken = mention.event_type is EventType.ABDUCTION and mention.token.lemma_.lower() in TAKING
    if taken and (kinds <= STATE_FORCES if kinds else befell_only(mention, OUTLAWS)):  # "one gunman who was captured"
        return EventType.ARREST
    if mention.event_type is EventType.ARREST and kinds == {Kind.COURT}:
        return EventType.PROSECUTION  # "a *court* jails three"
    if mention.event_type is EventType.ASSAULT and any(
        child.lower_ in {"fatally", "mortally"} for each in mention.triggers for child in each.token.children
    ):
        return EventType.KILLING  # "attacked the residence and *fatally wounded* the head of state"
    if mention.event_type is EventType.BOMBING and kinds and kinds <= HAVING_PLANES and mention.token.lemma_.lower() == "bomb":
        return EventType.AIR_STRIKE  # "the regime *bombed* the town"
    if mention.event_type is EventType.BOMBING and kinds == {Kind.POLICE} and mention.token.lemma_.lower() in {"detonate", "explode", "destroy"}:
        return EventType.INTERCEPTION  # "police detonated a device that the attackers had left"
    crowd = any(_is_crowd(actor.name) for actor in actors) or (not actors and DISORDER.search(mention.sentence.text) is not None)
    if mention.event_type is EventType.BOMBING and crowd and _throws_fire(mention):
        return EventType.RIOT  # "youths hurled petrol bombs at a police station"
    if mention.event_type is EventType.ARMED_CLASH and kinds & STATE_FORCES and any(_is_crowd(actor.name) for actor in actors):
        return EventType.ARMED_CLASH if Kind.ARMED_GROUP in kinds else EventType.RIOT
    return mention.event_type


# What crowds throw that burns.
THROWN = re.compile(r"\b(?:petrol[- ]bombs?|molotov(?: cocktail)?s?|fire-?bombs?|firecrackers?|fireworks?|flares?)\b", re.I)


DISORDER = re.compile(r"\b(?:disorder|riot\w*|unrest|bricks|stones|bottles|protest\w*)\b", re.I)


def _throws_fire(mention: EventMention) -> bool:
    """Whether the bombs are such as crowds throw."""
    verb = mention.token
    thrown = [child for child in verb.children if child.dep_ in {"dobj", "nsubjpass"}] if verb.pos_ == "VERB" else []
    return any(THROWN.search(verb.doc.text_of(each.left_edge.i, each.right_edge.i + 1)) for each in thrown)


# People who come without arms.
UNARMED = frozenset(
    "protester protestor demonstrator marcher student youth resident villager crowd supporter fan migrant worker striker farmer".split()
)


def _is_crowd(name: str) -> bool:
    """Whether a party is a crowd of unarmed people."""
    return re.sub(r"s$", "", name.split()[-1].lower()) in UNARMED


# Who bombs from the air; of others who bomb a place it is said when they do.
HAVING_PLANES = frozenset((Kind.GOVERNMENT, Kind.MILITARY))
TAKING = frozenset("capture seize take retake recapture".split())


def _town_taken(mention: EventMention, recipients: Sequence[Party], places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The town that is all that was taken, by whatever its name was read for: "rebels captured *Bukavu*" takes nobody captive."""
    if mention.event_type is not EventType.ABDUCTION or mention.token.lemma_.lower() not in TAKING or len(recipients) != 1:
        return None
    return next((place for place in places if place.start == recipients[0].start and place.role == "event" and place.place.level == "town"), None)


def _as_doer(party: Party) -> Party:
    """Who did it: whose relative somebody is says who speaks."""
    return msgspec.structs.replace(party, kind=Kind.CIVILIAN) if party.kind is Kind.RELATIVE else party


# Kinds of those who tell of a deed that they were near: who was hurt is a civilian as any other.
TELLING_KINDS = frozenset({Kind.RELATIVE, Kind.RESIDENT, Kind.WITNESS})


def _as_undergoer(party: Party, places: Sequence[PlaceMention]) -> Party:
    """Whom a deed was done to: a town is no person, "bombed *Bukavu*"; a relative or resident who is hurt is a civilian."""
    if party.kind in TELLING_KINDS:
        return msgspec.structs.replace(party, kind=Kind.CIVILIAN)
    named = party.kind is Kind.CIVILIAN and any(place.start == party.start and place.place.toponym == party.name for place in places)
    return msgspec.structs.replace(party, kind=Kind.OTHER) if named else party


RISES = frozenset("rise climb grow increase jump mount reach pass surpass stand go".split())


def _tells_a_rise(mention: EventMention) -> bool:
    """Whether a sentence tells that a toll rose, which is dated, and not what it is the toll of: "the toll rose to 14 on Saturday"."""
    token = mention.token.head if mention.token.dep_ == "compound" else mention.token
    return token.lemma_.lower() == "toll" and token.dep_ == "nsubj" and token.head.lemma_.lower() in RISES


def _month_of_consequence(mention: EventMention, times: Sequence[TimeMention]) -> TimeMention | None:
    """The month of a sentence, for what it tells by the way as the reason: "talks broke down *in May* after a raid killed two"."""
    verb = mention.token if mention.token.pos_ == "VERB" else mention.token.head
    is_reason = any(child.lower_ == "after" for child in verb.children if child.dep_ == "mark") or (
        verb.dep_ == "pcomp" and verb.head.lower_ == "after"
    )
    coarse = [time for time in times if time.kind == "date" and time.rule in {"month", "month-year"} and time.bound is None]
    return coarse[0] if is_reason and len(coarse) == 1 and len(times) == 1 else None


def _as_marked(voice: Voice, text: str) -> Voice:
    """The voice, its name with its quotation marks and brackets closed."""
    if voice.start is None or voice.end is None or text[voice.start : voice.end] != voice.name:
        return voice
    start, end = closed(text, voice.start + name_alone(voice.name), voice.end)
    return msgspec.structs.replace(voice, name=text[start:end], start=start, end=end)


def _voices_at(attributions: Sequence[Attribution], at: int) -> tuple[str, ...]:
    """The name of the outermost voice to whom the words at an offset belong, if any."""
    return tuple(voice.name for voice in chain_at(attributions, Span(at, at + 1))[:1])


# Events that cost nobody's life by themselves: "cholera kills 24; *army deployed* to clean markets".
HARMLESS = frozenset({EventType.DEPLOYMENT, EventType.AGREEMENT, EventType.SANCTION})


def by_voice(mention: EventMention, attributions: Sequence[Attribution]) -> list[EventMention]:
    """A mention as each of the voices that its words belong to tells it: "the army said *five died*, but a doctor counted *nine bodies*"."""
    told: dict[tuple[str, ...], list[Trigger]] = {}
    for trigger in mention.triggers:
        told.setdefault(_voices_at(attributions, mention.sentence.start + trigger.token.idx), []).append(trigger)
    if len(told) < 2 or () in told:
        return [mention]
    first, *others = [replace(read_mention(triggers[0], mention.sentence), triggers=tuple(triggers)) for triggers in told.values()]
    if all(all(map(is_result, triggers)) for triggers in told.values()):
        return [replace(mention, triggers=first.triggers), *(replace(each, event_type=mention.event_type) for each in others)]
    by_whom = [{token.lemma_.lower() for token in grammar.agents(triggers[0].token)} for triggers in told.values()]
    if all(by_whom) and not set.intersection(*by_whom):  # "families say *troops* shot them; the army says they were killed by *rebels*"
        return [first, *others]
    return [mention]


def is_later_death(token: Token) -> bool:
    """Whether somebody hurt by the deed is told to have died, in a clause of its own: "wounded 22 people, one of whom *died* on Saturday"."""
    return token.lemma_.lower() in {"die", "succumb"} and token.dep_ == "relcl"


def draft_claim(mention: EventMention, others: Sequence[int], tolls: Sequence[TollMention], facts: Facts, report: Report) -> Draft:
    """A claim of what one mention's own sentence says; nothing is taken across a place where words were lost."""
    sentence, text = mention.sentence, report.text

    def damaged(one: int, other: int) -> bool:
        return damaged_joint(report.problems, min(one, other), max(one, other))

    def whole(tokens: Sequence[Token]) -> list[Token]:
        return [token for token in tokens if not damaged(mention.offset, sentence.start + token.idx)]

    # Several words tell the event ("a *bomb* ... *killed*"): the first whose place or time the sentence gives speaks for it.
    offsets = mention.offsets
    places = [each for each in facts.places_of.get(sentence.index, []) if not is_of_clause_since(mention, each)]
    times = facts.times_of.get(sentence.index, [])
    place = _first(choose_place(places, sentence=sentence, trigger=offset, clause=None) for offset in offsets)
    dated = [offset for trigger, offset in zip(mention.triggers, offsets, strict=True) if len(offsets) == 1 or not is_later_death(trigger.token)]
    time = None if _tells_a_rise(mention) else _first(choose_time(times, sentence=sentence, trigger=offset, clause=None) for offset in dated)
    time = time or _month_of_consequence(mention, times)
    elsewhere = {_voices_at(facts.attributions, offset) for offset in others} - {_voices_at(facts.attributions, mention.offset), ()}
    tolls = [each for each in tolls if not _is_destroyed(each, report.problems) and _voices_at(facts.attributions, each.trigger) not in elsewhere]
    actors = _without_things(find_parties(whole(mention.actors), sentence, facts.names, text))
    told_type = _type_told(mention, actors)
    toll = combine_tolls(choose_tolls(tolls, sentence=sentence, trigger=mention.offset, others=others, event_type=told_type, also=offsets))
    toll = None if mention.event_type in HARMLESS else toll
    when = as_when(time, text)
    if mention.passing:  # what is mentioned on the way has only the place and date that hang on its own words
        within = {sentence.span(each).start for trigger in mention.triggers for each in trigger.token.subtree}
        place = place if place and place.start in within else None
        time = time if time and any(time.start <= start < time.end for start in within) else None
    place = None if place and (damaged(mention.offset, place.start) or is_where_one_dies(mention, place)) else place
    when = None if when and when.start is not None and damaged(mention.offset, when.start) else when
    told = (
        chain_at(facts.attributions, sentence.span(trigger.token))
        for trigger in mention.triggers
        if trigger.token == mention.token or not is_pointer(trigger)
    )
    chain = next(filter(None, told), ())
    if not chain and mention.is_pointer:  # who denies or claims it is the voice, though what he says is not repeated
        chain = _first_chain(facts.attributions, sentence, mention.offset)
    actors = actors or _speaking_body(mention, chain)
    recipients = find_parties(whole(mention.recipients), sentence, facts.names, text)
    if mention.event_type in TAKEN_TO_COURT and all(token.pos_ == "PRON" for token in mention.recipients):
        recipients = tuple(party for party in recipients if party.kind not in COURTS_AND_POLICE)  # "*they* appeared before a judge"
    recipients = tuple(_as_undergoer(party, places) for party in recipients)
    same = [each.name for each in actors] == [each.name for each in recipients]
    if same and any(token.pos_ == "PRON" for token in (*mention.actors, *mention.recipients)):
        actors, recipients = (), ()  # "he shot her": nobody is both
    town = _town_taken(mention, recipients, places)
    if town is not None:
        place = town
    if mention.event_type is EventType.OTHER and mention.token.lemma_.lower() == "demand" and not chain:
        chain, actors = tuple(_demander(party, mention) for party in actors[:1]), ()
    claim = Claim(
        id="",
        exact=text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        event_type=told_type if town is None else EventType.TERRITORY_CHANGE,
        stage=mention.stage,
        polarity=mention.polarity,
        certainty="hedged" if certainty_at(facts.attributions, sentence.span(mention.token)) == "hedged" else mention.certainty,
        attribution=tuple(_as_marked(voice, text) for voice in chain),
        actors=_without_lost_speakers(tuple(map(_as_doer, actors)) or _both_sides(mention, recipients), chain, sentence, report.problems, text),
        recipients=recipients if town is None else (),
        place=place.place if place else None,
        when=when,
        toll=toll,
        weapons=tuple(span.of(text) for span in mention.weapons),
        generic=mention.generic,
    )
    own_when = when is not None
    told_on = None if own_when or claim.stage != "happened" else _day_of_telling(times, sentence, mention)
    return Draft(mention, claim, own_place=claim.place is not None, own_when=own_when, own_toll=toll is not None, told_on=told_on)


def _day_of_telling(times: Sequence[TimeMention], sentence: Sentence, mention: EventMention) -> date | None:
    """The last day on which a sentence's words were said, where it tells: a deed that happened was not later."""
    said = [time.interval[1] for time in times if time.interval is not None and not time.future and tells_of_words(sentence, time, mention.token.idx)]
    return max(said, default=None)
