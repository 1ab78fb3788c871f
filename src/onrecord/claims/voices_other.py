"""Voices given without a reporting verb: "according to", headlines, signed posts, and those who claim an act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from onrecord.claims import grammar
from onrecord.claims.voices_chain import Attribution
from onrecord.claims.voices_content import without_asides
from onrecord.claims.voices_parse import subject_of
from onrecord.claims.voices_who import voice_of, voice_through_medium
from onrecord.facts.kinds import is_country, kind_guess, kind_of
from onrecord.facts.names import Names
from onrecord.nouns import Kind, Span, Voice
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token


def read_according(sentence: Sentence, names: Names) -> list[Attribution]:
    found: list[Attribution] = []
    for head, cue, content in find_according(sentence):
        voice = voice_through_medium(sentence, head, names)
        if voice is None or kind_guess(voice.name) is voice.kind is Kind.INFRASTRUCTURE:
            continue
        chain = [
            msgspec.structs.replace(
                voice,
                cue=sentence.text[cue.start - sentence.start : cue.end - sentence.start],
            )
        ]
        lost = _agency_without_verb(sentence, content, names)
        if lost is not None:
            chain.insert(0, lost)
            content = Span(head.idx + len(head) + sentence.start, sentence.end)
        elif content.end <= cue.start and not _tells(sentence, content):
            content = _behind(sentence, head)
        found.append(
            Attribution(
                tuple(without_asides(sentence, content)),
                tuple(chain),
                cue=cue,
                sentence=sentence.index,
                direct=sentence.text[content.start - sentence.start :][:1] in '“"«',
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


def read_headline(sentence: Sentence, names: Names) -> list[Attribution]:
    """ "New launch adds to tensions: Kremlin", "Rebels may free hostages - U.N.", "Police: man shot dead"; "Army: two men shot." on a live page."""
    end = sentence.text.rstrip()[-1:]
    if end in '!?”"':
        return []
    for pattern in (HEADLINE_END, HEADLINE_START) if end != "." else (HEADLINE_START,):
        match = pattern.match(sentence.text)
        if match is None:
            continue
        who = match["who"].strip()
        kind = kind_guess(who)
        if kind in {None, Kind.INFRASTRUCTURE, Kind.DOCUMENT, Kind.CIVILIAN, Kind.MEDIA, Kind.NEWS_AGENCY}:
            continue
        if pattern is HEADLINE_START and (kind is Kind.ARMED_GROUP or is_country(who)):
            continue  # "Boko Haram: 7 killed in blast", "Mali: rebels free hostages": what it is about
        at = sentence.start + match.start("who")
        cue_at = Span(sentence.start + match.start("cue"), sentence.start + match.end("cue"))
        voice = Voice(who, kind_of(who), cue=match["cue"].strip() or None, start=at, end=at + len(who))
        content = Span(sentence.start + match.start("content"), sentence.start + match.end("content"))
        return [Attribution((content,), (voice,), cue=cue_at, sentence=sentence.index)]
    return []


# Nouns whose "that" clause is somebody's words.
SAID_NOUNS = frozenset("claim allegation assertion accusation statement contention announcement admission warning".split())
GIVEN_OUT = frozenset("make issue broadcast repeat publish release post air carry".split())


def read_noun_cues(sentence: Sentence, names: Names) -> list[Attribution]:
    """ "The president's claim that the town was shelled", "the group broadcast a claim that …": the owner's words, or the subject's."""
    found = []
    for noun in sentence.doc if " that " in sentence.text else ():
        if noun.lemma_ not in SAID_NOUNS or noun.pos_ != "NOUN":
            continue
        clause = next((child for child in noun.rights if child.dep_ in {"acl", "ccomp", "relcl"} and grammar.is_that_clause(child)), None)
        if clause is None:
            continue
        owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
        if owner is None and noun.dep_ == "dobj" and noun.head.lemma_ in GIVEN_OUT:
            owner = next((child for child in noun.head.children if child.dep_ == "nsubj"), None)
        voice = voice_through_medium(sentence, owner, names) if owner is not None else None
        if voice is not None:
            told = msgspec.structs.replace(voice, cue=noun.text)
            first, last = clause.left_edge.i, clause.right_edge.i
            content = sentence.span(sentence.doc[first : last + 1])
            found.append(Attribution((content,), (told,), cue=sentence.span(noun), sentence=sentence.index))
    return found


SIGNATURE = re.compile(r"[—–-]\s+(?P<who>[^—–()]{2,50}?)\s+\(@(?P<handle>\w+)\)")


def read_signature(sentence: Sentence, sentences: Sequence[Sentence], names: Names) -> list[Attribution]:
    """A post with its author's line: "We have won. — Jane Roe (@jroe) May 1, 2020"."""
    match = SIGNATURE.search(sentence.text)
    if match is None:
        return []
    at = sentence.start + match.start("who")
    known = names.full(match["who"], at=at)
    voice = Voice(match["who"], kind_of(match["who"]), start=at, end=at + len(match["who"]))
    if known is not None:
        voice = Voice(known.words, known.kind, start=known.start, end=known.end)
    before = [other for other in sentences if other.end <= sentence.start]
    posted = [other for other in before if other.paragraph == sentence.paragraph]
    if not posted and not match.start():  # the line stands by itself under the post
        posted = [other for other in before if other.paragraph == before[-1].paragraph]
    content = Span(posted[0].start if posted else sentence.start, sentence.start + match.start())
    return [Attribution((content,), (voice,), direct=True, sentence=sentence.index)] if content.end > content.start else []


CLAIMED = re.compile(r"\b(?:(?:has |have |had )?claimed|claims|took|taken|takes) (?:the )?(?:responsibility|credit)\b", re.I)


def read_responsibility(sentences: Sequence[Sentence], names: Names) -> list[Attribution]:
    """Who claims an act is the voice of it: "the group has claimed responsibility for some of the attacks"."""
    found: list[Attribution] = []
    for sentence in sentences:
        for match in CLAIMED.finditer(sentence.text) if sentence.parsed else ():
            verb = next((t for t in sentence.doc if t.idx >= match.start() and t.lemma_ in {"claim", "take"}), None)
            subject = subject_of(verb) if verb is not None else None
            if subject is None or any(t.text.casefold() in {"no", "nobody", "none"} for t in subject.subtree):
                continue
            voice = voice_of(sentence, subject, names)
            rest = Span(sentence.start + match.start(), sentence.end)
            if voice is not None and rest.end > rest.start:
                cue = Span(sentence.start + match.start(), sentence.start + match.end())
                found.append(Attribution((rest,), (msgspec.structs.replace(voice, cue=match.group()),), cue=cue, sentence=sentence.index))
    return found


def find_according(sentence: Sentence) -> Iterator[tuple[Token, Span, Span]]:
    """The head token of the voice, the cue, and the governed stretch, for each "according to" or "in the words of"."""
    text = sentence.text
    for match in re.finditer(r"\b(?:according to|in the words of|as per)\s+|(?:(?<=, )per|^per)\s+(?=(?:the|a|an|court|police)\s)", text, re.I):
        tokens = [token for token in sentence.doc if token.idx >= match.end()]
        if not tokens or re.match(
            r"(?:plan|schedule|law|reports? from the|tradition|custom|which|whether|need|the (?:law|plan|constitution|rules))\b", tokens[0].text, re.I
        ):
            continue
        head = next(
            (
                t
                for t in tokens[:12]
                if t.pos_ in {"NOUN", "PROPN", "PRON", "DET", "NUM"} and t.dep_ in {"pobj", "nsubj", "ROOT", "conj", "dobj", "appos", "pcomp"}
            ),
            None,
        )
        head = head if head is not None else tokens[0]
        cue = Span(sentence.start + match.start(), sentence.start + match.start() + len(match.group().rstrip()))
        yield head, cue, _accorded(sentence, match.start(), head)


def _accorded(sentence: Sentence, at: int, head: Token) -> Span:
    """What an "according to" governs: what goes before it, or what follows when it opens the sentence."""
    text = sentence.text
    before = text[:at].rstrip(" ,—–-")
    if len(re.findall(r"\w+", before)) >= 2:
        cut = max((m.end() for m in re.finditer(r"[;]\s+|,\s+(?:but|while|although)\s+", before)), default=0)
        return Span(sentence.start + cut, sentence.start + len(before))
    return _behind(sentence, head)


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _tells(sentence: Sentence, content: Span) -> bool:
    """Whether a stretch has a verb of its own: not "in the past three years", before "according to the army, 40 soldiers have died"."""
    within = (token for token in sentence.doc if content.start <= sentence.start + token.idx < content.end)
    return any(token.tag_ in FINITE or token.dep_ in {"ROOT", "nsubj", "nsubjpass"} for token in within)


def _behind(sentence: Sentence, head: Token) -> Span:
    """What follows a voice and its comma, to the sentence's end."""
    text = sentence.text
    comma = text.find(",", head.idx)
    begin = comma + 1 if comma >= 0 else min(len(text), head.idx + len(head.text))
    while begin < len(text) and text[begin].isspace():
        begin += 1
    return Span(sentence.start + begin, sentence.end)
