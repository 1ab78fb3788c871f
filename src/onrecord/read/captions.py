"""Whose picture it is and who handed it over, from a caption's and a credit line's words."""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:AP(?: Photo)?|Associated Press|AFP|Agence France-Presse|Reuters|REUTERS|Getty(?: Images)?|EPA(?:-EFE)?|EFE|"
    r"NurPhoto|NorPhoto|Anadolu(?: Agency)?|"
    r"Xinhua|TASS|Tass|Sputnik|RIA Novosti|Ukrinform|Kyodo(?: News)?|Yonhap|PA(?: Media| Wire| Images)?|Press Association|"
    r"DPA|dpa|ANSA|Zuma(?: Press)?|ZUMA(?: Press)?|"
    r"Alamy(?: Stock Photo)?|Shutterstock|Bloomberg|UPI|Rex(?: Features)?|Sipa(?: USA)?|SIPA(?: USA)?|IMAGO|Imago|Maxar(?: "
    r"Technologies)?|Planet Labs(?: PBC)?|"
    r"SOPA Images|LightRocket|Abaca|Pool|pool|Handout|handout|iStock|Magnum Photos|Polaris|VII Photo|Panos Pictures|Corbis|"
    r"Keystone|ITAR-TASS|Demotix|Canadian Press|"
    r"Twitter|Facebook|Telegram|YouTube|Instagram|TikTok|Wikimedia Commons|Flickr|Unsplash|Pixabay|UGC|Storyful|Screenshot|Screengrab|File)"
)
_LABEL = re.compile(
    r"(?:(?:photo(?:graph)?s?|image|picture|video|film|footage|pic|credit|source|illustration|screenshot|copyright|©|"
    r"\(c\))(?:\s+(?:credit|by|courtesy|from|source))?\s?[:/©|]|(?:photo(?:graph)?|image|picture|video|footage) by\b|"
    r"courtesy(?: of| photo)?\b|obtained by\b|handout\b|©)\s*",
    re.I,
)
CREDIT_LINE = re.compile(
    rf"(?:{_LABEL.pattern}.{{2,140}}|(?:[\w.'’ -]{{2,60}}(?:/| / | for | via |, | \| | - )){{0,2}}{_AGENCY}(?:(?:/| / | via |"
    rf", )[\w.'’ -]{{2,60}}){{0,3}}(?: file(?: photo)?)?|"
    rf"{_AGENCY}(?:/| via | \| )[\w.'’ -]{{2,60}}(?:/[\w.'’ -]{{2,60}})?)\.?",
    re.I,
)
MAX_CREDIT = 160
_VERB = re.compile(r"\b(?:said|says|told|was|were|is|are|has|have|had|shows?|reported|reports)\b")
# A credit at the end of a caption, with or without brackets.
CREDIT_AT_END = (
    re.compile(r"[(\[](?P<credit>[^()\[\]]{2,120})[)\]]\.?$"),
    re.compile(r"(?:(?<=[.!?”\"])|(?<=[.!?”\"] )|(?<=\n))\s*(?P<credit>[^.!?\n]{2,120}?)\.?$"),
    re.compile(
        r"(?P<credit>(?:Photo(?:graph)?|Image|Picture|Video|Credit|Source|Courtesy)s?(?: credit| by| courtesy(?: of)?| "
        r"of)?\s?[:/©]\s?[^.\n]{2,100})\.?$",
        re.I,
    ),
    re.compile(r"(?P<credit>©.{2,100})$"),
    re.compile(r"\s(?:—|–|--)\s*(?P<credit>[^—–.\n]{2,60})\.?$"),
)
# After the caption's full stop: "/ Ana Silva", "Agency/Ana Silva".
MAKER_AT_END = (
    re.compile(r"(?<=[.!?”\"])\s*/\s*(?P<credit>[A-Z][\w&.'’-]*(?: [\w&.'’-]+){0,5}?)\.?$"),
    re.compile(r"(?<=[.!?”\"])\s+(?P<credit>[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,3}/[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,3}?)\.?$"),
)
# "Herald photo", "AA Photo", "(Supplied)".
_OUTLETS_OWN = re.compile(
    r"(?:[A-Z][\w&.'’-]* ){1,3}(?:[Pp]hotos?|[Pp]ictures?|[Ii]mages?|[Vv]ideo)|[Ss]upplied|[Pp]rovided|[Hh]andout|[Cc]ourtesy photo"
)
_THING = (
    r"(?:image|images|photo|photos|photograph|photographs|picture|pictures|video|videos|footage|clip|frame|frame grab|still|"
    r"screenshot|screengrab|screen grab|handout|handout photo|film|undated photo|recording|audio|combination)"
)
_GIVEN = (
    r"(?:provided|released|supplied|shared|distributed|issued|posted|published|made available|handed out|given|taken|"
    r"circulated|shot|filmed|tweeted|uploaded|disseminated|put out)"
)
PROVIDERS = (
    re.compile(
        rf"\b{_THING}\b[^.\n]{{0,40}}?\b{_GIVEN}(?:\s+(?:on|to|via|through|online|in|"
        rf"at)\s+(?:[\w.@'’&-]+\s?){{1,5}}?)?\s*(?:,\s*)?\bby\s+(?P<who>.+)",
        re.I,
    ),
    re.compile(
        rf"\b{_THING}\s+(?:was |is |were )?(?:courtesy of|obtained from|received from|acquired from)\s+(?:(?:a|"
        rf"an|the)\s+{_THING}\s+)?(?P<who>.+)",
        re.I,
    ),
    re.compile(r"\bhandout(?: \w+)? (?:from|by|of)\s+(?P<who>.+)", re.I),
    re.compile(r"\bcourtesy(?: of|:| photo(?: from)?|(?= (?-i:[A-Z])))\s+(?P<who>.+)", re.I),
    re.compile(r"\bprovided(?: to [\w .]{2,40}?)? by\s+(?P<who>.+)", re.I),
)
_WHO_ENDS = re.compile(
    r"\s*(?:,\s|;|\.(?:\s|$)|\(|\)|\[|\]|\n|—|–| - |\s(?:shows?|showing|showed|purports?|purporting|purportedly|allegedly|"
    r"appears?|claims?|claiming|depicts?|depicting|captures?|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on (?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|"
    r"on (?:Twitter|Telegram|Facebook|social media|its|his|her|their|X\b)|via|is seen|are seen|was|were|is|are|in "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4})|"
    r"which|that|who|after|during|and shows|as|early|late|earlier)\b)"
)
MAX_PROVIDER = 90


def looks_like_credit(line: str) -> bool:
    """Whether a whole line is a credit.

    >>> looks_like_credit("Twitter/Oleksandr Petrenko"), looks_like_credit("Reuters was told of it.")
    (True, False)
    """
    told = CREDIT_LINE.fullmatch(line) is not None or _OUTLETS_OWN.fullmatch(line) is not None
    return told and len(line) <= MAX_CREDIT and _VERB.search(line) is None


def find_credit(caption: str) -> str | None:
    """The credit that a caption ends with, as written, brackets and full stop left off.

    >>> find_credit("Smoke over the port. (AP Photo/Ana Silva)")
    'AP Photo/Ana Silva'
    """
    for form in CREDIT_AT_END:
        match = form.search(caption)
        if match is None:
            continue
        credit = match["credit"].strip()
        if looks_like_credit(credit) or (match.group()[0] in "[(" and _names_a_maker(credit, match.group()[0])):
            return credit
    for form in MAKER_AT_END:
        if (match := form.search(caption)) and not _VERB.search(match["credit"]):
            return match["credit"].strip()
    return None


def _names_a_maker(credit: str, bracket: str) -> bool:
    """Whether words in brackets at a caption's end name who made the picture: "[Ana Silva/Al Jazeera]", "(NASA/JPL)"."""
    if _VERB.search(credit) or len(credit) > 80 or not re.search(r"[A-Z]", credit):
        return False
    return "/" in credit if bracket == "(" else re.search(r"/| via |: ", credit) is not None


def find_provider(words: str) -> str | None:
    """Who handed the picture over, as written.

    >>> find_provider("A frame from a video shared on Telegram by Governor Ivan Dovzhenko shows the bridge.")
    'Governor Ivan Dovzhenko'
    """
    for form in PROVIDERS:
        match = form.search(words)
        if match is None:
            continue
        start = match.start("who")
        end = _WHO_ENDS.search(words, start)
        who = words[start : end.start() if end else len(words)].strip().strip('"“”.,')
        if 2 <= len(who) <= MAX_PROVIDER and re.search(r"[A-Za-zА-я]", who) and not re.match(r"(?:hand|a drone|satellite|phone|drone)$", who):
            return who
    return None
