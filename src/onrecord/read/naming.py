"""What an element's class and id call it: furniture, a caption, a credit, a post, a box shown only on hover."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

CLUTTER = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|breadcrumbs?|cookies?|consent|gdpr|newsletter|subscribe|subscription|signup|sign-up|share|sharing|"
    r"social|related|recommended|recommendations?|recirc|promo|promoted|sponsor(?:ed)?|advert(?:isement)?s?|ads?|adslot|dfp|outbrain|taboola|"
    r"comments?|disqus|respond|comment-form|footer|sidebar|trending|most-?(?:read|popular|viewed)|popular|more-?(?:news|stories|from|on)|"
    r"read-?(?:more|also|next)|also-?read|(?:see|you-?may)-?also|teasers?|must-?read|didomi|onetrust|cookiebot|cmp|cmplz|usercentrics|truste|osano|iubenda|"
    r"sp_message|donat(?:e|ion|ions)|mostviewed|pagination|pager|popup|modal|banner|tags?-?list|toolbar|skip-link|author-?bio|bio)(?=$|[\s_-])",
    re.I,
)
# Short names that designers give to such boxes; only the whole name counts, since longer ones begin like them.
CLUTTER_NAMES = frozenset("also rel more promo foot nl ad ads hot kv copyright".split())
CAPTION = re.compile(
    r"caption|cutline|(?:^|[\s_-])v?cap(?=$|[\s_-])|(?:image|photo|media|picture|figure|gallery|lede|slide)[-_]{0,2}(?:desc\w*|text|info|legend|title)\b",
    re.I,
)
NOT_CAPTION = re.compile(r"no-?caption|has-?caption|closed-?caption|captions?-?(?:settings|menu|button|toggle)|with-?caption", re.I)
WRAPS_CAPTION = re.compile(r"wp-caption(?!-text)|caption-?(?:wrap|container|align|holder|img|image|shell)", re.I)
CREDIT = re.compile(
    r"credit|copyright|photographer|(?:image|photo|media|caption)[-_]{0,2}(?:source|attribution|by(?:line)?|owner|rights|agency)\b", re.I
)
EMBED = re.compile(r"twitter-(?:tweet|video)|instagram-media|fb-post|tiktok-embed|telegram-post|reddit-card|bluesky-embed|mastodon-embed", re.I)
# Boxes that a page shows only on hover, or only to screen readers: their words would run into the sentence around them.
UNSEEN = re.compile(r"tool-?tip|rollover|popover|hover-?card|visually-?hidden|(?:^|[\s_-])sr-only|screen-?reader|assistive|u-hidden", re.I)
FIGURE = re.compile(
    r"wp-caption(?!-text)|(?:^|[\s_-])(?:figure|media-object|inline-?(?:image|photo|media)|article-?(?:image|photo)|photo-?wrap\w*)(?=$|[\s_-])", re.I
)
VIDEO = re.compile(r"video|youtube|vimeo|jwplayer|brightcove|player", re.I)
AUDIO = re.compile(r"(?:^|[\s_-])(?:audio|podcast|soundcloud)(?=$|[\s_-])", re.I)


class Named(NamedTuple):
    """What the words of a class and an id say."""

    clutter: bool = False
    figure: bool = False
    caption: bool = False
    credit: bool = False
    embed: bool = False
    unseen: bool = False
    video: bool = False
    audio: bool = False


NAMELESS = Named()


@lru_cache(maxsize=8192)
def _named(names: str) -> Named:
    return Named(
        clutter=CLUTTER.search(names) is not None or not CLUTTER_NAMES.isdisjoint(names.lower().split()),
        figure=FIGURE.search(names) is not None,
        caption=CAPTION.search(names) is not None and not NOT_CAPTION.search(names) and not WRAPS_CAPTION.search(names),
        credit=CREDIT.search(names) is not None,
        embed=EMBED.search(names) is not None,
        unseen=UNSEEN.search(names) is not None,
        video=VIDEO.search(names) is not None,
        audio=AUDIO.search(names) is not None,
    )


def read_names(attributes: dict[str, str | None]) -> Named:
    """What an element's class and id say of it.

    >>> read_names({"class": "wp-caption-text"}).caption, read_names({"id": "related"}).clutter
    (True, True)
    """
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:400]
    return NAMELESS if names == " " else _named(names)
