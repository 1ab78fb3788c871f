"""Speech that goes on past its cue: quotations over several sentences, and statements after a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from onrecord.claims.voices_chain import Attribution
from onrecord.claims.voices_cues import find_frames
from onrecord.claims.voices_quotes import Quote, is_speech
from onrecord.nouns import Span
from onrecord.text.parse import Sentence


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
