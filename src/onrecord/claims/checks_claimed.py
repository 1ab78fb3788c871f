"""Who says that an act was theirs, who denies it, and where nobody has said so yet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from onrecord.claims.drafts import STATE_FORCES
from onrecord.claims.voices_parse import subject_of
from onrecord.claims.voices_who import voice_of
from onrecord.facts.kinds import words_of
from onrecord.facts.names import Names
from onrecord.nouns import Claim, EventType, Kind, Party, Responsibility, Span
from onrecord.text.marks import name_alone
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

VIOLENT = frozenset(EventType) - {EventType.AGREEMENT, EventType.SANCTION, EventType.PROSECUTION, EventType.PROTEST, EventType.DISPLACEMENT}


@dataclass(frozen=True, slots=True)
class ResponsibilityMention:
    """One saying on whose deed it was: ``text[start:end] == exact``. ``event``: the words that name the deed, where they follow."""

    status: Literal["claimed", "denied", "none_claimed"]
    who: Party | None
    exact: str
    start: int
    end: int
    event: Span | None
    sentence_start: int
    sentence_end: int

    @property
    def by(self) -> str | None:
        """The name of who says it."""
        return self.who.name if self.who else None


DEED = "|".join(
    (
        r"carr(?:ied|ying|y) out|(?:was|were|is|being) behind|launch(?:ed|ing)|stag(?:ed|ing)|conduct(?:ed|ing)|attack(?:ed|ing)",
        r"kill(?:ed|ing)|execut(?:ed|ing)|sh(?:ot|ooting)(?: down)?|bl(?:ew|owing) up|bomb(?:ed|ing)|kidnapp(?:ed|ing)",
        r"abduct(?:ed|ing)|detonat(?:ed|ing)|set(?:ting)? off|ambush(?:ed|ing)|target(?:ed|ing)",
        r"str(?:uck|iking)|fir(?:ed|ing)|shell(?:ed|ing)|plant(?:ed|ing)|captur(?:ed|ing)|seiz(?:ed|ing)|raid(?:ed|ing)|hit(?:ting)?|destroy(?:ed|ing)",
    )
)
DENY = r"den(?:y|ies|ied|ying)"
RESPONSIBILITY = r"responsibility|credit"
BODY = r"(?:groups?|outfits?|organi[sz]ations?|part(?:y|ies)|sides?|factions?|individuals?|militants?|militias?|gangs?)"
NOBODY = (
    rf"(?:[Nn]o\s+one|[Nn]obody|[Nn]one(?:\s+of\s+the\s+(?:\w+\s+){{0,2}}?{BODY})?|[Nn]either\s+(?:\w+\s+)?{BODY}|[Nn]o\s+(?:\w+\s+){{0,2}}?{BODY})"
)
YET = r"(?:(?:yet|immediately|so\s+far|publicly|initially)\s+)*"
SELF = r"(?:it|they|he|she|(?:its|their)\s+[“\"'‘]?\w+[”\"'’]?|his\s+\w+|the\s+(?:group|movement|militia|organi[sz]ation|rebels|fighters|party))"
# What stands between a saying and what is said: "in a broadcast on its radio", "through its media arm, Amaq,", "on Telegram on Friday".
ASIDE = r"(?:(?:on|in|via|through|over|by)\s+(?:(?!\b(?:that|after|before|when|as)\b)[^.;:“\"]){2,80}?,?\s+)?"
ATTACK = (
    r"(?:attacks?|bombings?|blasts?|assault|killings?|murders?|shootings?|strikes?|raids?|ambush|assassination|kidnapping|operation|crime|"
    r"shelling|explosions?|massacre|stabbings?)"
)
NONE_CLAIMED: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"\b(?:[Tt]here\s+(?:was|were|has\s+been|have\s+been|is|had\s+been)\s+)?[Nn]o\s+(?:(?:immediate|official|formal|public|credible|direct)\s+)*claims?\s+of\s+responsibility\b"
    ),
    re.compile(
        rf"{NOBODY}\s+(?:(?:has|have|had|did)\s+)?{YET}(?:claim(?:ed)?|taken|took|admitted)\s+(?:{RESPONSIBILITY}|(?:the|this|that)\s+(?:\w+\s+){{0,3}}{ATTACK})\b"
    ),
    re.compile(rf"{NOBODY}\s+(?:(?:has|have|had)\s+)?{YET}(?:said|admitted)\s+(?:that\s+)?{SELF}\s+(?:(?:had|have|has)\s+)?(?:{DEED})\b"),
    re.compile(rf"{NOBODY}\s+(?:(?:has|have|had)\s+)?{YET}(?:admitted|confessed)\s+(?:to\s+)?(?:having\s+)?(?:{DEED})\b"),
    re.compile(r"\b[Rr]esponsibility\b[^.,;]{0,60}?\b(?:has|had|was|is)\s+(?:not|yet)\s+(?:(?:yet|been|immediately|to\s+be)\s+)*claimed"),
    re.compile(r"\b(?:has|have|had)\s+not\s+(?:yet\s+)?been\s+claimed\b|\b(?:went|remains?|remained|gone)\s+unclaimed\b"),
    re.compile(r"\b(?:has|have|had)\s+(?:yet\s+to\s+claim|not\s+(?:yet\s+)?claimed)\s+responsibility\b"),
)
DENIED: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\b{DENY}\s+(?:that\s+)?{SELF}\s+(?:had|has|have)\s+anything\s+to\s+do\s+with\b"),
    re.compile(
        rf"\b(?:{DENY}|reject(?:s|ed|ing)?|disavow(?:s|ed)|disclaim(?:s|ed))\s+(?:(?:any|all|having\s+had|its|their|his|her|direct)\s+)*(?:responsibility|involvement|role|part|complicity|blame|wrongdoing)\b"
    ),
    re.compile(
        rf"\b{DENY}\s+(?:(?:having|ever|deliberately|that|{SELF})\s+)*(?:(?:had|have|has)\s+)?(?:{DEED}|us(?:ed|ing)|t(?:aking|ook|aken) part)\b"
    ),
    re.compile(
        rf"\b{DENY}\s+(?:that\s+)?(?:its|their|his|her)\s+(?:\w+\s+){{1,2}}(?:(?:had|have|has|were|was)\s+)?"
        rf"(?:{DEED}|t(?:ook|aken) part|(?:been\s+)?involved)\b"
    ),
    re.compile(
        rf"\b(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|{DENY}|refut(?:es|ed|ing))\s+(?:the|this|that|all|any|such)\s+"
        r"(?:accusations?|allegations?)(?=[\s.,;]|$)"
    ),
    re.compile(
        rf"\b(?:{DENY}|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing))\s+(?:(?:the|such|any|those|all)\s+)*(?:accusations?|allegations?|charges?|suggestions?|claims?)\s+"
        rf"(?:that\s+{SELF}\s+(?:had|was|were|have|has)|of\s+(?:involvement|being\s+behind|complicity|responsibility))"
    ),
    re.compile(
        rf"\b(?:said|says|insisted|insists|maintained)\s+(?:that\s+)?{SELF}\s+(?:(?:was|were|is|are|had|has|have)\s+(?:not|no)\b[^.,;]{{0,12}}?(?:responsible|involved|behind|involvement|role|part)|had\s+nothing\s+to\s+do\s+with)"
    ),
)
CLAIMED_BY = re.compile(rf"\b(?:{ATTACK}|[Rr]esponsibility)\b[^.;]{{0,60}}?\bclaimed\s+(?:on\s+\w+\s+)?by\b")
# Own words for an own deed are a claim of responsibility from one who is accused or fights outside the law, not from a state.
SAID_OF_ONESELF: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b(?:said|says|saying|announced|declared|boasted|claimed|claims|confirm(?:s|ed)|acknowledged)\s+{ASIDE}(?:that\s+)?{SELF}\s+(?:(?:had|have|has)\s+)?(?:{DEED})\b"
    ),
    re.compile(
        rf"\b(?:said|says|announced|declared)\s+{ASIDE}(?:that\s+)?it\s+was\s+(?:its|their)\s+\w+\s+(?:who|that|which)\s+(?:had\s+)?(?:{DEED})\b"
    ),
)
OWNED: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b(?:admit(?:ted|ting|s)|confess(?:ed|es|ing)|owned\s+up)\s+(?:to\s+)?(?:(?:having|(?:that\s+)?{SELF}(?:\s+had)?)\s+)?(?:{DEED}|\w+ing|the\s+{ATTACK})\b"
    ),
    re.compile(r"\bin\s+(?:their|our|its|his)\s+(?:most\s+\w+|biggest|latest|first|largest|boldest|deadliest)\s+(?:operation|attack|raid|strike)\b"),
)
OWN_DEED = frozenset((*SAID_OF_ONESELF, *OWNED))
# Of patterns that meet on the same words the first is taken.
CLAIMED: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b(?:(?:has|have|had|also|later|immediately|since|quickly|jointly)\s+)*(?:claim(?:s|ed|ing)?|t(?:ook|ak(?:en|es|ing|e))|assum(?:es|ed|ing)|accept(?:s|ed|ing)?|admit(?:s|ted|ting)?)\s+(?:(?:the|full|sole|joint)\s+)*(?:{RESPONSIBILITY})\b"
    ),
    re.compile(
        rf"\b(?:(?:has|have|had|also)\s+)?claim(?:s|ed|ing)?\s+(?:(?:the|this|\w+day['’]s)\s+(?:\w+\s+)?|that\s+){ATTACK}\b(?!\s+(?:had|has|have|was|were|is|are)\b)"
    ),
    re.compile(
        rf"\bclaim(?:s|ed)?\s+(?:(?:deadly|fatal|suicide|car|bomb|drone|missile|rocket|knife)\s+)*{ATTACK}(?<!s)"
        r"(?=\s+(?:on|in|against|near|at)\b)(?![^.;]*\b(?:was|were|is|are|had|went|took|happened|killed|left)\b)"
    ),
    *SAID_OF_ONESELF,
    re.compile(rf"\bclaim(?:s|ed)\s+{ASIDE}(?:(?:that\s+)?{SELF}\s+(?:had|have|has)|to\s+have)\s+(?:{DEED})\b"),
    CLAIMED_BY,
    re.compile(rf"\bboast(?:s|ed|ing)?\s+(?:of|about)\s+(?:having\s+(?:{DEED})|(?:the|this|that)\s+(?:\w+\s+)?{ATTACK})\b"),
    *OWNED,
)
# Every such saying has one of these, but those that only say "we struck it".
SIGNS = (
    *"claim respons credit admi confess deny denie reject dismiss refut disavow boast behind own nothing nobody involve role part".split(),
    *("assum", "accept", "no ", "most ", "biggest", "latest", "first", "largest", "boldest", "deadliest"),
)
NOT = r"\bnot|n['’]t|\bnever"
# What before a saying makes it none: "has *not* claimed the attack", "declined to confirm *or* deny it".
UNSAID: Mapping[str, re.Pattern[str]] = {
    "claimed": re.compile(rf"(?:{NOT}|\byet\s+to)\s+(?:\w+\s+)?$"),
    "denied": re.compile(rf"(?:{NOT}|\bnor|\bconfirm(?:ed|s)?\s+or|\b(?:declin|refus)\w+\s+to)\s+(?:\w+\s+)?$"),
}
# Words that own up to a deed whoever says them; "the army said it had struck a depot" is a state telling of its war.
OWNED_UP = re.compile(r"^(?:admit|confess|own|claim|boast)|\bbehind$")
CARRIED_OUT = re.compile(r"(?:carr(?:ied|ying|y) out|launch(?:ed|ing)|stag(?:ed|ing)|conduct(?:ed|ing))$")
THE_DEED = re.compile(r"\s+(?P<event>(?:the|this|that|these|those)\s+[^.;:,]{3,60}?)(?=,|\.|;|$|\s+(?:but|and|on|in|which|that)\b)")
FOR = re.compile(r"\s+(?:for|in|of|over|behind)\s+(?P<event>(?!now\b)[^.;:]{3,120}?)(?=,|\.|;|$|\s+(?:but|and said|saying|which|that killed)\b)")


def find_responsibility(sentences: Sequence[Sentence], names: Names) -> list[ResponsibilityMention]:
    """The sayings of a report on whose deed an act was, in reading order."""
    mentions: list[ResponsibilityMention] = []
    rules = (("none_claimed", NONE_CLAIMED), ("denied", DENIED), ("claimed", CLAIMED))
    for position, sentence in enumerate(sentences):
        taken: list[tuple[int, int]] = []
        words = sentence.text.lower()
        may_own = any(sign in words for sign in SIGNS)
        for status, patterns in rules if may_own else (("claimed", SAID_OF_ONESELF),):
            for pattern in patterns:
                for match in pattern.finditer(sentence.text):
                    if status in UNSAID and UNSAID[status].search(sentence.text[: match.start()]):
                        continue
                    if any(start < match.end() and match.start() < end for start, end in taken):
                        continue
                    mention = _mention(sentences, position, match, status, names, own_deed=pattern in OWN_DEED)
                    if mention is not None:
                        taken.append(match.span())
                        mentions.append(mention)
    return sorted(mentions, key=lambda mention: mention.start)


def _mention(
    sentences: Sequence[Sentence], position: int, match: re.Match[str], status: str, names: Names, *, own_deed: bool
) -> ResponsibilityMention | None:
    sentence = sentences[position]
    exact = match.group().strip()
    start = sentence.start + match.start() + len(match.group()) - len(match.group().lstrip())
    who: Party | None = None
    if status != "none_claimed":
        torn = own_deed and not any(token.tag_ in {"VBD", "VBZ", "VBP"} for token in sentence.doc)
        speaker = _speaker(sentence, match.start(), match.end()) or (_speaker_before(sentences, position) if torn else None)
        found = voice_of(speaker[0], speaker[1], names) if speaker else None
        if found is not None:
            cut = name_alone(found.name)
            who = Party(found.name[cut:], found.kind, found.start + cut if found.start is not None else None, found.end)
        if own_deed and (who is None or who.kind is not Kind.ARMED_GROUP) and not OWNED_UP.search(exact):
            return None
        if found is None and own_deed:
            return None
    # "was *behind* the raid", "*carried out* the raid": the deed follows the word that owns up to it.
    after = THE_DEED if CARRIED_OUT.search(exact) else FOR
    follows = after.match(sentence.text, match.end() - len(" behind") if exact.endswith(" behind") else match.end())
    event = Span(sentence.start + follows.start("event"), sentence.start + follows.end("event")) if follows else None
    reach_start = sentences[position - 1].start if own_deed and position and exact.startswith("in ") else sentence.start
    fixed: Literal["claimed", "denied", "none_claimed"] = "claimed" if status == "claimed" else "denied" if status == "denied" else "none_claimed"
    return ResponsibilityMention(fixed, who, exact, start, start + len(exact), event, reach_start, sentence.end)


def _speaker(sentence: Sentence, start: int, end: int) -> tuple[Sentence, Token] | None:
    """Whose words or deed it is: the subject of the verb in the stretch, or who stands behind "by" at its end."""
    if not sentence.parsed:
        return None
    behind = sentence.text[:end].endswith(" by")  # "the raid, which *killed* nine, was *claimed* by"
    for token in reversed(sentence.doc) if behind else sentence.doc:
        if start <= token.idx < end and token.tag_.startswith("VB") and token.dep_ not in {"aux", "auxpass"}:
            by = [pobj for agent in token.children if agent.dep_ == "agent" for pobj in agent.children if pobj.dep_ == "pobj"]
            subject = by[0] if by else subject_of(token)
            return (sentence, subject) if subject is not None else None
    return None


def _speaker_before(sentences: Sequence[Sentence], position: int) -> tuple[Sentence, Token] | None:
    """The speaker of the sentence before, for a sentence torn off it by a false full stop."""
    if not position or not sentences[position - 1].parsed:
        return None
    before = sentences[position - 1]
    saying = next((t for t in before.doc if t.lemma_ in {"say", "claim", "tell", "announce"} and t.tag_.startswith("VB")), None)
    subject = subject_of(saying) if saying is not None else None
    return (before, subject) if subject is not None else None


def apply_responsibility(claims: Sequence[Claim], mentions: Sequence[ResponsibilityMention], *, text: str) -> list[Claim]:
    """The claims with their responsibility set, each by the saying of its own sentence, or by its own voice's earlier one."""
    return [_with_responsibility(claim, mentions, claims) for claim in claims]


def _with_responsibility(claim: Claim, mentions: Sequence[ResponsibilityMention], claims: Sequence[Claim]) -> Claim:
    if claim.event_type not in VIOLENT or claim.stage in {"threatened", "hypothetical"}:
        return claim
    here = [m for m in mentions if m.sentence_start <= claim.start < m.sentence_end and _is_about(m, claim) and not _is_of_another(m, claim, claims)]
    mention = here[0] if here else next((m for m in mentions if m.status == "claimed" and m.by and _speaks_again(m, claim)), None)
    if mention is None and _denies_own(claim):
        voice = claim.attribution[-1]
        return msgspec.structs.replace(claim, responsibility=Responsibility("denied", voice.name, claim.exact, claim.start, claim.end))
    if mention is None:
        return claim
    responsibility = Responsibility(mention.status, mention.by, mention.exact, mention.start, mention.end)
    owned = mention.status == "claimed" and bool(here) and (_is_own(mention, claim) or mention.exact.endswith(" by"))
    here_named = any(party.start is not None and claim.start <= party.start < claim.end for party in claim.actors)
    actors = (mention.who,) if owned and mention.who is not None and not here_named else claim.actors
    return msgspec.structs.replace(claim, responsibility=responsibility, actors=actors)


STATE = STATE_FORCES | {Kind.GOVERNMENT}


def _denies_own(claim: Claim) -> bool:
    """Whether a voice denies the deed of its own side: "an army spokesman denied that *soldiers* had fired", "said *her client* shot nobody"."""
    if claim.polarity != "negative" or not claim.attribution or not claim.actors:
        return False
    if any(re.search(rf"\b(?:its|his|her|their|our|my)\s+(?:\w+\s+)?{re.escape(party.name)}\b", claim.exact) for party in claim.actors):
        return True
    generic = all(party.kind in STATE_FORCES and party.name[:1].islower() for party in claim.actors)
    named = any(_alike(claim.attribution[-1].name, party.name) for party in claim.actors)
    return named or (generic and claim.attribution[-1].kind in STATE)


def _is_own(mention: ResponsibilityMention, claim: Claim) -> bool:
    """Whether the one who claims the deed also tells it."""
    return mention.by is not None and any(_alike(mention.by, voice.name) for voice in claim.attribution)


def _is_of_another(mention: ResponsibilityMention, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether what somebody claims or denies is another deed of the sentence: "claimed the raid, but later said its account had been hacked"."""
    beside = [other for other in claims if other.start == claim.start and other is not claim]
    if mention.status == "claimed" and claim.polarity == "negative":
        return True  # "denied *the bombing* but claimed the ambush"
    if mention.status == "denied" and claim.polarity == "positive" and any(other.polarity == "negative" for other in beside):
        return True  # "denied shelling the camp but said it had *bombed* a depot"
    if mention.by is None or any(_alike(mention.by, party.name) for party in claim.actors):
        return False
    if mention.status == "denied":
        return bool(claim.actors) and claim.polarity == "positive"  # "denied responsibility and blamed *rebels*"
    if mention.status != "claimed":
        return False
    return any(_alike(mention.by, party.name) for other in beside for party in other.actors)


def _is_about(mention: ResponsibilityMention, claim: Claim) -> bool:
    if mention.status == "none_claimed":
        return not claim.attribution
    if mention.by is None or not claim.attribution:
        return mention.status == "claimed" and mention.by is not None
    return _is_own(mention, claim) or any(_alike(mention.by, party.name) for party in claim.actors)


def _speaks_again(mention: ResponsibilityMention, claim: Claim) -> bool:
    """Another telling of the deed by the one who claimed it, or by a mouthpiece that lays it to them."""
    by = mention.by or ""
    if not claim.attribution or claim.polarity != "positive" or not _is_proper(by):
        return False
    if _passes_on(claim) and (by in claim.exact or any(_alike(by, party.name) for party in claim.actors)):
        return True
    return claim.start > mention.start and _alike(by, claim.attribution[-1].name)


def _passes_on(claim: Claim) -> bool:
    """Whether the origin is a mouthpiece: a website or news service of the group itself."""
    return claim.attribution[-1].kind in {Kind.MEDIA, Kind.DOCUMENT, Kind.NEWS_AGENCY}


def _is_proper(name: str) -> bool:
    return bool(words_of(name)) and words_of(name)[-1][:1].isupper()


def _alike(one: str, other: str) -> bool:
    small = {"the", "a", "an", "of"}
    a, b = ({w.casefold() for w in words_of(x)} - small for x in (one, other))
    return bool(a and b) and (a <= b or b <= a)
