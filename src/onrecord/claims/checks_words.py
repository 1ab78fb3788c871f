"""The words by which a report says that something was, or could not be, checked; what was checked, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.text.parse import Sentence

Status = Literal["unverified", "verified"]


@dataclass(frozen=True, slots=True)
class Saying:
    """One saying on checking in a sentence, offsets counted from its start. ``what``: the words for the thing checked; ``by``: for who checked.

    ``told``: where the sentence itself tells what was checked ("could not verify the claim that *soldiers fired*").
    """

    status: Status
    start: int
    end: int
    what: str
    by: str | None
    told: tuple[int, int] | None = None


CHECK = r"(?:verify|confirm|corroborate|authenticate|substantiate|geolocate)"
CHECKED = r"(?:verified|confirmed|corroborated|authenticated|substantiated|geolocated)"
BETWEEN = r"(?:(?:yet|immediately|independently|been|be|able|to|also|fully|officially|so|far|separately|itself|themselves|currently|as|publicly)\s+)*"
NOT_CHECKED = re.compile(
    rf"\b(?P<aux>could|can|did|does|do|has|have|had|was|were|is|are)(?:\s+not|n['’]t|not)\s+(?P<mid>{BETWEEN})(?P<verb>{CHECK}|{CHECKED})\b"
)
YET_TO = re.compile(rf"\b(?:has|have|had|is|are|remains?)\s+yet\s+to\s+(?P<mid>{BETWEEN})(?P<verb>{CHECK}|{CHECKED})\b")
UNABLE = re.compile(rf"\b(?:(?:has|have|had)\s+been|was|were|is|are|been)\s+(?:also\s+|so far\s+)?unable\s+to\s+{BETWEEN}{CHECK}\b")
IMPOSSIBLE = re.compile(
    rf"\b(?:[Ii]t\s+(?:was|is|has\s+been)\s+)?(?:not\s+(?:immediately\s+)?possible|impossible|difficult|hard)\s+(?:for\s+\w+(?:\s+\w+)?\s+)?to\s+{BETWEEN}{CHECK}\b"
)
NO_WAY = re.compile(
    rf"\b(?:no|little)\s+(?:independent\s+)?(?:way|means)\s+(?:of\s+|to\s+){BETWEEN}(?:{CHECK}|check|verifying|confirming|corroborating|checking)\b"
)
# To check may be many things; of what somebody told it is meant alone.
NOT_LOOKED_INTO = re.compile(
    rf"\b(?:(?:could|can)(?:\s+not|n['’]t|not)|(?:was|were|is|are|been)\s+unable\s+to|not\s+been\s+able\s+to)\s+{BETWEEN}check"
    r"(?=\s+(?:this|that|it|them|either|whether|(?:the|these|those|their|his|her|its|both|any\s+of\s+the)\s+(?:\w+['’]?s?\s+)?"
    r"(?:claims?|accounts?|reports?|allegations?|figures?|versions?|statements?|stor(?:y|ies)))\b)"
)
NOT_AVAILABLE = re.compile(
    r"\b[Ii]ndependent\s+(?:confirmation|verification)\s+(?:of\s+(?P<what>[^,.;]{3,60}?)\s+)?(?:was|is|were)\s+"
    r"(?:not\s+(?:immediately\s+)?(?:available|possible)|unavailable|impossible)\b"
)
REMAINS = re.compile(
    r"(?P<what>\b[Tt]h(?:e|at|is|ose|ese)\s+[^,.;]{3,60}?)\s+(?:remain|remains|remained|are|is|were|was|went)\s+(?:still\s+|as\s+yet\s+)?"
    r"(?:unconfirmed|unverified|uncorroborated)\b"
)
NO_INDEPENDENT = re.compile(
    r"\b(?:no|without(?:\s+any)?|lack(?:s|ed|ing)?)\s+independent\s+(?:confirmation|verification|corroboration)\b(?:\s+(?:of|for|that))?"
)
UNVERIFIED = re.compile(r"\b(?:[Uu]nverified|[Uu]nconfirmed|uncorroborated|unsubstantiated)\b(?=\s+(?!numbers?\b)[a-z]|:)")
NOT_ESTABLISHED = re.compile(
    r"(?P<what>\b[Tt]he\s+(?:authenticity|veracity|accuracy|provenance|truth)\s+of\s+[^,.;]{3,60}?)\s+(?:could\s+not|couldn['’]t|cannot|has\s+(?:not\s+been|yet\s+to\s+be))\s+(?:be\s+)?"
    r"(?:immediately\s+|independently\s+)?(?:established|determined|ascertained)\b"
)
NEITHER = re.compile(rf"\b(?:[Nn]either|[Nn]one)\b[^,.;]{{0,40}}?\b(?:could|can|has|have)\s+(?:be|been)\s+{BETWEEN}{CHECKED}\b")

SIGHT = r"(?:video|videos|footage|clips?|images?|photos?|photographs?|pictures?|imagery|recordings?|documents?|records|audio|material|evidence)"
SOMEBODY = r"(?:[Tt]he\s+)?[A-Z][\w.&’'-]*(?:\s+(?:of\s+the\s+|of\s+|and\s+)?[A-Z][\w.&’'-]*){0,4}"
LOOKED_AT = r"(?:verified|geolocated|authenticated|seen|viewed|reviewed|examined|analy[sz]ed|checked)"
HAS_CHECKED = re.compile(
    rf"\b(?!(?:One|Two|Three|Several|Other|Another|An?|The|This|That|These|Those|Some|Any)\s+(?:verified|authenticated|geolocated)\b)"
    rf"(?P<by>{SOMEBODY})\s+(?:has\s+|have\s+|had\s+|was\s+able\s+to\s+|were\s+able\s+to\s+)?(?:also\s+)?"
    r"(?:(?:independently\s+)?(?:verified|authenticated|geolocated|verify|authenticate|geolocate)|independently\s+(?:confirmed|confirm|corroborated))"
    r"(?:\s+(?:at\s+least\s+)?\d[\d,]*\s+of)?(?P<what>\s+(?:(?:the|this|that|these|a|an|its|their|several|both|two|three|some)\s+[^,.;]{3,60}"
    rf"|{SIGHT}\b[^,.;]{{0,60}}))"
)
QUOTE = re.compile(r"[“”\"]")
# "Videos posted online, which we have geolocated": the outlet's own check.
SEEN_BY_US = re.compile(
    rf"(?P<what>\b(?i:{SIGHT})\b[^.;“”\"]{{0,40}}?),?\s+(?:which|that)\s+(?:we|(?P<by>{SOMEBODY}))\s+(?:has|have|had)\s+(?:since\s+|also\s+)?(?:independently\s+)?"
    r"(?:verified|geolocated|authenticated)\b"
)
SEEN_BY = re.compile(
    rf"(?P<what>\b(?i:{SIGHT})\b[^,.;“”\"]{{0,40}}?)(?:,\s+(?:posted|circulat|shared|publish|released|filmed)[^,.;“”\"]{{0,40}}?)?(?:,|\s+and)?\s+(?:which\s+)?(?:(?:was|were|has\s+been|have\s+been)\s+)?(?:independently\s+)?{LOOKED_AT}\s+by\s+"
    rf"(?P<by>(?:(?:the\s+)?(?:local|independent|investigative|news|fact-checking)\s+)?(?:(?:outlet|agency|group|newspaper|website|site)\s+)?{SOMEBODY}|(?:open-source\s+|independent\s+|weapons\s+)?(?:analysts|investigators|researchers|experts))"
)
BORNE_OUT = re.compile(
    rf"\b(?:confirmed|verified|corroborated|supported|borne\s+out)\s+by\s+(?:[\w-]+\s+){{0,3}}?{SIGHT}\b(?:\s+(?:that\s+)?(?P<by>{SOMEBODY})\s+(?:has\s+|have\s+|had\s+)?{LOOKED_AT})?"
)
INDEPENDENTLY = re.compile(rf"\bindependently\s+{CHECKED}\b(?:\s+by\s+(?P<by>{SOMEBODY}))?")
MATCHES = re.compile(
    rf"(?P<what>\b{SIGHT}\b[^,.;]{{0,40}}?)\s(?:match(?:es|ed)?|(?:is|are|was|were)\s+consistent\s+with)\s+(?:[\w-]+\s+){{0,3}}?(?:satellite|file|street-level|archive)\s+(?:imagery|images?|photos?|footage)"
)
CALLED_VERIFIED = re.compile(
    rf"\b(?:[Oo]ne|[Aa]|[Tt]he|[Tt]wo|[Tt]hree|[Ss]everal|[Oo]ther)\s+(?:verified|authenticated|geolocated)\s+(?P<what>{SIGHT})\b(?=\s+(?:\w+\s+)?(?:shows?|showed|depicts?|captures?|filmed|from|of)\b)"
)
WHERE_FILMED = re.compile(
    rf"(?P<by>{SOMEBODY})\s+(?:has\s+|have\s+|had\s+)?(?:verified|confirmed|established|geolocated)\s+(?:where|that)\s+(?:it|they|the\s+{SIGHT})\s+(?:was|were)\s+(?:filmed|taken|shot|recorded)\b"
)
FROM_SPACE = re.compile(
    r"\b[Ss]atellite\s+(?:imagery|images?|photos?)\s+(?:[\w-]+\s+){0,4}?(?:confirm(?:s|ed)?|verif(?:y|ies|ied)|corroborat(?:e|es|ed))\b"
)
# What these are said of is no event.
OTHER_MATTER = re.compile(
    r"\b(?:(?:identit(?:y|ies)|names?|motives?|nationalit(?:y|ies)|whereabouts|causes?)\s+of|"
    r"e-?mail|password|account number|age|ticket|signature|appointment|booking)\b",
    re.I,
)
CLAUSE_START = re.compile(r"[,.;:()“”\"–—]|\b(?:but|and|while|although|though|which|that|who|as|because|whether|if|since)\b", re.I)
OBJECT_END = re.compile(r"[,.;:()“”\"–—]|\s(?:but|and|as|which|who|because|since|though|although|while|after|where|when|amid|due to|owing to)\b")
# Every saying on checking has one of these; most sentences have none.
SIGNS = tuple(
    "verif confirm corroborat authentic substantiat geolocat independent veracity accuracy provenance truth seen viewed examined analy check "
    "supported borne match consistent established".split()
)


def find_sayings(sentence: Sentence) -> list[Saying]:
    """The sayings on checking of one sentence, in order; what it could not check before what it checked."""
    found: list[Saying] = []
    words = sentence.text.lower()
    if not any(sign in words for sign in SIGNS):
        return found
    for reader in (_negated, _other_doubts, _checked):
        for saying in reader(sentence):
            clear = all(saying.end <= other.start or other.end <= saying.start for other in found)
            if clear and not OTHER_MATTER.search(sentence.text[saying.start : saying.end]):
                found.append(saying)
    return sorted(found, key=lambda saying: saying.start)


def _before(text: str, at: int) -> str:
    """The words of the clause before ``at``."""
    start = max((match.end() for match in CLAUSE_START.finditer(text, 0, at)), default=0)
    return text[start:at].strip()


def _after(text: str, at: int) -> str:
    """The words after ``at`` that go with the verb."""
    match = OBJECT_END.search(text, at)
    return " ".join(text[at : match.start() if match else len(text)].split()[:12])


# "verify *that* …", "confirm the group's claims *that* …", "confirmation of reports *that* …".
THAT = re.compile(
    r"\s*(?:of\s+|for\s+)?(?:(?:[\w.’'-]+\s+){0,5}?(?:claims?|reports?|allegations?|accounts?|statements?|assertions?|accusations?|suggestions?|rumou?rs?)\s+)?"
    r"(?:that|whether|if)\s+"
)


TOLD_END = re.compile(r"[;:()“”\"—]|,\s+(?:but|and|as|while|although|though|which)\b")


def _told_after(text: str, at: int) -> tuple[int, int] | None:
    """Where the words behind a verb of checking tell what was checked, up to the sentence's end or a break."""
    match = THAT.match(text, at)
    if match is None:
        return None
    close = TOLD_END.search(text, match.end())
    return match.end(), close.start() if close else len(text)


def _told_before(text: str, what: str, start: int, at: int) -> tuple[int, int] | None:
    """Where the subject of "could not be verified" tells what was checked: "the claim that *soldiers fired*"."""
    return (start, at) if what and re.search(r"\b(?:that|whether)\s+$", text[:start]) else None


def _negated(sentence: Sentence) -> Iterator[Saying]:
    text = sentence.text
    for pattern in (NOT_CHECKED, YET_TO):
        for match in pattern.finditer(text):
            passive = match["verb"].endswith("ed") and (
                match.groupdict().get("aux") in {"was", "were", "is", "are"} or re.search(r"\bbe(?:en)?\b", match["mid"]) is not None
            )
            yield _passive(text, match) if passive else _active(sentence, match)
    for match in UNABLE.finditer(text):
        yield _active(sentence, match)


def _active(sentence: Sentence, match: re.Match[str]) -> Saying:
    """ "CBS News could not verify the group's claims": the subject could not check the object."""
    text = sentence.text
    subject, what = _before(text, match.start()), _after(text, match.end())
    by = (
        _without_article(subject)
        if subject and not re.match(r"(?:he|she|it|they|we|i)\b", subject, re.I)
        else _subject_of_clause(sentence, match.start())
    )
    start = text.rfind(subject, 0, match.start()) if subject else match.start()
    return Saying("unverified", start, _end_of(text, match.end(), what), what, by, _told_after(text, match.end()))


def _passive(text: str, match: re.Match[str]) -> Saying:
    """ "The release has not been verified by Reuters": the subject was not checked."""
    what, rest = _before(text, match.start()), _after(text, match.end())
    agent = re.search(r"\bby\s+(.+)$", rest)
    start = text.rfind(what, 0, match.start()) if what else match.start()
    by = agent.group(1).strip() if agent else None
    return Saying("unverified", start, _end_of(text, match.end(), rest if agent else ""), what, by, _told_before(text, what, start, match.start()))


def _end_of(text: str, at: int, words: str) -> int:
    """Where the words after the verb end."""
    last = words.split()[-1] if words else ""
    return text.index(last, at + len(words) - len(last) - 2 if len(words) > len(last) + 2 else at) + len(last) if last else at


def _without_article(words: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I)


def _subject_of_clause(sentence: Sentence, at: int) -> str | None:
    """ "US agencies are assessing the claim but have not verified it": the subject of the verb before."""
    if not sentence.parsed:
        return None
    verb = next((token for token in sentence.doc if token.idx >= at and token.tag_.startswith("VB") and token.dep_ not in {"aux", "auxpass"}), None)
    while (
        verb is not None
        and not any(child.dep_ == "nsubj" for child in verb.children)
        and verb.dep_ in {"conj", "xcomp", "ccomp"}
        and verb.head != verb
    ):
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None) if verb is not None else None
    return None if subject is None or subject.pos_ == "PRON" else _without_article(sentence.doc.text_of(subject.left_edge.i, subject.i + 1))


def _other_doubts(sentence: Sentence) -> Iterator[Saying]:
    text = sentence.text
    for pattern in (IMPOSSIBLE, NO_WAY, NOT_LOOKED_INTO, NO_INDEPENDENT, UNVERIFIED):
        for match in pattern.finditer(text):
            what = _after(text, match.end())
            told_here = pattern is UNVERIFIED and re.search(r"\bthat\b", what) is not None  # "unconfirmed reports *that …*"
            told = _told_after(text, match.end() - len("that") if match.group().endswith("that") else match.end())
            yield Saying("unverified", match.start(), _end_of(text, match.end(), what), "" if told_here else what, None, told)
    for pattern in (NOT_ESTABLISHED, NOT_AVAILABLE, REMAINS):
        for match in pattern.finditer(text):
            yield Saying("unverified", match.start(), match.end(), match["what"] or "it", None)
    for match in NEITHER.finditer(text):
        yield Saying("unverified", match.start(), match.end(), match.group(), None)


def _checked(sentence: Sentence) -> Iterator[Saying]:
    for pattern in (HAS_CHECKED, SEEN_BY_US, SEEN_BY, BORNE_OUT, MATCHES, FROM_SPACE, INDEPENDENTLY, CALLED_VERIFIED, WHERE_FILMED):
        for match in pattern.finditer(sentence.text):
            groups = match.groupdict()
            if re.search(r"\b(?:not|no|never|cannot|unable|yet to)\b|n['’]t\b", _before(sentence.text, match.start()) + " " + match.group()):
                continue
            by = groups.get("by")
            if by == "We":
                if len(QUOTE.findall(sentence.text[: match.start()])) % 2:
                    continue  # somebody's own words
                by = None
            what = "the footage" if pattern is WHERE_FILMED else (groups.get("what") or "").strip()
            yield Saying("verified", match.start(), match.end(), what, _without_article(by.strip()) if by else None)
