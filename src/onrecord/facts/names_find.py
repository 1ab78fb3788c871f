"""Finds the names of a report in its parse: persons, organisations and groups, with the words that tell who they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.facts.kinds import head_of, is_nationality, is_title, kind_guess, kind_of, ranked_kind, words_of
from onrecord.facts.names_known import Mention, Name, Names, Sort, group_nouns
from onrecord.lexicon import read_section
from onrecord.nouns import Kind
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

NAME_TAGS = frozenset(("NNP", "NNPS"))
PARTICLES = frozenset(
    ("de", "del", "la", "al", "bin", "ibn", "van", "von", "der", "da", "dos", "el", "du", "ben", "-", "ul", "ur", "abu", "di", "ten", "ter")
)
# "Sgt. Ana Ruiz *of the Doba Police Department*".
OF_A_BODY = re.compile(r"\s*(?:of|with|from|for) (?:the )?((?:[A-Z][\w.’'-]*(?: (?:of|and|for|the))* ?){1,7})")
BODIES = frozenset((Kind.POLICE, Kind.MILITARY, Kind.MEDICAL, Kind.NGO, Kind.INTERNATIONAL_ORG, Kind.MEDIA, Kind.NEWS_AGENCY, Kind.COURT))
STREETS = frozenset("street avenue road lane drive boulevard highway court terrace parkway circle alley way".split())
ROLE_WALK = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "DET"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
SPEECH = frozenset(
    """say tell add state announce warn claim note explain confirm deny threaten vow insist report put accuse blame describe condemn""".split()
)


def _never() -> frozenset[str]:
    return read_section("kind_never_names.txt", "word")


def _is_name_token(token: Token) -> bool:
    if token.i > 1 and token.tag_ in NAME_TAGS and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and token.nbor(-2).tag_ in NAME_TAGS:
        return token.text.isalpha()  # "Park Geun-hye"
    if not token.text[:1].isalpha() or not token.text[:1].isupper() or token.ent_type_ in {"DATE", "TIME"} or token.text in _never():
        return False
    return token.tag_ in NAME_TAGS or token.ent_type_ in {"PERSON", "ORG"} or (token.ent_type_ == "NORP" and token.tag_ not in {"JJ"})


BYLINE_WORDS = 10


def _is_byline(sentence: Sentence) -> bool:
    """Whether a line only says who wrote the report, and so nobody of whom it tells: "By Dana Whitlock"."""
    doc = sentence.doc
    return 1 < len(doc) <= BYLINE_WORDS and doc[0].lower_ == "by" and doc[1].text[:1].isupper() and not any(t.pos_ in {"VERB", "AUX"} for t in doc)


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches of name words, inner particles and an organisation's "of" included."""
    doc = sentence.doc
    at = len(doc) if _is_byline(sentence) else 0
    while at < len(doc):
        if not _is_name_token(doc[at]):
            at += 1
            continue
        end = at + 1
        while end < len(doc):
            if _is_name_token(doc[end]):
                end += 1
            elif (
                bridge := _bridge(
                    doc.text_of(at, end), [token.text for token in doc[end : end + 4]], [_is_name_token(token) for token in doc[end : end + 4]]
                )
            ) > 0:
                end += bridge
            else:
                break
        yield at, end
        at = end


def _bridge(run: str, after: Sequence[str], named: Sequence[bool]) -> int:
    """How many small words may be stepped over to the next name word: particles, hyphens, and "of (the)" after an organisation's head."""
    for size in (1, 2):
        small, then = after[:size], named[size : size + 1]
        if len(small) < size or then != [True]:
            continue
        if all(word.casefold() in PARTICLES for word in small):
            return size
        if small[0] in ("of", "for") and small[1:] in ([], ["the"]) and _heads_a_body(run):
            return size
        if small == ["and"] and run.split()[-1] in {
            "Foreign",
            "Defense",
            "Defence",
            "Justice",
            "Health",
            "Peace",
            "Law",
            "Security",
            "Human",
            "Trade",
        }:
            return size
    return 0


def _heads_a_body(run: str) -> bool:
    last = re.sub(r"[^\w-]", "", run.split()[-1]).casefold() if run.split() else ""
    return last in read_section("kind_bodies.txt", "head")


def _split_title(tokens: Sequence[Token]) -> int:
    """Where the name proper begins after its titles: 2 for "Police Chief Dan Faustino", 0 where there is none."""
    cut = 0
    for size in range(1, len(tokens)):
        if is_title(tokens[size - 1].text) or is_title(" ".join(t.text for t in tokens[max(0, size - 2) : size])):
            cut = size
    for size in range(cut + 1, len(tokens) - 1):  # "Foreign Affairs Committee Leonid Slutsky"
        rest = " ".join(t.text for t in tokens[size:])
        if (
            _heads_a_body(tokens[size - 1].text)
            and tokens[size].lower_ not in {"of", "for"}  # "Ministry *of Health*"
            and len(tokens) - size <= 3
            and not any(_heads_a_body(t.text) for t in tokens[size:])
            and not kind_guess(rest)
        ):
            cut = size
    return cut


def _left_context(sentence: Sentence, start: int) -> str:
    """The role words right before a name: "Swiss foreign ministry spokesman", or before its comma: "A spokesman for the army,"."""
    doc = sentence.doc
    end = start
    if start and doc[start - 1].text == "," and start > 1:
        end = start - 1
    first = end
    while first and (doc[first - 1].pos_ in ROLE_WALK or doc[first - 1].text in {"of", "for", "’s", "'s", "-", "’", "'", "on"}) and end - first < 14:
        first -= 1
    words = doc.text_of(first, end)
    if end != start and not _names_a_role(words):  # across a comma only from a role of one person: "an expert on missiles, David Wright"
        return ""
    return words if any(token.pos_ in {"NOUN", "PROPN"} for token in doc[first:end]) else ""


def _right_context(sentence: Sentence, end: int) -> str:
    """The apposition after a name: ", spokesman for the president,"."""
    words = sentence.doc.text_of(end, len(sentence.doc))
    if (body := OF_A_BODY.match(words)) and (kind_guess(body[1]) in BODIES or ranked_kind(f"sergeant of {body[1]}")):
        return body[1]
    if end + 1 < len(sentence.doc) and sentence.doc[end + 1].tag_ in {"VBD", "VBZ", "VBP", "MD"}:
        return ""  # "A spokesman, Ana Ruiz, accused the army": what the sentence goes on to tell
    match = re.match(r",\s+(?:\d{1,3},\s+)?((?:a|an|the|his|her|its|one)\s+)?([^,.;:()“”\"]{3,90})", words)
    if not match or re.match(r"(?:who|which|whose|where|and|but|said|told|also|as|in|on|at|after|[a-z]+ing)\b", match.group(2)):
        return ""
    said = match.group(2)
    kind = kind_guess(said)
    head = words_of(head_of(said))
    return (match.group(1) or "") + said if kind is not None and head and head[-1].islower() else ""


def _sort_of(sentence: Sentence, start: int, end: int, titled: bool) -> Sort | None:
    doc = sentence.doc
    words = doc.text_of(start, end)
    if is_nationality(words) or (not titled and kind_guess(words) == Kind.GOVERNMENT and end - start == 1):
        return None
    labels = [token.ent_type_ for token in doc[start:end]]
    if titled:
        return "person"
    if end - start > 1 and doc[end - 1].lower_ in STREETS:
        return None  # "Hudson *Lane*"
    of_what = end - start > 2 and doc[start + 1].lower_ in {"of", "for"}  # "*Center* for Research"
    if _heads_a_body(doc[start].text if of_what else words) or kind_of(words) not in {Kind.CIVILIAN, Kind.OTHER}:
        return "body"
    if labels.count("PERSON") * 2 >= len(labels):
        return "person"
    if 2 <= end - start <= 4 and _speaks(doc.root_of(start, end)) and not any(token.isupper() for token in words_of(words)):
        return "person"
    if "ORG" in labels:
        return "body"
    return None


@dataclass(slots=True)
class _Draft:
    """A name while the report is read: the forms of it met so far."""

    words: str
    start: int
    end: int
    sort: Sort
    context: str
    plural: bool = False


def _is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECTS


def _speaks(token: Token) -> bool:
    return (token.dep_ in SUBJECTS and token.head.lemma_ in SPEECH) or (
        token.head.lemma_ == "accord" or (token.dep_ == "pobj" and token.head.head.lemma_ == "accord")
    )


def find_names(sentences: Sequence[Sentence]) -> Names:
    """The names of the report, with every place where they stand."""
    drafts: list[_Draft] = []
    mentions: list[Mention] = []
    aliases: dict[str, int] = {}
    genders: dict[int, str] = {}
    for sentence in sentences:
        if sentence.parsed:
            for start, end, sort, context in _names_in(sentence):
                number = _enter(drafts, aliases, sentence, start, end, sort, context)
                if number is not None:
                    mentions.append(_mention(sentence, number, start, end))
                    for alias in _aliases_after(sentence, end, drafts[number]):
                        aliases.setdefault(alias, number)
            _note_genders(sentence, mentions, genders)
    mentions += _by_surname(sentences, drafts, mentions)
    known = _with_kinds(tuple(Name(d.words, d.start, d.end, _kind(d), d.sort, d.context, d.plural) for d in drafts))
    return Names(known, tuple(sorted(mentions, key=lambda mention: mention.start)), tuple(aliases.items()), tuple(genders.items()))


def _by_surname(sentences: Sequence[Sentence], drafts: Sequence[_Draft], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Where people stand by their surname, and the tagger took it for a word: "*Howes* had worked for a charity when he was seized"."""
    numbers: dict[str, list[int]] = {}
    for number, draft in enumerate(drafts):
        if draft.sort == "person" and len(words_of(draft.words)) > 1:
            numbers.setdefault(words_of(draft.words)[-1], []).append(number)
    told = {mention.start for mention in mentions} | {mention.end for mention in mentions}
    for sentence in sentences:
        for token in sentence.doc if sentence.parsed else ():
            whose = numbers.get(token.text, ())
            if len(whose) != 1 or token.tag_ == "NNP" or not token.text[:1].isupper():
                continue
            at = sentence.start + token.idx
            if drafts[whose[0]].end <= at and told.isdisjoint((at, at + len(token.text))):
                yield _mention(sentence, whose[0], token.i, token.i + 1)


def _with_kinds(known: tuple[Name, ...]) -> tuple[Name, ...]:
    """A spokesman for a person whom the report names is of that person's kind."""
    by_last = {words_of(name.words)[-1]: name.kind for name in known if name.sort == "person" and name.kind != Kind.CIVILIAN}
    known = tuple(replace(name, sort="body") if name.sort == "person" and _is_body(name) else name for name in known)
    return tuple(
        replace(name, kind=next((by_last[token] for token in words_of(name.context) if token in by_last), name.kind))
        if name.sort == "person" and name.kind == Kind.CIVILIAN and name.context
        else name
        for name in known
    )


def _is_body(name: Name) -> bool:
    """Whether a name read as a person's is a group's, by what it is called in apposition: "Al Shabaab, an Islamist *group*"."""
    told = words_of(head_of(name.context))
    return bool(told) and not name.plural and told[-1].casefold() in group_nouns() and re.match(r"(?:an?|the)\b", name.context, re.I) is not None


def _kind(draft: _Draft) -> Kind:
    if draft.sort == "person" and draft.context:
        guessed = kind_guess(draft.context) or kind_guess(f"{draft.context} {draft.words}")
        kind: Kind = Kind.CIVILIAN if guessed is None or guessed in (Kind.INFRASTRUCTURE, Kind.DOCUMENT) else guessed
        return ranked_kind(draft.context) or kind if kind is Kind.MILITARY else kind
    kind = kind_of(draft.words, context=draft.context)
    return Kind.CIVILIAN if draft.sort == "person" and kind == Kind.OTHER else kind


def _names_in(sentence: Sentence) -> Iterator[tuple[int, int, Sort, str]]:
    taken: set[int] = set()
    for start, end in _runs(sentence):
        tokens = list(sentence.doc[start:end])
        if re.search(r"[a-z][A-Z]", tokens[-1].text) and not re.match(r"(?:Mc|Mac|De|Al|La|Le|O)[A-Z]", tokens[-1].text):
            continue  # words glued by damage name nobody
        cut = 0 if _heads_a_body(tokens[-1].text) else _split_title(tokens)
        left = _left_context(sentence, start)
        title_before = bool(words_of(left)) and (_names_a_role(left) if sentence.doc[start - 1].text == "," else is_title(words_of(left)[-1]))
        while start < end - 1 and sentence.doc[start].text in {"The", "A", "An"}:
            start, cut = start + 1, max(0, cut - 1)
        sort = _sort_of(sentence, start + cut, end, titled=cut > 0 or title_before)
        if sort == "person":
            name_at, tail = start + cut, end
            name_at += _leading_nationalities(sentence, name_at, end)
            if name_at < tail and not is_title(sentence.doc.text_of(name_at, tail)):
                context = " ".join(
                    filter(None, (left, sentence.doc.text_of(start, name_at), "; " + right if (right := _right_context(sentence, end)) else ""))
                )
                yield name_at, tail, "person", context.strip("; ")
        elif sort == "body":
            yield _with_adjective(sentence, start, end), end, "body", _right_context(sentence, end)
        if sort:
            taken.update(range(start, end))
    yield from _roles(sentence, taken)


def _names_a_role(left: str) -> bool:
    """Whether the words before a comma are of one person, so that the name after it is theirs."""
    head = words_of(head_of(left))
    return bool(head) and head[-1].casefold() in read_section("kind_words.txt", "person_role")


def _leading_nationalities(sentence: Sentence, start: int, end: int) -> int:
    count = 0
    while start + count < end - 1 and is_nationality(sentence.doc[start + count].text):
        count += 1
    return count


def _with_adjective(sentence: Sentence, start: int, end: int) -> int:
    """A capitalised adjective belongs to an organisation's name when its own head does: "Russian Volunteer Corps"."""
    first = start
    while first and sentence.doc[first - 1].tag_ == "JJ" and sentence.doc[first - 1].text[:1].isupper() and sentence.doc[first - 1].ent_iob_ != "O":
        first -= 1
    return first


def _roles(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int, Sort, str]]:
    """Unnamed speakers brought in by "a" or "an" ("A U.N. official"), so that a later "the official" finds them."""
    doc = sentence.doc
    for token in doc:
        if token.i in taken or token.tag_ not in {"NN", "NNS"} or token.dep_ not in {"nsubj", "pobj", "nsubjpass"}:
            continue
        if token.tag_ == "NNS":
            yield from _plural_role(sentence, token)
            continue
        left = list(token.lefts)
        if _is_states_body(token, left):  # "The Ethiopian military", which a later "it" can mean
            yield left[0].i + 1, token.i + 1, "body", doc.text_of(left[0].i + 1, token.i + 1)
            continue
        if not left or left[0].text.casefold() not in {"a", "an", "another", "one"} or any(child.dep_ == "appos" for child in token.children):
            continue
        words = doc.text_of(left[0].i + 1, token.i + 1)
        kind = kind_guess(words)
        if kind is not None and _speaks(token) and kind not in {Kind.INFRASTRUCTURE, Kind.DOCUMENT}:
            yield left[0].i + 1, token.i + 1, "role", words


def _is_states_body(token: Token, left: Sequence[Token]) -> bool:
    """Whether a subject is a force or a ministry called by its state: "*The Ethiopian military* has not commented"."""
    if token.dep_ != "nsubj" or len(left) != 2 or left[0].lower_ != "the" or not is_nationality(left[1].text):
        return False
    return kind_guess(f"{left[1].text} {token.text}") in {Kind.MILITARY, Kind.POLICE, Kind.GOVERNMENT}


def _plural_role(sentence: Sentence, token: Token) -> Iterator[tuple[int, int, Sort, str]]:
    """ "The hostage-takers": people, as the subject of a sentence, whom a later "they" can mean."""
    first = token.left_edge.i
    words = sentence.doc.text_of(first, token.i + 1)
    kind = kind_guess(words)
    if token.dep_ == "nsubj" and kind is not None and kind not in {Kind.INFRASTRUCTURE, Kind.DOCUMENT} and token.i - first <= 6:
        start = first + (sentence.doc[first].tag_ == "DT")
        if start <= token.i:
            yield start, token.i + 1, "role", sentence.doc.text_of(start, token.i + 1)


def _enter(drafts: list[_Draft], known_aliases: dict[str, int], sentence: Sentence, start: int, end: int, sort: Sort, context: str) -> int | None:
    """The number of the name that these words are for: an earlier one, made fuller where they are, or a new one."""
    span = sentence.span(sentence.doc[start:end])
    words = sentence.doc.text_of(start, end)
    tokens = words_of(words)
    if not tokens:
        return None
    if sort != "role":
        if words in known_aliases:
            return known_aliases[words]
        for number in range(len(drafts) - 1, -1, -1):
            draft = drafts[number]
            if draft.sort == "role" or not _same(draft, tokens, sort):
                continue
            if len(tokens) > len(words_of(draft.words)) and draft.sort == sort:
                draft.words, draft.start, draft.end = words, span.start, span.end
            if context and context not in draft.context:
                draft.context = f"{draft.context}; {context}".strip("; ")
            return number
    plural = sort == "role" and sentence.doc[end - 1].tag_ == "NNS"
    drafts.append(_Draft(words, span.start, span.end, sort, context, plural))
    return len(drafts) - 1


def _same(draft: _Draft, tokens: Sequence[str], sort: Sort) -> bool:
    """Whether two forms are one name: the same words, a surname alone, or an organisation's name shortened at its end."""
    known = words_of(draft.words)
    if known == list(tokens):
        return True
    short, long = (known, list(tokens)) if len(known) < len(tokens) else (list(tokens), known)
    if draft.sort == "person" and (sort == "person" or len(tokens) == 1):
        return len(short) < len(long) and (short == long[-len(short) :] or (len(short) == 1 and short[0] == long[0]))
    if draft.sort == "body" and sort == "body":
        return 1 < len(short) < len(long) and (short == long[: len(short)] or short == long[-len(short) :])
    return False


def _mention(sentence: Sentence, number: int, start: int, end: int) -> Mention:
    span = sentence.span(sentence.doc[start:end])
    root = sentence.doc.root_of(start, end)
    while root.dep_ in {"appos", "compound", "conj"} and root.head != root:
        root = root.head
    return Mention(number, span.start, span.end, sentence.index, _is_subject(root), _speaks(root))


def _aliases_after(sentence: Sentence, end: int, draft: _Draft) -> Iterable[str]:
    """Short forms given in brackets: "(MRTA)", "(IS, formerly ISIS/ISIL)"."""
    match = re.match(r"\s*\(\s*([^)]{2,40})\)", sentence.text[sentence.doc[end - 1].idx + len(sentence.doc[end - 1]) :])
    if draft.sort != "body" or not match:
        return ()
    return [word for word in re.findall(r"[A-Za-z.]{2,}", match.group(1)) if sum(letter.isupper() for letter in word) >= 2]


def _note_genders(sentence: Sentence, mentions: Sequence[Mention], genders: dict[int, str]) -> None:
    """A person whom a sentence names alone, and then calls "his" or "she", has that gender."""
    here = {mention.name for mention in mentions if mention.sentence == sentence.index}
    words = {token.text.casefold() for token in sentence.doc}
    male, female = bool(words & {"he", "his", "him", "himself", "mr"}), bool(words & {"she", "her", "hers", "herself", "ms", "mrs"})
    if len(here) == 1 and male != female:
        genders.setdefault(next(iter(here)), "m" if male else "f")
