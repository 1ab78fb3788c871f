"""Reading: bytes in, report out, whatever the bytes; plain text, character sets, dates, files."""

from __future__ import annotations

import gzip
import hashlib
import time
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ReadError, UsageError
from onrecord.nouns import Report
from onrecord.read import language, read, read_paths
from onrecord.read.language import find_language

STORY = "Shells fell on the port of Lindi on Friday, and two people died there, police said in a statement."
PLAIN = f"Shells hit the port of Lindi\n\nBy Ana Silva\nUpdated: 2017-09-15 21:45\n\n{STORY}\n"


def codes(report: Report) -> set[str]:
    return {problem.code for problem in report.problems}


def check_spans(report: Report) -> None:
    """Every span lies in the text, and the report can be written out."""
    for media in report.media:
        if media.caption is not None:
            assert 0 <= media.caption.start < media.caption.end <= len(report.text)
    for problem in report.problems:
        if problem.start is not None:
            assert problem.end is not None
            assert 0 <= problem.start < problem.end <= len(report.text)
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


def test_the_id_is_the_hash_of_the_raw_bytes() -> None:
    raw = b"\xef\xbb\xbf" + PLAIN.encode()
    assert read(raw).id == hashlib.sha256(raw).hexdigest()


def test_a_path_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(PLAIN)
    assert read(path).path == str(path)
    assert read(str(path)) == read(path)
    assert read(PLAIN.encode()).path is None


def test_plain_text_stays_as_it_is() -> None:
    assert read(PLAIN.encode()).text == PLAIN
    assert read(PLAIN.replace("\n", "\r\n").encode()).text == PLAIN


def test_plain_text_tells_its_title_byline_and_date() -> None:
    report = read(PLAIN.encode())
    assert (report.title, report.byline, report.published) == ("Shells hit the port of Lindi", "Ana Silva", "2017-09-15T21:45")


def test_names_alone_between_headline_and_outlet_are_the_byline() -> None:
    report = read(
        f"Shells hit the port of Lindi\n\nAna Silva and BEN REED\nCoast Bulletin | Lindi\nPublished 18-07-2020 - Saturday\n\n{STORY}".encode()
    )
    assert (report.byline, report.outlet, report.published) == ("Ana Silva and BEN REED", "Coast Bulletin", "2020-07-18")
    assert read(f"Shells hit the port of Lindi\n\nLower Marsh\nA town by the sea\n\n{STORY}".encode()).byline is None


def test_a_headline_right_above_the_byline_is_one() -> None:
    report = read(f"Two killed as shells hit the port of Lindi on Friday, 14 injured\nBy Ana Silva\nCoast News\n\n{STORY}".encode())
    assert report.title == "Two killed as shells hit the port of Lindi on Friday, 14 injured"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("Posted: Jul. 6, 2016 4:15 pm Updated: Jul. 6, 2016 4:42 pm", "2016-07-06T16:15"),
        ("Friday, 5 July 2018", "2018-07-05"),
        ("SEOUL, Nov. 9, 2021 (Coast News) -- Rockets fell in the sea.", "2021-11-09"),
        ("Coast Monitor, [11.02.2025 06:40]", "2025-02-11T06:40"),
        ("GOMA, Democratic Republic of Congo, March 18, 2024 (Coast News) - Rebels took a hill.", "2024-03-18"),
        ("Published 18-07-2020 - Saturday", "2020-07-18"),
        ("Published 03-04-2020", None),
        ("On May 26, 2023, rockets fell on the port, and on May 27 the port closed, said the mayor of Lindi.", None),
        ("03/04/2023", None),
    ],
)
def test_a_date_is_read_only_where_the_text_gives_it_as_its_own(head: str, published: str | None) -> None:
    report = read(f"{head}\n\n{STORY}".encode())
    assert report.published == published
    assert ("no-date" in codes(report)) == (published is None)


def test_a_file_name_its_caption_and_credit_are_media() -> None:
    text = (
        f"Shells hit Lindi\n\n{STORY}\n\nport-strike.jpg\nA frame from a video shared on Telegram by Governor Ivan Dovzhenko shows the port.\n\n"
        f"Telegram/Ivan Dovzhenko\n\n{STORY}"
    )
    report = read(text.encode())
    (media,) = report.media
    assert media.caption is not None
    assert media.caption.of(report.text).startswith("A frame from a video")
    assert (media.file, media.credit, media.provided_by) == ("port-strike.jpg", "Telegram/Ivan Dovzhenko", "Governor Ivan Dovzhenko")


def test_a_kind_of_paper_is_no_title() -> None:
    assert read(f"POLICE MEDIA RELEASE\n\nThree charged after raids in Lindi\n\n{STORY}".encode()).title == "Three charged after raids in Lindi"


def test_the_caller_outranks_the_file() -> None:
    report = read(PLAIN.encode(), published=date(2018, 1, 2), outlet="Harbour Post", url="https://harbourpost.example.org/a")
    assert (report.published, report.outlet, report.url) == ("2018-01-02", "Harbour Post", "https://harbourpost.example.org/a")
    assert "date-conflict" in codes(report)


def test_a_date_after_the_capture_is_in_the_future() -> None:
    assert "future-date" in codes(read(PLAIN.encode(), captured="2017-09-01"))
    assert "future-date" not in codes(read(PLAIN.encode(), captured="2017-09-15"))
    assert "future-date" not in codes(read(PLAIN.encode()))


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="2023-05-26"):
        read(PLAIN.encode(), published="last Friday")


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("utf-8-sig", "Дніпро – «порт»"),
        ("utf-16", "Дніпро"),
        ("utf-16-le", "Port of Lindi, " * 20),
        ("utf-8", "Łódź"),
        ("cp1252", "the mayor’s café – “closed” "),
    ],
)
def test_character_sets_are_told_apart(charset: str, words: str) -> None:
    report = read(f"{words} {STORY} {words}".encode(charset))
    assert report.text == f"{words} {STORY} {words}"
    assert "mojibake" not in codes(report)


def test_a_declared_character_set_is_used() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>Обстріл порту. {STORY}</p><p>{STORY}</p></body></html>'
    assert "Обстріл порту." in read(page.encode("cp1251")).text


def test_bytes_that_fit_nowhere_are_marked() -> None:
    report = read(STORY.encode() * 3 + " Łódź Łódź Łódź Łódź Łódź".encode() + b"\xff\xfe " + STORY.encode())
    assert "\ufffd" in report.text
    assert "mojibake" in codes(report)


def test_another_language_is_said_to_be_unsupported() -> None:
    words = "Zwei Menschen starben am Freitag im Hafen, teilte die Polizei mit, und der Bürgermeister sprach von einem Angriff auf die Stadt. "
    report = read((words * 3).encode())
    assert report.language == "de"
    assert "language-unsupported" in codes(report)
    assert read(STORY.encode()).language in (None, "en")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (gzip.compress(STORY.encode()), "gzip"),
        (bytes(range(256)) * 8, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(raw: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read(raw)
    assert "; " in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.html")
    with pytest.raises(ReadError, match="folder"):
        read(tmp_path)


def test_the_files_of_a_folder_come_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.html", "b/one.htm", ".hidden.txt", ".git/x.txt", "c.md", "d.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert [path.relative_to(tmp_path).as_posix() for path in read_paths([tmp_path])] == ["a.html", "b/one.htm", "b/two.txt", "c.md"]
    assert list(read_paths([tmp_path / "d.jpg"])) == [tmp_path / "d.jpg"]


@pytest.mark.parametrize("opener", ["<div>", "<span><div></span>", "<p><div></p>", "<b>", "<table><tr><td>", "<ul><li>", "<x-a>"])
def test_bottomless_nesting_comes_back_with_its_words(opener: str) -> None:
    raw = f"<html><body>{opener * 20_000}<p>{STORY}</p><p>{STORY} Nobody else was hurt.</p>".encode()
    began = time.perf_counter()
    report = read(raw)
    assert time.perf_counter() - began < 20
    assert "too-deep" in codes(report)
    assert STORY in report.text


@pytest.mark.parametrize("opener", ["<!--", "<a ", '<a "', "<script>", "<![CDATA[", "&lt;", "<title>"])
def test_unfinished_tags_by_the_thousand_take_no_time(opener: str) -> None:
    began = time.perf_counter()
    check_spans(read(f"<html><body><p>{STORY}</p><p>{STORY}</p>{opener * 100_000}".encode()))
    assert time.perf_counter() - began < 20


def test_an_entity_bomb_stays_small() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    report = read(f"{bomb}<html><body><p>{STORY}</p><p>&c;&c;&c; {STORY}</p></body></html>".encode())
    assert len(report.text) < 1_000


def test_a_page_too_large_is_read_in_part() -> None:
    report = read(f"<html><body><p>{STORY}</p><p>{STORY} It rained.</p><!--".encode() + b"x" * 20_000_001)
    assert "too-large" in codes(report)
    assert STORY in report.text


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_a_report_or_a_read_error(raw: bytes) -> None:
    try:
        report = read(raw)
    except ReadError:
        return
    check_spans(report)


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<table>",
    "<td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<br>",
    "<a href='x'>",
    "</a>",
    "<time datetime='2020-01-02'>",
    "<h1>",
    "</h1>",
    "<img src='a.jpg'>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<blockquote class='twitter-tweet'>",
    "&amp;",
    "\ud7ff",
    "<html lang='en'>",
    "<body>",
    "Photo: AP",
    "Two people died. ",
    "“Quote”",
    "said. and ",
    "<svg>",
    "</span>",
    "<span/>",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=60))
def test_any_tag_soup_is_a_report(pieces: list[str]) -> None:
    raw = ("<html>" + "".join(pieces)).encode()
    check_spans(read(raw))


def test_plain_english_is_told_without_the_language_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model takes most of a second to load; nine in ten reports do not need it."""

    def refuse() -> object:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(language, "_identifier", refuse)

    assert find_language("The governor of the region said that the shells had been fired from the hills and hit the mill. " * 5, None) == "en"


@pytest.mark.parametrize(
    "words",
    [
        "Der Gouverneur der Region sagte, die Granaten seien von den Hügeln abgefeuert worden und hätten die Mühle getroffen. ",
        "De gouverneur van de regio zei dat de granaten van de heuvels waren afgevuurd en dat de molen was geraakt. ",
        "Guvernøren i regionen sa at granatene var skutt fra åsene, og at møllen var truffet og ble ødelagt. ",
    ],
)
def test_other_languages_are_not_taken_for_english(words: str) -> None:
    assert find_language(words * 6, "en") not in {"en", None}


def test_a_page_that_declares_utf8_and_is_latin_is_read_as_what_it_is_and_says_so() -> None:
    page = "<html><meta charset='utf-8'><body><p>Rebels attacked the café in Bogotá on Friday, killing two people, the mayor said.</p></body></html>"
    report = read(page.encode("latin-1"))
    assert "the café in Bogotá" in report.text
    assert [problem.code for problem in report.problems if problem.code == "mojibake"] == ["mojibake"]
