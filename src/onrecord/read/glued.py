"""Words that lost the space between them: "TwitterCalling", "authoritiesMeanwhile", "port.The"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.nouns import Span

# Words that open a sentence and end no name. What follows a glued joint is nearly always one of these, or a word in -ing.
OPENERS = frozenset(
    "The A An In On At By For From With Without To Of As If It Its He She They We You His Her Their Our This That These Those There Then Here When "
    "While Where What Who Why How But And Or So Yet Not No Nor After Before During Since Until Under Over Across Along Among Around Between Inside "
    "Outside Near Amid Despite Although Though Because However Meanwhile Moreover Earlier Later Also Both Some Many Most Several Such According "
    "Following Police Officials Authorities Witnesses Residents Officers Investigators Prosecutors Doctors Rebels Militants Soldiers Two Three Four "
    "Five Six Seven Eight Nine Ten Dozens Hundreds Thousands Last Next Another Other All Every Each Even Just Only Once Still Now Today Yesterday "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
# Names that carry a capital inside by right, whatever their second part looks like.
NAMES = frozenset(
    "linkedin moveon plugin turnitin playon signon logon carryon youtube whatsapp facetime snapchat tiktok wechat buzzfeed huffpost huffington "
    "wikileaks wordpress powerpoint paypal fedex mastercard playstation spacex nurphoto norphoto lightrocket blackrock blackberry openai deepmind "
    "github gitlab airbnb deviantart livejournal soundcloud duckduckgo postgresql javascript typescript chatgpt "
    "theguardian thehill theverge thestreet "
    "therealdeal thewrap thegrio thejournal bellingcat sciencealert livescience spacenews macrumors mailonline dailymail newsweek newsguard truthout "
    "commondreams openoffice icloud ipad iphone ipod imac imessage itunes ibooks iplayer ebay espn etrade deviant eharmony astrazeneca biontech "
    "glaxosmithkline exxonmobil unitedhealth conocophillips jpmorgan pricewaterhousecoopers hoverboard medevac casevac topgolf superpac actblue "
    "winred conduitnews newshour firstnet starlink eastenders aliexpress yougov readwrite startrek backpage bringbackourgirls standwithus "
    "ukrinform promedmail reliefweb mapaction openstreetmap geoconfirmed deepstate liveuamap rusvesna".split()
)
NOUNS_IN_ING = frozenset({"Spring", "String", "Strings", "Viking", "Sterling", "Banking", "Trading", "Racing", "Housing", "Gaming", "Building"})
# First parts of family and given names: McDonald, MacArthur, DiCaprio, LaShawn, FitzGerald, VanDyke.
NAME_PARTS = re.compile(
    r"(?:Mc|Mac|Di|De|Del|Della|Du|Des|La|Le|Les|Lo|Fitz|Van|Von|Ver|St|Ste|San|Mau|Ja|Da|Ta|Sha|Jo|Ro|Ra|Re|Ke|Ki|Ka|Ma|Mo|"
    r"Al|El|Ibn|Abu|Ben|Bin|Ap|O|"
    r"Tre|Tra|Dre|Dan|Den|Ann|Anna|Mary|Lee|Ray|Roe|Rae|Ty|Ti|Qua|Que|Shaun|Lou|Bet|Luz|Pen|Tu|Tw|Wo|Xi|Zi|Co|Mega|Micro|"
    r"Inter|Trans|Euro|Pro|Neo|Anti|Pre|Non|Ex|Bio|Geo)",
)
# A small letter or a few before the capital: iPhone, eBay, mRNA, kHz, vCard, xAI, pH, dB, kWh, miRNA.
SMALL_START = re.compile(r"[a-z]{1,2}[A-Z]")
TOKEN = re.compile(r"(?<![\w@#/.&=?%+~’'-])[A-Za-z]{1,30}[a-z][A-Z][A-Za-z]{0,30}(?![\w@/\u0300-\u036f]|\.[a-z]{2,}|[’'-][A-Za-z]{3,})")
# All that follows needs one of these; most texts have none.
JOINT = re.compile(r"[a-z](?:[.!?;,]?[A-Z]|\.[a-z])|”[A-Za-z]|\d[A-Z]")
BOUNDARY = re.compile(r"(?<=[a-z])(?=[A-Z])")
AFTER_STOP = re.compile(r"(?<![\w@#/.])([a-z]{3,})([.!?;,])([A-Z][a-z]+)(?=[\s,’'])")
# No address ends in one of these words.
AFTER_STOP_SMALL = re.compile(
    r"(?<![\w@#/.-])[a-z]{4,}\.(?:inside|outside|said|says|with|from|that|when|while|after|before|which|were|have|would|"
    r"could|near|during|against|killing|wounding|but|was|has)(?= [A-Za-z])"
)
AFTER_QUOTE = re.compile(r"[A-Za-z]{0,20}[a-z][.,!?]?[”][A-Za-z][a-z]+(?=\s)")
AFTER_NUMBER = re.compile(r"(?<![\w.,/#-])\d{1,4}([A-Z][a-z]+)(?=\s)")


# A small word that runs into a call in capitals: "talksSIGN UP FOR", "bridgeADVERTISEMENT".
INTO_CAPITALS = re.compile(
    r"(?<![\w@#/.&=?%+~’'-])[a-z]{3,24}(?:[A-Z]{2,}(?= [A-Z]{2,} [A-Z]{2,})|(?:ADVERTISEMENT|ALSO|BREAKING|CLICK|FILE|FOLLOW|"
    r"LISTEN|LIVE|PHOTO|PHOTOS|READ|"
    r"RELATED|SHARE|SIGN|STORY|SUBSCRIBE|TRENDING|UPDATE|VIDEO|WATCH)(?=[\s:]|$))"
)
# Names in a row with nothing between two of them: "Ana SilvaBen ReedIvan Dovzhenko".
NAMES_IN_A_ROW = re.compile(r"(?<![\w-])[A-Z][a-z’'-]+(?: [A-Z][\w’'.-]*){2,40}")
HUMP = re.compile(r"(?<![\w-])(?P<left>[A-Z][a-z]{2,})[A-Z][a-z]+(?![\w-])")


def _glued_names(text: str) -> Iterator[Span]:
    """Two humps or more in one run of capitalised words: one may be a brand, two are a list that lost its line ends."""
    for run in NAMES_IN_A_ROW.finditer(text):
        humps = [hump for hump in HUMP.finditer(text, *run.span()) if hump.group().lower() not in NAMES and not NAME_PARTS.fullmatch(hump["left"])]
        inside = [hump for hump in humps if hump.start() > run.start() and hump.end() < run.end()]
        if len(inside) >= 2:
            yield from (Span(*hump.span()) for hump in inside)


def _is_glued(token: str) -> bool:
    """Whether a word with capitals inside is two words run together."""
    if token.lower() in NAMES or SMALL_START.match(token):
        return False
    parts = BOUNDARY.split(token)
    if len(parts) != 2:  # CamelCase of three humps is a hashtag, a product or code
        return False
    left, right = parts
    if not right[1:].islower() and right != "A":  # a handle, a chemical, an abbreviation: "factcheckUK"
        return False
    if NAME_PARTS.fullmatch(left) and right not in ("The", "In"):
        return False
    if right in OPENERS:
        return len(left) >= 3 and left[1:].islower()
    if left.islower():  # no name begins small and goes on with a capital past the first letters
        return len(left) >= 4 and len(right) >= 3
    return len(left) >= 4 and left[1:].islower() and right.endswith("ing") and len(right) >= 6 and right not in NOUNS_IN_ING


def find_glued(text: str) -> Iterator[Span]:
    """Spans of words that are two words without the space between them.

    >>> [span.of(text) for text in ["He wrote on TelegramThe bridge is gone, DiCaprio."] for span in find_glued(text)]
    ['TelegramThe']
    """
    if JOINT.search(text) is None:
        return
    for match in TOKEN.finditer(text):
        at_space = text[match.end() : match.end() + 1] == " "
        if _is_glued(match.group()) and (at_space or not match.group().endswith("A")):
            yield Span(*match.span())
    for match in AFTER_STOP.finditer(text):
        if match[3] in OPENERS and match[1] not in ("www", "http", "https", "com", "org", "net"):
            yield Span(*match.span())
    yield from _glued_names(text)
    for match in INTO_CAPITALS.finditer(text):
        yield Span(*match.span())
    for match in AFTER_STOP_SMALL.finditer(text):
        yield Span(*match.span())
    for match in AFTER_QUOTE.finditer(text):
        word = match.group().partition("”")[2]
        if word in OPENERS or word in ("said", "says", "told", "added", "according", "wrote", "and", "the"):
            yield Span(*match.span())
    for match in AFTER_NUMBER.finditer(text):
        if match[1] in OPENERS and len(match[1]) > 2:
            yield Span(*match.span())
