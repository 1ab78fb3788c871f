"""Pages: body, captions with credits at their place, what the page says of itself, and the page's own words left out."""

from __future__ import annotations

import pytest

from onrecord.nouns import Report
from onrecord.read import read
from onrecord.read.captions import find_credit, find_provider, looks_like_credit
from onrecord.read.dates import parse_date, url_date
from onrecord.read.markup import tame

FIRST = "Shells fell on the port of Lindi early on Friday, killing two dock workers, the regional police said in a statement."
SECOND = "The mayor, Ana Silva, told reporters that the shells had come from across the bay and that the harbour would stay closed."
THIRD = "The army of the neighbouring country denied that it had fired, and said that it would open an inquiry of its own on Monday."

PAGE = f"""<!doctype html><!-- Page saved with SingleFile
 url: https://www.harbourpost.example.org/world/2024/03/08/lindi-port
 saved date: Sat Mar 09 2024 10:00:00 GMT+0000 -->
<html lang="en-GB"><head>
<title>Shells hit the port of Lindi, killing two | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta property="og:title" content="Shells hit the port of Lindi, killing two">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Shells hit the port of Lindi, killing two",
 "datePublished": "2024-03-08T09:30:00+03:00", "author": [{{"@type": "Person", "name": "Bo Reed"}}, {{"name": "Ivan Dovzhenko"}}]}}]}}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Shells hit the port of Lindi, killing two</h1>
<div class="byline">By Bo Reed</div>
<figure><img src="https://img.example.org/port-smoke.jpg?w=900"><figcaption>Smoke over the port in a handout from the port authority on Friday.
<span class="credit">Port Authority of Lindi/Handout</span></figcaption></figure>
<p>{FIRST}</p>
<div class="share-buttons"><a href="#">Facebook</a> <a href="#">Twitter</a></div>
<p>{SECOND}</p>
<blockquote class="twitter-tweet">
<p lang="en">The harbour is closed until we know more.</p>&mdash; Ana Silva (@anasilva) <a href="#">March 8, 2024</a></blockquote>
<h2>Denial</h2>
<p>{THIRD}</p>
<figure class="video"><video src="https://v.example.org/crane.mp4"></video>
<figcaption>Video shared by Dock Workers Union shows a crane on fire.</figcaption></figure>
<p>Reporting went on into the night, and nobody else was known to be hurt by Saturday, a spokesman for the hospital of the town said.</p>
<div class="newsletter">
<h3>Sign up for our newsletter</h3><p>Get the best of our journalism in your inbox every morning, free of charge.</p></div>
<div class="related"><h3>Related stories</h3><ul>
<li><a href="/a">Ferry sinks off Lindi with forty aboard, coast guard says</a></li></ul></div>
<p>Source link</p>
</article>
<section id="comments"><h3>Leave a Reply</h3><p>Your email address will not be published.</p></section>
<footer>Copyright 2024 Harbour Post</footer></body></html>"""


@pytest.fixture(scope="module")
def report() -> Report:
    return read(PAGE.encode())


def test_the_page_says_what_it_is(report: Report) -> None:
    assert report.title == "Shells hit the port of Lindi, killing two"
    assert report.outlet == "Harbour Post"
    assert report.byline == "Bo Reed, Ivan Dovzhenko"
    assert report.published == "2024-03-08T09:30:00+03:00"
    assert report.url == "https://www.harbourpost.example.org/world/2024/03/08/lindi-port"
    assert report.language == "en"
    assert report.problems == ()


def test_the_text_is_the_report_in_reading_order(report: Report) -> None:
    starts = [paragraph[:12] for paragraph in report.text.split("\n\n")]
    assert starts == [
        "Smoke over t",
        "Port Authori",
        FIRST[:12],
        SECOND[:12],
        "The harbour ",
        "Denial",
        THIRD[:12],
        "Video shared",
        "Reporting we",
    ]


def test_captions_stand_in_the_text_with_credit_and_provider(report: Report) -> None:
    image, video = report.media
    assert image.caption is not None
    assert image.caption.of(report.text) == "Smoke over the port in a handout from the port authority on Friday."
    assert (image.kind, image.file, image.credit, image.provided_by) == (
        "image",
        "port-smoke.jpg",
        "Port Authority of Lindi/Handout",
        "the port authority",
    )
    assert video.caption is not None
    assert (video.kind, video.file, video.provided_by) == ("video", "crane.mp4", "Dock Workers Union")


def test_an_embedded_post_is_one_paragraph(report: Report) -> None:
    assert "The harbour is closed until we know more. — Ana Silva (@anasilva) March 8, 2024" in report.text.split("\n\n")


def test_a_page_with_pictures_inside_it_reads_the_same(report: Report) -> None:
    heavy = PAGE.replace("https://img.example.org/port-smoke.jpg?w=900", "data:image/jpeg;base64," + "A" * 3_000_000)
    assert read(heavy.encode()).text == report.text


def test_dates_that_disagree_are_named() -> None:
    page = PAGE.replace("<article>", '<article><meta itemprop="datePublished" content="2024-03-01">')
    problem = next(problem for problem in read(page.encode()).problems if problem.code == "date-conflict")
    assert "JSON-LD says 2024-03-08" in problem.message
    assert "2024-03-01" in problem.message


def test_a_page_published_after_it_was_saved_is_in_the_future() -> None:
    page = PAGE.replace("2024-03-08T09:30", "2025-03-08T09:30")
    assert "future-date" in {problem.code for problem in read(page.encode()).problems}


def test_a_live_blog_keeps_its_time_stamps() -> None:
    posts = "".join(
        f'<div class="post"><time datetime="2024-03-08T0{at}:15">0{at}:15</time><p>{words}</p></div>'
        for at, words in enumerate([FIRST, SECOND, THIRD], 5)
    )
    head = '<head><script type="application/ld+json">{"@type":"LiveBlogPosting"}</script></head>'
    page = f"<html>{head}<body><article><h1>Port shelled: live</h1>{posts}</article></body></html>"
    paragraphs = read(page.encode()).text.split("\n\n")
    assert [p for p in paragraphs if p[0] == "0"] == ["05:15", "06:15", "07:15"]
    assert paragraphs.index("06:15") == paragraphs.index(SECOND) - 1


def test_words_hidden_on_hover_do_not_run_into_the_sentence() -> None:
    name = '<span>Ana Silva<span class="tooltip">Ana SilvaMayor since 2020</span></span>'
    page = f"<html><body><article><p>The mayor, {name}, spoke. {FIRST}</p><p>{SECOND}</p></article></body></html>"
    assert "The mayor, Ana Silva, spoke." in read(page.encode()).text


def test_a_page_with_no_words_says_so() -> None:
    report = read(b"<html><head><script>load()</script></head><body><div id=app></div></body></html>")
    assert report.text == ""
    assert "no-text" in {problem.code for problem in report.problems}


def test_broken_metadata_is_passed_over() -> None:
    page = PAGE.replace('{"@graph"', '{"@graph" oops').replace("</head>", '<meta property="og:url" content="http://[bad"></head>')
    assert read(page.encode()).title == "Shells hit the port of Lindi, killing two"


@pytest.mark.parametrize(
    ("words", "credit"),
    [
        ("Smoke over the port. (AP Photo/Ana Silva)", "AP Photo/Ana Silva"),
        ("Smoke over the port [Ana Silva/Al Jazeera]", "Ana Silva/Al Jazeera"),
        ("Smoke over the port. REUTERS/Bo Reed", "REUTERS/Bo Reed"),
        ("Smoke over the port (seen from the west)", None),
        ("Smoke rises over the port of Lindi.", None),
    ],
)
def test_a_credit_is_read_from_a_caption(words: str, credit: str | None) -> None:
    assert find_credit(words) == credit


@pytest.mark.parametrize(
    "line", ["Twitter/Ana Silva", "NurPhoto/Getty", "Photo: AP", "Obtained by Harbour News.", "Ana Silva/AFP via Getty Images", "Getty Images"]
)
def test_credit_lines(line: str) -> None:
    assert looks_like_credit(line)


@pytest.mark.parametrize("line", ["Reuters was told of it.", "The army said so on Telegram", "He was held by police", "Talks are on"])
def test_lines_that_are_no_credit(line: str) -> None:
    assert not looks_like_credit(line)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("An image in a handout from the Coast Guard shows the ferry.", "the Coast Guard"),
        ("Courtesy of Bo Reed", "Bo Reed"),
        ("A still from a video provided by an armed group, which could not be verified", "an armed group"),
        ("A video shared on X by Ana Silva on Friday", "Ana Silva"),
        ("The bridge was taken by rebels.", None),
        ("Smoke over the port", None),
        ("A photo from Friday, taken from the roof of a hotel in Lindi", None),
    ],
)
def test_who_handed_a_picture_over(words: str, who: str | None) -> None:
    assert find_provider(words) == who


@pytest.mark.parametrize(
    ("written", "stamp"),
    [
        ("2023-05-26T14:00:00Z", "2023-05-26T14:00:00+00:00"),
        ("Fri, 26 May 2023 14:00:00 GMT", "2023-05-26T14:00:00+00:00"),
        ("May 26th, 2023 at 2:05 p.m.", "2023-05-26T14:05"),
        ("26.05.2023", "2023-05-26"),
        ("4.5.2023", "2023-05-04"),
        ("13/4/2023", "2023-04-13"),
        ("3/4/2023", None),
        ("31 June 2023", None),
        ("yesterday", None),
    ],
)
def test_written_dates(written: str, stamp: str | None) -> None:
    assert parse_date(written) == stamp


@pytest.mark.parametrize(
    ("url", "stamp"),
    [
        ("https://a.example/2019/11/19/x", "2019-11-19"),
        ("https://a.example/2019/nov/9/x", "2019-11-09"),
        ("https://a.example/x-20191119", "2019-11-19"),
        ("https://a.example/2019/11/x", None),
        ("https://a.example/471033-x", None),
    ],
)
def test_dates_in_addresses(url: str, stamp: str | None) -> None:
    assert url_date(url) == stamp


def test_taming_keeps_every_word_of_sloppy_html() -> None:
    sloppy = "<div><p>one<p>two<ul><li>three<li>four</ul><b><i>five</b></i><td>six</table></span>seven</div>eight"
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    assert [word for word in words if word in tame(sloppy).html] == words


def page(body: str, *, title: str = "Shells hit the port of Lindi", head: str = "") -> Report:
    """A page of plain boxes, with the story's three paragraphs for ``{story}``."""
    story = f"<div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div>"
    return read(
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body.replace('{story}', story)}</body></html>".encode()
    )


CAPTION_BOXES = [
    '<div class="x1"><img src="/p/smoke.jpg"><div class="x2">Smoke over the port on Friday. (Bay Agency / Pool)</div></div>',
    '<div class="photo"><img src="/p/smoke.jpg"><span>Smoke over the port on Friday. / Bay Agency</span></div>',
    "<table><tr><td><img src=/p/smoke.jpg width=300></td></tr><tr><td>"
    "<font size=1>Smoke over the port on Friday. — Bay Agency photo</font></td></tr></table>",
    '<p><img src="/p/smoke.jpg"><br><em>Smoke over the port on Friday. (Bay Agency Photo)</em></p>',
    '<div class="q"><amp-img src="/p/smoke.jpg" width="600" height="400"></amp-img>'
    "<p>Smoke over the port on Friday. <small>Bay Agency/Ana Silva</small></p></div>",
]


@pytest.mark.parametrize("box", CAPTION_BOXES)
def test_a_caption_is_told_by_where_it_stands_whatever_its_class(box: str) -> None:
    report = page(f"<h1>Shells hit the port of Lindi</h1><div>{box}{{story}}</div>")

    (media,) = report.media
    assert media.caption is not None
    assert media.caption.of(report.text).startswith("Smoke over the port on Friday.")
    assert (media.credit or "").startswith("Bay Agency")
    assert media.file == "smoke.jpg"
    assert FIRST in report.text


def test_a_film_and_its_caption_are_one() -> None:
    for film in ('<video poster="p.jpg"></video>', '<iframe src="https://video.example.org/embed/7"></iframe>'):
        report = page(
            f'<h1>Shells hit the port of Lindi</h1><div class="lead">{film}<p>Watch: A crane burns at the port (Video: BNA)</p></div>{{story}}'
        )
        assert [(media.kind, media.credit) for media in report.media] == [("video", "Video: BNA")]


NOT_CAPTIONS = [
    f'<div><img src="/p/smoke.jpg">{FIRST}<br><br>{SECOND}</div><div>{THIRD}</div>',
    f'{{story}}<div class="author-box"><img src="/p/bo.jpg"><div>Bo Reed has written about the coast for ten years.</div></div>{FIRST}',
    '{story}<div><img src="/p/ferry.jpg"><a href="/f">Ferry sinks in the bay with forty aboard</a></div>',
    '{story}<div><img src="/i/share.png" width="16" height="16"> <div>Send this report to a friend of yours</div></div>',
]


@pytest.mark.parametrize("body", NOT_CAPTIONS)
def test_words_beside_a_picture_are_not_always_its_caption(body: str) -> None:
    report = page(f"<h1>Shells hit the port of Lindi</h1><div>{body}</div>")

    assert [media.caption for media in report.media if media.caption] == []


BYLINES = [
    ('<div class="m">By <a href=#>ANA BERG</a>, COAST STAFF <span>MARCH 8, 2024 08:51</span></div>', "ANA BERG, COAST STAFF"),
    ("<div>by Ana Berg</div>", "Ana Berg"),
    ("<font size=2>8 March 2024 / Ana Berg</font>", "Ana Berg"),
    ("<p><b>By Our Correspondent</b><br>March 8, 2024</p>", "Our Correspondent"),
    ("<p>By: NEWS WIRES</p>", None),
    ("<div>March 8, 2024 LINDI / PORT TOWN</div>", None),
    ("<p>By Friday night the fires were out.</p>", None),
]


@pytest.mark.parametrize(("line", "byline"), BYLINES)
def test_a_byline_is_what_a_reader_sees_under_the_headline(line: str, byline: str | None) -> None:
    assert page(f"<h1>Shells hit the port of Lindi</h1>{line}<div>{{story}}</div>").byline == byline


def test_an_outlet_is_not_its_own_author() -> None:
    head = """<meta property="og:site_name" content="Harbour Post"><script type="application/ld+json">
    {"@type": "NewsArticle", "headline": "Shells hit the port of Lindi", "author": {"@type": "Organization", "name": "Harbour Post"}}</script>"""

    assert page("<h1>Shells hit the port of Lindi</h1><div>{story}</div>", head=head).byline is None


def test_a_title_ends_in_the_outlet_where_the_page_signs_with_it() -> None:
    title = "Shells hit the port of Lindi - The Harbour Herald, Mtwara"
    signed = page("<div>{story}</div><div>Copyright 2024 The Harbour Herald.</div>", title=title)
    unsigned = page("<div>{story}</div>", title="Shells hit the port of Lindi - World")

    assert (signed.outlet, signed.title) == ("The Harbour Herald", "Shells hit the port of Lindi")
    assert unsigned.outlet is None


FURNITURE = [
    '<div id="didomi-host"><p>With your consent, we and our friends store things on this device of yours.</p></div>{story}',
    '<div>{story}</div><div class="x"><h3>MOST READ IN NEWS</h3><ul><li>Ferry sinks in the bay with forty aboard</li></ul></div>',
    '<div>{story}</div><div class="also"><div>Read also: Ten bridges that fell</div><div>Ferry sinks in the bay with forty aboard</div></div>',
    "<table><tr><td><b>Today</b><br>Front page<br>Back page<br>Sport<br>Tides</td><td>{story}</td><td><b>Most popular</b><br>Ferry sinks in the bay"
    " with forty aboard</td></tr></table>",
    "<div>{story}<p>To display this content from YouTube, you must enable the measuring of visits.</p>"
    "<p>ADVERT: Ferry for sale. Click here.</p></div>",
]


@pytest.mark.parametrize("body", FURNITURE)
def test_furniture_is_not_in_the_text(body: str) -> None:
    text = page(f"<h1>Shells hit the port of Lindi</h1>{body}").text

    assert all(paragraph in text for paragraph in (FIRST, SECOND, THIRD))
    assert not any(words in text for words in ("consent", "Ferry", "YouTube", "MOST READ", "Tides"))
