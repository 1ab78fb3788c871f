"""What is printed: everything a person must see, at any width, with or without colour, whatever the words hold."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from rich.cells import cell_len
from rich.console import Console

from onrecord import (
    Claim,
    Count,
    EventType,
    Extraction,
    Kind,
    Media,
    Party,
    Place,
    Problem,
    Report,
    Responsibility,
    Span,
    Toll,
    Verification,
    Voice,
    When,
)
from onrecord.show import to_text
from onrecord.show.view import bounds_words, mark_words
from onrecord.show.visible import isolate, show_text

TEXT = (
    "The mayor of Aldport said on TelegramCalling the city to arms that shells had hit the market on Friday, killing at least two people.\n\n"
    "The Free Bay Brigade denied it. <img src='https://evil.example/x.png'> \u202egnp.exe\x1b[31m"
)
FIRST = TEXT[: TEXT.index("\n")]
SEEN = """The mayor on Telegram
witnesses
shelling
said not to be so
tried, failed
hedged
by Free Bay Brigade
on the market
with shells
Aldport, GB (area)
= Aldport-on-Sea
51.50 0.12
13 Sep 2024
Friday
2+ killed
could not verify
by The Example
denied by Free Bay Brigade
seen in image 0
no-date
! words-glued: two words
1 claim
no date of publication""".splitlines()


def at(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


@pytest.fixture
def extraction() -> Extraction:
    claim = Claim(
        id="c1",
        exact=FIRST,
        start=0,
        end=len(FIRST),
        event_type=EventType.SHELLING,
        stage="attempted",
        polarity="negative",
        certainty="hedged",
        attribution=(Voice("The mayor", Kind.GOVERNMENT, "said", "Telegram", **at("The mayor")), Voice("witnesses", Kind.WITNESS)),
        verification=Verification("unverified", "The Example"),
        responsibility=Responsibility("denied", "Free Bay Brigade"),
        actors=(Party("Free Bay Brigade", Kind.ARMED_GROUP),),
        recipients=(Party("the market", Kind.INFRASTRUCTURE),),
        place=Place("Aldport", "Aldport-on-Sea", 51.5, 0.12, "GB", level="area", **at("Aldport")),
        when=When("2024-09-13", "2024-09-13", "Friday", **at("Friday")),
        toll=Toll(killed=Count(2, 2, None, "at least two people", **at("at least two people"))),
        weapons=("shells",),
        media=(0,),
    )
    glued = Problem("words-glued", "two words stand together: “TelegramCalling”", **at("TelegramCalling"))
    report = Report(
        "0" * 64, TEXT, outlet="The <b>Example</b>", title="Shells on \u202e Aldport", media=(Media("image", Span(0, 9)),), problems=(glued,)
    )
    return Extraction(report, (claim,), (Problem("no-date", "the page gives no date"),))


def printed(noun: Report | Extraction, width: int = 120, **options: object) -> str:
    console = Console(file=io.StringIO(), width=width, **options)
    console.print(noun)
    return console.file.getvalue()


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(extraction: Extraction, width: int) -> None:
    lines = printed(extraction, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    words = squeeze(" ".join(lines)).replace("⟦", "").replace("⟧", "")
    assert FIRST in words


@pytest.mark.parametrize("shown", SEEN)
def test_what_a_person_must_see_is_there_without_colour(extraction: Extraction, shown: str) -> None:
    assert shown in printed(extraction, 200)


def test_damage_is_marked_in_its_place(extraction: Extraction) -> None:
    assert "said on ⟦TelegramCalling⟧ the city" in squeeze(printed(extraction))


def test_no_color_leaves_no_colour_codes(extraction: Extraction, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    codes = re.findall(r"\x1b\[([\d;]*)m", printed(extraction, force_terminal=True))
    assert not [code for part in codes for code in part.split(";") if code and 30 <= int(code) <= 107]


def test_words_cannot_steer_the_terminal_or_turn_its_direction(extraction: Extraction) -> None:
    for noun in (extraction, extraction.report):
        shown = printed(noun)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "‹U+202E›" in shown


def test_markup_of_the_printer_is_not_read_in_words() -> None:
    report = Report("0" * 64, "It was [bold red]said[/bold red] so [link=x]here[/link].")
    assert "[bold red]said[/bold red]" in printed(report)


def test_print_shows_the_same_as_plain_text(extraction: Extraction) -> None:
    assert str(extraction) == to_text(extraction)
    assert "\x1b" not in str(extraction)
    assert "shelling" in str(extraction)


def test_a_report_shows_its_text_media_and_problems(extraction: Extraction) -> None:
    shown = printed(extraction.report)
    assert "⟦TelegramCalling⟧" in shown
    assert "image 0  The mayor" in shown
    assert "problems: 1" in shown


def test_an_extraction_with_no_claims_says_so() -> None:
    assert "no claims" in printed(Extraction(Report("0" * 64, "Rain.")))


class Tags(HTMLParser):
    """Collects the tags of a fragment and checks that they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in {"br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("of_report", [True, False])
def test_a_notebook_gets_well_formed_html_that_loads_nothing(extraction: Extraction, of_report: bool) -> None:
    html = (extraction.report if of_report else extraction)._repr_html_()
    tags = Tags()
    tags.feed(html)
    assert not tags.open
    assert not {tag for tag, _ in tags.seen} & {"img", "script", "link", "iframe", "b", "video", "audio", "object", "style", "a"}
    assert not [attributes for _, attributes in tags.seen if set(attributes) - {"style", "dir", "colspan"}]
    assert "&lt;b&gt;Example" in html
    assert '<bdi dir="auto">' in html
    assert "\u202e" not in html


def test_words_that_run_from_right_to_left_are_shut_in() -> None:
    assert isolate("قالت حماس") == "\u2068قالت حماس\u2069"
    assert isolate("Hamas said") == "Hamas said"


@pytest.mark.parametrize("text", ["", "plain", "naïve – “words”", "ТАСС 軍 🚀", "می\u200cخواهم"])
def test_honest_text_is_left_as_it_is(text: str) -> None:
    assert show_text(text) == text


def test_bounds_of_every_kind_have_their_words() -> None:
    bounds = [(15, 15, 15), (0, 0, 0), (15, 15, None), (16, None, None), (None, None, 15), (None, 15, None), (12, None, 15), (None, None, None)]
    assert [bounds_words(*bound) for bound in bounds] == ["15", "no one", "15+", "16+", "up to 15", "about 15", "12–15", "?"]


def test_lost_words_are_marked_where_they_are_missing() -> None:
    pieces = mark_words("He said. that", 0, 13, [], [Problem("words-lost", "words lost", 8, 8)])
    assert "".join(piece.text for piece in pieces) == "He said.⟦⟧ that"
