"""Who says what: every attribution of a report, its chain of voices from the outlet inward, and the words it governs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec
from spacy.tokens import Token

from onrecord.claims.voices_cues import Frame, find_according, find_frames, medium_in, subject_of
from onrecord.claims.voices_quotes import Quote, find_quotes, is_speech, text_of
from onrecord.claims.voices_who import extent, voice_of
from onrecord.facts.kinds import kind_guess, kind_of
from onrecord.facts.names import Names
from onrecord.nouns import Certainty, Kind, Span, Voice
from onrecord.text.parse import Sentence

OUTLETS = frozenset((Kind.NEWS_AGENCY, Kind.MEDIA))
Act = Literal["say", "hedge", "deny", "ask", "judge", "accuse", "quote", "show"]


class Attribution(msgspec.Struct, frozen=True):
    """The words that a chain of voices answers for. ``content`` are spans of the report, ``chain`` runs from the outlet inward, origin last.

    ``certainty`` is what the cue tells ("believes" is hedged), ``act`` what the cue does with the content ("deny", "ask").
    """

    content: tuple[Span, ...]
    chain: tuple[Voice, ...]
    certainty: Certainty = "stated"
    direct: bool = False
    act: Act = "say"
    cue: Span | None = None
    source: Span | None = None
    sentence: int = 0

    def covers(self, offset: int) -> bool:
        """Whether the code point at ``offset`` is part of the content."""
        return any(span.covers(offset) for span in self.content)

    @property
    def size(self) -> int:
        """How many code points the content has."""
        return sum(span.end - span.start for span in self.content)


class AttributionReader(Protocol):
    """The seam for another reader of attributions, such as a learned one."""

    def __call__(self, sentences: Sequence[Sentence], names: Names) -> list[Attribution]: ...


def attributions_at(attributions: Sequence[Attribution], span: Span) -> list[Attribution]:
    """The attributions whose content covers the start of ``span``, outermost first."""
    covering = [attribution for attribution in attributions if attribution.covers(span.start)]
    return sorted(covering, key=lambda attribution: -attribution.size)


def chain_at(attributions: Sequence[Attribution], span: Span) -> tuple[Voice, ...]:
    """The chain of voices for an event whose words stand at ``span``: the outer voices, then the inner, origin last; empty for the outlet's own words."""
    chain: list[Voice] = []
    for attribution in attributions_at(attributions, span):
        for voice in attribution.chain:
            if chain and same_voice(chain[-1], voice):
                chain[-1] = voice
            elif not any(same_voice(voice, other) for other in chain):
                chain.append(voice)
    return tuple(chain)


def certainty_at(attributions: Sequence[Attribution], span: Span) -> Certainty:
    """ "hedged" where one of the cues over ``span`` holds back."""
    return "hedged" if any(attribution.certainty == "hedged" for attribution in attributions_at(attributions, span)) else "stated"


def same_voice(one: Voice, other: Voice) -> bool:
    """Whether two links are one voice: the same place in the report, or the same name."""
    if one.start is not None and one.start == other.start:
        return True
    first, second = _plain_name(one.name), _plain_name(other.name)
    return first == second


def _plain_name(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name.casefold()).strip()


def find_attributions(sentences: Sequence[Sentence], names: Names, *, outlet: str | None = None) -> list[Attribution]:
    """The attributions of a report in reading order. ``outlet`` is who publishes it: its own name makes no voice."""
    text = text_of(sentences)
    quotes = find_quotes(text)
    found: list[Attribution] = []
    for position, sentence in enumerate(sentences):
        if not sentence.parsed:
            continue
        previous = sentences[position - 1] if position else None
        following = sentences[position + 1] if position + 1 < len(sentences) else None
        frames = find_frames(sentence)
        for frame in frames:
            found += _read_frame(frame, previous, following, names, quotes, text, outlet)
        found += _read_according(sentence, names)
        found += _read_headline(sentence, names) if not frames else []
        found += _read_signature(sentence, names)
    found = _carry_quotes(found, sentences, quotes, text)
    found = _carry_colons(found, sentences, text)
    found += _read_responsibility(sentences, names)
    found = [
        msgspec.structs.replace(a, content=tuple(span for span in (_trimmed(s, text) for s in a.content) if span.end > span.start)) for a in found
    ]
    return sorted((a for a in found if a.chain and a.content), key=lambda a: (a.content[0].start, -a.size))


# -- One cue -------------------------------------------------------------------------------------------------------------------


def _read_frame(
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
        voice = _voice_through_medium(frame, names)
        if voice is None:
            return []
        chain.append(msgspec.structs.replace(voice, cue=cue, medium=voice.medium or frame.medium))
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
    chain = [voice for voice in chain if not _is_outlet(voice, outlet)]
    contents = _with_quotes(frame, quotes, text)
    return [_attribution(frame, chain, contents, text)] if chain else []


def _attribution(frame: Frame, chain: Sequence[Voice], contents: Sequence[Span], text: str) -> Attribution:
    spans = _merge(contents)
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


def _merge(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


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
        touches_left = (
            sentence.start < quote.end <= first and not re.search(r"\w", text[quote.end : first]) and text[quote.end : first].count("\n") == 0
        )
        touches_right = quote.start >= last and re.fullmatch(r"[\s,:—–-]*", text[last : quote.start]) is not None
        overlaps = any(span.start < quote.end and quote.start < span.end for span in spans)
        if touches_left or touches_right or overlaps:
            spans.append(Span(quote.start, quote.end))
    return spans


def _voice_through_medium(frame: Frame, names: Names) -> Voice | None:
    """A video, a statement or a post that says something speaks for whoever released it, where the words name them."""
    subject = frame.subject
    if subject is None:
        return None
    sentence = frame.sentence
    medium = medium_in(subject.text) if subject.pos_ == "NOUN" else None
    if medium is None and frame.act != "show":
        return voice_of(sentence, subject, names)
    giver = _giver(subject)
    if giver is not None:
        voice = voice_of(sentence, giver, names)
        if voice is not None:
            return msgspec.structs.replace(voice, medium=medium or medium_in(sentence.text))
    voice = voice_of(sentence, subject, names)
    if voice is None:
        return None
    if frame.act == "show" and kind_guess(voice.name) == Kind.DOCUMENT and frame.verb.lemma_ != "claim":
        return None
    return msgspec.structs.replace(voice, medium=medium)


def _giver(subject: Token) -> Token | None:
    """ "a video provided by a group", "a statement from the army", "the group released a video", "the opposition's declaration"."""
    for token in subject.subtree:
        if token.dep_ == "agent" and token.head.lemma_ in {
            "provide",
            "release",
            "share",
            "post",
            "publish",
            "issue",
            "send",
            "upload",
            "circulate",
            "sign",
            "make",
            "distribute",
            "obtain",
        }:
            return next((child for child in token.children if child.dep_ == "pobj"), None)
    for child in subject.children:
        if child.dep_ == "prep" and child.text.casefold() in {"from", "by", "of"}:
            for pobj in child.children:
                if (
                    pobj.dep_ == "pobj"
                    and (kind_guess(pobj.doc[pobj.left_edge.i : pobj.i + 1].text) or pobj.pos_ == "PROPN")
                    and medium_in(pobj.text) is None
                ):
                    return pobj
        if child.dep_ == "poss" and child.pos_ in {"NOUN", "PROPN"}:
            return child
    head = subject.head
    if subject.dep_ in {"dobj", "pobj"}:
        while head.pos_ == "ADP" and head.head != head:
            head = head.head
        if head.lemma_ in {
            "release",
            "post",
            "publish",
            "issue",
            "share",
            "send",
            "provide",
            "upload",
            "circulate",
            "broadcast",
            "write",
            "give",
            "distribute",
            "air",
            "sign",
            "make",
            "read",
        }:
            return next((child for child in head.children if child.dep_ == "nsubj"), None)
    return None


def _asked_outlet(frame: Frame, names: Names, outlet: str | None, cue: str) -> Voice | None:
    """ "told Reuters" in another outlet's report: Reuters passes it on. With the outlet unknown, the one told is taken for the outlet itself."""
    if frame.told is None or not outlet or frame.told.pos_ != "PROPN":
        return None
    voice = voice_of(frame.sentence, frame.told, names)
    if voice is None or kind_guess(voice.name) not in OUTLETS or _is_outlet(voice, outlet):
        return None
    return msgspec.structs.replace(voice, cue=cue)


def _is_outlet(voice: Voice, outlet: str | None) -> bool:
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
    """ "“We are ready,” said. Col. John Smith, the commander.": a false full stop parts the cue from its speaker, whom a line without a verb names."""
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


# -- Other ways of giving a voice ----------------------------------------------------------------------------------------------


def _read_according(sentence: Sentence, names: Names) -> list[Attribution]:
    found: list[Attribution] = []
    for head, cue, content in find_according(sentence):
        voice = voice_of(sentence, head, names)
        if voice is None or kind_guess(voice.name) == Kind.INFRASTRUCTURE:
            continue
        chain = [
            msgspec.structs.replace(
                voice,
                cue=sentence.text[cue.start - sentence.start : cue.end - sentence.start],
                medium=medium_in(voice.name) if voice.kind == Kind.DOCUMENT else None,
            )
        ]
        lost = _agency_without_verb(sentence, content, names)
        if lost is not None:
            chain.insert(0, lost)
            content = Span(head.idx + len(head) + sentence.start, sentence.end)
        found.append(
            Attribution(
                (content,), tuple(chain), cue=cue, sentence=sentence.index, direct=sentence.text[content.start - sentence.start :][:1] in '“"«'
            )
        )
    return found


def _agency_without_verb(sentence: Sentence, content: Span, names: Names) -> Voice | None:
    """ "News agency Tass Friday, according to officials, …": the agency's own verb was lost, its part in the chain was not."""
    tokens = [token for token in sentence.doc if sentence.start + token.idx < content.end and sentence.start + token.idx >= content.start]
    if not tokens or len(tokens) > 12 or any(token.pos_ in {"VERB", "AUX"} for token in tokens):
        return None
    here = [m for m in names.mentions if m.sentence == sentence.index and m.start < content.end and names.known[m.name].kind == Kind.NEWS_AGENCY]
    if len(here) != 1:
        return None
    name = names.known[here[0].name]
    return Voice(name.words, name.kind, start=name.start, end=name.end)


HEADLINE_END = re.compile(r"(?P<content>.{12,}?)(?P<cue>\s*:|\s+[-–—])\s+(?P<who>[^:–—]{2,40}?)$")
HEADLINE_START = re.compile(r"(?P<who>[A-Z][^:.!?,]{1,40})(?P<cue>:)\s+(?P<content>\S.{11,})$")


def _read_headline(sentence: Sentence, names: Names) -> list[Attribution]:
    """ "New launch adds to tensions: Kremlin", "Rebels may free hostages - U.N.", "Police: man shot dead"."""
    if sentence.text.rstrip()[-1:] in '.!?”"':
        return []
    for pattern in (HEADLINE_END, HEADLINE_START):
        match = pattern.match(sentence.text)
        if match is None:
            continue
        who = match["who"].strip()
        kind = kind_guess(who)
        if kind in {None, Kind.INFRASTRUCTURE, Kind.DOCUMENT, Kind.CIVILIAN, Kind.MEDIA, Kind.NEWS_AGENCY}:
            continue
        at = sentence.start + match.start("who")
        cue_at = Span(sentence.start + match.start("cue"), sentence.start + match.end("cue"))
        voice = Voice(who, kind_of(who), cue=match["cue"].strip() or None, start=at, end=at + len(who))
        content = Span(sentence.start + match.start("content"), sentence.start + match.end("content"))
        return [Attribution((content,), (voice,), cue=cue_at, sentence=sentence.index)]
    return []


SIGNATURE = re.compile(r"[—–-]\s+(?P<who>[^—–()]{2,50}?)\s+\(@(?P<handle>\w+)\)")


def _read_signature(sentence: Sentence, names: Names) -> list[Attribution]:
    """A post with its author's line: "We have won. — Jane Roe (@jroe) May 1, 2020"."""
    match = SIGNATURE.search(sentence.text)
    if match is None:
        return []
    at = sentence.start + match.start("who")
    known = names.full(match["who"], at=at, sentence=sentence.index)
    voice = (
        Voice(known.words, known.kind, start=known.start, end=known.end)
        if known
        else Voice(match["who"], kind_of(match["who"]), start=at, end=at + len(match["who"]))
    )
    content = Span(sentence.start, sentence.start + match.start())
    return [Attribution((content,), (voice,), direct=True, sentence=sentence.index)] if content.end > content.start else []


CLAIMED = re.compile(
    r"\b(?:has |have |had )?claimed (?:the )?(?:responsibility|credit)\b|\b(?:took|taken|takes) (?:responsibility|credit)\b|\bclaims (?:responsibility|credit)\b",
    re.I,
)


def _read_responsibility(sentences: Sequence[Sentence], names: Names) -> list[Attribution]:
    """Who claims an act is the voice of it: "the group has claimed responsibility for some of the attacks"."""
    found: list[Attribution] = []
    for sentence in sentences:
        for match in CLAIMED.finditer(sentence.text) if sentence.parsed else ():
            verb = next((t for t in sentence.doc if t.idx >= match.start() and t.lemma_ in {"claim", "take"}), None)
            subject = subject_of(verb) if verb is not None else None
            if subject is None or any(t.text.casefold() in {"no", "nobody", "none"} for t in subject.subtree):
                continue
            voice = voice_of(sentence, subject, names)
            rest = Span(sentence.start + match.end(), sentence.end)
            if voice is not None and rest.end > rest.start:
                cue = Span(sentence.start + match.start(), sentence.start + match.end())
                found.append(Attribution((rest,), (msgspec.structs.replace(voice, cue=match.group()),), cue=cue, sentence=sentence.index))
    return found


# -- Speech that goes on -------------------------------------------------------------------------------------------------------


def _carry_quotes(found: list[Attribution], sentences: Sequence[Sentence], quotes: Sequence[Quote], text: str) -> list[Attribution]:
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
    if before.paragraph == here.paragraph - 1 and (went_on or spoke_just_before and last.direct) and not re.search(r"\w", text[quote.end : here.end]):
        return last
    return None


def _carry_colons(found: list[Attribution], sentences: Sequence[Sentence], text: str) -> list[Attribution]:
    """ "The minister said:" at a paragraph's end governs what follows: the next quotation, or, without marks, all the rest of a statement."""
    added: list[Attribution] = []
    for position, sentence in enumerate(sentences):
        if not sentence.parsed or not sentence.text.rstrip().endswith(":"):
            continue
        frames = find_frames(sentence)
        if not frames or frames[-1].subject is None or position + 1 >= len(sentences):
            continue
        host = next((a for a in found if a.cue == frames[-1].cue), None)
        frame = frames[-1]
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
