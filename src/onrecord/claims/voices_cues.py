"""The reporting words of a sentence with whom they make speak and what they govern, read from its parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims import grammar
from onrecord.claims.governed import denies_nothing
from onrecord.claims.untrue import calls_untrue
from onrecord.claims.voices_content import Frame, counts_of, is_inserted, left_content, resumes, right_contents, span, speaks_before, without_asides
from onrecord.claims.voices_parse import (
    DEEDS,
    act_of,
    is_passive,
    left_edge,
    lemma_of,
    may_speak,
    medium_in,
    right_edge,
    subject_as_aside,
    subject_of,
    words_of_section,
)
from onrecord.facts.kinds import kind_guess
from onrecord.nouns import Span
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

# "put the *toll* at nine": what a voice gives as a figure.
COUNTS = frozenset("number toll figure count tally total estimate".split())
FIGURING = frozenset("put place revise raise lower".split())
CLAUSE_DEPS = frozenset(("ccomp", "xcomp"))
NOT_YET = frozenset(("to", "would", "could", "should", "will", "may", "might", "can", "must"))
MEDIUM_PREPS = frozenset(("in", "on", "via", "by", "through", "during", "at", "over", "to"))


def _medium_of(verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ == "prep" and child.text.casefold() in MEDIUM_PREPS and not any(act_of(t) for t in child.subtree):
            medium = medium_in(verb.doc.text_of(left_edge(child), right_edge(child) + 1))
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
        and medium_in(doc.text_of(nxt.i, right_edge(nxt) + 1))
    ):
        last = right_edge(nxt)
    start = sentence.start + doc[first].idx
    end = sentence.start + doc[last].idx + len(doc[last])
    glued = re.search(r"(?<=[a-z])[A-Z][a-z]+$", doc[last].text)
    return Span(start, end - (len(glued.group()) if glued and medium_in(doc[last].text) else 0))


def _told(verb: Token) -> Token | None:
    if verb.lemma_.casefold() not in {"tell", "inform", "assure", "brief", "advise"}:
        return None
    told = next((child for child in verb.rights if child.dep_ in {"dobj", "dative", "npadvmod"} and child.pos_ in {"PROPN", "NOUN", "PRON"}), None)
    if told is not None and told.dep_ == "dative" and told.pos_ == "PROPN":  # "told *RCN radio*", of which the parser makes two
        return next((child for child in verb.rights if child.dep_ == "dobj" and child.i == told.i + 1 and child.pos_ in {"PROPN", "NOUN"}), told)
    return told


# What one is denied by whoever keeps it from him.
KEPT_FROM = frozenset("access entry entrance passage visa bail asylum parole permission permit treatment care request food aid water shelter".split())


def other_use(verb: Token, lemma: str) -> bool:
    """ "said goodbye", "claimed 20 lives", "reports to", "told to leave", "called for dinner": no report of an event."""
    doc = verb.doc
    objects = [child for child in verb.rights if child.dep_ in {"dobj", "attr"}]
    if any(obj.lemma_.casefold() in words_of_section("other_object") for obj in objects) and lemma not in {
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
    if lemma in {"record", "register"} and any(child.dep_ == "nsubj" and child.ent_type_ == "GPE" for child in verb.children):
        return True  # "*Ecuador* recorded 4,619 murders": there were so many
    if lemma == "deny" and any(obj.lemma_.casefold() in KEPT_FROM for obj in objects):
        return True
    nxt = doc[verb.i + 1].text.casefold() if verb.i + 1 < len(doc) else ""
    if lemma in {"report", "respond", "reply", "answer", "submit", "appeal"} and nxt == "to" and not any(c.dep_ == "ccomp" for c in verb.children):
        return True
    if lemma == "tell" and is_passive(verb):
        return True
    if lemma in {
        "add",
        *FIGURING,
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
        told_before = subject_as_aside(verb) is not None
        has_clause = (
            any(child.dep_ == "ccomp" for child in verb.children) or verb.dep_ in {"ccomp", "parataxis"} or _beside_quote(verb) or told_before
        )
        if lemma == "put" and any(child.dep_ == "prt" or child.lower_ in {"away", "out", "on", "off", "down"} for child in verb.children):
            return True  # "was *putting away* dishes"
        if lemma == "go on" and any(prep.lower_ == "on" and any(each.dep_ == "pobj" for each in prep.children) for prep in verb.children):
            return True  # "went *on a rampage*"
        if lemma in {"continue", "go on"}:
            return nxt not in {":", '"', "“", ","} and doc[verb.i - 1].text not in {'"', "”", ","}
        if lemma in {"identify", "name"}:
            return not objects
        if lemma in FIGURING and any(obj.lemma_.casefold() in COUNTS for obj in objects):
            return False
        if lemma in FIGURING - {"put"}:
            return True
        if lemma == "charge":
            return not any(child.dep_ == "ccomp" and any(t.text == "that" for t in child.children) for child in verb.children)
        if lemma in {"plan", "offer", "show"}:
            return lemma != "show"
        return not has_clause
    return False


def _beside_quote(verb: Token) -> bool:
    doc = verb.doc
    around = doc.text_of(max(0, verb.i - 6), verb.i + 7)
    return bool(re.search(r"[“”\"«»:]", around))


def _is_of_the_told(adverb: Token, subject: Token | None) -> bool:
    """Whether an adverb that the parser hangs on a postposed cue opens what is told: "*A day earlier*, a drone killed a watchman, officials said"."""
    between = adverb.doc[adverb.i + 1 : left_edge(subject)] if subject is not None else []
    return any(token.text == "," for token in between) and any(token.tag_ in {"VBD", "VBZ", "VBP"} for token in between)


def _frame_tokens(verb: Token, subject: Token | None, told: Token | None) -> tuple[int, int]:
    """First and last token of subject, verb and what belongs to the telling and not to the told."""
    doc = verb.doc
    first = last = verb.i
    for child in verb.lefts:
        if child.dep_ in {"aux", "auxpass", "neg", "advmod"} and not _is_of_the_told(child, subject):
            first = min(first, left_edge(child))
    if subject is not None and (subject.head == verb or right_edge(subject) + 1 == verb.i):
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
                and not counts_of(child)
            ):
                last, moved = right_edge(child), True
            elif child.i == last + 1 and child.dep_ == "punct" and child.text not in {",", ".", ":"}:
                last, moved = child.i, True
    return first, min(last, len(doc) - 1)


def find_frames(sentence: Sentence) -> list[Frame]:
    """The cues of one parsed sentence, in order."""
    frames: list[Frame] = []
    for token in sentence.doc:
        act = act_of(token) or ("deny" if calls_untrue(token) else None)
        if act is None:
            continue
        frame = _read_verb(sentence, token, act, frames)
        if frame is not None:
            frames.append(frame)
    return _with_hosts(frames)


def _with_hosts(frames: Sequence[Frame]) -> list[Frame]:
    """The frames, "quoting army sources" set after the verb that it leans on, whose content it shares."""
    leaning = [frame for frame in frames if frame.source is not None and frame.subject is None]
    ordered = [frame for frame in frames if frame not in leaning]
    for frame in leaning:
        at = next((number for number, host in enumerate(ordered) if frame.verb.head in (host.verb, host.subject)), None)
        if at is None:
            ordered.append(frame)
        else:
            ordered.insert(at + 1, replace(frame, contents=ordered[at].contents))
    return ordered


def _read_verb(sentence: Sentence, verb: Token, act: str, earlier: Sequence[Frame]) -> Frame | None:
    lemma = lemma_of(verb)
    if other_use(verb, lemma) or (verb.tag_ == "VBG" and verb.head.text.casefold() == "as" and verb.head.head.lemma_ in {"quote", "cite"}):
        return None
    if lemma in {"quote", "cite"}:
        return _read_quoting(sentence, verb, earlier)
    if verb.text.casefold() == "according":
        return None
    if act == "show" and not _holds_back(verb):
        return None
    if is_passive(verb) or _is_bare_participle(verb) or is_told_of(verb):
        return None
    if says_nothing(verb, act):
        return None
    subject = _main_speaker(verb, earlier) or subject_of(verb)
    if subject is None:
        if verb.dep_ in {"ROOT", "parataxis", "ccomp"} and lemma in {"say", "add", "write", "announce", "tweet"} and verb.tag_ == "VBD":
            return _without_subject(sentence, verb, act, earlier)
        return None
    if (_is_not_yet(verb) and not _goes_on(verb)) or not may_speak(subject, lemma):
        return None
    return _build(sentence, verb, act, subject, earlier)


# What people are feared or believed to be.
FATES = frozenset("dead killed drowned trapped missing buried lost wounded injured hurt abducted kidnapped captured".split())


def is_told_of(verb: Token) -> bool:
    """Whether a headline's participle tells of the noun before it, who says nothing: "Rebels *blamed* for massacre", "100 troops *feared* dead"."""
    is_bare = verb.tag_ in {"VBD", "VBN"} and not any(
        child.dep_ == "aux" or (child.dep_ in {"dobj", "dative", "ccomp"} and child.i > verb.i) for child in verb.children
    )
    after = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    if after in FATES and verb.tag_ in {"VBD", "VBN"}:
        return True
    if verb.lemma_ == "suspect":
        return is_bare and after in {"", ".", "in", "of", "over", ";"}
    return is_bare and verb.lemma_ == "blame" and after in {"for", "over", "in"}


CHECKING = frozenset("confirm verify corroborate substantiate authenticate".split())


ASKED_FOR = frozenset("appeal bid petition request offer plan proposal call demand motion plea application ceasefire truce deal bill".split())


def says_nothing(verb: Token, act: str) -> bool:
    """Whether somebody "has not commented", or "could not confirm" what he only heard: what is not said is told by nobody."""
    if lemma_of(verb) in {"reject", "dismiss"} and any(child.lemma_.lower() in ASKED_FOR for child in verb.children if child.dep_ == "dobj"):
        return True  # "rejected an *appeal* by two men"
    if act == "deny" and denies_nothing(verb):
        return True
    unchecked = lemma_of(verb) in CHECKING and (_is_denied(verb) or verb.head.lower_ == "unable")
    return unchecked or (act in {"say", "hedge", "accuse"} and _is_denied(verb))


def _is_denied(verb: Token) -> bool:
    """ "did not say", "neither confirmed nor": with the "not" beside the verb, and not in the speech before it."""
    if any(child.lower_ == "neither" for child in verb.children):
        return True
    no_longer = verb.i > 1 and (verb.nbor(-2).lower_, verb.nbor(-1).lower_) == ("no", "longer")
    return no_longer or any(child.dep_ == "neg" and not any(token.is_punct for token in verb.doc[child.i : verb.i]) for child in verb.children)


def _is_not_yet(verb: Token) -> bool:
    """ "to say", "would say": nothing is said in these words, or only once."""
    return verb.tag_ == "VB" and any(child.dep_ == "aux" and child.text.casefold() in NOT_YET for child in verb.children)


def _is_bare_participle(verb: Token) -> bool:
    """ "a group believed to be armed": a participle without "have" is passive."""
    if grammar.is_held_to_be(verb) and not any(child.dep_ == "aux" for child in verb.children):
        return True
    bare = verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"} and not any(child.dep_ == "aux" for child in verb.children)
    return bare and subject_as_aside(verb) is None


def _main_speaker(verb: Token, earlier: Sequence[Frame]) -> Token | None:
    """ "He denied that the girls were freed, saying …": after a comma the speaker goes on, whoever the told is about."""
    if verb.tag_ != "VBG" or verb.i == 0 or verb.doc[verb.i - 1].text != "," or verb.dep_ not in {"advcl", "acl", "conj", "dep"}:
        return None
    finite = (frame for frame in reversed(earlier) if frame.verb.tag_ in {"VBD", "VBZ", "VBP"} and frame.subject is not None and frame.act != "judge")
    return next((frame.subject for frame in finite), None)


def _goes_on(verb: Token) -> bool:
    """ "went on to say", "appeared in a video to say": it was said."""
    if verb.dep_ == "advcl" and verb.head.tag_ == "VBD":
        return verb.head.lemma_ in {"appear", "phone", "call", "write", "speak"}
    return verb.dep_ == "xcomp" and verb.head.lemma_ in {"go", "continue", "seem", "appear", "phone", "call", "write", "speak"}


def _holds_back(verb: Token) -> bool:
    doc = verb.doc
    lemma = verb.lemma_.casefold()
    if lemma == "purport":
        return True
    if lemma == "appear":
        return False
    near = doc.text_of(max(0, verb.i - 3), verb.i + 1).casefold()
    return any(re.search(rf"\b{re.escape(word)}\b", near) for word in words_of_section("holding_back"))


def _without_subject(sentence: Sentence, verb: Token, act: str, earlier: Sequence[Frame]) -> Frame | None:
    """A cue whose subject was lost with other words: "said on Twitter"."""
    first, last = _frame_tokens(verb, None, None)
    contents = right_contents(sentence, verb, act, last)
    if verb.i > 0:
        left = left_content(sentence, first, earlier)
        contents = [left] if left and not contents else contents
    return Frame(sentence, verb, act, None, _cue_span(sentence, verb, None, None), tuple(contents), first, last, medium=_medium_of(verb))


def _build(sentence: Sentence, verb: Token, act: str, subject: Token, earlier: Sequence[Frame]) -> Frame | None:
    doc = sentence.doc
    told = _told(verb)
    first, last = _frame_tokens(verb, subject, told)
    if verb.i + 1 < len(doc) and doc[verb.i + 1].text == ";":
        last = verb.i
    if (
        first > 1
        and doc[first - 1].text == ","
        and doc[first - 2].lower_ in {"who", "which", "that"}
        and last + 2 < len(doc)
        and doc[last + 1].text == ","
    ):
        return _frame(sentence, verb, act, subject, [span(sentence, last + 2, len(doc) - 1)], first, last, told)  # "men who, prosecutors say, had …"
    contents = right_contents(sentence, verb, act, last)
    before = doc[first - 1].text if first else ""
    after = doc[last + 1].text if last + 1 < len(doc) else ""
    told_now = verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"} or (verb.tag_ == "VB" and not any(child.dep_ == "aux" for child in verb.children))
    finite = told_now and (verb.dep_ not in {"relcl", "acl", "advcl", "xcomp", "pcomp"} or subject_as_aside(verb) is not None)
    closes = before in {",", "”", '"', "''", "»", "?", "!", "’", "—", "–", "-", "--"} or verb.dep_ == "parataxis"
    if finite and closes and act in {"say", "hedge", "deny", "ask"} and (after == ";" or not speaks_before(contents, sentence, doc[first].idx)):
        leftward = left_content(sentence, first, earlier)
        if leftward and (not contents or all(span.end <= sentence.start + doc[first].idx for span in contents) or is_inserted(doc, first, last)):
            rest = [span(sentence, last + 2, len(doc) - 1)] if after in {",", ";"} and resumes(doc, last + 2) else []
            return _frame(sentence, verb, act, subject, [*without_asides(sentence, leftward), *rest], first, last, told)
    if not contents:
        left = [child for child in verb.lefts if child.dep_ in CLAUSE_DEPS]
        contents = [span(sentence, left_edge(child), right_edge(child)) for child in left]
    if not contents and act in {"say", "hedge"} and after and after not in {".", ","}:
        contents = [span(sentence, last + 1, len(doc) - 1)]
    if not contents and after == ":":
        contents = []
    return _frame(sentence, verb, act, subject, contents, first, last, told)


def _frame(sentence: Sentence, verb: Token, act: str, subject: Token, contents: Sequence[Span], first: int, last: int, told: Token | None) -> Frame:
    cue = _cue_span(sentence, verb, subject, told)
    return Frame(sentence, verb, act, subject, cue, tuple(contents), first, last, told=told, medium=_medium_of(verb))


def _read_quoting(sentence: Sentence, verb: Token, earlier: Sequence[Frame]) -> Frame | None:
    """ "KCNA quoted Kim as saying", "X was quoted by Tass as saying", "Reuters reports, citing officials"."""
    doc = sentence.doc
    under_as = (t for child in verb.children if child.dep_ == "prep" and child.text.casefold() == "as" for t in child.subtree)
    saying = next((t for t in under_as if t.tag_ == "VBG" and act_of(t)), None)
    source_cue = doc.text_of(saying.i - 1, saying.i + 1) if saying is not None and saying.i else verb.text
    outer, inner = _quoted_by_whom(verb) if is_passive(verb) else _quoting_whom(verb, saying)
    if inner is None or inner.pos_ not in {"PROPN", "NOUN", "PRON"} or (inner.pos_ == "NOUN" and _is_no_voice(inner)):
        return None
    subject = inner if is_passive(verb) else outer
    first, last = _frame_tokens(verb, subject if subject is not None and subject.head == verb else None, None)
    last = max(last, right_edge(inner) if inner.i > verb.i and saying is None else last, saying.i if saying is not None else last)
    contents = right_contents(sentence, saying, "say", saying.i) if saying is not None else []
    if not contents and verb.tag_ == "VBG":
        contents = _contents_of_host(sentence, verb, earlier)
    if not contents:
        left = left_content(sentence, first, ())
        contents = [left] if left else []
    cue = _cue_span(sentence, verb, outer, None)
    return Frame(sentence, verb, "say", outer, cue, tuple(contents), first, last, source=inner, source_cue=source_cue)


def _is_no_voice(noun: Token) -> bool:
    return noun.lemma_.lower() in DEEDS or kind_guess(noun.doc.text_of(left_edge(noun), noun.i + 1)) is None


def _quoted_by_whom(verb: Token) -> tuple[Token | None, Token | None]:
    """ "X was quoted by Tass as saying": Tass, then X."""
    by = (child for child in verb.subtree if child.text.casefold() == "by" and child.i > verb.i)
    outer = next((pobj for child in by for pobj in child.children if pobj.dep_ == "pobj"), None)
    return outer, next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def _quoting_whom(verb: Token, saying: Token | None) -> tuple[Token | None, Token | None]:
    """ "Tass quoted X as saying": Tass, then X. In "…, citing officials" the voice outside is that of another cue, or none."""
    inner = next((child for child in verb.rights if child.dep_ in {"dobj", "dative", "nsubj"} and child.i > verb.i), None)
    outer = None if verb.tag_ == "VBG" else subject_of(verb)
    return outer, inner if inner is not None or saying is None else subject_of(saying)


def _contents_of_host(sentence: Sentence, verb: Token, earlier: Sequence[Frame]) -> list[Span]:
    """ "…, Reuters reports, citing officials": what Reuters reports is what the officials said."""
    host = verb.head
    for frame in earlier:
        if frame.verb == host:
            return list(frame.contents)
    if host.pos_ in {"VERB", "AUX"} and host.i < verb.i:
        return [span(sentence, left_edge(host), verb.i - 1)]
    return []
