"""A report's text in paragraphs and sentences, as spans."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

import sentencex

from onrecord.lexicon import read_lexicon
from onrecord.nouns import Span

# A boundary that sentencex sets after these is taken back: they do not end a sentence when more of it follows on the line.
JOINS_NEXT = re.compile(
    r"(?:\b[ap]\.m\.|\b(?:Lt|Col|Gen|Maj|Capt|Sgt|Cpl|Adm|Brig|Cmdr|Pvt|Sen|Rep|Gov|Rev|Hon|Ret|Det|Supt|Insp|Dep|Asst|Atty)\.|"
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|\bNos?\.|\bvs?\.|\b[A-Z]\.|\bU\.[SN]\.(?:[A-Z]\.)?)$"
)
STARTS_ANEW = re.compile(r"(?:The|A|An|He|She|It|They|In|On|At|But|And|Then|After|This|That|There|We|No|His|Her|Their|Police|Officials)\b")
TIME_OF_DAY = re.compile(r"\b[ap]\.m\.$")
CONTINUES_TIME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:GMT|UTC|EST|EDT|CST|CDT|PST|PDT|ET|CET|local)\b|\("
)


# "SEOUL, South Korea (Reuters) — ", "Khartoum, 20 January - ", "KARACHI: ", "Ana Ruiz LIMA 1997-02-03 ": where, when and by whom a report was
# written, not part of its first sentence, which is misread with it.
_CAPITALS = r"(?:Mc|Mac|De|La|Le|Du)?[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{2,}(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,3}"
_NAME = r"[A-ZÀ-Þ][\w.’'-]+(?:[ /][A-ZÀ-Þ][\w.’'-]+){0,2}"
_REGION = r"(?:, ?[A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+){0,3})"
_DASH = r"(?:[—–]|--|-(?= ))"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DAY = rf"{_WEEKDAY}(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"(?:\([^()]{2,40}\)|/[A-Z][^/]{1,30}/\.?|[A-Z]{3,12})"
_BEGINS = r"(?=\s+[A-ZÀ-Þ“\"‘'])"
# Who speaks before a colon, in capitals: no place.
_SPEAKER = (
    r"(?!(?:POLICE|ARMY|MINIST\w+|OFFICIALS?|REPORTS?|SOURCES?|WITNESS\w*|HAMAS|HEZBOLLAH|TALIBAN|NATO|UNICEF|UNRWA|UNHCR|UNAMA|UNIFIL|UNMISS|OCHA|"
    r"CENTCOM|AFRICOM|MONUSCO|MINUSMA|MINUSCA|ECOWAS|ASEAN|INTERPOL|EUROPOL|AMNESTY|PENTAGON|KREMLIN|PRESIDENT|MAYOR|GOVERNOR)\b)"
)
# Four letters, or several words, that a colon makes a town of, where longer ones need no list.
_TOWN = (
    r"(?:KYIV|ROME|OSLO|LIMA|ADEN|GAZA|JUBA|LOME|BAKU|DOHA|RIGA|GOMA|HOMS|IDLIB|"
    r"(?:NEW|EL|AL|SAN|ABU|TEL|ADDIS|PORT|CAPE|PHNOM|KUALA|BUENOS|HO CHI|LA) [A-ZÀ-Þ-]{3,}(?: CITY)?)"
)
_SMALL_FOLLOWS = r"(?=\s+(?:A|“A|I|\S[^A-Z]))"  # what follows is no line of capitals
FORMS = (
    # Ana Ruiz LIMA 1997-02-03 The…
    r"(?:[A-Z]\w+[ ,.]+){0,5}[A-Z]{3,}[A-Z .'/-]*(?:, ?[A-Z][\w. ]{2,30}){0,2} ?\d{4}-\d\d-\d\d(?= [A-Z“\"])",
    # SEOUL, South Korea (Reuters) — ; MOGADISHU (Wire) -Gunmen…
    rf"{_CAPITALS}{_REGION}{{0,2}}(?:, \w+\.? \d{{1,2}})? ?(?:\([^()]{{2,40}}\))? ?{_DASH}",
    rf"{_CAPITALS} \([A-Z][^()]{{1,40}}\) -(?=[A-Z])",
    # Khartoum, 20 January - ; Moscow. May 4. INTERFAX - ; MOSCOW, January 1. /TASS/.
    rf"{_NAME}{_REGION}{{0,2}}(?:[,.]| \|) {_DAY}(?:[,.]? {_AGENCY})? ?(?:{_DASH}|:){_BEGINS}",
    rf"{_NAME}{_REGION}{{0,2}}[,.] {_DAY}[,.]? (?:/[A-Z][^/]{{1,30}}/|\([A-Z][^()]{{1,40}}\))\.?{_BEGINS}",
    # Sanaa (Wire) - ; Port-au-Prince, Haiti – ; Maiduguri —
    rf"{_NAME}{_REGION}? ?\([A-Z][^()]{{1,40}}\) ?(?:{_DASH}|:)",
    rf"{_NAME}{_REGION} [—–](?= [A-Z“\"])",
    rf"{_NAME} [—–-](?= [A-Z][a-z]* )(?![^.]*(?: [—–-] |[—–]))",
    # KARACHI: ; NEW DELHI: ; PESHAWAR/ISLAMABAD:
    rf"{_SPEAKER}(?:[A-ZÀ-Þ][A-ZÀ-Þ’'-]{{4,}}(?:[ /-][A-ZÀ-Þ]{{2,}}){{0,2}}{_REGION}?|{_TOWN}):{_BEGINS}{_SMALL_FOLLOWS}",
    # (Reuters) - ; [Nairobi]
    rf"\([A-Z][^()]{{1,40}}\) ?{_DASH}{_BEGINS}",
    rf"\[[A-Z][^\[\]]{{1,40}}\]{_BEGINS}",
)
DATELINE = re.compile("|".join(FORMS))
# A dateline is short: no more of a paragraph is looked at.
DATELINE_LENGTH = 120


LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# A block of lines with no blank line between them, of a text whose lines were broken to a width.
BLOCK = re.compile(r"[^\S\n]*\S[^\n]*(?:\n(?![ \t]{2,})[^\S\n]*\S[^\n]*)*")
# Lines are broken to a width when there are so many pairs of them, and in this share of the pairs the next line's first word had no more room.
WRAPPED_PAIRS = 5
WRAPPED_SHARE = 0.7
NARROWEST = 45
WIDEST = 110


def is_wrapped(text: str) -> bool:
    """Whether a text's lines were broken to a width, as wires and mail do: then a line's end is no paragraph's.

    >>> is_wrapped("One paragraph a line, however long or short it is.\\nAnother.\\n" * 5)
    False
    """
    lines = [line.rstrip() for line in text.split("\n")]
    pairs = [(one, other.split(maxsplit=1)[0]) for one, other in itertools.pairwise(lines) if one.strip() and other.strip()]
    if len(pairs) < WRAPPED_PAIRS:
        return False
    width = sorted(len(one) for one, _ in pairs)[int(len(pairs) * 0.9)]
    full = sum(len(one) <= width + 8 and len(one) + 1 + len(word) > width - 2 for one, word in pairs)
    longer = sum(len(line) > width + 8 for line in lines)
    return NARROWEST <= width <= WIDEST and longer <= 0.1 * len(lines) and full >= WRAPPED_SHARE * len(pairs)


def find_paragraphs(text: str) -> Iterator[Span]:
    """Spans of the paragraphs: lines that hold words, or, where lines were broken to a width, blocks of them. Outer space is left off.

    >>> [p.of("One.\\n\\n Two. ") for p in find_paragraphs("One.\\n\\n Two. ")]
    ['One.', 'Two.']
    """
    for match in (BLOCK if is_wrapped(text) else LINE).finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield Span(start, start + len(stripped))


@cache
def _label() -> re.Pattern[str]:
    """ "Colombia: rebels free two soldiers": the country that a line is about. It speaks as seldom as it does what is told."""
    country = "|".join(re.escape(name) for name in sorted(read_lexicon("kind_states.txt")["country"], key=len, reverse=True))
    return re.compile(rf"(?:{country})(?:(?:[-–/]|, | and )(?:{country}|Gaza))?:(?= \S)")


def is_heading(words: str) -> bool:
    """Whether a sentence is nothing but the place, day and agency at the head of a report.

    >>> is_heading("KYIV, Aug 29 (Wire) -"), is_heading("Kyiv was hit on Aug 29 - twice.")
    (True, False)
    """
    found = DATELINE.match(f"{words} The town")
    return found is not None and found.end() == len(words) <= DATELINE_LENGTH


def _joins(before: str, after: str) -> bool:
    """Whether a boundary between the two stretches is a false one."""
    if TIME_OF_DAY.search(before):
        return CONTINUES_TIME.match(after) is not None
    return JOINS_NEXT.search(before) is not None and STARTS_ANEW.match(after) is None


def find_sentences(text: str, paragraph: Span) -> list[Span]:
    """Spans of the sentences of one paragraph, in order, outer space left off.

    >>> words = "He met Lt. Col. Smith at 3 p.m. Friday. Then he left."
    >>> [s.of(words) for s in find_sentences(words, Span(0, len(words)))]
    ['He met Lt. Col. Smith at 3 p.m. Friday.', 'Then he left.']
    """
    words = paragraph.of(text)
    spans: list[Span] = []
    at = 0
    head = words[:DATELINE_LENGTH]
    if dateline := DATELINE.match(head) or _label().match(head):
        at = dateline.end()
        spans.append(Span(paragraph.start, paragraph.start + at))
        if not words[at:].strip():
            return spans
        body = find_sentences(text, Span(paragraph.start + at + len(words[at:]) - len(words[at:].lstrip()), paragraph.end))
        return spans + body
    for piece in sentencex.segment("en", words):
        found = words.find(piece, at)
        if found < 0:  # the splitter changed the piece: keep what is left whole rather than lose it
            spans.append(Span(paragraph.start + at, paragraph.end))
            return spans
        at = found + len(piece)
        stripped = piece.strip()
        if not stripped:
            continue
        start = paragraph.start + found + len(piece) - len(piece.lstrip())
        end = start + len(stripped)
        if spans and _joins(spans[-1].of(text), stripped):
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return spans
