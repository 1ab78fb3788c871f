"""What the learned part looks at to tell which words of a sentence name the place of an event: names, and how they hang on the event's word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from onrecord.facts.place_lexicon import word_list
from onrecord.facts.place_words import ARABIC, CALENDAR, place_noun_level
from onrecord.text.tokens import Doc, Token

TIES = frozenset("- – ' ’ ‘ / `".split())
JOINTS = frozenset("of de del la el al bin ibn ul du do da des".split())
NO_PLACES = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"))
CLAUSES = frozenset(("ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "xcomp", "pcomp"))
LEADS = frozenset("the a an this that its their his her our".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A run of tokens that may name a place: ``doc[first:last]``. ``role`` and ``level`` are those of the toponym there, "" where there is none."""

    first: int
    last: int
    role: str = ""
    level: str = ""
    source: str = ""


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower_ not in CALENDAR


def _chunks(doc: Doc) -> Iterator[tuple[int, int]]:
    """Longest runs of capitalised words, with what ties them: "al-Hamra Street", "Deir ez-Zor", "Hill 30"."""
    index, count = 0, len(doc)
    while index < count:
        first = index
        if doc[index].lower_ in ARABIC and index + 2 < count and doc[index + 1].text in TIES and _is_name(doc[index + 2]):
            index += 2
        if not _is_name(doc[index]) or (index == 0 and doc[0].pos_ not in ("PROPN", "NOUN", "ADJ", "X")):
            index = first + 1
            continue
        last = index + 1
        while last < count:
            token = doc[last]
            tied = token.text in TIES and last + 1 < count and (_is_name(doc[last + 1]) or not token.whitespace_) and not doc[last - 1].whitespace_
            joint = token.lower_ in JOINTS and last + 1 < count and _is_name(doc[last + 1])
            arabic = token.lower_ in ARABIC and last + 2 < count and doc[last + 1].text in TIES
            after_tie = doc[last - 1].text in TIES and token.is_alpha and not doc[last - 1].whitespace_
            if not (_is_name(token) or tied or joint or arabic or after_tie or (token.is_digit and len(token) < 4)):
                break
            last += 1
        while last > first + 1 and (doc[last - 1].text in TIES or doc[last - 1].lower_ in JOINTS):
            last -= 1
        yield first, last
        index = last


def _trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The run without articles, directions and possessives around the name."""
    directions = word_list("directions")
    while first < last and (
        doc[first].lower_ in LEADS or (doc[first].lower_ in directions and doc[first].is_lower) or not doc[first].text[:1].isalnum()
    ):
        if doc[first].text[:1] in "‘'" and first + 1 < last:
            break
        first += 1
    while last > first and (
        doc[last - 1].lower_ in ("'s", "’s", "'", "’", ",", ".") or (doc[last - 1].is_lower and place_noun_level(doc[last - 1].lower_) is not None)
    ):
        last -= 1
    return first, last


def find_candidates(doc: Doc, toponyms: Sequence[Name]) -> list[Name]:
    """Every run of words that may be the place: toponyms, names that the parser sees, and runs of capitals with the parts before "of" and commas."""
    found: dict[tuple[int, int], Name] = {}
    for name in toponyms:
        run = _trimmed(doc, name.first, name.last)
        if run[0] < run[1] and name.role != "adjective":
            found.setdefault(run, Name(*run, name.role, name.level, "toponym"))
    for ent in doc.ents:
        run = _trimmed(doc, ent.start, ent.end)
        if ent.label_ not in NO_PLACES and run[0] < run[1] and any(_is_name(token) for token in doc[run[0] : run[1]]):
            found.setdefault(run, Name(*run, source="entity"))
    for first, last in _chunks(doc):
        run = _trimmed(doc, first, last)
        if run[0] < run[1]:
            found.setdefault(run, Name(*run, source="chunk"))
    return sorted(found.values(), key=lambda name: (name.first, name.last))


def _root(doc: Doc, name: Name) -> Token:
    """The token of the name on which its others hang."""
    return doc.root_of(name.first, name.last)


def _governor(doc: Doc, first: int) -> int:
    """The token that leads to a name: the first before it that is no article, adjective, direction or noun of its kind."""
    directions, at = word_list("directions"), first - 1
    while at >= 0 and first - at < 9:
        token = doc[at]
        of = token.lower_ == "of" and at > 0 and doc[at - 1].pos_ == "NOUN"
        noun = token.pos_ == "NOUN" and at + 1 < len(doc) and (doc[at + 1].lower_ == "of" or token.dep_ in ("compound", "nmod"))
        if not (token.pos_ in ("DET", "ADJ", "NUM", "ADV", "PUNCT", "PART") or token.lower_ in directions or of or noun) or token.text == ",":
            break
        at -= 1
    return at


def _path(event: Token, place: Token) -> tuple[list[Token], list[Token], Token] | None:
    """The tokens below the one that both hang on: on the side of the event, and of the place."""
    up_event, up_place = [event, *event.ancestors], [place, *place.ancestors]
    shared = next((token for token in up_event if token in up_place), None)
    if shared is None:
        return None
    return up_event[: up_event.index(shared)], up_place[: up_place.index(shared)], shared


def _borders(tokens: Sequence[Token]) -> int:
    """How many clauses begin on the way."""
    return min(sum(token.dep_ in CLAUSES and token.pos_ in ("VERB", "AUX") for token in tokens), 3)


def _bucket(number: int) -> str:
    return str(number) if number < 4 else "4-6" if number < 7 else "7-12" if number < 13 else "13+"


def features(doc: Doc, event: Token, number: int, names: Sequence[Name]) -> list[str]:
    """The features of one name, as words."""
    name = names[number]
    own = [*_of_name(doc, name, names), *_of_order(doc, event, number, names)]
    tree = list(_of_tree(doc, event, name))
    verb = [
        f"verb {event.lemma_.lower()}",
        f"tag {event.tag_} {event.dep_}",
        f"passive {any(c.dep_ in ('nsubjpass', 'auxpass') for c in event.children)}",
    ]
    return [*own, *tree, *verb, *_crossed(doc, event, number, names, tree)]


def _of_name(doc: Doc, name: Name, names: Sequence[Name]) -> Iterator[str]:
    first, last = name.first, name.last
    head, label = _root(doc, name), doc[last - 1].ent_type_
    yield f"source {name.source} {name.role} {name.level}"
    yield f"role {name.role}"
    yield f"label {label}"
    yield f"label {label} source {name.source} {name.role}"
    ent = next((ent for ent in doc.ents if ent.start < last and first < ent.end), None)
    yield f"entity {ent is not None and _trimmed(doc, ent.start, ent.end) == (first, last)} {label}"
    yield f"words {_bucket(last - first)}"
    yield f"last {doc[last - 1].lower_}"
    yield f"first {doc[first].lower_}"
    yield f"shape {doc[last - 1].shape_[:3]} {doc[first].shape_[:3]}"
    yield f"ends {place_noun_level(doc[last - 1].lower_)} {doc[last - 1].lower_ in word_list('facility heads')}"
    inside = sum(n is not name and n.first >= first and n.last <= last for n in names)
    outside = [n for n in names if n is not name and n.first <= first and n.last >= last]
    yield f"nested {inside} {len(outside)} {name.source}"
    for other in outside:
        yield f"outside {other.source} {other.role} mine {name.source} {name.role} {place_noun_level(doc[other.last - 1].lower_)}"
    for other in (n for n in names if n is not name and n.first >= first and n.last <= last):
        yield f"inside {other.source} {other.role} mine {name.source} {name.role} {place_noun_level(doc[last - 1].lower_)}"
    yield f"dep {head.dep_} {head.pos_}"
    after = doc[last].lower_ if last < len(doc) else ""
    yield f"after {after}"
    yield f"after {doc[last].pos_ if last < len(doc) else ''} {doc[last].dep_ if last < len(doc) else ''}"
    yield f"before {doc[first - 1].lower_ if first else ''}"
    at = _governor(doc, first)
    yield f"governor {doc[at].lower_ if at >= 0 else ''}"
    yield f"governor {doc[at].lower_ if at >= 0 else ''} role {name.role} label {label}"
    yield f"level {name.level} {after}"
    if at >= 0 and doc[at].pos_ == "ADP":
        yield f"governed {doc[at].lower_} {doc[at].head.pos_} {doc[at].head.lemma_.lower()}"


def _of_order(doc: Doc, event: Token, number: int, names: Sequence[Name]) -> Iterator[str]:
    name = names[number]
    after = name.first > event.i
    low, high = (event.i + 1, name.first) if after else (name.last, event.i)
    between = doc[low:high]
    real = [n for n in names if n.role in ("event", "other") or n.source == "entity"]
    nearer = sum(low <= n.first < high for n in real)
    verbs = sum(token.pos_ == "VERB" for token in between)
    yield f"side {after} far {_bucket(len(between))}"
    yield f"side {after} verbs {min(verbs, 3)} nearer {min(nearer, 3)}"
    yield f"side {after} commas {min(sum(t.text == ',' for t in between), 3)} quotes {any(t.is_quote for t in between)}"
    yield f"side {after} verbs {min(verbs, 3)} role {name.role}"
    placed = [n for n in names if n.role == "event"]
    rank = sum(n.first > event.i and n.first < name.first for n in placed) if after else sum(name.first < n.first < event.i for n in placed)
    yield f"side {after} rank {min(rank, 3)} of {min(len(placed), 4)} role {name.role}"
    yield f"alone {len(placed)} {name.role == 'event'}"
    if number and names[number - 1].last <= name.first:
        gap = doc.text_of(names[number - 1].last, name.first).lower()
        if len(gap) < 12:
            yield f"gap {gap}"
            yield f"gap {gap} side {names[number - 1].first > event.i} role {names[number - 1].role} {name.role}"
    following = next((n for n in names[number + 1 :] if n.first >= name.last), None)
    if following is not None:
        gap = doc.text_of(name.last, following.first).lower()
        yield f"next {gap if len(gap) < 25 else 'far'} {following.role}"


def _of_tree(doc: Doc, event: Token, name: Name) -> Iterator[str]:
    path = _path(event, _root(doc, name))
    if path is None:
        yield "path none"
        return
    above, below, shared = path
    down = "<".join(f"{t.dep_}:{t.lower_}" if t.pos_ == "ADP" else t.dep_ for t in below)
    plain = "<".join(t.dep_ for t in below)
    up = ">".join(t.dep_ for t in above)
    yield f"path {up}|{down}"
    yield f"path {up}|{plain}"
    yield f"down {down}"
    yield f"down {plain}"
    yield f"up {up}"
    yield f"own {shared is event}"
    yield f"length {_bucket(len(above))} {_bucket(len(below))}"
    yield f"borders {_borders(above)} {_borders(below)}"
    yield f"shared {shared.pos_} {shared.lemma_.lower() if shared is not event else 'event'}"
    if below:
        yield f"top {below[-1].dep_} {below[-1].lower_ if below[-1].pos_ == 'ADP' else ''} {below[-1].i > shared.i}"
    for token in below[1:]:
        if token.pos_ in ("NOUN", "VERB", "PROPN"):
            yield f"via {token.lemma_.lower()} {token.dep_}"
    for token in above[1:]:
        if token.pos_ in ("NOUN", "VERB"):
            yield f"over {token.lemma_.lower()} {token.dep_}"
    noun = next((t for t in below if t.pos_ == "NOUN"), None)
    yield f"hangs {noun.lemma_.lower() if noun is not None else ''}"


def _crossed(doc: Doc, event: Token, number: int, names: Sequence[Name], tree: Collection[str]) -> Iterator[str]:
    name, lemma = names[number], event.lemma_.lower()
    at = _governor(doc, name.first)
    governor = doc[at].lower_ if at >= 0 else ""
    own = "own True" in tree
    after = name.first > event.i
    yield f"verb {lemma} governor {governor} own {own}"
    yield f"verb {lemma} {event.tag_} role {name.role}"
    yield f"verb {lemma} own {own} side {after} label {doc[name.last - 1].ent_type_}"
    yield f"tag {event.tag_} {event.dep_} own {own} side {after} governor {governor}"
    yield f"governor {governor} own {own} side {after}"
    subject = next((c for c in event.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None:
        yield f"subject {subject.lemma_.lower()} {lemma}"
    yield f"object {next((c.lemma_.lower() for c in event.children if c.dep_ == 'dobj'), '')} {lemma} own {own}"
    yield f"opens {doc[0].lower_} {lemma}"


def overlap(one: Name, other: Name) -> bool:
    """Whether two names share a token."""
    return one.first < other.last and other.first < one.last


NONE = -9.0  # the weight of a name that is not there


def of_company(doc: Doc, event: Token, number: int, names: Sequence[Name], weights: Sequence[float]) -> list[float]:
    """How a name stands among the others of its sentence, by the weights that the first look gave them all."""
    name, own = names[number], weights[number]
    apart = [weight for other, weight in zip(names, weights, strict=True) if not overlap(name, other)]
    shared = [weight for at, weight in enumerate(weights) if at != number and overlap(name, names[at])]
    before = [weight for other, weight in zip(names, weights, strict=True) if other.last <= name.first]
    after = [weight for other, weight in zip(names, weights, strict=True) if other.first >= name.last]
    best = sorted(apart, reverse=True)
    return [
        own,
        *[*best[:2], NONE, NONE][:2],
        max(shared, default=NONE),
        sum(weight > own for weight in apart),
        len(names),
        max(before, default=NONE),
        max(after, default=NONE),
        min((name.first - other.last for other in names if other.last <= name.first), default=60),
        name.first - event.i,
        abs(name.first - event.i),
        name.last - name.first,
        len(doc),
        weights[number - 1] if number else NONE,
        weights[number + 1] if number + 1 < len(names) else NONE,
        sum(weight > 0 for weight in apart),
    ]
