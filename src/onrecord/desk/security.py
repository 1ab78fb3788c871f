"""The door of the desk: which hosts it answers to, who is let in, what may be written, and the headers that bind the browser.

It stands before the whole application, so that no route can be forgotten: below ``/api/`` nothing but ``OPEN`` answers without a session.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import socket
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any, Literal, Protocol
from urllib.parse import parse_qs, urlsplit

import msgspec

Role = Literal["owner", "reviewer", "viewer"]
ROLES: tuple[Role, ...] = ("viewer", "reviewer", "owner")  # each may do what those before it may
OPEN = frozenset({"/api/login"})
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
CSRF = b"x-onrecord-csrf"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Person(msgspec.Struct, frozen=True):
    """Who is at the desk."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether the person may do what that role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Sessions(Protocol):
    """Who a cookie's secret stands for."""

    async def find(self, secret: str) -> Person | None: ...


@dataclass
class TokenSessions:
    """Sessions of whoever started the desk: the token that was printed opens one, once. They end with the program."""

    person: Person
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    secrets: set[str] = field(default_factory=set)

    async def find(self, secret: str) -> Person | None:
        """The owner, where the secret is of a session that was opened here."""
        return self.person if digest(secret) in self.secrets else None

    def open(self, token: str) -> str | None:
        """The secret of a new session, or None where the token is wrong or was used."""
        if not self.token or not hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode()):
            return None
        self.token = ""
        secret = secrets.token_urlsafe(32)
        self.secrets.add(digest(secret))
        return secret

    def end(self, secret: str) -> None:
        """Nobody comes in by this secret any more."""
        self.secrets.discard(digest(secret))


def digest(secret: str) -> str:
    """What is kept of a secret: whoever reads it cannot come in by it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def csrf_of(secret: str) -> str:
    """The value that a page of ours sends with whatever it writes. No other site can read it."""
    return hashlib.sha256(b"csrf|" + secret.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass
class Gate:
    """The door, as an ASGI application around the one inside. ``names`` are hosts that it answers to beside the loopback ones."""

    inside: App
    sessions: tuple[Sessions, ...]
    token: TokenSessions | None
    cookie: str
    names: frozenset[str] = frozenset()
    any_address: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.pass_on(scope, receive, send)
            return
        send = with_headers(send, is_private=scope["path"].startswith("/api/"))
        headers = dict(scope["headers"])
        if (refusal := self.refuse_host(scope, headers)) is not None:
            await say(scope, send, 421, refusal)
        elif scope["path"] == "/" and scope["method"] == "GET" and (token := find_token(scope)) is not None:
            await self.let_in(scope, send, headers, token)
        else:
            await self.check(scope, receive, send, headers)

    async def pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The program's own beginning and end; there are no web sockets."""
        if scope["type"] == "lifespan":
            await self.inside(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def refuse_host(self, scope: Scope, headers: dict[bytes, bytes]) -> str | None:
        """Why the host that was asked for is none of ours: a name of somebody else's that leads here would let their pages read the desk."""
        host = split_host(headers.get(b"host", b"").decode("latin-1"))
        if host in LOOPBACK or host in self.names or (self.any_address and is_address(host)):
            return None
        return f"the desk does not answer to the name {host!r}; open it by the address that it printed, or start it with --name {host or 'NAME'}"

    async def let_in(self, scope: Scope, send: Send, headers: dict[bytes, bytes], token: str) -> None:
        """Opens a session with the one-time token, and goes on to the first page without it."""
        secret = self.token.open(token) if self.token else None
        if secret is None:
            await say(scope, send, 403, "this address has been used, or was not printed by this desk; stop the desk and start it again for a new one")
            return
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        cookie = f"{self.cookie}={secret}; Path=/; HttpOnly; SameSite=Strict{secure}"
        sent = [(b"location", b"/"), (b"set-cookie", cookie.encode()), (b"cache-control", b"no-store"), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 303, "headers": sent})
        await send({"type": "http.response.body", "body": b""})

    async def check(self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes]) -> None:
        """Lets a request through that has a session, or needs none; what writes must come from a page of ours."""
        is_api = scope["path"].startswith("/api")
        if scope["method"] in WRITES and (refusal := refuse_origin(headers)) is not None:
            await say(scope, send, 403, refusal)
            return
        secret = read_cookie(headers, self.cookie)
        person = await self.find(secret) if secret and (is_api or scope["path"] == "/") else None
        if is_api and person is None and scope["path"] not in OPEN:
            await say(scope, send, 401, "nobody is signed in; open the desk by the address that it printed, or sign in")
            return
        if person is not None and secret and scope["method"] in WRITES and scope["path"] not in OPEN and not has_csrf(headers, secret):
            await say(scope, send, 403, "the header X-Onrecord-CSRF is missing or old; reload the page, which asks /api/me for it")
            return
        scope["user"], scope["auth"] = person, secret
        await self.inside(scope, receive, send)

    async def find(self, secret: str) -> Person | None:
        for sessions in self.sessions:
            if (person := await sessions.find(secret)) is not None:
                return person
        return None


def with_headers(send: Send, *, is_private: bool) -> Send:
    """The same, with the headers that every answer has. One that is about the record is kept by no cache unless it says so."""

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message.get("headers", ())}
            added = [pair for pair in HEADERS if pair[0] not in given]
            if is_private and b"cache-control" not in given:
                added.append((b"cache-control", b"no-store"))
            message = {**message, "headers": [*message.get("headers", ()), *added]}
        await send(message)

    return sending


async def say(scope: Scope, send: Send, status: int, words: str) -> None:
    """An answer of the door's own: JSON below ``/api``, words elsewhere."""
    is_api = scope["path"].startswith("/api")
    body = msgspec.json.encode({"error": words}) if is_api else f"{words}\n".encode()
    kind = b"application/json" if is_api else b"text/plain; charset=utf-8"
    sent = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def find_token(scope: Scope) -> str | None:
    """The token of the address, where it has one."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    return asked["token"][0] if "token" in asked else None


def read_cookie(headers: dict[bytes, bytes], name: str) -> str | None:
    """The secret that the browser keeps for us."""
    try:
        found = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1")).get(name)
    except CookieError:
        return None
    return found.value if found else None


def split_host(host: str) -> str:
    """The name in a Host header, without its port; empty for what is none.

    >>> split_host("LocalHost:8470"), split_host("[::1]:8470"), split_host("a b")
    ('localhost', '::1', '')
    """
    try:
        return urlsplit(f"//{host}").hostname or "" if host.isprintable() and " " not in host else ""
    except ValueError:
        return ""


def is_address(host: str) -> bool:
    """Whether a host is written as a number: no name that somebody else could point here."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def refuse_origin(headers: dict[bytes, bytes]) -> str | None:
    """Why what is to be written comes from another site's page."""
    origin, site = headers.get(b"origin"), headers.get(b"sec-fetch-site", b"same-origin")
    is_ours = origin is None or urlsplit(origin.decode("latin-1")).netloc.casefold() == headers.get(b"host", b"").decode("latin-1").casefold()
    if is_ours and site in {b"same-origin", b"none"}:
        return None
    return "this was asked for by a page of another site, and was not done; do it at the desk itself"


def has_csrf(headers: dict[bytes, bytes], secret: str) -> bool:
    return hmac.compare_digest(headers.get(CSRF, b""), csrf_of(secret).encode())


def own_names(given: Iterable[str] = ()) -> frozenset[str]:
    """The names that this machine goes by, and those that were given."""
    return frozenset(name.casefold() for name in (socket.gethostname(), socket.getfqdn(), *given) if name)
