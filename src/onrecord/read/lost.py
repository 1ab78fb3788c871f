"""Places where a link's or a tag's words were dropped, told from the joints they leave: rules of high precision, each a small function."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from onrecord.nouns import Span
from onrecord.read.boilerplate import is_boilerplate
from onrecord.read.captions import looks_like_credit

# A full stop after these ends no sentence.
ABBREVIATIONS = frozenset(
    "a.m p.m am pm e.g i.e eg ie etc vs v no nos approx est ca c cf al et dr mr mrs ms mx st sts jr sr inc co cos corp ltd "
    "plc llc bros dept univ assn "
    "lt col gen maj capt sgt cpl adm brig cmdr cdr pvt sen rep gov rev hon ret det supt insp dep asst atty prof pres min sec dir "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ft mt mts tsp tbsp tbs "
    "pt qt gal min hr hrs sec ave blvd rd hwy sq km kg lb lbs oz mph "
    "u.s u.n u.k e.u d.c l.a n.y u.s.a u.a.e d.r p.s ph.d b.a m.a m.d j.d r.i.p q.a ala ariz ark cal calif colo conn del fla ga ill ind kan ky la md "
    "mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo fig figs vol ed eds p pp art sec para ch op cit ibid viz tel ext "
    "phila twp cty pkwy bldg ter terr pl hosp univ max avg incl excl esp orig misc govt intl natl tech www http https com org net".split()
)
# Words that may begin a sentence small: particles of names, and brands.
SMALL_WORDS = re.compile(
    r"(?:al|el|as|ad|an|ar|at|ul|ed|es|ez)[-‑’'][A-Z\w]|(?:d|l|o|t)[’'][A-Z]|(?:de|del|della|di|da|dos|van|von|der|den|ter|"
    r"ten|la|le|bin|ibn|abu|bint|el|al|dal|du|zu|af)\s+[A-Z]|"
    r"[a-z]{1,3}[A-Z0-9]|[a-z]+\.[a-z]+(?:\.|\b)|[\w.-]+@|https?:|www\.|@|#|(?:eBay|iPhone|adidas|bell hooks|danah|k\.d\.|"
    r"e\.e\.|will\.i\.am|macOS|tvOS|xAI)\b|[a-z]\)|[ivx]+\)|[a-z]\.\s"
)
TOP_DOMAINS = frozenset({"com", "org", "net", "ru", "ua", "uk", "co", "gov", "info", "tv", "io"})
DANGLING = frozenset(
    "the a an of to by from with and or that which who whom whose because between against into onto his her their its our my your was were is are "
    "has have had will would could should than as for but at during toward towards upon among amid via per if when while "
    "where whether although though "
    "since until unless despite every".split()
)
# Words that stand before a full stop or a comma only when what they led to is gone.
LEADS_ON = re.compile(
    r"(?<![\w’'“\"‘-])(?:the|an|of the|by the|in the|to the|from the|at the|with the|for the|on the|and the)(?=[.;](?:\s|$))(?!\.\.)"
)
GAP_AFTER = re.compile(
    r"\b(?:by|of|from|in|at|to|with|near|between|against|the|an|a|and|called|named|told|on|for)(?P<gap> {1,20})(?=[.,;](?:\s|$))(?! *\.\.)"
)
LOST_AFTER_STOP = re.compile(r"(?P<before>[^\s.]{0,40}[\w)%\]”\"’»])(?P<stop>\.[”\"’]?)[ \t]+(?P<after>[a-z][\w’'-]{0,40})")
DOUBLE_STOP = re.compile(r"(?<=[\w”\"’)])[.!?][ \t]+\.(?=\s|$)(?!\s\.)")
STRAY_CAPITAL = re.compile(
    r"(?<=[a-z]) (?P<word>The|That|Which|They|This|After|Before|Then|Meanwhile|However|When|While|But|Although|Because|"
    r"These|Those)(?= [a-z])"
)
# A link's title where its own sentence stood: "the fighters said Train derailed".
STRAY_TITLE = re.compile(
    r"\b(?:said|says|claimed|reported|added|announced)(?P<gap> )(?:Train|Bomb|Bombing|Blast|Explosion|Drone|Rocket|Missile|"
    r"Raid|Attack|Shelling|Airstrike|Gunmen|"
    r"Militants|Rebels|Protesters|Attackers|Fire|Convoy|Bridge|Car|Bus|Plane|Helicopter)s? (?=(?:[a-z]{2,}ed|was|were|hits?|"
    r"kills|hit|struck|shot|blew|fell)\b)"
)
# A link's title and then the sentence that it stood for: "Arrests in Lindi In Lindi, police held".
TWICE = re.compile(
    r"\b(?:in|at|near|on|from|of) (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?P<gap> )(?:In|At|Near|On|From|Outside|Inside) (?P=name)\b"
)
# "all evening.inside An urban group": the words between the stop and the capital are gone.
STOP_THEN_CAPITAL = re.compile(
    r"(?<=[a-z]{3})\.(?:inside|outside|said|says|with|from|near|during|against|by|via|according to) "
    r"(?=(?:An?|The|In|On|At|It|He|She|They|[A-Z][a-z]+ [a-z]{3,})\b)"
)
NO_SUBJECT = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][”\"’]))[ \t]+(?P<verb>Can|Was|Were|Has)\s+"
    r"(?P<next>(?:not\s+)?(?:been|be|being|get|got|gotten|take|taken|made|make|have|had|planning|planned|said|told|"
    r"\w{2,}ing|[a-z]{3,}ed))\b(?P<rest>[^.?!\n]*[.?!])"
)
# A line of so many words is no entry of a list, even without a stop at its end.
MANY_WORDS = 15
ENDS_IN_TERMINAL = re.compile(r"[.!?…][”\"’'»)\]]{0,6}$")


class Paragraph(NamedTuple):
    """A line that holds words, and the lines around it."""

    start: int
    end: int
    text: str
    before: str
    after: str
    after_gap: int


def find_lines(text: str) -> list[Paragraph]:
    """The text's lines that hold words, outer space left off."""
    bare = []
    for match in re.finditer(r"[^\n]+", text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            bare.append((start, start + len(stripped), stripped))
    lines = []
    for at, (start, end, words) in enumerate(bare):
        after = bare[at + 1] if at + 1 < len(bare) else None
        gap = text[end : after[0]].count("\n") if after else 0
        lines.append(Paragraph(start, end, words, bare[at - 1][2] if at else "", after[2] if after else "", gap))
    return lines


def _is_abbreviation(word: str) -> bool:
    bare = word.strip("(\"'“‘[").lower().rstrip(".")
    return bare in ABBREVIATIONS or len(bare) == 1 or re.fullmatch(r"(?:[a-z]\.)+[a-z]?", bare) is not None


def _begins_small(words: str) -> bool:
    """Whether the words begin with a small letter that no name, brand or address explains."""
    return unicodedata.category(words[:1] or " ") == "Ll" and SMALL_WORDS.match(words) is None


def after_full_stop(text: str) -> Iterator[Span]:
    """A sentence that begins small right after a full stop: "the attacks rose. inside Rebel groups"."""
    matches = list(LOST_AFTER_STOP.finditer(text))
    repeated = Counter(match["before"].lower() for match in matches)
    for match in matches:
        if repeated[match["before"].lower()] >= 3:  # an abbreviation that the list does not know
            continue
        if match["stop"] != ".":  # “…gone.” said a guard: sloppy, but nothing is lost
            continue
        if _is_abbreviation(match["before"]) or match["after"] in TOP_DOMAINS:
            continue
        if text[match.start("stop") - 1] == "." or not _begins_small(text[match.start("after") : match.start("after") + 40]):
            continue
        yield Span(match.start("stop"), match.end("after"))


def paragraph_start(lines: Sequence[Paragraph], text: str) -> Iterator[Span]:
    """A paragraph that begins small though the one before it ended."""
    del text
    for at, line in enumerate(lines):
        words = line.text.split()
        if len(words) < 4 or not _begins_small(line.text) or not (ENDS_IN_TERMINAL.search(line.text) or len(words) >= MANY_WORDS):
            continue
        if line.before and not ENDS_IN_TERMINAL.search(line.before):
            continue
        neighbours = [other.text for other in lines[max(0, at - 2) : at + 3] if other is not line]
        if sum(_begins_small(other) for other in neighbours) >= 2 or looks_like_credit(line.text):
            continue
        yield Span(line.start, line.start + len(words[0]))


def stray_stop(text: str) -> Iterator[Span]:
    """A full stop on its own after another: "more attacks. ."."""
    for match in DOUBLE_STOP.finditer(text):
        yield Span(*match.span())


def title_then_sentence(text: str) -> Iterator[Span]:
    """A name said twice over, the second time with a capital before it."""
    for match in TWICE.finditer(text):
        yield Span(match.start("gap"), match.end())


def stop_then_capital(text: str) -> Iterator[Span]:
    """A small word right at a full stop, and a capital after it."""
    for match in STOP_THEN_CAPITAL.finditer(text):
        yield Span(match.start(), match.end() - 1)


def gap_before_comma(text: str) -> Iterator[Span]:
    """A word that leads on, to nothing: "claimed by , the group", "the head of the."."""
    gaps = list(GAP_AFTER.finditer(text))
    if len(gaps) <= 5:
        for match in gaps:
            yield Span(match.start("gap"), match.end("gap") + 1)
    for match in LEADS_ON.finditer(text):
        yield Span(match.end() - len(match.group().split()[-1]), match.end())


def dangling_end(lines: Sequence[Paragraph], text: str) -> Iterator[Span]:
    """A paragraph that ends in a word that must lead on."""
    del text
    for at, line in enumerate(lines):
        words = line.text.split()
        if at == 0 or len(words) < 8 or words[-1].lower() not in DANGLING or words[-1] != words[-1].lower():
            continue
        if line.after and not re.match(r"[A-Z“\"‘]", line.after):  # the sentence goes on in the next line or paragraph
            continue
        if line.after_gap == 1 and line.after[:1].isupper() and len(line.text) < 100:  # a line broken by width
            continue
        yield Span(line.end - len(words[-1]), line.end)


def stray_capital(lines: Sequence[Paragraph], text: str) -> Iterator[Span]:
    """A sentence that starts in the middle of another: "the blast in Moscow That killed a guard"."""
    del text
    for line in lines:
        words = [word for word in re.findall(r"[A-Za-z]\w*", line.text) if len(word) > 3]
        if sum(word[0].isupper() for word in words) > 0.6 * len(words) or not ENDS_IN_TERMINAL.search(line.text):
            continue  # a headline
        for match in STRAY_CAPITAL.finditer(line.text):
            before = line.text[: match.start()].rsplit(None, 1)[-1]
            if before.lower() in ("the", "of", "called", "titled", "word") or _in_quotes(line.text, match.start("word")):
                continue
            yield Span(line.start + match.start("word"), line.start + match.end("word"))
        for match in STRAY_TITLE.finditer(line.text):
            if not _in_quotes(line.text, match.start("gap")):
                yield Span(line.start + match.start("gap"), line.start + match.end() - 1)


def no_subject(lines: Sequence[Paragraph], text: str) -> Iterator[Span]:
    """A sentence that is no question and has no subject: "Can get weapons there."."""
    del text
    for line in lines:
        for match in NO_SUBJECT.finditer(line.text):
            if match["rest"].endswith("?") or _in_quotes(line.text, match.start("verb")):
                continue
            if _is_abbreviation(line.text[: match.start()].rsplit(None, 1)[-1].rstrip(".")):
                continue
            yield Span(line.start + match.start() - 1, line.start + match.end("verb"))


def _in_quotes(line: str, at: int) -> bool:
    """Whether the offset lies between quotation marks."""
    before = line[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


TEXT_RULES: tuple[Callable[[str], Iterator[Span]], ...] = (after_full_stop, stray_stop, gap_before_comma, title_then_sentence, stop_then_capital)
LINE_RULES: tuple[Callable[[Sequence[Paragraph], str], Iterator[Span]], ...] = (paragraph_start, dangling_end, stray_capital, no_subject)


def is_written_small(text: str, lines: Sequence[Paragraph]) -> bool:
    """Whether the writer starts sentences small as a habit, as in posts: then a small letter tells nothing."""
    starts = len(re.findall(r"[a-z][.!?] +[a-zA-Z]", text)) + len(lines)
    small = len(re.findall(r"[a-z][.!?] +[a-z]", text)) + sum(_begins_small(line.text) for line in lines)
    return small >= 6 and small > 0.4 * starts


def find_lost(text: str) -> Iterator[Span]:
    """Spans of the joints where words are gone; each begins where the words broke off.

    >>> [span.of(text) for text in ["Attacks have grown. inside Rebel groups hit the port."] for span in find_lost(text)]
    ['. inside']
    """
    lines = [line for line in find_lines(text) if not is_boilerplate(line.text)]
    if is_written_small(text, lines):
        return
    for rule in TEXT_RULES:
        yield from rule(text)
    for line_rule in LINE_RULES:
        yield from line_rule(lines, text)
