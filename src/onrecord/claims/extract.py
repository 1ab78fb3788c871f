"""The claims of one report: the map of the whole way from text to claims.

A pure function of the report: no network, no clock, no state beyond the models and the gazetteer, loaded once a process.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Sequence, Set
from dataclasses import dataclass
from datetime import date

import msgspec

from onrecord.claims.carry import carry_accused, carry_captors, carry_doers, carry_over, carry_strikes
from onrecord.claims.carry_when import carry_dates, find_clocks, find_headed_days
from onrecord.claims.carry_where import carry_country, carry_home, carry_places, lend_point
from onrecord.claims.checks import ResponsibilityMention, apply_checks, apply_responsibility, find_checks, find_responsibility
from onrecord.claims.context import Context, read_context, words_in
from onrecord.claims.disputes import mark_answered, mark_denied
from onrecord.claims.drafts import Draft, Facts, by_voice, draft_claim, marked_spans
from onrecord.claims.gate import may_tell
from onrecord.claims.mentions import EventMention, only_points
from onrecord.claims.scenes import lend_headings, lend_scenes
from onrecord.claims.settle import settle
from onrecord.claims.settle_features import Scene
from onrecord.claims.threads import adds_nothing, thread_drafts
from onrecord.claims.untold import UntoldFinder, find_untold, mention_untold
from onrecord.claims.voices import AttributionReader, find_attributions
from onrecord.claims.voices_parse import act_of
from onrecord.claims.what import EventReader, find_events
from onrecord.facts.gazetteer import Gazetteer, open_gazetteer
from onrecord.facts.names import find_names
from onrecord.facts.place_town import weigh_towns
from onrecord.facts.places import mention_places, resolve_names, title_places
from onrecord.facts.times import find_contradiction, find_times, infer_anchor
from onrecord.facts.toll_mention import TollMention
from onrecord.facts.tolls import find_tolls
from onrecord.nouns import Claim, EventType, Extraction, Problem, Report, Span
from onrecord.text.parse import Sentence, SentenceParser, parse, parse_more

# Code points of a text that are looked at for claims: some 60,000 words, more than any report; the rest is named in a problem.
LONGEST = 400_000


def _left_unread(report: Report) -> list[Problem]:
    if len(report.text) <= LONGEST:
        return []
    message = f"the text has {len(report.text):,} characters; claims are read from the first {LONGEST:,}: split it into its reports"
    return [Problem("too-large", message, LONGEST, len(report.text))]


def _anchor(report: Report, sentences: Sequence[Sentence]) -> tuple[date | None, list[Problem]]:
    """The day from which relative dates are read: publication, or one inferred from the text, which is a problem that says so."""
    # A date in the future is no anchor: every "Friday" read from it would be false.
    if report.published and not any(problem.code == "future-date" for problem in report.problems):
        published = date.fromisoformat(report.published[:10])
        told = find_contradiction(sentences, published=published)
        if told is None:
            return published, []
        day, span = told
        message = f"the text is dated {day.isoformat()}, the page {published.isoformat()}; days are read from the text's date"
        return day, [Problem("date-conflict", message, span.start, span.end)]
    inferred = infer_anchor(sentences)
    if inferred is None:
        return None, []
    day, span = inferred
    message = f"the page gives no date; days are read from the latest date its text writes, {day.isoformat()}"
    return day, [Problem("no-date", message, span.start, span.end)]


# So many sentences on either side of one that tells an event are parsed with it.
BESIDE = 2


def _near(sentences: Sequence[Sentence], told: Set[int]) -> set[int]:
    """Where the sentences stand that tell an event, and those beside them, which carry its voice, place, names and checks."""
    return {at for at in range(len(sentences)) if not told.isdisjoint(range(at - BESIDE, at + BESIDE + 1))}


# How far down its text a report's title is looked for.
HEAD = 2_000


def _title(report: Report, models: Models) -> list[Sentence]:
    """The sentences of a title that the text does not hold."""
    return [] if not report.title or report.title in report.text[:HEAD] else models.parse(report.title)


def _facts(
    sentences: Sequence[Sentence], tellings: Sequence[Telling], published: date | None, report: Report, gazetteer: Gazetteer, models: Models
) -> Facts:
    names = find_names(sentences)
    telling = {each.sentence.index for each in tellings}
    toponyms = resolve_names(sentences, gazetteer=gazetteer, outlet=report.outlet, title=_title(report, models))
    return Facts(
        names=names,
        times=find_times(sentences, published=published),
        toponyms=toponyms,
        places=mention_places(toponyms),
        attributions=models.attributions(sentences, names, outlet=report.outlet, telling=telling),
    )


def _is_clutter(sentence: Sentence, clutter: Sequence[Span]) -> bool:
    """Whether a sentence lies in what is no part of the report: a link to another story, a comment form."""
    return any(span.start <= sentence.start and sentence.end <= span.end for span in clutter)


def _is_torn_off(sentence: Sentence, lost: Sequence[Span]) -> bool:
    """Whether a sentence begins, where words were lost, with a verb that has lost its subject: "…in the region”. was planning an attack"."""
    first = sentence.doc[0]
    headless = first.is_lower and first.tag_ in {"VBD", "VBZ", "VBP"} and act_of(first) is None
    return headless and any(abs(span.start - sentence.start) <= 2 or span.covers(sentence.start) for span in lost)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells events, with the tolls that it names."""

    sentence: Sentence
    mentions: Sequence[EventMention]
    tolls: Sequence[TollMention]


def _tellings(sentences: Sequence[Sentence], context: Context, lost: Sequence[Span], models: Models) -> list[Telling]:
    """The sentences that tell events by a word of the lexicon, in text order."""
    found: list[Telling] = []
    for sentence in sentences:
        if not sentence.parsed or _is_torn_off(sentence, lost):
            continue
        tolls = find_tolls(sentence)
        mentions = models.events(sentence, context, tolls)
        if mentions:
            found.append(Telling(sentence, mentions, tolls))
    return found


def types_told(sentences: Sequence[Sentence], tellings: Sequence[Telling]) -> list[frozenset[EventType]]:
    """Of each sentence the types of the events that it tells."""
    types = {telling.sentence.index: frozenset(mention.event_type for mention in telling.mentions) for telling in tellings}
    return [types.get(sentence.index, frozenset()) for sentence in sentences]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The sentences of a report, those that tell events and those near them parsed; those that tell; and what the report is about."""

    sentences: list[Sentence]
    tellings: list[Telling]
    context: Context


def read_tellings(report: Report, models: Models) -> Told:
    """What a report tells: by words of the lexicon, then by what the learned part is sure of. Clutter tells nothing."""
    clutter, lost = marked_spans(report.problems, "boilerplate"), marked_spans(report.problems, "words-lost")
    sentences = models.parse(report.text[:LONGEST], needs_parse=may_tell)
    words = [words_in(sentence.text) for sentence in sentences]
    context = read_context(words)
    own = [sentence for sentence in sentences if not _is_clutter(sentence, clutter)]
    tellings = _tellings(own, context, lost, models)
    if not tellings:
        return Told(sentences, tellings, context)
    untold = models.untold([words[sentence.index] for sentence in own], types_told(own, tellings), context)
    wanted = {own[at].index: event_type for at, event_type in untold.items()}
    sentences = models.parse_more(sentences, _near(sentences, {telling.sentence.index for telling in tellings} | wanted.keys()))
    for index, event_type in wanted.items():
        if not _is_torn_off(sentences[index], lost) and (mention := mention_untold(sentences[index], event_type)) is not None:
            tellings.append(Telling(sentences[index], [mention], find_tolls(sentences[index])))
    return Told(sentences, sorted(tellings, key=lambda telling: telling.sentence.index), context)


def _drafts(sentences: Sequence[Sentence], tellings: Sequence[Telling], facts: Facts, report: Report) -> list[Draft]:
    drafts: list[Draft] = []
    for telling in tellings:
        mentions = [each for mention in telling.mentions for each in by_voice(mention, facts.attributions)]
        for mention in mentions:
            others = [offset for other in mentions if other is not mention for offset in other.offsets]
            drafts.append(draft_claim(mention, others, telling.tolls, facts, report))
    return _headed(drafts, sentences)


def _speaks_of(saying: ResponsibilityMention, draft: Draft) -> bool:
    """Whether a saying on whose deed it was is of the draft's event: names it, or is all that tells it ("no group claimed responsibility")."""
    if saying.event is not None:
        return saying.event.covers(draft.mention.offset)
    return saying.start <= draft.mention.offset < saying.end


# So many sentences that open with the same so many words are captions under one heading.
GALLERY_SENTENCES = 3
GALLERY_WORDS = 5


def _headed(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> list[Draft]:
    """The drafts whose words are no heading that a gallery repeats before each of its captions."""
    openings = Counter(_opening(sentence) for sentence in sentences)
    heads = {opening for opening, times in openings.items() if times >= GALLERY_SENTENCES and len(opening) == GALLERY_WORDS}
    return [draft for draft in drafts if _opening(draft.mention.sentence) not in heads or draft.mention.token.i >= GALLERY_WORDS]


def _opening(sentence: Sentence) -> tuple[str, ...]:
    return tuple(token.lower_ for token in sentence.doc[:GALLERY_WORDS])


def _is_of_nobody(draft: Draft, sayings: Sequence[ResponsibilityMention]) -> bool:
    return any(saying.status == "none_claimed" and saying.sentence_start <= draft.mention.offset < saying.sentence_end for saying in sayings)


def _without_carried_doers(draft: Draft) -> Claim:
    """The claim that nobody says a deed was theirs: it is told of no doer but whom its own sentence names."""
    claim = draft.claim
    kept = tuple(actor for actor in claim.actors if "actors" not in draft.carried or actor.name in claim.exact)
    return msgspec.structs.replace(claim, actors=kept)


def _told_once(drafts: Sequence[Draft], sayings: Sequence[ResponsibilityMention]) -> list[Draft]:
    """The drafts that tell something: a retelling by the same voice that adds nothing, not even whose deed it was, is left out."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.position == 0 and all(only_points(trigger) for trigger in draft.mention.triggers):
            continue
        if draft.mention.is_pointer and draft.claim.polarity == "negative" and not draft.claim.attribution and not _is_of_nobody(draft, sayings):
            continue  # a denial is somebody's, or it is none
        if draft.claim.stage == "happened" and any(saying.status == "none_claimed" and _speaks_of(saying, draft) for saying in sayings):
            draft.claim = _without_carried_doers(draft)
        before = [other for other in kept if other.thread == draft.thread and (draft.mention.is_untold or not other.mention.is_untold)]
        if any(_speaks_of(saying, draft) for saying in sayings) or not adds_nothing(draft, before):
            kept.append(draft)
    return kept


def _without_numbers(claim: Claim) -> Claim:
    """The claim without recipients that only say how many: of "killing *94*" the toll speaks."""
    named = tuple(party for party in claim.recipients if not party.name.replace(",", "").isdigit())
    return claim if len(named) == len(claim.recipients) else msgspec.structs.replace(claim, recipients=named)


def _identify(claim: Claim, report: Report, number: int) -> Claim:
    """The claim with its id: a hash of where it stands and what it tells, so that a second reading gives the same."""
    key = f"{report.id}|{claim.start}|{claim.end}|{claim.event_type.value}|{number}"
    return msgspec.structs.replace(claim, id=hashlib.sha256(key.encode()).hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Models:
    """The parts of the reading that another may replace, each a callable of one protocol."""

    parse: SentenceParser = parse
    parse_more: Callable[[Sequence[Sentence], Container[int]], list[Sentence]] = parse_more
    attributions: AttributionReader = find_attributions
    events: EventReader = find_events
    untold: UntoldFinder = find_untold


@dataclass(frozen=True, slots=True, eq=False)
class Drafted:
    """A report with its claims in draft, each told once, as the rules leave them: what is left is to settle where and when they were."""

    scene: Scene
    sayings: Sequence[ResponsibilityMention]
    problems: Sequence[Problem]


def draft_report(report: Report, *, gazetteer: Gazetteer | None = None, models: Models | None = None) -> Drafted | None:
    """The claims of a report in draft; None where it tells of nothing."""
    models = models or Models()
    told = read_tellings(report, models)
    sentences, tellings = told.sentences, told.tellings
    if not tellings:
        return None
    published, problems = _anchor(report, sentences)
    problems += _left_unread(report)
    gazetteer = gazetteer or open_gazetteer()
    facts = _facts(sentences, tellings, published, report, gazetteer, models)
    drafts = _drafts(sentences, tellings, facts, report)
    lend_scenes(drafts, sentences, facts, report.text)
    lend_headings(drafts, sentences, facts, report.text)
    carry_over(thread_drafts(drafts))
    carry_places(drafts, facts.places, published)
    clocks = find_clocks(sentences, {draft.mention.sentence.index for draft in drafts}, facts, report.text)
    stamps = [time.sentence for time in facts.times if time.kind == "stamp"]
    carry_dates(drafts, published, stamps, clocks, find_headed_days(sentences, facts, report.text))
    carry_captors(drafts)
    carry_doers(drafts)
    carry_strikes(drafts)
    carry_accused(drafts)
    town = next(iter(weigh_towns(facts.toponyms, sentences, gazetteer=gazetteer, outlet=report.outlet)), None)
    carry_home(drafts, facts.places, title_places(facts.toponyms), town, published)
    lend_point(drafts, facts.places, town)
    carry_country(drafts, facts.places)
    sayings = find_responsibility(sentences, facts.names)
    return Drafted(Scene(_told_once(drafts, sayings), sentences, facts, published, report.problems), sayings, problems)


def extract(report: Report, *, gazetteer: Gazetteer | None = None, models: Models | None = None) -> Extraction:
    """The claims of a report, in text order, and the problems met. ``gazetteer`` and ``models`` replace the parts that come with the package."""
    drafted = draft_report(report, gazetteer=gazetteer, models=models)
    if drafted is None:
        return Extraction(report, problems=tuple(_left_unread(report)))
    scene = drafted.scene
    settle(scene, report.text)
    mark_denied(scene.drafts)
    mark_answered(scene.drafts, scene.sentences)
    claims = [_without_numbers(draft.claim) for draft in scene.drafts]
    checks = find_checks(scene.sentences, scene.facts.attributions, scene.facts.names)
    claims = apply_checks(claims, checks, text=report.text, offsets=[draft.mention.offset for draft in scene.drafts])
    claims = apply_responsibility(claims, drafted.sayings, text=report.text)
    return Extraction(report, tuple(_identify(claim, report, number) for number, claim in enumerate(claims)), tuple(drafted.problems))
