"""Telegram Desktop's ``result.json``: each message of a channel or group is a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from onrecord.read.dates import parse_date
from onrecord.read.items import Found, Item, Skipped, contain, write_raw

PRIVATE = frozenset({"personal_chat", "bot_chat", "saved_messages"})
MARK = 1_000_000_000_000  # what exports of some versions take a channel's number from: -100 before it


def read_telegram(path: str, raw: bytes, whole: Mapping[str, Any]) -> Iterator[Found]:
    """The messages of one chat, or of every chat of a whole export."""
    container = contain(path, raw)
    yield container
    chats = [whole] if isinstance(whole.get("messages"), list) else find_chats(whole)
    for chat in chats:
        if chat.get("type") in PRIVATE:
            yield Skipped(f"{path}#{chat.get('name') or 'chat'}", "a private chat: nothing in it was published")
            continue
        for message in chat.get("messages", []):
            if isinstance(message, dict):
                yield read_message(path, chat, message, container.sha256)


def find_chats(whole: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    parts = [whole.get(name) for name in ("chats", "left_chats")]
    lists = [part.get("list") for part in parts if isinstance(part, dict)]
    return [chat for chats in lists if isinstance(chats, list) for chat in chats if isinstance(chat, dict)]


def read_message(path: str, chat: Mapping[str, Any], message: Mapping[str, Any], container: str) -> Found:
    """A message as an item; what is kept of it is all that the export says of it, and of its chat by name."""
    where = f"{path}#{message.get('id')}"
    if message.get("type") != "message":
        return Skipped(where, "a service message: somebody joined, a title changed, a message was pinned")
    text = join_text(message.get("text"))
    if not text.strip():
        return Skipped(where, "a message without words")
    told = {name: chat.get(name) for name in ("id", "name", "type")}
    name, author = as_words(chat.get("name")), as_words(message.get("author")) or as_words(message.get("from"))
    return Item(
        path=where,
        raw=write_raw({"chat": told, "message": message}),
        body=text.encode("utf-8", "replace"),
        url=make_address(chat.get("id"), message.get("id")),
        outlet=name,
        byline=as_words(message.get("forwarded_from")) or (author if author != name else None),
        published=read_date(message),
        container=container,
    )


def join_text(text: object) -> str:
    """The words of a message: a text, or a list of texts and of marked pieces."""
    pieces = text if isinstance(text, list) else [text]
    return "".join(piece if isinstance(piece, str) else str(piece.get("text", "")) if isinstance(piece, dict) else "" for piece in pieces)


def as_words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def make_address(chat: object, message: object) -> str | None:
    """The address under which members see the message: it names it for good, edited or not."""
    if not isinstance(chat, int) or not isinstance(message, int):
        return None
    number = abs(chat)
    return f"https://t.me/c/{number - MARK if number > MARK else number}/{message}"


def read_date(message: Mapping[str, Any]) -> str | None:
    """When it was posted, in UTC where the export says so."""
    stamp = message.get("date_unixtime")
    if isinstance(stamp, str) and stamp.isdecimal() and len(stamp) < 12:
        return datetime.fromtimestamp(int(stamp), UTC).isoformat()
    written = message.get("date")
    return parse_date(written) if isinstance(written, str) else None
