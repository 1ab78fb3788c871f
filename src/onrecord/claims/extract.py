"""The claims of one report: the map of the whole way from text to claims.

A pure function of the report: no network, no clock, no state beyond the models and the gazetteer, loaded once a process.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

import msgspec
from spacy.tokens import Token

from onrecord.claims.checks import apply_checks, apply_responsibility, find_checks, find_responsibility
from onrecord.claims.context import read_context
from onrecord.claims.mentions import EventMention
from onrecord.claims.parties import find_parties
from onrecord.claims.threads import Draft, adds_nothing, carry_captors, carry_dates, carry_over, carry_places, thread_drafts
from onrecord.claims.triggers import may_tell_event
from onrecord.claims.voices import Attribution, chain_at, find_attributions
from onrecord.claims.what import find_events
from onrecord.facts.gazetteer import Gazetteer, open_gazetteer
from onrecord.facts.names import Names, find_names
from onrecord.facts.places import PlaceMention, choose_place, find_places
from onrecord.facts.times import TimeMention, choose_time, find_times, infer_anchor
from onrecord.facts.tolls import TollMention, choose_tolls, combine_tolls, find_tolls
from onrecord.nouns import Claim, EventType, Extraction, Kind, Party, Place, Problem, Report, Voice, When
from onrecord.read.damage import damaged_joint
from onrecord.text.parse import Sentence, parse

Choice = TypeVar("Choice", PlaceMention, TimeMention)


class Facts(msgspec.Struct, frozen=True):
    """What the words of a report name, before any claim is made of it."""

    names: Names
    times: Sequence[TimeMention]
    places: Sequence[PlaceMention]
    attributions: Sequence[Attribution]


def worth_parsing(words: Sequence[str]) -> list[bool]:
    """Which sentences get the full parse: those that may tell an event, and their neighbours, which carry its voice, place and checks."""
    tells = [may_tell_event(sentence) for sentence in words]
    return [any(tells[max(0, at - 1) : at + 2]) for at in range(len(words))]


def _anchor(report: Report, sentences: Sequence[Sentence]) -> tuple[date | None, list[Problem]]:
    """The day from which relative dates are read: publication, or one inferred from the text, which is a problem that says so."""
    if report.published:
        return date.fromisoformat(report.published[:10]), []
    inferred = infer_anchor(sentences)
    if inferred is None:
        return None, []
    day, span = inferred
    message = f"the page gives no date; days are read from the latest date its text writes, {day.isoformat()}"
    return day, [Problem("no-date", message, span.start, span.end)]


def _facts(sentences: Sequence[Sentence], published: date | None, outlet: str | None, gazetteer: Gazetteer) -> Facts:
    names = find_names(sentences)
    return Facts(
        names=names,
        times=find_times(sentences, published=published),
        places=find_places(sentences, gazetteer=gazetteer, outlet=outlet),
        attributions=find_attributions(sentences, names, outlet=outlet),
    )


def _when(mention: TimeMention | None, text: str) -> When | None:
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


def _first(choices: Iterable[Choice | None]) -> Choice | None:
    return next((choice for choice in choices if choice is not None), None)


def _is_destroyed(toll: TollMention, problems: Sequence[Problem]) -> bool:
    """Whether the figure stands where letters were destroyed: what is left of it is no figure."""
    start, end = toll.count.start, toll.count.end
    if start is None or end is None:
        return False
    marked = (
        (problem.start, problem.end) for problem in problems if problem.code == "mojibake" and problem.start is not None and problem.end is not None
    )
    return any(first < end and start < last for first, last in marked)


def _first_chain(attributions: Sequence[Attribution], sentence: Sentence, offset: int) -> tuple[Voice, ...]:
    """The chain whose reporting words stand at ``offset``, or none."""
    found = (
        each.chain for each in attributions if each.sentence == sentence.index and each.cue is not None and each.cue.start <= offset < each.cue.end
    )
    return next(found, ())


def _draft(mention: EventMention, others: Sequence[int], tolls: Sequence[TollMention], facts: Facts, report: Report) -> Draft:
    """A claim of what one mention's own sentence says; nothing is taken across a place where words were lost."""
    sentence, text = mention.sentence, report.text

    def damaged(one: int, other: int) -> bool:
        return damaged_joint(report.problems, min(one, other), max(one, other))

    def whole(tokens: Sequence[Token]) -> list[Token]:
        return [token for token in tokens if not damaged(mention.offset, sentence.start + token.idx)]

    # Several words tell the event ("a *bomb* ... *killed*"): the first whose place or time the sentence gives speaks for it.
    offsets = [sentence.start + trigger.token.idx for trigger in mention.triggers]
    places = [each for each in facts.places if each.sentence == sentence.index]
    times = [each for each in facts.times if each.sentence == sentence.index]
    place = _first(choose_place(places, sentence=sentence, trigger=offset, clause=None) for offset in offsets)
    time = _first(choose_time(times, sentence=sentence, trigger=offset, clause=None) for offset in offsets)
    tolls = [each for each in tolls if not _is_destroyed(each, report.problems)]
    toll = combine_tolls(choose_tolls(tolls, sentence=sentence, trigger=mention.offset, others=others, event_type=mention.event_type))
    when = _when(time, text)
    if mention.passing:  # what is mentioned on the way has only the place and date that hang on its own words
        within = {sentence.span(each).start for trigger in mention.triggers for each in trigger.token.subtree}
        place = place if place and place.start in within else None
        time = time if time and any(time.start <= start < time.end for start in within) else None
    place = None if place and damaged(mention.offset, place.start) else place
    when = None if when and when.start is not None and damaged(mention.offset, when.start) else when
    chain = chain_at(facts.attributions, sentence.span(mention.token))
    if not chain and mention.is_pointer:  # who denies or claims it is the voice, though what he says is not repeated
        chain = _first_chain(facts.attributions, sentence, mention.offset)
    claim = Claim(
        id="",
        exact=text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        event_type=mention.event_type,
        stage=mention.stage,
        polarity=mention.polarity,
        certainty=mention.certainty,
        attribution=chain,
        actors=_without_lost_speakers(find_parties(whole(mention.actors), sentence, facts.names, text), chain, sentence, report.problems, text),
        recipients=find_parties(whole(mention.recipients), sentence, facts.names, text),
        place=place.place if place else None,
        when=when,
        toll=toll,
        weapons=tuple(span.of(text) for span in mention.weapons),
        generic=mention.generic,
    )
    return Draft(mention, claim, own_place=claim.place is not None, own_when=when is not None, own_toll=toll is not None)


def _is_clutter(sentence: Sentence, problems: Sequence[Problem]) -> bool:
    """Whether a sentence lies in what is no part of the report: a link to another story, a comment form."""
    marked = (
        (problem.start, problem.end)
        for problem in problems
        if problem.code == "boilerplate" and problem.start is not None and problem.end is not None
    )
    return any(start <= sentence.start and sentence.end <= end for start, end in marked)


def _drafts(sentences: Sequence[Sentence], facts: Facts, report: Report) -> list[Draft]:
    context = read_context([sentence.doc for sentence in sentences])
    drafts: list[Draft] = []
    for sentence in sentences:
        if not sentence.parsed or not may_tell_event(sentence.text) or _is_clutter(sentence, report.problems):
            continue
        tolls = find_tolls(sentence)
        mentions = find_events(sentence, context, tolls)
        for mention in mentions:
            others = [other.offset for other in mentions if other is not mention]
            drafts.append(_draft(mention, others, tolls, facts, report))
    return drafts


# The share of a report's place names that must lie in one country for the report to be about it.
HOME_SHARE = 0.35
# Events that last and are told without a place, of which a reader knows the country from the report's first line.
OF_THE_COUNTRY = frozenset({EventType.ABDUCTION})


def _home(places: Sequence[PlaceMention]) -> Place | None:
    """The country that a report is about, as it first writes its name: most of its place names and nationalities are of it."""
    told = Counter(mention.place.country for mention in places if mention.role != "dateline" and mention.place.country)
    if not told:
        return None
    country, count = told.most_common(1)[0]
    if count < HOME_SHARE * told.total():
        return None
    named = (
        mention.place
        for mention in places
        if mention.place.country == country and mention.place.level == "country" and mention.place.name == mention.place.toponym
    )
    return next(named, None)


def _place_in_country(drafts: Sequence[Draft], places: Sequence[PlaceMention]) -> None:
    home = _home(places)
    for draft in drafts:
        if home is not None and draft.claim.place is None and draft.claim.event_type in OF_THE_COUNTRY and draft.claim.stage == "happened":
            draft.claim = msgspec.structs.replace(draft.claim, place=msgspec.structs.replace(home, rule="country of the report"))


def _told_once(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that tell something: a retelling by the same voice that adds nothing is left out."""
    kept: list[Draft] = []
    for draft in drafts:
        if not adds_nothing(draft, [other for other in kept if other.thread == draft.thread]):
            kept.append(draft)
    return kept


def _identify(claim: Claim, report: Report, number: int) -> Claim:
    """The claim with its id: a hash of where it stands and what it tells, so that a second reading gives the same."""
    key = f"{report.id}|{claim.start}|{claim.end}|{claim.event_type.value}|{number}"
    return msgspec.structs.replace(claim, id=hashlib.sha256(key.encode()).hexdigest()[:16])


def extract(report: Report, *, gazetteer: Gazetteer | None = None) -> Extraction:
    """The claims of a report, in text order, and the problems met."""
    sentences = parse(report.text, needs_parse=worth_parsing)
    if not any(sentence.parsed for sentence in sentences):
        return Extraction(report)
    published, problems = _anchor(report, sentences)
    facts = _facts(sentences, published, report.outlet, gazetteer or open_gazetteer())
    drafts = _drafts(sentences, facts, report)
    carry_over(thread_drafts(drafts))
    carry_places(drafts)
    carry_dates(drafts)
    carry_captors(drafts)
    _place_in_country(drafts, facts.places)
    claims = [draft.claim for draft in _told_once(drafts)]
    claims = apply_checks(claims, find_checks(sentences, facts.attributions, facts.names), text=report.text)
    claims = apply_responsibility(claims, find_responsibility(sentences, facts.names), text=report.text)
    return Extraction(report, tuple(_identify(claim, report, number) for number, claim in enumerate(claims)), tuple(problems))
