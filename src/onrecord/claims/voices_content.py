"""Which words of its sentence a cue governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims.voices_parse import act_of, left_edge, right_edge
from onrecord.nouns import Span
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Doc, Token

# Clauses on a noun that the cue takes as known: "condemned the attack that killed ten"; what is denied may be one ("claims that …").
NOT_TOLD = {"judge": frozenset(("relcl", "acl")), "deny": frozenset(("relcl",))}


@dataclass(frozen=True, slots=True)
class Frame:
    """One cue in one sentence. ``subject`` is the head token of the voice; ``source`` an inner voice that it passes on ("citing officials")."""

    sentence: Sentence
    verb: Token
    act: str
    subject: Token | None
    cue: Span
    contents: tuple[Span, ...]
    head_start: int
    head_end: int
    told: Token | None = None
    source: Token | None = None
    source_cue: str | None = None
    medium: str | None = None


def span(sentence: Sentence, first: int, last: int) -> Span:
    doc = sentence.doc
    return Span(sentence.start + doc[first].idx, sentence.start + doc[last].idx + len(doc[last]))


def own_cue_clause(child: Token) -> bool:
    """Whether a clause has a voice of its own: "after the president said …"."""
    return any(act_of(t) == "say" and any(c.dep_ == "nsubj" for c in t.children) for t in child.subtree)


def right_contents(sentence: Sentence, verb: Token, act: str, after: int) -> list[Span]:
    """What stands after the verb and is governed by it."""
    spans: list[Span] = []
    wanted = {"ccomp", "xcomp", "dobj", "attr", "oprd", "acomp"} | ({"advcl"} if act in {"ask", "deny"} else set())
    kids = [child for child in verb.rights if child.i > verb.i]
    main = [
        child for child in kids if child.dep_ in wanted and right_edge(child) > verb.i and not (child.dep_ == "dobj" and after >= right_edge(child))
    ]
    if act in {"accuse", "ask", "judge", "deny", "say", "hedge"}:
        main += [
            child
            for child in kids
            if child.dep_ == "prep"
            and child.text.casefold() in {"of", "for", "about", "against", "on"}
            and left_edge(child) > after
            and child not in main
            and (act != "say" or counts_of(child))
        ]
    main = [child for child in main if left_edge(child) > verb.i and not (_is_meanwhile(child) or _is_of_noun(child))]
    main = [child for child in main if not (act == "ask" and _says_when(child))]
    if not main:
        return [clause] if act in {"say", "hedge"} and (clause := _clause_astray(sentence, verb)) is not None else spans
    if act == "judge" or (act == "deny" and all(child.dep_ in {"dobj", "prep"} for child in main)):
        return [span(sentence, *core(child, NOT_TOLD[act])) for child in main if child.dep_ in {"dobj", "pobj", "prep"}]
    first = min(left_edge(child) for child in main)
    last = max(right_edge(child) for child in main)
    if act == "ask" and (told := [child for child in main[-1].subtree if child.dep_ == "relcl" and child.tag_ in {"VBD", "VBN"}]):
        return [span(sentence, first, max(first, left_edge(told[0]) - 1))]  # "vowed to hunt down gunmen *who killed* nine"
    of_what_comes = act == "ask" or (act == "hedge" and not any(child.dep_ == "ccomp" for child in main))
    for child in kids:
        joins = child.dep_ in {"prep", "npadvmod", "advmod", "punct", "acl", "relcl", "advcl", "dep", "cc"} and left_edge(child) == last + 1
        if of_what_comes and _says_when(child):
            break  # "vowed revenge *after a bomb killed nine*", "fear more attacks *after gunmen shot two*"
        if joins and not own_cue_clause(child) and not (child.dep_ in {"advcl"} and act_of(child)):
            last = max(last, right_edge(child))
    own = [
        child
        for piece in main
        for child in piece.subtree
        if child.dep_ == "advcl" and left_edge(child) and sentence.doc[left_edge(child) - 1].text == "," and own_cue_clause(child)
    ]
    if own:
        last = min(last, left_edge(own[0]) - 1)
    return [span(sentence, first, last)] if last >= first else []


def counts_of(preposition: Token) -> bool:
    """Whether somebody "spoke *of at least eleven dead*", which tells what was counted."""
    return preposition.head.lemma_ == "speak" and preposition.lower_ == "of" and any(token.like_num for token in preposition.subtree)


MEANWHILE = frozenset("as while after when before since".split())


def _is_meanwhile(clause: Token) -> bool:
    """Whether a clause that the parser takes for what is said only tells what went on: "…, the ministry said, *as fighting spread*"."""
    opens = clause.doc[left_edge(clause)]
    behind_comma = opens.i > 0 and clause.doc[opens.i - 1].text == ","
    return clause.dep_ == "ccomp" and behind_comma and opens.lower_ in MEANWHILE and opens.dep_ in {"mark", "advmod"}


def _is_of_noun(clause: Token) -> bool:
    """Whether a participle that the parser takes for what is said belongs to the noun before it: "said in a statement *read out on television*"."""
    bare = clause.tag_ == "VBN" and not any(child.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "mark"} for child in clause.children)
    return clause.dep_ == "ccomp" and bare and clause.i > 0 and clause.doc[clause.i - 1].dep_ == "pobj" and left_edge(clause) == clause.i


def _says_when(clause: Token) -> bool:
    """Whether a clause tells when, or upon what, somebody asked or vowed, which is no part of it."""
    if clause.dep_ == "prep":
        return clause.lower_ in {"after", "since"}
    return clause.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ in MEANWHILE for child in clause.children)


def _clause_astray(sentence: Sentence, verb: Token) -> Span | None:
    """The "that" clause of a cue which the parser hung elsewhere.

    On a noun between ("said in a report released Tuesday *that …*"), or over the cue ("reported, without naming a source, *that …*").
    """
    for mark in verb.doc[verb.i + 1 :]:
        clause = mark.head
        if mark.lower_ != "that" or mark.dep_ != "mark" or clause == verb:
            continue
        if verb.dep_ == "ccomp" and verb.head == clause:
            return span(sentence, mark.i, right_edge(clause))
        above = clause
        while above.dep_ in {"acl", "pobj", "prep", "npadvmod", "ccomp", "relcl"} and above.head != verb and above.head.i > verb.i:
            above = above.head
            if act_of(above) is not None:
                break  # "said, adding *that …*" is the other cue's
        if above.head == verb and above != clause and act_of(above) is None:
            return span(sentence, mark.i, right_edge(clause))
    return None


def core(token: Token, cut: frozenset[str]) -> tuple[int, int]:
    """A noun phrase without the clauses of these sorts that are told of it."""
    last = right_edge(token)
    for t in token.subtree:
        if t.dep_ in cut and left_edge(t) > token.i and not any(child.dep_ == "mark" for child in t.children):  # "a rumour *that* …" is its content
            last = min(last, left_edge(t) - 1)
    return left_edge(token), max(last, token.i)


def left_content(sentence: Sentence, first: int, earlier: Sequence[Frame]) -> Span | None:
    """What stands before a postposed cue: back to the sentence's start, or to the clause that another cue does not govern."""
    doc = sentence.doc
    begin = 0
    for frame in earlier:
        if frame.subject is None or frame.verb.i >= first or not frame.contents:
            continue
        for at in range(frame.verb.i + 1, first - 2):
            if doc[at].text in {",", ";"} and doc[at + 1].text.casefold() in {"but", "while", "although", "though"} and doc[at].text:
                begin = at + 1
    last = first - 1
    while last > begin and doc[last].is_punct and doc[last].text not in {"”", '"', "»"}:
        last -= 1
    if last - begin < 1 and not doc[begin].text.isalpha():
        return None
    return span(sentence, begin, last) if last >= begin else None


def speaks_before(contents: Sequence[Span], sentence: Sentence, at: int) -> bool:
    return any(span.start > sentence.start + at and span.end - span.start > 12 for span in contents)


def is_inserted(doc: Doc, first: int, last: int) -> bool:
    return first > 1 and last + 1 < len(doc) and doc[last + 1].text in {",", ";"}


def resumes(doc: Doc, at: int) -> bool:
    """Whether the told goes on after an inserted cue: "The girls, he said, were freed", and no other cue follows."""
    if at >= len(doc) or doc[at].tag_ == "VBG" or doc[at].pos_ in {"CCONJ", "SCONJ", "X", "SYM", "SPACE"}:
        return False
    closing = [token for token in doc[at:] if token.tag_ in {"VBD", "VBZ", "VBP"} and act_of(token) == "say"]
    return not closing or any(not token.is_punct for token in doc[closing[-1].i + 1 :])


def without_asides(sentence: Sentence, content: Span) -> list[Span]:
    """The content without "…, who …," told of its subject: before a cue that comes last, that is the outlet's own knowledge."""
    pieces, at = [], content.start
    for token in sentence.doc:
        if token.dep_ != "relcl" or token.head.dep_ not in {"nsubj", "nsubjpass"} or token.idx + sentence.start >= content.end:
            continue
        first, last = left_edge(token), right_edge(token)
        opens = first > 0 and sentence.doc[first - 1].text == "," and sentence.doc[first].text.casefold() in {"who", "whose", "whom"}
        if opens and last + 1 < len(sentence.doc) and sentence.doc[last + 1].text == ",":
            aside = span(sentence, first, last)
            if at < aside.start < aside.end < content.end:
                pieces.append(Span(at, aside.start))
                at = aside.end
    return [*pieces, Span(at, content.end)]
