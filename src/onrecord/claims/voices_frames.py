"""From one cue to its attribution: the chain of voices it gives, and all the words that it governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from onrecord.claims.voices_chain import Act, Attribution
from onrecord.claims.voices_content import Frame
from onrecord.claims.voices_parse import medium_in
from onrecord.claims.voices_quotes import Quote, is_speech
from onrecord.claims.voices_who import extent, voice_of, voice_through_medium
from onrecord.facts.kinds import kind_guess
from onrecord.facts.names import Names
from onrecord.nouns import Kind, Span, Voice
from onrecord.text.parse import Sentence

OUTLETS = frozenset((Kind.NEWS_AGENCY, Kind.MEDIA))


def read_frame(
    frame: Frame, previous: Sentence | None, following: Sentence | None, names: Names, quotes: Sequence[Quote], text: str, outlet: str | None
) -> list[Attribution]:
    sentence = frame.sentence
    if _inside_quote(frame, quotes):
        own = frame.subject is not None and frame.subject.text.casefold() in {"i", "we"}
        if own:
            return []
    chain: list[Voice] = []
    cue = text[frame.cue.start : frame.cue.end]
    if frame.subject is not None:
        voice = _speaker(frame, names)
        if voice is None:
            return []
        if frame.subject.pos_ == "PRON" and frame.subject.i == 0 and is_outlet(voice, outlet):  # it named itself last; who spoke last is meant
            at = sentence.span(frame.subject)
            voice = Voice(frame.subject.text, Kind.OTHER, start=at.start, end=at.end)
        through = _quoted_through(frame, names)
        chain += [*([through] if through is not None else []), msgspec.structs.replace(voice, cue=cue, medium=voice.medium or frame.medium)]
    elif frame.source is None:
        torn = _speaker_after(frame, following, names)
        lost = (torn, None) if torn is not None else _lost_speaker(frame, previous, names)
        if lost is None:
            return []
        voice, span = lost
        chain.append(msgspec.structs.replace(voice, cue=cue, medium=frame.medium or medium_in(cue)))
        return [_attribution(frame, chain, [*([span] if span else []), *_with_quotes(frame, quotes, text)], text)]
    if frame.source is not None:
        inner = voice_of(sentence, frame.source, names)
        if inner is None:
            return []
        chain.append(msgspec.structs.replace(inner, cue=frame.source_cue))
    outer = _asked_outlet(frame, names, outlet, cue)
    if outer is not None:
        chain.insert(0, outer)
    chain = [voice for voice in chain if not is_outlet(voice, outlet)]
    contents = _with_quotes(frame, quotes, text)
    return [_attribution(frame, chain, contents, text)] if chain else []


def _quoted_through(frame: Frame, names: Names) -> Voice | None:
    """ "An army source *quoted by Anadolu* said": Anadolu passes it on."""
    quoting = (
        (child for child in frame.subject.children if child.dep_ == "acl" and child.lemma_ in {"quote", "cite"}) if frame.subject is not None else ()
    )
    agents = (pobj for verb in quoting for by in verb.children if by.dep_ == "agent" for pobj in by.children if pobj.dep_ == "pobj")
    agent = next(agents, None)
    voice = voice_of(frame.sentence, agent, names) if agent is not None else None
    return msgspec.structs.replace(voice, cue=agent.head.head.text) if voice is not None and agent is not None else None


def _attribution(frame: Frame, chain: Sequence[Voice], contents: Sequence[Span], text: str) -> Attribution:
    spans = merged(contents)
    direct = any(text[span.start : span.start + 1] in '“"«' and span.end > span.start for span in spans)
    hedged = frame.act in {"hedge", "show"}
    act: Act = frame.act if frame.act in {"say", "hedge", "deny", "ask", "judge", "accuse", "quote", "show"} else "say"  # type: ignore[assignment]
    return Attribution(
        tuple(spans), tuple(chain), "hedged" if hedged else "stated", direct, act, frame.cue, _source_span(frame), frame.sentence.index
    )


def _source_span(frame: Frame) -> Span | None:
    """Where the cue's own voice stands, determiner and all."""
    head = frame.source if frame.source is not None else frame.subject
    if head is None:
        return None
    first, last = extent(head)
    return frame.sentence.span(frame.sentence.doc[first : last + 1])


def _inside_quote(frame: Frame, quotes: Sequence[Quote]) -> bool:
    at = frame.cue.start
    return any(quote.start < at < quote.end for quote in quotes)


def _trimmed(span: Span, text: str) -> Span:
    """Without blanks and stops at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(" ,;:–—\n\t"))
    words = re.sub(r"[\s,;:–—]+(?:(?:but|and|while|although|though)\b)?[\s,;:–—]*$", "", words)
    return Span(start, span.start + len(words))


def worded(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The spans without blanks and stops at their ends; those without a word are left out."""
    return tuple(span for span in (_trimmed(span, text) for span in spans) if re.search(r"\w", span.of(text)))


def merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _with_quotes(frame: Frame, quotes: Sequence[Quote], text: str) -> list[Span]:
    """The content, with the whole of a quotation that stands at the cue, over as many sentences as it has."""
    spans = list(frame.contents)
    sentence = frame.sentence
    first = sentence.start + sentence.doc[frame.head_start].idx
    last_token = sentence.doc[frame.head_end]
    last = sentence.start + last_token.idx + len(last_token)
    for quote in quotes:
        if not is_speech(text, quote) or quote.start <= frame.cue.start < quote.end:
            continue
        # "… in a village?” Lund said": a question ends its sentence, and not the speech
        same_line = sentence.start < quote.end or (not spans and text[quote.end - 2 : quote.end - 1] in {"?", "!"})
        touches_left = same_line and quote.end <= first and re.fullmatch(r"[^\w\n]*", text[quote.end : first]) is not None
        touches_right = quote.start >= last and re.fullmatch(r"[\s,:—–-]*", text[last : quote.start]) is not None
        overlaps = any(span.start < quote.end and quote.start < span.end for span in spans)
        if touches_left or touches_right or overlaps:
            spans.append(Span(quote.start, quote.end))
    return spans


def _speaker(frame: Frame, names: Names) -> Voice | None:
    """The voice of the cue's subject; a picture that shows something has one only where the words name who gave it out."""
    if frame.subject is None:
        return None
    voice = voice_through_medium(frame.sentence, frame.subject, names)
    if voice is not None and frame.act == "show" and kind_guess(voice.name) == Kind.DOCUMENT and frame.verb.lemma_ != "claim":
        return None
    return voice


def _asked_outlet(frame: Frame, names: Names, outlet: str | None, cue: str) -> Voice | None:
    """ "told Reuters" in another outlet's report: Reuters passes it on. With the outlet unknown, the one told is taken for the outlet itself."""
    if frame.told is None or not outlet or frame.told.pos_ != "PROPN":
        return None
    voice = voice_of(frame.sentence, frame.told, names)
    if voice is None or kind_guess(voice.name) not in OUTLETS or is_outlet(voice, outlet):
        return None
    return msgspec.structs.replace(voice, cue=cue)


def is_outlet(voice: Voice, outlet: str | None) -> bool:
    """Whether the voice is the outlet itself: "Reuters" in a Reuters report, "NPR" on www.npr.org."""
    if not outlet:
        return False
    site = re.sub(r"^www\.|\.(?:com|org|net|co\.\w+|\w{2,3})$", "", outlet.casefold())
    squeezed = re.sub(r"\W+", "", voice.name.casefold().removeprefix("the "))
    return bool(squeezed) and (squeezed == re.sub(r"\W+", "", site) or voice.name.casefold() in outlet.casefold().split())


def _lost_speaker(frame: Frame, previous: Sentence | None, names: Names) -> tuple[Voice, Span] | None:
    """The only person whom the sentence before has for its subject, where a cue stands at the head of its line without one.

    Words were lost between the two, so the person is the speaker and what follows the name is told of another.
    """
    if previous is None or not previous.parsed or frame.verb.i > 1 or previous.paragraph != frame.sentence.paragraph:
        return None
    subjects = [m for m in names.mentions if m.sentence == previous.index and m.subject and names.known[m.name].sort == "person"]
    others = {m.name for m in names.mentions if m.sentence == previous.index and names.known[m.name].sort == "person"}
    if len(subjects) != 1 or len(others) != 1:
        return None
    name = names.known[subjects[0].name]
    return Voice(name.words, name.kind, start=name.start, end=name.end), Span(previous.start, previous.end)


def _speaker_after(frame: Frame, following: Sentence | None, names: Names) -> Voice | None:
    """ "“We are ready,” said. Col. John Smith, the commander.": a false full stop parts the cue from its speaker."""
    if following is None or not following.parsed or following.paragraph != frame.sentence.paragraph:
        return None
    after = frame.sentence.doc[frame.verb.i + 1 :]
    ends_here = all(token.is_punct for token in after)
    first = next((m for m in names.mentions if m.sentence == following.index and names.known[m.name].sort == "person"), None)
    if (
        not ends_here
        or first is None
        or first.start - following.start > 40
        or any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in following.doc[:12])
    ):
        return None
    name = names.known[first.name]
    return Voice(name.words, name.kind, start=name.start, end=name.end)
