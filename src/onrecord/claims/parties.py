"""Actors and recipients by name: the noun phrase as written, or the fullest name of the report that it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.facts.kinds import is_nationality, kind_of
from onrecord.facts.names import Names
from onrecord.facts.place_lexicon import state_names
from onrecord.nouns import Kind, Party, Span
from onrecord.text.parse import Sentence

# Words that name nobody: a doer or target of these is left empty.
NOBODY = frozenset("it this that these those which what there one ones some any none nobody all each both".split())
# "*Its men*": the body they are of.
OWN_MEN = frozenset("man fighter force troop soldier member unit militant force aircraft jet drone warplane".split())
PRONOUNS = frozenset("he she they him her them himself herself themselves who whom i we us me".split())
# "one of the schoolgirls", "a group of herders": the people stand behind the "of".
PARTITIVES = frozenset(
    """one some many most several dozen dozens hundred hundreds thousand thousands score scores number group member members handful
        couple majority half all rest two three four five six seven eight nine ten""".split()
)


TOWN_WORDS = frozenset("city town village capital port district region province area".split())


def _named_town(token: Token) -> Token:
    """The name behind "the capital city of Kyiv"; else the token itself."""
    if token.lemma_.lower() not in TOWN_WORDS:
        return token
    named = [pobj for prep in token.children if prep.lower_ == "of" for pobj in prep.children if pobj.dep_ == "pobj" and pobj.pos_ == "PROPN"]
    return named[0] if named else token


def noun_phrase(token: Token) -> Span:
    """Token bounds [first, last+1) of a name as the record writes it: the noun with what stands before it, determiners left off."""
    first = token.i
    for child in token.lefts:
        if child.dep_ in {"compound", "amod", "nmod", "nummod", "poss", "quantmod", "advmod"} and child.lower_ not in {
            "the",
            "a",
            "an",
            "its",
            "his",
            "her",
            "their",
            "this",
            "that",
        }:
            left = min(each.i for each in child.subtree)
            first = min(first, left if child.dep_ != "amod" or all(each.dep_ != "relcl" for each in child.subtree) else child.i)
    while (
        token.doc[first].lower_
        in {"the", "a", "an", "its", "his", "her", "their", "at", "least", "about", "'s", "’s", "-", "“", '"', "more", "than", "some", "all"}
        and first < token.i
    ):
        first += 1
    return Span(first, token.i + 1)


def _party(token: Token, sentence: Sentence, names: Names) -> Party | None:
    token = _named_town(token)
    start = sentence.start + token.idx
    if token.lower_ in PRONOUNS:
        name = names.full(token.text, at=start, sentence=sentence.index)
        return None if name is None else Party(name.words, name.kind, name.start, name.end)
    owner = next((child for child in token.children if child.dep_ == "poss" and child.lower_ in {"its", "their"}), None)
    if owner is not None and token.lemma_.lower() in OWN_MEN:
        body = names.full(owner.text, at=sentence.start + owner.idx, sentence=sentence.index)
        if body is not None and body.sort == "body":
            return Party(body.words, body.kind, body.start, body.end)
    if token.lower_ in NOBODY and not any(child.lower_ == "of" for child in token.children):
        return None
    bounds = noun_phrase(token)
    last = bounds.end
    if token.lemma_.lower() in PARTITIVES or token.pos_ == "NUM":
        for prep in token.children:
            if prep.lower_ == "of":
                for pobj in prep.children:
                    if pobj.dep_ == "pobj":
                        last = max(last, pobj.i + 1)
    if token.doc[bounds.start].lower_ in {"near", "outside", "around"}:
        return None  # "*Near Palmyra*, one strike": a place that the parser took for a name
    span = sentence.span(token.doc[bounds.start : last])
    words = token.doc[bounds.start : last].text
    definite = any(child.dep_ == "det" and child.lower_ in {"the", "that", "this"} for child in token.children)
    name = names.full(f"the {words}" if definite and token.pos_ == "NOUN" else words, at=span.start, sentence=sentence.index)
    if name is not None:
        cut = len("of ") if name.words.startswith("of ") else 0  # "the minister *of Israel*": the name is the country's
        return Party(name.words[cut:], name.kind, name.start + cut, name.end)
    return Party(words, kind_of(words, context=sentence.text), span.start, span.end)


def _state(token: Token, text: str) -> Party | None:
    """The state behind an adjective of nationality ("*Russian* missiles"), by its name where the report writes it."""
    if token.ent_type_ != "NORP" and not is_nationality(token.text):
        return None
    for name in state_names(token.text):
        if found := re.search(rf"\b{re.escape(name)}\b", text):
            return Party(name, Kind.GOVERNMENT, *found.span())
    return None


def find_parties(tokens: Sequence[Token], sentence: Sentence, names: Names, text: str) -> tuple[Party, ...]:
    """The parties that the tokens name, each once, in text order."""
    found: list[Party] = []
    for token in tokens:
        party = (_state(token, text) if token.dep_ in {"amod", "compound", "nmod"} else None) or _party(token, sentence, names)
        if party is not None and all(party.name != other.name for other in found):
            found.append(party)
    return tuple(found)
