"""Attributions that the rules over the parse do not see, from the learned reader."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from itertools import groupby
from typing import cast

import msgspec

from onrecord.claims.gate import may_tell
from onrecord.claims.voices_chain import Act, Attribution
from onrecord.claims.voices_cues import is_told_of, other_use, says_nothing
from onrecord.claims.voices_frames import is_outlet, merged
from onrecord.claims.voices_parse import act_of, antecedent, is_nobody, is_passive, lemma_of, medium_in
from onrecord.claims.voices_tags import Speech, read_speech
from onrecord.claims.voices_who import voice_through_medium
from onrecord.facts.names import Names
from onrecord.nouns import Certainty, Kind, Span, Voice
from onrecord.text.encoder import Encoder, load_encoder
from onrecord.text.mends import SUBJECTS
from onrecord.text.parse import Sentence
from onrecord.text.sentences import TIME_OF_DAY
from onrecord.text.tokens import Token

# Below this share of its cue's tags the reader is guessing.
SURE = 0.5
# What a cue's verb must do: the reader also calls it attribution when a court orders or a crowd is appalled, which tells of no event.
TELLS = frozenset(("say", "hedge", "deny", "ask", "accuse", "quote"))
# Verbs that may be done to somebody ("reports to the general"), where nothing is told.
ANSWERS = frozenset(("report", "respond", "reply", "answer"))


def read_all(text: str, encoder: Encoder | None = None, paragraphs: Iterable[Span] | None = None) -> list[Speech]:
    """Every attribution of a text, or of some of its paragraphs, as the learned reader alone sees it, in reading order."""
    encoder = encoder or load_encoder()
    return [speech for window in encoder.read(text, paragraphs) for speech in read_speech(window, encoder.transitions, encoder.starts)]


def add_learned(
    found: Sequence[Attribution],
    sentences: Sequence[Sentence],
    names: Names,
    *,
    text: str,
    outlet: str | None = None,
    telling: Set[int] | None = None,
) -> list[Attribution]:
    """The attributions with those added that only the learned reader sees.

    It looks at sentences that tell an event in nobody's words, where a verb of telling stands that no rule took up, with the one before each,
    and no further: the rules are right more often where they speak at all, and a pass of the encoder costs as much as the parse.
    """
    cues = [attribution.cue for attribution in found if attribution.cue is not None]
    if telling is None:
        telling = {sentence.index for sentence, tells in zip(sentences, may_tell([s.text for s in sentences]), strict=True) if tells}
    silent = [s for s in sentences if s.index in telling and s.parsed and not _is_voiced(s, found) and _may_be_told(s, sentences, cues)]
    if not silent:
        return list(found)
    indexes = {sentence.index for sentence in silent}
    added = list(found)
    for speech in read_all(text, paragraphs=_stretches(sentences, indexes)):
        if speech.score < SURE or not any(s.index in indexes for span in speech.content for s in _sentences_of(span, sentences)):
            continue
        known = next((at for at, other in enumerate(added) if other.cue is not None and _overlap(other.cue, speech.cue)), None)
        if known is not None:  # the rules have the voice, and stopped short of the words
            added[known] = _widened(added[known], speech)
        elif (attribution := _attribution(speech, sentences, names, text, outlet)) is not None:
            added.append(attribution)
    return added


def _stretches(sentences: Sequence[Sentence], indexes: Set[int]) -> list[Span]:
    """Where the wanted sentences stand, each with the one before it in its paragraph."""
    near = [s for s in sentences if s.index in indexes or s.index + 1 in indexes]
    grouped = (list(each) for _, each in groupby(enumerate(near), lambda each: (each[1].paragraph, each[1].index - each[0])))
    return [Span(each[0][1].start, each[-1][1].end) for each in grouped if any(s.index in indexes for _, s in each)]


def _widened(attribution: Attribution, speech: Speech) -> Attribution:
    """The attribution with the learned content that goes on where its own stops: a false full stop ("at 5 a.m. Gunmen") ends no speech."""
    own = attribution.content
    further = [span for span in speech.content if any(span.start <= other.end + 2 and other.start <= span.end + 2 for other in own)]
    return msgspec.structs.replace(attribution, content=tuple(merged([*own, *further])))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _may_be_told(sentence: Sentence, sentences: Sequence[Sentence], taken: Sequence[Span]) -> bool:
    """Whether a verb of telling that no rule took up stands in the sentence, or before it a false full stop ("at 5 a.m. Gunmen")."""
    before = sentences[sentence.index - 1] if sentence.index else None
    if before is not None and before.parsed and before.paragraph == sentence.paragraph and TIME_OF_DAY.search(before.text):
        return True
    telling = (token for token in sentence.doc if act_of(token) in TELLS and _has_teller(token))
    return any(not any(_overlap(sentence.span(token), cue) for cue in taken) for token in telling)


def _has_teller(verb: Token) -> bool:
    """Whether a verb's clause may name who tells: a passive does behind "by" alone, and what nobody tells ("no group has *said*") has no voice."""
    if any(child.dep_ in SUBJECTS and is_nobody(child) for child in verb.children):
        return False
    helpers = {child.lemma_.lower() for child in verb.children if child.dep_ == "aux"}
    is_active = verb.tag_ != "VBN" or ("have" in helpers and not is_passive(verb))
    return is_active or any(child.lower_ == "by" for child in verb.children)


def _sentences_of(span: Span, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences that a span lies in, one or several."""
    first = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
    return sentences[max(0, first) : bisect_left(sentences, span.end, key=lambda s: s.start)]


def _is_voiced(sentence: Sentence, found: Sequence[Attribution]) -> bool:
    """Whether some voice already answers for a part of the sentence."""
    here = Span(sentence.start, sentence.end)
    return any(_overlap(span, here) for attribution in found for span in attribution.content)


def _attribution(speech: Speech, sentences: Sequence[Sentence], names: Names, text: str, outlet: str | None) -> Attribution | None:
    """The attribution that the words tell, where a verb of telling names a voice that is not the outlet itself."""
    if speech.source is None:
        return None
    sentence = _sentences_of(speech.source, sentences)[0]
    if not sentence.parsed or not sentence.start <= speech.cue.start < sentence.end:
        return None
    head = _head(sentence, speech.source)
    voice = voice_through_medium(sentence, head, names) if head is not None and not is_nobody(head) else None
    if voice is None or voice.kind is Kind.INFRASTRUCTURE or is_outlet(voice, outlet):
        return None
    cue = speech.cue.of(text)
    verb, act = next(((token, act) for token in _tokens(sentence, speech.cue) if (act := act_of(token)) is not None), (None, None))
    if head is None or (head.dep_ == "dobj" and head.head is verb):  # "denied *militants access* to the road"
        return None
    if (
        verb is None
        or act not in TELLS
        or is_told_of(verb)
        or says_nothing(verb, act)
        or cue.endswith(" by")
        or (verb.lemma_ in ANSWERS | {"put", "continue", "go"} and other_use(verb, lemma_of(verb)))
    ):
        return None
    told: Voice = msgspec.structs.replace(voice, cue=cue, medium=voice.medium or medium_in(cue))
    direct = any(span.of(text)[:1] in '“"«' for span in speech.content)
    certainty: Certainty = "hedged" if act == "hedge" else "stated"
    return Attribution(speech.content, (told,), certainty, direct, cast(Act, act), speech.cue, speech.source, sentence.index)


def _tokens(sentence: Sentence, span: Span) -> list[Token]:
    return [token for token in sentence.doc if span.start <= sentence.start + token.idx < span.end]


def _head(sentence: Sentence, source: Span) -> Token | None:
    """The word of the source's span on which its other words hang."""
    tokens = _tokens(sentence, source)
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head == token]
    nouns = [token for token in tops if token.pos_ in {"NOUN", "PROPN", "PRON"}]
    head = next(iter(nouns or tops), None)
    return antecedent(head, head.head) if head is not None else None
