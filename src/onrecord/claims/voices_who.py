"""Who a voice is: the name of a noun phrase as the report writes it, its kind, and where it stands."""

from __future__ import annotations

import re
from functools import cache

from msgspec import structs

from onrecord.claims.voices_parse import left_edge, medium_in, right_edge, words_of_section
from onrecord.facts.kinds import is_title, kind_guess, kind_of, words_of
from onrecord.facts.names import Name, Names
from onrecord.facts.people import people_noun
from onrecord.lexicon import read_section
from onrecord.nouns import Kind, Span, Voice
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

ARTICLE = re.compile(r"(?:the|a|an)\s+", re.I)
OF_A_BODY = re.compile(r"\b(?:spokes\w+|officials?|sources?|members?|leaders?|chief|commander|fighters|militants|statement)\b", re.I)
GLUED = re.compile(r"(?<=[a-z])[A-Z][a-z]+$")
KEPT_PREPS = frozenset(("of", "for", "from", "at", "in", "with"))


def voice_of(sentence: Sentence, head: Token, names: Names) -> Voice | None:
    """The voice that a noun phrase with this head is; ``None`` for the outlet's own "we" and for what cannot speak."""
    words = head.text.casefold()
    at = sentence.start + head.idx
    if head.pos_ == "PRON" and words in {"he", "she", "they", "it", "him", "her", "them"}:
        found = names.full(words, at=at, sentence=sentence.index)
        return _named(found) if found else Voice(head.text, Kind.OTHER, start=at, end=at + len(head))
    if words in {"i", "we", "you", "us", "me", "this", "that", "there", "which", "what"}:
        return None
    start, end = extent(head)
    person = _person_in(sentence, head, start, end, names)
    if person is not None:
        return _named(person)
    return _described(sentence, head, start, end, names)


def _named(name: Name) -> Voice:
    return Voice(name.words, name.kind, start=name.start, end=name.end)


def extent(head: Token) -> tuple[int, int]:
    """First and last token of the phrase without what is said of it: relative clauses, appositions, participles."""
    last = head.i
    joined = any(child.dep_ == "conj" for child in head.rights)
    for child in head.rights:
        if child.dep_ == "punct" or child.dep_ == "cc":
            if not joined:
                break
            continue
        if not _belongs(child):
            break
        last = max(last, _without_clauses(child))
    return left_edge(head), last


def _belongs(child: Token) -> bool:
    """Whether what stands right of a noun is part of the name: "of the army", "and witnesses"; not what is told of it."""
    if child.dep_ == "conj":
        return child.pos_ in {"NOUN", "PROPN"} and not any(c.dep_ == "nsubj" for c in child.children)
    return child.dep_ in {"nummod", "compound", "flat"} or (child.dep_ == "prep" and child.text.casefold() in KEPT_PREPS)


def _without_clauses(token: Token) -> int:
    last = right_edge(token)
    for t in token.subtree:
        if t.dep_ in {"relcl", "acl", "advcl"} or (t.dep_ == "punct" and t.text in {",", "–", "—", ":"}):
            edge = left_edge(t) if t.dep_ != "punct" else t.i
            if edge > token.i:
                last = min(last, edge - 1)
    return max(last, token.i)


def _person_in(sentence: Sentence, head: Token, start: int, end: int, names: Names) -> Name | None:
    """The person whom the phrase names: at its head, or set beside a role ("the commander, John Smith")."""
    doc = sentence.doc
    first, last = sentence.start + doc[start].idx, sentence.start + doc[right_edge(head)].idx + len(doc[right_edge(head)])
    head_at = sentence.start + head.idx
    if any(child.dep_ == "conj" for child in head.rights if child.i <= end):
        return None
    here = [m for m in names.mentions if m.sentence == sentence.index and first <= m.start < last and names.known[m.name].sort == "person"]
    for mention in here:
        if mention.start <= head_at < mention.end:
            return names.known[mention.name]
    for mention in here:
        before = sentence.text[: mention.start - sentence.start].rstrip()
        role_before = _after_comma(before) and mention.start > head_at and _is_one_role(head)
        adjoining = (
            mention.start > head_at
            and _is_one_role(head)
            and not re.search(
                r"(?:\b(?:of|for|to|and|by|with|from|than|opposed|town|city|village|capital|port|suburb|district|province|region)|['’]s?)$", before
            )
            and _only_name_follows(sentence, head, mention.start)
        )
        if role_before or adjoining or NAMES_HIMSELF.search(before):
            return names.known[mention.name]
    return None


# "a man *who identified himself as* Adam Kime", "an officer *who gave his name only as* Ko Min".
NAMES_HIMSELF = re.compile(
    r"\b(?:who|and)\s+(?:(?:has\s+)?(?:identified|named|introduced|called)\s+(?:himself|herself)(?:\s+(?:only|simply))?(?:\s+as)?|calls\s+(?:himself|herself)"
    r"|(?:gave|gives)\s+(?:his|her)\s+(?:first\s+|last\s+|family\s+|full\s+)?name(?:\s+only)?\s+as|asked\s+to\s+be\s+(?:called|identified)(?:\s+only)?(?:\s+as)?"
    r"|(?:uses|used)\s+the\s+(?:alias|name|nom\s+de\s+guerre|call\s?sign)|goes\s+by(?:\s+the\s+(?:name|alias)(?:\s+of)?)?)[\s“\"'‘]*$"
)


def _after_comma(before: str) -> bool:
    """Whether the words end in a comma, or in a comma with titles or a role: "the rebels' spokesman, Colonel", "his attorney, public defender"."""
    if "," not in before:
        return False
    words = words_of(before[before.rindex(",") :])
    role = bool(words) and all(word.islower() for word in words) and (words[-1] in person_roles() or people_noun(words[-1]) is not None)
    return role or all(map(is_title, words)) or is_title(" ".join(words))


@cache
def person_roles() -> frozenset[str]:
    """Nouns for one person by what he does: "commander", "nurse"."""
    return read_section("kind_words.txt", "person_role")


def _is_one_role(head: Token) -> bool:
    return head.tag_ in {"NN", "NNP"} and (head.text.casefold() in person_roles() or (head.tag_ == "NN" and people_noun(head.text) is not None))


def _only_name_follows(sentence: Sentence, head: Token, at: int) -> bool:
    """ "the commander of Russian border guards Lieutenant-General Pavel Tarasenko": no verb and no comma between role and name."""
    between = [t for t in sentence.doc if head.idx < t.idx < at - sentence.start]
    return all(t.tag_ not in {"VBD", "VBZ", "VBP", "MD"} and t.text not in {",", ";"} for t in between)


def _described(sentence: Sentence, head: Token, start: int, end: int, names: Names) -> Voice | None:
    doc = sentence.doc
    first = sentence.start + doc[start].idx
    last = sentence.start + doc[end].idx + len(doc[end])
    words = sentence.text[first - sentence.start : last - sentence.start]
    glued = GLUED.search(words)
    if glued and head.text.endswith(glued.group()):
        last -= len(glued.group())
        words = words[: -len(glued.group())]
    apposed = _apposed_body(head)
    if apposed is not None:
        return _body(sentence, apposed, names)
    found = names.full(words, at=first, sentence=sentence.index)
    if found is not None and _is_for_it(words, found) and not (first <= found.start < found.end < last):
        return _named(found)
    article = ARTICLE.match(words)
    if article:
        first += article.end()
        words = words[article.end() :]
    if not words.strip():
        return None
    kind = kind_of(words)
    if kind is Kind.INFRASTRUCTURE and head.pos_ == "PROPN" and head.lower_ in OFFICES:
        kind = Kind.GOVERNMENT
    return Voice(words, kind, start=first, end=last)


# Houses by their common nouns, and authorities where they are names: "the *Office* for Information Security".
OFFICES = frozenset({"office", "bureau"})


def _is_for_it(words: str, found: Name) -> bool:
    """Whether the name may take the place of the words: not a country of its army, nor a body of its spokesman."""
    return found.sort != "body" or OF_A_BODY.search(words) is None


def _apposed_body(head: Token) -> Token | None:
    """ "the Amaq, IS-affiliated website" and "Russia's official news agency RIA Novosti": the name beside the common noun."""
    if head.pos_ == "PROPN":
        return None
    kind = kind_guess(head.doc.text_of(left_edge(head), head.i + 1))
    if kind not in {Kind.NEWS_AGENCY, Kind.MEDIA, Kind.NGO, Kind.ARMED_GROUP}:
        return None
    apposed = next((child for child in head.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
    if apposed is not None:
        return apposed
    inside = [
        child
        for child in head.lefts
        if child.dep_ in {"compound", "nmod"} and child.pos_ == "PROPN" and kind_guess(child.text) in {kind, Kind.MEDIA, Kind.NEWS_AGENCY}
    ]
    return inside[-1] if inside and kind != Kind.ARMED_GROUP else None


def _body(sentence: Sentence, token: Token, names: Names) -> Voice:
    start = left_edge(token)
    span: Span = sentence.span(sentence.doc[start : token.i + 1])
    words = sentence.doc.text_of(start, token.i + 1)
    found = names.full(words, at=span.start, sentence=sentence.index)
    return _named(found) if found else Voice(words, kind_of(words), start=span.start, end=span.end)


def voice_through_medium(sentence: Sentence, subject: Token, names: Names) -> Voice | None:
    """The voice of a phrase; a video, a statement or a post speaks for whoever gave it out, where the words name them."""
    medium = medium_in(subject.doc.text_of(subject.i, subject.i + 4)) if subject.pos_ == "NOUN" and medium_in(subject.text) else None
    if medium is None:
        return voice_of(sentence, subject, names)
    giver = next((token for rule in GIVERS if (token := rule(subject)) is not None), None)
    voice = voice_of(sentence, giver, names) if giver is not None else None
    voice = voice or voice_of(sentence, subject, names)
    return structs.replace(voice, medium=medium) if voice is not None else None


def _gives_out(verb: Token) -> bool:
    return verb.lemma_ in words_of_section("gives_out")


def _given_out_by(subject: Token) -> Token | None:
    """ "a video provided by a group"."""
    agents = (token for token in subject.subtree if token.dep_ == "agent" and _gives_out(token.head))
    return next((child for agent in agents for child in agent.children if child.dep_ == "pobj"), None)


def _given_out_from(subject: Token) -> Token | None:
    """ "a statement from the army", "a statement on the ministry's website"."""
    for child in subject.children:
        for pobj in child.children if child.dep_ == "prep" else ():
            owner = next((token for token in pobj.children if token.dep_ == "poss"), None)
            if medium_in(pobj.text) is not None:
                if owner is not None:
                    return owner
            elif child.text.casefold() in {"from", "by", "of"} and (
                pobj.pos_ == "PROPN" or kind_guess(pobj.doc.text_of(left_edge(pobj), pobj.i + 1))
            ):
                return pobj
    return None


def _owner(subject: Token) -> Token | None:
    """ "the opposition's declaration"."""
    return next((child for child in subject.children if child.dep_ == "poss" and child.pos_ in {"NOUN", "PROPN"}), None)


def _who_gave_out(subject: Token) -> Token | None:
    """ "the group released a video claiming …"."""
    head = subject.head
    while subject.dep_ in {"dobj", "pobj"} and head.pos_ == "ADP" and head.head != head:
        head = head.head
    given = subject.dep_ in {"dobj", "pobj"} and _gives_out(head)
    return next((child for child in head.children if child.dep_ == "nsubj"), None) if given else None


GIVERS = (_given_out_by, _given_out_from, _owner, _who_gave_out)
