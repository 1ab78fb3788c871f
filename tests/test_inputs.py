"""Inputs that hold many reports: what is in them comes out, with what they say of it; what is no report is passed over with the reason."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.errors import ReadError
from onrecord.read import fetch as fetching
from onrecord.read.fetch import fetch, is_public
from onrecord.read.inputs import EVERY, Given, find_items
from onrecord.read.items import Container, Fetched, Found, Item, Skipped

STORY = "Shells fell on the port of Lindi on Friday, and two people died there, police said in a statement to reporters on the quay after the strike."
PAGE = (
    f"<!doctype html><html><head><title>Shells hit Lindi</title></head><body><article><h1>Shells hit Lindi</h1><p>{STORY}</p></article></body></html>"
)


def find(path: Path | str, raw: bytes | None = None, **options: Any) -> list[Found]:
    return list(find_items(str(path), options.pop("given", Given()), raw=raw, **options))


def items(found: list[Found]) -> list[Item]:
    return [each for each in found if isinstance(each, Item)]


def reasons(found: list[Found]) -> list[str]:
    return [each.reason for each in found if isinstance(each, Skipped)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Feeds.

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>World | Harbour Post</title>
<item><title>Shells hit Lindi</title><link>https://www.harbourpost.example/1</link><pubDate>Fri, 13 Sep 2024 18:40:00 +0300</pubDate>
<content:encoded><![CDATA[<p>{STORY}</p><p>It was the third such strike.</p>]]></content:encoded></item>
<item><title>Market burns</title><link>https://www.harbourpost.example/2</link><description>A market burnt in Corran.</description></item>
<item><title>Nothing</title><link>https://www.harbourpost.example/3</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><entry><title>Shells hit Lindi</title><id>tag:1</id>
<link href="https://harbourpost.example/1"/><updated>2024-09-13T18:40:00Z</updated><author><name>Mira Lindqvist</name></author>
<content type="html">&lt;p&gt;{STORY}&lt;/p&gt;</content></entry></feed>"""


def test_an_rss_feed_gives_its_entries_with_their_dates_and_outlet(tmp_path: Path) -> None:
    found = find(write(tmp_path / "feed.xml", RSS))
    whole, teaser = items(found)
    assert (whole.url, whole.title, whole.outlet) == ("https://www.harbourpost.example/1", "Shells hit Lindi", "Harbour Post")
    assert whole.published == "2024-09-13T15:40:00+00:00"
    assert STORY.encode() in (whole.body or b"")
    assert (whole.is_teaser, teaser.is_teaser) == (False, True)
    assert reasons(found) == [reason for reason in reasons(found) if "few lines about a page" in reason]
    assert isinstance(found[0], Container)
    assert found[0].raw == RSS.encode()
    assert whole.container == found[0].sha256


def test_an_atom_feed_gives_its_entries(tmp_path: Path) -> None:
    (entry,) = items(find(write(tmp_path / "feed.atom", ATOM)))
    assert (entry.url, entry.byline, entry.published) == ("https://harbourpost.example/1", "Mira Lindqvist", "2024-09-13T18:40:00+00:00")


def test_a_json_feed_gives_its_entries(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Post",
        "items": [
            {"id": 1, "url": "https://harbourpost.example/1", "title": "Shells", "content_text": STORY, "date_published": "2024-09-13T18:40:00Z"}
        ],
    }
    (entry,) = items(find(write(tmp_path / "feed.json", json.dumps(feed))))
    assert (entry.url, entry.published, entry.outlet) == ("https://harbourpost.example/1", "2024-09-13T18:40:00+00:00", "Harbour Post")
    assert (entry.body or b"").decode() == f"Shells\n\n{STORY}"


def test_a_feed_that_names_a_file_or_an_entity_reads_no_file(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "the hidden words")
    bad = RSS.replace("<rss", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss').replace("A market burnt", "&x; A market burnt")
    assert not any(b"hidden words" in each.raw + (each.body or b"") for each in items(find(write(tmp_path / "feed.xml", bad))))


def test_a_feed_that_is_none_says_so(tmp_path: Path) -> None:
    (skipped,) = find(write(tmp_path / "feed.rss", "<rss><channel></channel></rss>"))
    assert isinstance(skipped, Skipped)
    assert skipped.failed
    assert "without entries" in skipped.reason


def test_the_same_feed_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.xml", RSS)
    assert [item.sha256 for item in items(find(path))] == [item.sha256 for item in items(find(path))]


# Sitemaps.

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://harbourpost.example/1</loc><news:news><news:publication><news:name>Harbour Post</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2024-09-13T18:40:00Z</news:publication_date><news:title>Shells hit Lindi</news:title></news:news></url>
<url><loc>https://harbourpost.example/2</loc></url></urlset>"""


def test_a_sitemap_is_only_addresses_until_onrecord_may_go_out(tmp_path: Path) -> None:
    found = find(write(tmp_path / "sitemap.xml", SITEMAP))
    assert [each.path for each in found] == ["https://harbourpost.example/1", "https://harbourpost.example/2"]
    assert all("--fetch" in reason for reason in reasons(found))


def give(address: str) -> Fetched:
    return Fetched(PAGE.encode(), address, "2024-09-14T08:00:00Z")


def test_a_sitemap_says_of_its_pages_what_they_need_not_say(tmp_path: Path) -> None:
    first, second = items(find(write(tmp_path / "sitemap.xml", SITEMAP), fetch=give))
    assert (first.outlet, first.title, first.published) == ("Harbour Post", "Shells hit Lindi", "2024-09-13T18:40:00+00:00")
    assert (first.captured, second.published) == ("2024-09-14T08:00:00Z", None)


def test_a_packed_sitemap_is_unpacked_and_a_bomb_is_not(tmp_path: Path) -> None:
    assert len(find(write(tmp_path / "sitemap.xml.gz", gzip.compress(SITEMAP.encode())))) == 2
    (skipped,) = find(write(tmp_path / "bomb.xml.gz", gzip.compress(b" " * 70_000_000)))
    assert isinstance(skipped, Skipped)
    assert "more than any sitemap may have" in skipped.reason


def test_a_sitemap_with_entities_is_refused(tmp_path: Path) -> None:
    bad = SITEMAP.replace("<urlset", '<!DOCTYPE urlset [<!ENTITY a "aaaa">]><urlset')
    assert "defines entities" in reasons(find(write(tmp_path / "sitemap.xml", bad)))[0]


# Telegram.

EXPORT: dict[str, Any] = {
    "name": "Euphrates Monitor",
    "type": "public_channel",
    "id": 1234567890,
    "messages": [
        {"id": 1, "type": "service", "date": "2025-02-11T06:00:00", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2025-02-11T06:40:00",
            "date_unixtime": "1739256000",
            "from": "Euphrates Monitor",
            "text": ["A ", {"type": "bold", "text": "car bomb"}, " exploded near Tal Abyad."],
        },
        {"id": 3, "type": "message", "date": "2025-02-11T07:00:00", "photo": "photos/1.jpg", "text": ""},
        {"id": 4, "type": "message", "date": "2025-02-11T07:58:00", "forwarded_from": "Rescue Teams", "text": "Our teams recovered eleven bodies."},
    ],
}


def test_each_message_of_a_telegram_export_is_a_report(tmp_path: Path) -> None:
    found = find(write(tmp_path / "result.json", json.dumps(EXPORT)))
    first, second = items(found)
    assert first.body == b"A car bomb exploded near Tal Abyad."
    assert (first.outlet, first.published, first.url) == ("Euphrates Monitor", "2025-02-11T06:40:00+00:00", "https://t.me/c/1234567890/2")
    assert (second.published, second.byline, first.byline) == ("2025-02-11T07:58:00", "Rescue Teams", None)
    assert json.loads(first.raw)["message"] == EXPORT["messages"][1]
    assert [reason.split(":")[0] for reason in reasons(found)] == ["a service message", "a message without words"]


def test_two_messages_of_the_same_words_are_two_items(tmp_path: Path) -> None:
    twice = EXPORT | {"messages": [EXPORT["messages"][1], EXPORT["messages"][1] | {"id": 9}]}
    assert len({item.sha256 for item in items(find(write(tmp_path / "result.json", json.dumps(twice))))}) == 2


def test_private_chats_of_a_whole_export_are_left_alone(tmp_path: Path) -> None:
    whole = {"chats": {"list": [EXPORT, {"name": "Ana", "type": "personal_chat", "id": 5, "messages": [{"id": 1, "type": "message", "text": "Hi"}]}]}}
    found = find(write(tmp_path / "result.json", json.dumps(whole)))
    assert len(items(found)) == 2
    assert any("private chat" in reason for reason in reasons(found))


def test_json_of_another_kind_is_passed_over(tmp_path: Path) -> None:
    assert "of a kind that onrecord does not read" in reasons(find(write(tmp_path / "x.json", '{"a": 1}')))[0]
    assert "no JSON that can be read" in reasons(find(write(tmp_path / "y.json", '{"a": ')))[0]


# Sheets.

SHEET = "Link,Archive status,Archive location,Archive date,Upload title,Upload timestamp,Text content\r\n"


def test_a_sheet_leads_to_the_pages_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "archive" / "1.html", PAGE)
    path = write(tmp_path / "sheet.csv", f"{SHEET}https://harbourpost.example/1,success,archive/1.html,2024-09-14T08:00:00Z,,,\r\n")
    (item,) = items(find(path))
    assert (item.url, item.captured, item.raw) == ("https://harbourpost.example/1", "2024-09-14T08:00:00+00:00", PAGE.encode())


def test_a_post_whose_words_are_in_the_sheet_is_a_report(tmp_path: Path) -> None:
    row = f'https://t.example/1,telegram: success,archive/1.mp4,2024-09-14,A strike,2024-09-13T10:00:00Z,"{STORY}"\r\n'
    write(tmp_path / "archive" / "1.mp4", b"\x00\x00\x00\x18ftyp")
    (item,) = items(find(write(tmp_path / "sheet.csv", SHEET + row)))
    assert (item.body, item.title, item.published, item.captured) == (STORY.encode(), "A strike", "2024-09-13T10:00:00+00:00", "2024-09-14")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("https://a.example/1,nothing archived,,,,,", "the archiver says: nothing archived"),
        ("https://a.example/1,success,../outside.html,,,,", "leads out of the folder"),
        ("https://a.example/1,success,/etc/passwd,,,,", "leads out of the folder"),
        ("https://a.example/1,success,gone.html,,,,", "no such file beside the sheet"),
        ("https://a.example/1,success,https://elsewhere.example/1.html,,,,", "--fetch"),
        ("https://a.example/1,success,,,,,", "without an archived page"),
    ],
)
def test_a_row_that_leads_nowhere_says_why(row: str, said: str, tmp_path: Path) -> None:
    write(tmp_path / "outside.html", PAGE)
    found = find(write(tmp_path / "sheets" / "sheet.csv", f"{SHEET}{row}\r\n"))
    assert items(found) == []
    assert said in reasons(found)[0]


def test_a_file_that_has_not_the_hash_of_the_sheet_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "1.html", PAGE)
    good = hashlib.sha256(PAGE.encode()).hexdigest()
    rows = f"https://a.example/1,1.html,{good}\r\nhttps://a.example/2,1.html,{'0' * 64}\r\n"
    found = find(write(tmp_path / "sheet.csv", f"link,archive location,hash\r\n{rows}"))
    assert len(items(found)) == 1
    assert "changed since it was archived" in reasons(found)[0]


def test_a_table_of_another_kind_is_passed_over(tmp_path: Path) -> None:
    assert "without the columns" in reasons(find(write(tmp_path / "x.csv", "name,age\r\nAna,3\r\n")))[0]


# WARC and WACZ.


class Archive:
    """A WARC being written."""

    def __init__(self, packed: bool = True) -> None:
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=packed)

    def respond(self, url: str, body: bytes, kind: str = "text/html", status: str = "200 OK", **headers: str) -> Archive:
        told = StatusAndHeaders(
            status, [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items())], protocol="HTTP/1.1"
        )
        dates = {"WARC-Date": "2024-09-13T20:00:00Z"}
        self.writer.write_record(
            self.writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=told, warc_headers_dict=dates)
        )
        return self

    def revisit(self, url: str, body: bytes) -> Archive:
        digest = f"sha1:{__import__('base64').b32encode(hashlib.sha1(body).digest()).decode()}"
        record = self.writer.create_revisit_record(url, digest, url, "2024-09-13T20:00:00Z", warc_headers_dict={"WARC-Date": "2024-09-20T20:00:00Z"})
        self.writer.write_record(record)
        return self

    @property
    def bytes(self) -> bytes:
        return self.out.getvalue()


URL = "https://harbourpost.example/world/1"


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_an_archive_come_with_their_address_and_their_day_of_capture(packed: bool, tmp_path: Path) -> None:
    found = find(write(tmp_path / "x.warc.gz", Archive(packed).respond(URL, PAGE.encode()).bytes))
    (item,) = items(found)
    assert (item.raw, item.url, item.captured) == (PAGE.encode(), URL, "2024-09-13T20:00:00+00:00")
    assert isinstance(found[0], Container)
    assert found[0].raw is None


def test_a_day_of_capture_that_the_archive_knows_outranks_the_user_s(tmp_path: Path) -> None:
    path = write(tmp_path / "x.warc", Archive(packed=False).respond(URL, PAGE.encode()).bytes)
    (item,) = items(find(path, given=Given(captured="2025-01-01", outlet="The Mirror")))
    assert (item.captured, item.outlet) == ("2024-09-13T20:00:00+00:00", "The Mirror")


def test_compression_by_the_server_is_undone(tmp_path: Path) -> None:
    archive = Archive().respond(URL, gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert items(find(write(tmp_path / "x.warc.gz", archive.bytes)))[0].raw == PAGE.encode()


def test_characters_that_only_the_server_named_are_read_as_such(tmp_path: Path) -> None:
    page = PAGE.replace("police", "Škoda").encode("iso-8859-2")
    (item,) = items(find(write(tmp_path / "x.warc.gz", Archive().respond(URL, page, kind="text/html; charset=iso-8859-2").bytes)))
    assert item.raw == page
    assert "Škoda" in (item.body or b"").decode("utf-8")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"url": "https://harbourpost.example/a.png", "body": b"\x89PNG", "kind": "image/png"}, "no page: image/png"),
        ({"url": "https://harbourpost.example/", "body": PAGE.encode()}, "a front page"),
        ({"url": URL, "body": b"", "status": "301 Moved"}, "leads on to another address"),
        ({"url": URL, "body": PAGE.encode(), "status": "404 Not Found"}, "status 404"),
        ({"url": URL, "body": b"  "}, "an empty answer"),
        ({"url": "https://harbourpost.example/robots.txt", "body": b"User-agent: *", "kind": "text/plain"}, "rules for robots"),
    ],
)
def test_what_is_no_page_of_news_is_passed_over(answer: dict[str, Any], said: str, tmp_path: Path) -> None:
    found = find(write(tmp_path / "x.warc.gz", Archive().respond(**answer).bytes))
    assert items(found) == []
    assert said in reasons(found)[0]


def test_a_page_captured_again_unchanged_is_the_page(tmp_path: Path) -> None:
    first, again = items(find(write(tmp_path / "x.warc.gz", Archive().respond(URL, PAGE.encode()).revisit(URL, PAGE.encode()).bytes)))
    assert again.raw == first.raw
    assert again.captured == "2024-09-20T20:00:00+00:00"


def test_a_page_captured_again_before_it_was_captured_is_found_all_the_same(tmp_path: Path) -> None:
    archive = Archive().revisit(URL, PAGE.encode()).respond(URL, PAGE.encode())
    assert len(items(find(write(tmp_path / "x.warc.gz", archive.bytes)))) == 2


def test_a_page_captured_again_whose_first_capture_is_elsewhere_says_so(tmp_path: Path) -> None:
    found = find(write(tmp_path / "x.warc.gz", Archive().revisit(URL, b"other").bytes))
    assert "not in this archive" in reasons(found)[0]


def test_a_small_archive_that_unpacks_to_much_is_stopped(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 90_000_000)
    archive = Archive().respond(URL, bomb, Content_Encoding="gzip").respond(URL + "2", bomb, Content_Encoding="gzip")
    archive.respond(URL + "3", bomb, Content_Encoding="gzip")
    found = find(write(tmp_path / "x.warc.gz", archive.bytes))
    assert items(found) == []
    assert any("larger than" in reason for reason in reasons(found))
    assert any("made to do harm" in reason for reason in reasons(found))


def test_an_archive_that_is_cut_short_gives_what_stands_before(tmp_path: Path) -> None:
    whole = Archive().respond(URL, PAGE.encode()).respond(URL + "2", (PAGE * 50).encode()).bytes
    found = find(write(tmp_path / "x.warc.gz", whole[:-40]))
    assert items(found)[0].url == URL
    assert any(isinstance(each, Skipped) and each.failed for each in found)


def pack(parts: dict[str, bytes], *, listed: bool = True, wrong: str = "") -> bytes:
    out = io.BytesIO()
    resources = [{"path": name, "hash": f"sha256:{hashlib.sha256(b'x' if name == wrong else part).hexdigest()}"} for name, part in parts.items()]
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
        if listed:
            packed.writestr("datapackage.json", json.dumps({"resources": resources}))
    return out.getvalue()


def test_the_pages_that_a_wacz_lists_are_read_and_their_parts_are_not(tmp_path: Path) -> None:
    archive = Archive().respond(URL, PAGE.encode()).respond("https://ads.example/frame", PAGE.encode()).bytes
    pages = json.dumps({"format": "json-pages-1.0"}) + "\n" + json.dumps({"url": URL, "ts": "2024-09-13T20:00:00Z"}) + "\n"
    found = find(write(tmp_path / "x.wacz", pack({"archive/data.warc.gz": archive, "pages/pages.jsonl": pages.encode()})))
    assert [item.url for item in items(found)] == [URL]
    assert any("a part of a page" in reason for reason in reasons(found))


def test_a_part_of_a_wacz_that_was_changed_is_not_read(tmp_path: Path) -> None:
    archive = Archive().respond(URL, PAGE.encode()).bytes
    found = find(write(tmp_path / "x.wacz", pack({"archive/data.warc.gz": archive}, wrong="archive/data.warc.gz")))
    assert items(found) == []
    assert "changed since it was packed" in reasons(found)[0]


def test_a_zip_bomb_is_no_wacz(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("archive/data.warc", b"0" * 60_000_000)
    assert "made to do harm" in reasons(find(write(tmp_path / "x.wacz", out.getvalue())))[0]


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", pack({"a.txt": b"x"})])
def test_a_zip_that_is_no_wacz_says_so(content: bytes, tmp_path: Path) -> None:
    assert "zip" in reasons(find(write(tmp_path / "x.wacz", content)))[0]


# Pages and addresses.


def test_a_page_is_one_item_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", PAGE)
    assert find(path, given=Given(seen="2024-09-14")) == [Item(str(path), PAGE.encode(), seen="2024-09-14")]


def test_a_page_in_xhtml_is_a_page(tmp_path: Path) -> None:
    xhtml = f'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{STORY}</p></body></html>'
    assert len(items(find(write(tmp_path / "a.xml", xhtml)))) == 1


def test_xml_of_another_kind_is_passed_over(tmp_path: Path) -> None:
    assert "XML of a kind" in reasons(find(write(tmp_path / "a.xml", "<?xml version='1.0'?><invoice/>")))[0]


def test_standard_input_may_hold_a_feed() -> None:
    assert len(items(find("-", RSS.encode()))) == 2


def test_an_address_is_not_followed_unless_onrecord_may_go_out() -> None:
    assert "--fetch" in reasons(find("https://harbourpost.example/1"))[0]
    assert items(find("https://harbourpost.example/1", fetch=give))[0].captured == "2024-09-14T08:00:00Z"


def test_entries_of_a_feed_are_fetched_where_they_are_only_lines_about_a_page(tmp_path: Path) -> None:
    whole, first, second = items(find(write(tmp_path / "feed.xml", RSS), fetch=give))
    assert whole.captured is None
    assert [item.raw for item in (first, second)] == [PAGE.encode()] * 2
    assert first.title == "Market burns"


def test_every_suffix_of_a_format_is_looked_for_in_folders() -> None:
    assert {".html", ".txt", ".xml", ".json", ".csv", ".warc", ".gz", ".wacz"} <= EVERY


# Going out.


@pytest.mark.parametrize(
    "digits",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 :: fe80::1 fc00::1 "
    "::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ff02::1".split(),
)
def test_no_private_address_is_public(digits: str) -> None:
    assert not is_public(digits)


@pytest.mark.parametrize("digits", ["93.184.216.34", "2606:2800:220:1::1", "8.8.8.8"])
def test_public_addresses_are(digits: str) -> None:
    assert is_public(digits)


def serve(answers: list[bytes]) -> Any:
    """A connection to a server of one's own in memory, that gives one answer a connection."""
    waiting = iter(answers)

    def connect(digits: str, port: int, seconds: float) -> socket.socket:
        ours, theirs = socket.socketpair()

        def answer() -> None:
            theirs.recv(65536)
            with suppress(BrokenPipeError):  # whoever has had enough goes
                theirs.sendall(next(waiting))
            theirs.close()

        threading.Thread(target=answer, daemon=True).start()
        return ours

    return connect


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """Which digits each name has."""
    known = {"harbourpost.example": ["93.184.216.34"], "inside.example": ["10.0.0.8"], "both.example": ["93.184.216.34", "127.0.0.1"]}

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        digits = known.get(host, [host] if host[:1].isdigit() or ":" in host else [])
        if not digits:
            raise socket.gaierror("unknown")
        return [(0, 0, 0, "", (each, port)) for each in digits]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolve)
    yield known


def http(status: str, body: bytes = b"", **headers: str) -> bytes:
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{lines}\r\n".encode() + body


def test_a_page_is_fetched(names: dict[str, list[str]]) -> None:
    got = fetch("http://harbourpost.example/1", connect=serve([http("200 OK", PAGE.encode())]))
    assert (got.raw, got.url) == (PAGE.encode(), "http://harbourpost.example/1")


def test_a_way_that_leads_on_is_followed_and_each_step_of_it_checked(names: dict[str, list[str]]) -> None:
    on = http("302 Found", Location="/2")
    assert fetch("http://harbourpost.example/1", connect=serve([on, http("200 OK", b"x")])).url == "http://harbourpost.example/2"
    for inside in ("http://inside.example/", "http://127.0.0.1/", "http://[::1]/", "file:///etc/passwd", "http://both.example/"):
        with pytest.raises(ReadError, match=r"not a public address|only http"):
            fetch("http://harbourpost.example/1", connect=serve([http("302 Found", Location=inside)]))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://inside.example/", "not a public address"),
        ("http://both.example/", "not a public address"),
        ("http://127.0.0.1/", "not a public address"),
        ("http://169.254.169.254/latest/meta-data", "not a public address"),
        ("http://nowhere.example/", "leads nowhere"),
        ("ftp://harbourpost.example/", "only http and https"),
        ("http://ana:secret@harbourpost.example/", "a name or a password"),
        ("http://harbourpost.example:22/", "usual ports"),
        ("http://harbourpost.example:99999/", "is no address"),
    ],
)
def test_an_address_that_may_not_be_asked_is_not(address: str, said: str, names: dict[str, list[str]]) -> None:
    def connect(*_: object) -> socket.socket:
        raise AssertionError("somebody was asked")

    with pytest.raises(ReadError, match=said):
        fetch(address, connect=connect)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([http("404 Not Found")], "answers 404"),
        ([http("302 Found", Location="/1")] * 9, "leads on more than"),
        ([http("200 OK", b"x" * 21_000_000)], "has more than"),
        ([http("200 OK", gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")], "has more than"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort"], "broke off"),
        ([b"nonsense"], "cannot be reached"),
    ],
)
def test_an_answer_that_is_none_says_so(answers: list[bytes], said: str, names: dict[str, list[str]]) -> None:
    with pytest.raises(ReadError, match=said):
        fetch("http://harbourpost.example/1", connect=serve(answers))
