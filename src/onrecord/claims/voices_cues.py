"""The reporting words of a sentence with whom they make speak and what they govern, read from its parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from onrecord.facts.kinds import kind_guess, read_lexicon
from onrecord.nouns import Kind, Span
from onrecord.text.parse import Sentence

ACTS = ("say", "hedge", "deny", "ask", "judge", "accuse", "quote", "show")
SUBJECT_DEPS = frozenset(("nsubj", "csubj", "expl"))
CLAUSE_DEPS = frozenset(("ccomp", "xcomp"))
RELATIVES = frozenset(("who", "which", "that"))
NOT_VOICES = frozenset(("it", "this", "that", "there", "which", "what", "i", "we", "you", "us", "me"))
SILENT_KINDS = frozenset((Kind.INFRASTRUCTURE,))
ADVERB_TIME = frozenset(("npadvmod", "advmod", "prep", "aux", "auxpass", "neg", "prt", "punct", "dative", "mark", "cc"))


@dataclass(frozen=True, slots=True)
class Frame:
    """One cue in one sentence. ``subject`` is the head token of the voice; ``source`` a second, inner voice that it passes on ("citing officials")."""

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


@cache
def _lexicon() -> dict[str, str]:
    lexicon = read_lexicon("cue_verbs.txt")
    return {lemma: act for act in reversed(ACTS) for lemma in lexicon[act]}


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(read_lexicon("cue_verbs.txt")[section])


@cache
def _media() -> dict[str, str]:
    return {word: medium for medium, words in read_lexicon("cue_media.txt").items() for word in words}


def act_of(token: Token) -> str | None:
    """What the verb does to its content, ``None`` for a verb that reports nothing: "rule out" denies, "call for" asks."""
    if token.pos_ not in {"VERB", "AUX"} and token.tag_[:2] != "VB":
        return None
    lemma = token.lemma_.casefold()
    for child in token.children:
        if child.i > token.i and (child.dep_ == "prt" or (child.dep_ == "prep" and child.i == token.i + 1)):
            act = _lexicon().get(f"{lemma} {child.text.casefold()}")
            if act:
                return act
    if lemma == "rule":
        return None
    return _lexicon().get(lemma)


def lemma_of(token: Token) -> str:
    lemma = token.lemma_.casefold()
    for child in token.children:
        if child.i > token.i and f"{lemma} {child.text.casefold()}" in _lexicon():
            return f"{lemma} {child.text.casefold()}"
    return lemma


def left_edge(token: Token) -> int:
    return min(t.i for t in token.subtree)


def right_edge(token: Token) -> int:
    return max(t.i for t in token.subtree)


def is_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" or child.dep_ == "nsubjpass" for child in verb.children)


def subject_of(verb: Token, seen: int = 0) -> Token | None:
    """The head token of who acts: its own subject, or that of the verb it leans on."""
    if seen > 5:
        return None
    own = [child for child in verb.children if child.dep_ in SUBJECT_DEPS and child.i != verb.i]
    if own:
        return _antecedent(next((child for child in reversed(own) if child.text.casefold() not in RELATIVES), own[-1]), verb)
    if verb.dep_ in {"ccomp", "xcomp"} and any(child.text.casefold() in RELATIVES and child.dep_ in SUBJECT_DEPS for child in verb.head.children):
        return _antecedent(next(child for child in verb.head.children if child.text.casefold() in RELATIVES), verb.head)
    if is_passive(verb):
        return next((pobj for agent in verb.children if agent.dep_ == "agent" for pobj in agent.children if pobj.dep_ == "pobj"), None)
    for rule in (_subject_of_absolute, _subject_inverted):
        found = rule(verb)
        if found is not None:
            return found
    head = verb.head
    if verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head if verb.tag_ == "VBG" else None
    if verb.dep_ in {"conj", "advcl", "xcomp", "pcomp", "dep", "parataxis", "prep"} and head != verb:
        if head.pos_ == "ADP" and head.head != head:
            head = head.head
        if head.pos_ in {"VERB", "AUX"}:
            return subject_of(head, seen + 1) or next((child for child in head.children if child.dep_ == "nsubjpass"), None)
        if head.pos_ in {"NOUN", "PROPN"} and verb.tag_ == "VBG":
            return head
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.text.casefold() in RELATIVES and verb.dep_ == "relcl":
        return _one_of(verb.head, verb)
    if subject.text.casefold() in RELATIVES:
        while verb.head != verb:
            if verb.dep_ == "relcl":
                return verb.head
            verb = verb.head
    return subject


def _one_of(head: Token, verb: Token) -> Token:
    """ "one of the groups that has claimed": a verb in the singular goes with the one."""
    singular = verb.tag_ == "VBZ" or any(child.dep_ == "aux" and child.tag_ == "VBZ" for child in verb.children)
    if singular and head.tag_ in {"NNS", "NNPS"} and head.dep_ == "pobj" and head.head.head.text.casefold() == "one":
        return head.head.head
    return head


def _subject_of_absolute(verb: Token) -> Token | None:
    """ "with their commander John Smith, known for his beard, threatening more attacks": the commander speaks."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "conj", "acl", "pcomp"}:
        return None
    doc = verb.doc
    for at in range(verb.i - 1, max(-1, verb.i - 25), -1):
        token = doc[at]
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None
        if token.text.casefold() == "with" and token.dep_ == "prep":
            pobj = next((child for child in token.children if child.dep_ == "pobj"), None)
            speaks = pobj is not None and (
                pobj.ent_type_ == "PERSON" or pobj.tag_ in {"NNP", "NNPS"} or kind_guess(pobj.text) not in {None, Kind.INFRASTRUCTURE, Kind.DOCUMENT}
            )
            return pobj if speaks else None
    return None


def _subject_inverted(verb: Token) -> Token | None:
    """ "…," said Saidov: the parser may call the speaker an object."""
    if verb.i == 0 or verb.doc[verb.i - 1].text not in {",", "”", '"', "’", "''", "»", "?", "!"}:
        return None
    for child in verb.rights:
        if (
            child.dep_ in {"dobj", "attr", "oprd", "npadvmod", "appos"}
            and child.ent_type_ not in {"DATE", "TIME"}
            and child.pos_ in {"PROPN", "NOUN"}
        ):
            return child
    return None


def may_speak(subject: Token, lemma: str) -> bool:
    """Whether the subject can be a voice of this verb: of a weak one only those that are known to speak."""
    words = subject.text.casefold()
    if words in NOT_VOICES and words != "it":
        return False
    if subject.pos_ == "PRON":
        return words in {"he", "she", "they", "who", "some", "many", "others", "one", "both", "it"} and (
            words != "it" or lemma in {"say", "add", "quote", "cite", "deny", "claim", "announce"}
        )
    if subject.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"}:
        return False
    if subject.pos_ == "PROPN" or subject.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return True
    kind = kind_guess(subject.doc[left_edge(subject) : subject.i + 1].text) or kind_guess(subject.text)
    if kind in SILENT_KINDS:
        return False
    if kind is not None:
        return True
    return lemma not in _words("needs_speaker") and subject.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "DET"}


def medium_in(words: str) -> str | None:
    """The medium that the words name: "in a post on Twitter" is Twitter.

    >>> medium_in("in a post on Twitter"), medium_in("in a statement"), medium_in("in Kabul")
    ('Twitter', 'statement', None)
    """
    tokens = re.findall(r"[A-Za-zé]+(?:-[a-z]+)?", re.sub(r"([a-z])([A-Z])", r"\1 \2", words))
    lowered = [token.casefold() for token in tokens]
    for medium, names in read_lexicon("cue_media.txt").items():
        for name in names:
            parts = name.split()
            if any(lowered[at : at + len(parts)] == parts for at in range(len(lowered) - len(parts) + 1)):
                return medium
    return None


def _medium_of(verb: Token) -> str | None:
    for child in verb.children:
        if (
            child.dep_ == "prep"
            and child.text.casefold() in {"in", "on", "via", "by", "through", "during", "at", "over", "to"}
            and not any(act_of(t) for t in child.subtree)
        ):
            medium = medium_in(verb.doc[left_edge(child) : right_edge(child) + 1].text)
            if medium:
                return medium
    return None


def _cue_span(sentence: Sentence, verb: Token, subject: Token | None, told: Token | None) -> Span:
    """From the first auxiliary to the verb, and on over a particle, "told Reuters" or "on Twitter" right after it."""
    doc = sentence.doc
    first = last = verb.i
    while first and doc[first - 1].head == verb and doc[first - 1].dep_ in {"aux", "auxpass", "neg", "advmod"} and doc[first - 1].text != ",":
        first -= 1
    if last + 1 < len(doc) and (doc[last + 1].dep_ == "prt" or lemma_of(verb).endswith(" " + doc[last + 1].text.casefold())):
        last += 1
    if told is not None and left_edge(told) == last + 1:
        last = right_edge(told) if right_edge(told) - last <= 4 else told.i
    nxt = doc[last + 1] if last + 1 < len(doc) else None
    if (
        nxt is not None
        and nxt.dep_ == "prep"
        and nxt.head == verb
        and right_edge(nxt) - nxt.i <= 3
        and medium_in(doc[nxt.i : right_edge(nxt) + 1].text)
    ):
        last = right_edge(nxt)
    start = sentence.start + doc[first].idx
    end = sentence.start + doc[last].idx + len(doc[last])
    glued = re.search(r"(?<=[a-z])[A-Z][a-z]+$", doc[last].text)
    return Span(start, end - (len(glued.group()) if glued and medium_in(doc[last].text) else 0))


def _told(verb: Token) -> Token | None:
    if verb.lemma_.casefold() not in {"tell", "inform", "assure", "brief", "advise"}:
        return None
    return next((child for child in verb.rights if child.dep_ in {"dobj", "dative", "npadvmod"} and child.pos_ in {"PROPN", "NOUN", "PRON"}), None)


def _other_use(verb: Token, lemma: str) -> bool:
    """ "said goodbye", "claimed 20 lives", "reports to", "told to leave", "called for dinner": no report of an event."""
    doc = verb.doc
    objects = [child for child in verb.rights if child.dep_ in {"dobj", "attr"}]
    if any(obj.lemma_.casefold() in _words("other_object") for obj in objects) and lemma not in {
        "tell",
        "identify",
        "name",
        "deny",
        "demand",
        "quote",
        "cite",
    }:
        return True
    if any(obj.lemma_.casefold() == "responsibility" for obj in objects):
        return False
    nxt = doc[verb.i + 1].text.casefold() if verb.i + 1 < len(doc) else ""
    if lemma in {"report", "respond", "reply", "answer", "submit", "appeal"} and nxt == "to" and not any(c.dep_ == "ccomp" for c in verb.children):
        return True
    if lemma == "tell" and is_passive(verb):
        return True
    if lemma in {
        "add",
        "put",
        "find",
        "post",
        "write",
        "describe",
        "detail",
        "identify",
        "name",
        "charge",
        "show",
        "continue",
        "go on",
        "let know",
        "mention",
        "hail",
        "determine",
        "submit",
        "offer",
        "plan",
        "expect",
        "consider",
        "feel",
        "appear",
    }:
        has_clause = any(child.dep_ == "ccomp" for child in verb.children) or verb.dep_ in {"ccomp", "parataxis"} or _beside_quote(verb)
        if lemma in {"continue", "go on"}:
            return nxt not in {":", '"', "“", ","} and doc[verb.i - 1].text not in {'"', "”", ","}
        if lemma in {"identify", "name"}:
            return not objects
        if lemma == "charge":
            return not any(child.dep_ == "ccomp" and any(t.text == "that" for t in child.children) for child in verb.children)
        if lemma in {"plan", "offer", "show"}:
            return lemma != "show"
        return not has_clause
    return False


def _beside_quote(verb: Token) -> bool:
    doc = verb.doc
    around = doc[max(0, verb.i - 6) : verb.i + 7].text
    return bool(re.search(r"[“”\"«»:]", around))


def _frame_tokens(verb: Token, subject: Token | None, told: Token | None) -> tuple[int, int]:
    """First and last token of subject, verb and what belongs to the telling and not to the told."""
    doc = verb.doc
    first = last = verb.i
    for child in verb.lefts:
        if child.dep_ in {"aux", "auxpass", "neg", "advmod"}:
            first = min(first, left_edge(child))
    if subject is not None and subject.head == verb:
        first, last = min(first, left_edge(subject)), max(last, right_edge(subject))
    if told is not None:
        last = max(last, right_edge(told))
    moved = True
    while moved:
        moved = False
        for child in verb.rights:
            if (
                left_edge(child) == last + 1
                and child.dep_ in {"prt", "prep", "npadvmod", "advmod", "dative"}
                and not any(act_of(t) or t.dep_ == "ccomp" for t in child.subtree)
            ):
                last, moved = right_edge(child), True
            elif child.i == last + 1 and child.dep_ == "punct" and child.text not in {",", ".", ":"}:
                last, moved = child.i, True
    return first, min(last, len(doc) - 1)


def _span(sentence: Sentence, first: int, last: int) -> Span:
    doc = sentence.doc
    return Span(sentence.start + doc[first].idx, sentence.start + doc[last].idx + len(doc[last]))


def _own_cue_clause(child: Token) -> bool:
    """Whether a clause has a voice of its own: "after the president said …"."""
    return any(act_of(t) == "say" and any(c.dep_ == "nsubj" for c in t.children) for t in child.subtree)


def _right_contents(sentence: Sentence, verb: Token, act: str, after: int) -> list[Span]:
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
            and act != "say"
        ]
    main = [child for child in main if left_edge(child) > verb.i]
    if not main:
        return spans
    if act == "judge":
        return [_span(sentence, *_core(child)) for child in main if child.dep_ in {"dobj", "pobj", "prep"}]
    first = min(left_edge(child) for child in main)
    last = max(right_edge(child) for child in main)
    for child in kids:
        joins = child.dep_ in {"prep", "npadvmod", "advmod", "punct", "acl", "relcl", "advcl", "dep", "cc"} and left_edge(child) == last + 1
        if joins and not _own_cue_clause(child) and not (child.dep_ in {"advcl"} and act_of(child)):
            last = max(last, right_edge(child))
    own = [
        child
        for piece in main
        for child in piece.subtree
        if child.dep_ == "advcl" and left_edge(child) and sentence.doc[left_edge(child) - 1].text == "," and _own_cue_clause(child)
    ]
    if own:
        last = min(last, left_edge(own[0]) - 1)
    return [_span(sentence, first, last)] if last >= first else []


def _core(token: Token) -> tuple[int, int]:
    """A noun phrase without its relative clauses and participles."""
    last = right_edge(token)
    for t in token.subtree:
        if t.dep_ in {"relcl", "acl"} and left_edge(t) > token.i:
            last = min(last, left_edge(t) - 1)
    return left_edge(token), max(last, token.i)


def _left_content(sentence: Sentence, first: int, earlier: Sequence[Frame]) -> Span | None:
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
    return _span(sentence, begin, last) if last >= begin else None


def find_frames(sentence: Sentence) -> list[Frame]:
    """The cues of one parsed sentence, in order."""
    frames: list[Frame] = []
    for token in sentence.doc:
        act = act_of(token)
        if act is None:
            continue
        frame = _read_verb(sentence, token, act, frames)
        if frame is not None:
            frames.append(frame)
    return frames


def _read_verb(sentence: Sentence, verb: Token, act: str, earlier: Sequence[Frame]) -> Frame | None:
    lemma = lemma_of(verb)
    if _other_use(verb, lemma) or (verb.tag_ == "VBG" and verb.head.text.casefold() == "as" and verb.head.head.lemma_ in {"quote", "cite"}):
        return None
    if lemma in {"quote", "cite"}:
        return _read_quoting(sentence, verb, earlier)
    if verb.text.casefold() == "according":
        return None
    if act == "show" and not _holds_back(verb):
        return None
    if is_passive(verb):
        return None
    if act in {"say", "hedge", "accuse"} and any(child.dep_ == "neg" for child in verb.children):
        return None  # what is not said is told by nobody
    subject = subject_of(verb)
    if subject is None:
        if verb.dep_ in {"ROOT", "parataxis", "ccomp"} and lemma in {"say", "add", "write", "announce", "tweet"} and verb.tag_ == "VBD":
            return _without_subject(sentence, verb, act, earlier)
        return None
    if (
        verb.tag_ == "VB"
        and any(
            c.dep_ == "aux" and c.text.casefold() in {"to", "would", "could", "should", "will", "may", "might", "can", "must"} for c in verb.children
        )
        and lemma not in {"purport"}
    ):
        if not _goes_on(verb):
            return None
    if not may_speak(subject, lemma):
        return None
    return _build(sentence, verb, act, subject, earlier)


def _is_bare_participle(verb: Token) -> bool:
    """ "a group believed to be armed": a participle without "have" is passive."""
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"} and not any(child.dep_ == "aux" for child in verb.children)


def _main_speaker(verb: Token, earlier: Sequence[Frame]) -> Token | None:
    """ "He denied that the girls were freed, saying …": after a comma the speaker goes on, whoever the told is about."""
    if verb.tag_ != "VBG" or verb.i == 0 or verb.doc[verb.i - 1].text != "," or verb.dep_ not in {"advcl", "acl", "conj", "dep"}:
        return None
    return next(
        (
            frame.subject
            for frame in reversed(earlier)
            if frame.verb.tag_ in {"VBD", "VBZ", "VBP"} and frame.subject is not None and frame.act != "judge"
        ),
        None,
    )


def _goes_on(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_ in {"go", "continue", "seem", "appear"}


def _holds_back(verb: Token) -> bool:
    doc = verb.doc
    lemma = verb.lemma_.casefold()
    if lemma == "purport":
        return True
    if lemma == "appear":
        return False
    near = doc[max(0, verb.i - 3) : verb.i + 1].text.casefold()
    return any(re.search(rf"\b{re.escape(word)}\b", near) for word in _words("holding_back"))


def _without_subject(sentence: Sentence, verb: Token, act: str, earlier: Sequence[Frame]) -> Frame | None:
    """A cue whose subject was lost with other words: "said on Twitter"."""
    first, last = _frame_tokens(verb, None, None)
    contents = _right_contents(sentence, verb, act, last)
    if verb.i > 0:
        left = _left_content(sentence, first, earlier)
        contents = [left] if left and not contents else contents
    return Frame(sentence, verb, act, None, _cue_span(sentence, verb, None, None), tuple(contents), first, last, medium=_medium_of(verb))


def _build(sentence: Sentence, verb: Token, act: str, subject: Token, earlier: Sequence[Frame]) -> Frame | None:
    doc = sentence.doc
    told = _told(verb)
    first, last = _frame_tokens(verb, subject, told)
    contents = _right_contents(sentence, verb, act, last)
    before = doc[first - 1].text if first else ""
    after = doc[last + 1].text if last + 1 < len(doc) else ""
    finite = verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"} and verb.dep_ not in {"relcl", "acl", "advcl", "xcomp", "pcomp"}
    closes = before in {",", "”", '"', "''", "»", "?", "!", "’", "—", "–", "-", "--"} or verb.dep_ == "parataxis"
    if finite and closes and act in {"say", "hedge", "deny", "ask"} and not _speaks_before(contents, sentence, doc[first].idx):
        leftward = _left_content(sentence, first, earlier)
        if leftward and (not contents or all(span.end <= sentence.start + doc[first].idx for span in contents) or _is_inserted(doc, first, last)):
            rest = [_span(sentence, last + 2, len(doc) - 1)] if after == "," and _resumes(doc, last + 2) else []
            return _frame(sentence, verb, act, subject, [leftward, *rest], first, last, told)
    if not contents:
        left = [child for child in verb.lefts if child.dep_ in CLAUSE_DEPS]
        contents = [_span(sentence, left_edge(child), right_edge(child)) for child in left]
    if not contents and act in {"say", "hedge"} and after and after not in {".", ","}:
        contents = [_span(sentence, last + 1, len(doc) - 1)]
    if not contents and after == ":":
        contents = []
    return _frame(sentence, verb, act, subject, contents, first, last, told)


def _speaks_before(contents: Sequence[Span], sentence: Sentence, at: int) -> bool:
    return any(span.start > sentence.start + at and span.end - span.start > 12 for span in contents)


def _is_inserted(doc: Sequence[Token], first: int, last: int) -> bool:
    return first > 1 and last + 1 < len(doc) and doc[last + 1].text == ","


def _resumes(doc: Sequence[Token], at: int) -> bool:
    """Whether the told goes on after an inserted cue: "The girls, he said, were freed"."""
    return (
        at < len(doc)
        and (doc[at].pos_ in {"VERB", "AUX", "ADP", "ADV", "PRON", "DET", "NOUN", "PROPN", "ADJ", "NUM", "PUNCT"})
        and doc[at].tag_ != "VBG"
        and doc[at].pos_ != "CCONJ"
    )


def _frame(sentence: Sentence, verb: Token, act: str, subject: Token, contents: Sequence[Span], first: int, last: int, told: Token | None) -> Frame:
    cue = _cue_span(sentence, verb, subject, told)
    return Frame(sentence, verb, act, subject, cue, tuple(contents), first, last, told=told, medium=_medium_of(verb))


def _read_quoting(sentence: Sentence, verb: Token, earlier: Sequence[Frame]) -> Frame | None:
    """ "KCNA quoted Kim as saying", "X was quoted by Tass as saying", "Reuters reports, citing officials"."""
    doc = sentence.doc
    saying = next(
        (
            t
            for child in verb.children
            if child.dep_ == "prep" and child.text.casefold() == "as"
            for t in child.subtree
            if t.tag_ == "VBG" and act_of(t)
        ),
        None,
    )
    source_cue = doc[saying.i - 1 : saying.i + 1].text if saying is not None and saying.i else verb.text
    passive = is_passive(verb)
    if passive:
        quoted = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
        by = next(
            (pobj for child in verb.subtree if child.text.casefold() == "by" and child.i > verb.i for pobj in child.children if pobj.dep_ == "pobj"),
            None,
        )
        if quoted is None:
            return None
        outer, inner = by, quoted
    else:
        outer = None if verb.tag_ == "VBG" else subject_of(verb)
        inner = next((child for child in verb.rights if child.dep_ in {"dobj", "dative", "nsubj"} and child.i > verb.i), None)
        if inner is None and saying is not None:
            inner = subject_of(saying)
    if (
        inner is None
        or inner.pos_ not in {"PROPN", "NOUN", "PRON"}
        or (inner.pos_ == "NOUN" and kind_guess(doc[left_edge(inner) : inner.i + 1].text) is None)
    ):
        return None
    first, last = _frame_tokens(verb, quoted if passive else (outer if outer is not None and outer.head == verb else None), None)
    last = max(last, right_edge(inner) if inner.i > verb.i and saying is None else last, saying.i if saying is not None else last)
    contents = _right_contents(sentence, saying, "say", saying.i) if saying is not None else []
    if not contents and verb.tag_ == "VBG":
        contents = _contents_of_host(sentence, verb, earlier)
    if not contents:
        left = _left_content(sentence, first, ())
        contents = [left] if left else []
    elif first > 2 and doc[first - 1].text in {",", "”", '"'}:
        pass
    return Frame(
        sentence,
        verb,
        "say",
        outer,
        _cue_span(sentence, verb, outer, None),
        tuple(contents),
        first,
        last,
        source=inner,
        source_cue=source_cue if saying is not None else verb.text,
    )


def _contents_of_host(sentence: Sentence, verb: Token, earlier: Sequence[Frame]) -> list[Span]:
    """ "…, Reuters reports, citing officials": what Reuters reports is what the officials said."""
    host = verb.head
    for frame in earlier:
        if frame.verb == host:
            return list(frame.contents)
    if host.pos_ in {"VERB", "AUX"} and host.i < verb.i:
        return [_span(sentence, left_edge(host), verb.i - 1)]
    return []


def find_according(sentence: Sentence) -> Iterator[tuple[Token, Span, Span]]:
    """The head token of the voice, the cue, and the governed stretch, for each "according to" or "in the words of"."""
    text = sentence.text
    for match in re.finditer(r"\b(?:according to|in the words of|as per)\s+", text, re.I):
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
    comma = text.find(",", head.idx)
    begin = comma + 1 if comma >= 0 else min(len(text), head.idx + len(head.text))
    while begin < len(text) and text[begin].isspace():
        begin += 1
    return Span(sentence.start + begin, sentence.end)
