"""Words of the page rather than of the report: share buttons, newsletter boxes, comment forms, adverts, notices."""

from __future__ import annotations

import re

from onrecord.nouns import Span

# A whole paragraph that is one of these is the page's, not the report's.
WHOLE = re.compile(
    r"(?:"
    r"(?:source|original) (?:link|article|url)|via source|"
    r"leave a (?:reply|comment)(?: cancel reply)?|(?:post|add|write) a comment|cancel reply|(?:\d+ )?comments?(?: \(\d+\))?|no comments(?: yet)?|"
    r"(?:view|show|hide|see|load|read) (?:all |more )?(?:\d+ )?comments(?: \(\d+\))?|comments are closed|join the (?:conversation|discussion)|"
    r"your email address will not be published\.?(?: required fields are marked ?\*?)?|required fields are marked ?\*?|"
    r"save my name, email,? and website in this browser.*|notify me of (?:new posts|follow-?up comments).*|"
    r"(?:advertisement|advertising|sponsored(?: content)?|ad|promoted)(?: (?:-|–|—) (?:continue reading|scroll to continue|story continues).*)?|"
    r"advertisement continue reading the main story|continue reading the main story|story continues below(?: advertisement)?|"
    r"article continues (?:below|after).*|skip (?:advertisement|ad|to (?:main )?content|past newsletter promotion)|scroll "
    r"(?:down )?(?:to|for) .{0,40}|"
    r"enlarge(?: this)? image(?: toggle caption.*)?|toggle caption|hide caption|image caption|image source.{0,60}|media caption|"
    r"(?:click|tap) (?:here )?to (?:enlarge|expand|share|print|email|subscribe|read|see|view|play).{0,60}|click here(?: to .{0,60})?|"
    r"(?:share|tweet|email|print|save|pin|whatsapp|copy link|flipboard|reddit|linkedin|facebook|twitter|telegram|messenger|pinterest)"
    r"(?:[ |,/·•]+(?:share|tweet|email|print|save|pin|whatsapp|copy link|flipboard|reddit|linkedin|facebook|twitter|"
    r"telegram|messenger|pinterest|x|on|this|via|article|story|by|with|and|link))*|"
    r"share (?:this|on|via|with)(?: .{0,40})?|share article|share this(?: article| story| page| post)?:?|like this:?.{0,30}|"
    r"(?:follow|like|find|join) (?:us|me|him|her|@\w+|[A-Z][\w ]{1,30}?) on (?:twitter|facebook|instagram|telegram|youtube|"
    r"x|whatsapp|google news|tiktok|linkedin).{0,80}|"
    r"(?:subscribe|sign ?up|register|log in|sign in)(?: (?:now|today|here|free))?[.!]?|"
    r"(?:subscribe|sign ?up|register|log in|sign in)\b.{0,60}\b(?:newsletters?|alerts?|e-?mails?|inbox|updates|account|"
    r"podcast|channel|comment|read|continue)\b.{0,120}|"
    r"(?:get|receive) (?:our|the|your) .{0,60}(?:newsletter|inbox|alerts?|email).{0,60}|.{0,60}delivered (?:straight |"
    r"directly )?to your inbox.{0,40}|"
    r"thank you for (?:reading|subscribing|signing up|registering).{0,60}|already a (?:subscriber|member)\?.{0,40}|"
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies.{0,300}|by (?:continuing|using|clicking).{0,60}(?:cookies|terms|privacy).{0,200}|"
    r"(?:accept|reject|manage)(?: all)? cookies|cookie (?:policy|settings|preferences)|privacy policy|terms (?:of (?:use|service)|and conditions)|"
    r"(?:copyright )?©.{0,160}|copyright \(c\).{0,160}|\(c\) (?:19|20)\d\d\b.{0,160}|.{0,120}all rights reserved\.?.{0,160}|"
    r"copyright (?:©|\(c\)|\d{4}).{0,160}|"
    r"(?:this material|this content) may not be published, broadcast, rewritten,? or redistributed.*|"
    r"(?:read more|read also|also read|see also|related(?: (?:articles?|stories|news|topics|content|posts|links))?|more "
    r"(?:on this story|stories|from .{0,40})|"
    r"you (?:may|might) also like|recommended(?: for you)?|most (?:read|popular|viewed|shared)|trending(?: now)?|popular "
    r"now|top stories|editors?['’]? picks?|"
    r"latest (?:news|stories|posts)|up next|don['’]t miss|what (?:to )?(?:read|watch) next|what others are reading|around the web|from our partners?|"
    r"(?:next|previous|prev)(?: (?:article|story|post|page))?|next up|watch (?:live|now|more)|watch|play video|video|live tv|photos?|gallery|"
    r"captions?|close|expand|menu|search|home|image|back to top|(?:return )?to (?:the )?top|go to comments|tags?|topics|"
    r"categories|filed under|in this (?:article|story)|share|tell us what you think)\s?(?::|\.\.\.|…)?|"
    r"(?:read (?:more|also|here|next)|also read|see (?:also|more)|related(?: stor(?:y|ies)| articles?| coverage)?|more|"
    r"watch|must read|recommended|trending|in case you missed it)(?:\s?[:|»>]\s?|\s[–-]\s).{3,160}|"
    r"like this story\?.{0,60}|(?:did you )?(?:like|enjoy|love) th(?:is|e) (?:story|article|post)\?.{0,60}|also on [\w.]+\.(?:com|org|net) .{3,160}|"
    r"(?:report|correct) (?:a|an) (?:typo|error|correction).{0,80}|(?:have|got) a (?:news )?tip\?.{0,160}|"
    r"download (?:the|our) .{0,40}app.{0,60}|(?:available|get it) on (?:the )?(?:app store|google play).{0,40}|"
    r"(?:do you have|got) (?:a story|something to add).{0,120}|what do you think\?.{0,80}|"
    r"loading\s?(?:\.\.\.|…)?|please wait\s?(?:\.\.\.|…)?|javascript (?:is|must be).{0,120}|please enable (?:javascript|cookies).{0,160}|"
    r"(?:to )?(?:display|view|see|watch|play|show) this (?:content|video|post|tweet|embed|media)\b.{0,60}\b(?:you must|you need|please|enable|allow|"
    r"accept|agree|consent|upgrade).{0,200}|(?:sponsored|advert(?:isement)?|promoted|ad):\s.{3,200}|"
    r"(?:become|be) a (?:member|supporter|patron|subscriber)\b.{0,80}|(?:hot opinion|most read):\s.{3,120}|"
    r"\((?:watch|see|click|tap|scroll|read|listen)\b[^()]{3,140}\)|(?:listen|podcast|gallery|in pictures|quiz|interactive)\s?[:|]\s?[^.!?]{3,140}|"
    r"your browser does not support.{0,120}|this video (?:is not available|can not be played|cannot be played|file cannot).{0,80}"
    r")",
    re.I | re.S,
)
MAX_WHOLE = 400


def is_boilerplate(paragraph: str) -> bool:
    """Whether the whole paragraph is the page's furniture.

    >>> is_boilerplate("Leave a Reply"), is_boilerplate("Rebels left a reply on the bridge.")
    (True, False)
    """
    stripped = paragraph.strip()
    return len(stripped) <= MAX_WHOLE and WHOLE.fullmatch(stripped) is not None


# The same inside a paragraph of the report.
INLINE = re.compile(
    r"Advertisement Continue reading the main story|(?:Story|Article) continues (?:below|after)(?: (?:this|the))?(?: advertisement| ad\b)?|"
    r"Enlarge this image(?: toggle caption)?|toggle caption|hide caption|Your email address will not be published\.?|Required fields are marked ?\*?|"
    r"Scroll down for (?:video|more)|Skip in Skip x Embed x Share(?: CLOSE)?|"
    r"(?<=[.!?”\"] )(?:READ MORE|Read more|READ ALSO|Read also|RELATED|ALSO READ|Also read)(?:: [^\n]{3,160})?$|"
    r"(?<=[.!?”\"] )(?:Sign up|Subscribe|SIGN UP|SUBSCRIBE)\b[^.\n]{0,60}\bnewsletters?\b[^.\n]{0,80}\.?|"
    r"(?<=[.!?”\"] )(?:Click|CLICK) (?:here|HERE)\b[^.\n]{0,80}\.?$|(?:(?<=[.!?”\"] )|^)ADVERTISEMENT(?= [A-Z“\"])|"
    r"(?:SIGN UP|SUBSCRIBE|CLICK HERE|READ MORE|FOLLOW US|REGISTER)(?: [A-Z’'&]{2,}| [AI]\b){1,10}|"
    r"(?<=[.!?”\"] )(?:Follow|Like) us on (?:Twitter|Facebook|Instagram|Telegram|YouTube)\b[^.\n]{0,60}\.?",
    re.M,
)
# A line in square brackets that is a link's title, not an editor's note.
BRACKETED = re.compile(
    r"\[(?:graphic|video|photos?|watch|map|interactive|infographic|gallery|listen|link|image|embed|tweet|"
    r"read (?:more|also))\b\s?[:–-][^\[\]]{2,200}\]|"
    r"\[(?!(?:editor|update|correction|note|sic|this)\b)[^\[\]]{12,160}[^.\[\]]\]",
    re.I,
)
LINKS_BEGIN = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|must read|related(?: (?:articles?|stories|news|topics|content|posts|links|coverage|reading))?|"
    r"more (?:on this (?:story|topic)|stories|news|from .{0,40}|in .{0,30})|further reading|more coverage|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: (?:for you|stories|reading))?|"
    r"(?:the )?most (?:read|popular|viewed)(?: (?:in|on) .{0,30})?|"
    r"trending(?: (?:now|stories))?|top stories|latest (?:news|stories|headlines)|popular(?: now| stories)?|editors?['’]s? picks?|"
    r"in case you missed it|don['’]t miss|what (?:to )?read next|up next|other (?:news|stories))\s?(?::|\.\.\.|…)?",
    re.I,
)


def begins_links(line: str) -> bool:
    """Whether a line heads a list of other reports, or is one of such a list with its label: "Read also: Ten dead in a flood"."""
    return len(line) <= MAX_WHOLE and (LINKS_BEGIN.fullmatch(line.strip()) is not None or _LABELLED_LINK.fullmatch(line.strip()) is not None)


_LABELLED_LINK = re.compile(r"(?:read (?:more|also|next)|also read|see also|must read|related(?: stories| articles?)?)\s?[:|»>]\s?.{3,160}", re.I)
# Headlines of other reports under one label, and how short and long one is; a heading of the report's own is mostly shorter.
MAX_TITLES = 8
MAX_TITLE = 140
MIN_TITLE_WORDS = 4
MAX_SENTENCE_TITLE = 90
_ENDS_SENTENCE = re.compile(r"[.!…][”\"’')]*$")


def _lines(text: str) -> list[tuple[Span, str]]:
    lines = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip()
        if line:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            lines.append((Span(start, start + len(line)), line))
    return lines


def _trailing_links(lines: list[tuple[Span, str]]) -> int:
    """From which line on there are only titles of other reports, under a "Read more"; the number of lines where there are none."""
    links_from = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at][1]
        if LINKS_BEGIN.fullmatch(line) and at + 1 < len(lines):
            links_from = at
        bare = _is_link_title(line)
        if not bare and (at == len(lines) - 1 or len(line) > MAX_SENTENCE_TITLE or line.count(". ") > 1):
            break  # a short sentence is a title only above others: the last line of a text is rather its end
    return links_from


def _link_titles(lines: list[tuple[Span, str]]) -> set[int]:
    """The lines of a bare "Read more:" in the midst of a text and of the headlines under it; the first sentence ends them."""
    titles: set[int] = set()
    for at, (_, line) in enumerate(lines):
        if LINKS_BEGIN.fullmatch(line) is None:
            continue
        for below in range(at + 1, min(at + 1 + MAX_TITLES, len(lines))):
            title = lines[below][1]
            if len(title) > MAX_TITLE or len(title.split()) < MIN_TITLE_WORDS or _ENDS_SENTENCE.search(title) or title[0].islower():
                break
            titles |= {at, below}
    return titles


def _is_link_title(line: str) -> bool:
    return is_boilerplate(line) or (len(line) <= MAX_TITLE and _ENDS_SENTENCE.search(line) is None)


def boilerplate_spans(text: str) -> list[Span]:
    """Spans of the page's furniture in a text, in order, neighbours made one.

    >>> words = "The bridge fell.\\n\\nShare this:\\n\\nLeave a Reply"
    >>> [span.of(words) for span in boilerplate_spans(words)]
    ['Share this:\\n\\nLeave a Reply']
    """
    lines = _lines(text)
    links_from, titles = _trailing_links(lines), _link_titles(lines)
    spans: list[Span] = []
    for at, (span, line) in enumerate(lines):
        if at >= links_from or at in titles or is_boilerplate(line) or BRACKETED.fullmatch(line):
            if spans and not text[spans[-1].end : span.start].strip():
                span = Span(spans.pop().start, span.end)
            spans.append(span)
            continue
        spans.extend(Span(span.start + match.start(), span.start + match.end()) for match in INLINE.finditer(line))
    return spans
