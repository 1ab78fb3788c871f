"""Speech that goes on past its cue: quotations over several sentences, statements after a colon, and the speaker who is only "he" from then on."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from onrecord.claims.voices_chain import Attribution
from onrecord.claims.voices_cues import find_frames
from onrecord.claims.voices_parse import MEN, WOMEN
from onrecord.claims.voices_quotes import Quote, is_speech
from onrecord.claims.voices_who import person_roles
from onrecord.facts.kinds import head_of, words_of
from onrecord.facts.names import Names
from onrecord.facts.names_known import PRONOUNS
from onrecord.nouns import Kind, Span, Voice
from onrecord.text.parse import Sentence

# How many sentences back the speaker may stand whom a pronoun means.
NEAR = 3
# Cues of one who has spoken before: that may be further back.
GOES_ON = frozenset(("added", "adds", "continued", "went on"))
# What a cue does where its source is speaking, rather than thinking or shown.
SPOKEN = frozenset(("say", "deny", "accuse", "ask", "judge"))


def carry_quotes(found: list[Attribution], sentences: Sequence[Sentence], quotes: Sequence[Quote], text: str) -> list[Attribution]:
    """A quotation without a cue of its own, right after one that has it, is the same speaker's."""
    covered = list(found)
    for number, quote in enumerate(quotes):
        if not is_speech(text, quote) or any(a.covers(quote.start + 1) and a.act != "judge" for a in covered):
            continue
        host = _host_before(quote, number, covered, sentences, quotes, text)
        if host is not None:
            voice = msgspec.structs.replace(host.chain[-1])
            sentence = next((s.index for s in sentences if s.start <= quote.start < s.end), host.sentence)
            covered.append(
                Attribution((Span(quote.start, quote.end),), (*host.chain[:-1], voice), host.certainty, True, "say", host.cue, host.source, sentence)
            )
    return covered


def _host_before(
    quote: Quote, number: int, found: Sequence[Attribution], sentences: Sequence[Sentence], quotes: Sequence[Quote], text: str
) -> Attribution | None:
    here = next((s for s in sentences if s.start <= quote.start < s.end), None)
    if here is None or re.search(r"\w", text[here.start : quote.start]):
        return None
    earlier = [a for a in found if a.cue is not None and a.cue.end <= quote.start and a.act != "show"]
    if not earlier:
        return None
    last = max(earlier, key=lambda a: a.cue.end if a.cue else 0)
    before = next((s for s in reversed(sentences) if s.end <= here.start), None)
    if before is None:
        return None
    spoke_just_before = last.sentence == before.index or any(span.start <= before.start and before.end <= span.end + 1 for span in last.content)
    if before.paragraph == here.paragraph and spoke_just_before:
        return last
    went_on = quotes[number - 1].open or (last.direct and last.sentence >= before.index - 1) if number else False
    if (
        before.paragraph == here.paragraph - 1
        and (went_on or (spoke_just_before and last.direct))
        and not re.search(r"\w", text[quote.end : here.end])
    ):
        return last
    return None


def carry_colons(found: list[Attribution], sentences: Sequence[Sentence], text: str) -> list[Attribution]:
    """ "The minister said:" at a paragraph's end governs what follows: the next quotation, or, without marks, all the rest of a statement."""
    added: list[Attribution] = []
    for position, sentence in enumerate(sentences):
        if not sentence.parsed or not sentence.text.rstrip().endswith(":"):
            continue
        frames = find_frames(sentence)
        if not frames or frames[-1].subject is None or position + 1 >= len(sentences):
            continue
        host = next((a for a in found if a.cue == frames[-1].cue), None)
        following = sentences[position + 1 :]
        if following[0].text[:1] in '“"«':
            continue
        rest = _statement_after(following, sentences)
        if rest is None:
            continue
        if host is not None:
            added.append(msgspec.structs.replace(host, content=(*host.content, rest), direct=True))
    return [a for a in found if not any(a.cue == b.cue for b in added)] + added


def _statement_after(following: Sequence[Sentence], sentences: Sequence[Sentence]) -> Span | None:
    end = following[0].end
    for sentence in following:
        if sentence.parsed and any(
            frame.subject is not None and frame.subject.text.casefold() not in {"i", "we"} and frame.act == "say" for frame in find_frames(sentence)
        ):
            break
        end = sentence.end
    return Span(following[0].start, end)


def carry_speakers(found: Sequence[Attribution], names: Names, text: str) -> list[Attribution]:
    """The attributions with a "he said" given to the last speaker whom the pronoun can mean.

    Who spoke is likelier to speak again than who was spoken of; but a person who came up in between, as what a sentence is about, is the one meant.
    """
    carried = list(found)
    done: list[Attribution] = []
    for number, attribution in sorted(enumerate(found), key=lambda each: _place(each[1])):
        pronoun = _pronoun(attribution, text)
        if pronoun is not None:
            voice = attribution.chain[-1]
            speaker = _speaker_since(pronoun, attribution, done, names)
            if speaker is not None:
                voice = msgspec.structs.replace(speaker, cue=voice.cue, medium=voice.medium)
                attribution = carried[number] = msgspec.structs.replace(attribution, chain=(*attribution.chain[:-1], voice))
        done.append(attribution)
    return carried


def _place(attribution: Attribution) -> int:
    return attribution.cue.start if attribution.cue else attribution.content[0].start


def _pronoun(attribution: Attribution, text: str) -> str | None:
    """The pronoun that stands for the speaker, in lower case."""
    if attribution.cue is None or not attribution.chain:
        return None
    words = attribution.chain[-1].name.casefold()
    if words in PRONOUNS:
        return words
    source = attribution.source.of(text).casefold() if attribution.source else ""
    return source if source in PRONOUNS else None


def _speaker_since(pronoun: str, attribution: Attribution, done: Sequence[Attribution], names: Names) -> Voice | None:
    """Who spoke last before the pronoun, or came up since; ``None`` where nobody fits, or several do."""
    near = NEAR * 2 if attribution.chain[-1].cue in GOES_ON else NEAR
    before = next(
        (
            a
            for a in reversed(done)
            if a.act in SPOKEN and a.sentence >= attribution.sentence - near and a.chain and _may_be(pronoun, a.chain[-1], names)
        ),
        None,
    )
    if before is None:
        return None
    since = {
        m.name
        for m in names.mentions
        if m.subject and before.sentence < m.sentence < attribution.sentence and names.known[m.name].sort != "body" and pronoun in {"he", "she"}
    }
    if not since:
        return before.chain[-1]
    name = names.known[since.pop()]
    return (
        Voice(name.words, name.kind, start=name.start, end=name.end) if not since and _may_be(pronoun, Voice(name.words, name.kind), names) else None
    )


def _may_be(pronoun: str, voice: Voice, names: Names) -> bool:
    """Whether a pronoun can mean a voice. A group may be "he" where one of it was met; a body is "it" or "they"."""
    sort, plural, gender = PRONOUNS[pronoun]
    words = words_of(voice.name)
    if not words or voice.name.casefold() in PRONOUNS:
        return False
    number = next((n for n, name in enumerate(names.known) if name.words == voice.name), None)
    if number is not None and names.known[number].sort == "person":
        return sort == "person" and dict(names.genders).get(number, gender) == gender
    head = words_of(head_of(voice.name))[-1:] or words[-1:]
    many = " and " in voice.name or (head[0].islower() and head[0].endswith("s") and not head[0].endswith("ss"))
    one_person = head[0].casefold() in person_roles() | MEN | WOMEN or (voice.kind in PEOPLE and not many)
    if sort == "person":
        return one_person or (many and voice.kind is Kind.ARMED_GROUP)
    return not one_person and many == plural


# Kinds whose voices are persons, whatever noun calls them.
PEOPLE = frozenset((Kind.WITNESS, Kind.RESIDENT, Kind.RELATIVE, Kind.EXPERT, Kind.POLITICIAN, Kind.MEDICAL, Kind.CIVILIAN))
