"""Pages from the network, only where it was asked for: public addresses alone, each step of the way checked, with caps on size and time."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast
from urllib.parse import SplitResult, urljoin, urlsplit

from onrecord.errors import ReadError
from onrecord.read.items import Fetched

MOST = 20_000_000  # bytes, unpacked
MOST_S = 60.0  # for one address, with all it leads through
STEP_S = 20.0  # for one answer to begin
MOST_STEPS = 5  # addresses that lead on to others
PIECE = 1 << 16
PORTS = {"http": 80, "https": 443}
LEADS_ON = frozenset({301, 302, 303, 307, 308})
Connect = Callable[[str, int, float], socket.socket]  # to an address of digits


def fetch(address: str, *, connect: Connect | None = None) -> Fetched:
    """What an address leads to. Raises ``ReadError`` where it leads nowhere, to a private place, or to more than a page may be."""
    until = time.monotonic() + MOST_S
    here = address
    for _ in range(MOST_STEPS + 1):
        parts = check_address(here)
        answer, connection = ask(parts, address, until, connect or open_socket)
        try:
            if answer.status in LEADS_ON and (leads := answer.getheader("Location")):
                here = urljoin(here, leads)
                continue
            if answer.status != http.client.OK:
                raise ReadError(f"{address}: the server answers {answer.status} {answer.reason}; look at it in a browser and save the page")
            raw = read_body(answer, address, until)
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise ReadError(f"{address}: the answer broke off ({error}); try again later") from error
        finally:
            connection.close()
        return Fetched(raw, here, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    raise ReadError(f"{address}: leads on more than {MOST_STEPS} times; save the page from a browser")


def check_address(address: str) -> SplitResult:
    """The parts of an address that may be asked. Raises ``ReadError`` for others."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ReadError(f"{address}: is no address ({error})") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise ReadError(f"{address}: only http and https addresses are gone out for")
    if parts.username or parts.password:
        raise ReadError(f"{address}: holds a name or a password; they are not sent anywhere")
    if port not in {None, *PORTS.values()}:
        raise ReadError(f"{address}: is at port {port}; only the usual ports of the web are gone out to")
    return parts


def find_public(host: str, port: int, address: str) -> str:
    """An address of digits that a host has, all of which must be public: else it is not asked, lest it is a machine of this network."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise ReadError(f"{address}: the name {host} leads nowhere ({error}); check it, and the connection") from error
    for digits in sorted(found):
        if not is_public(digits):
            raise ReadError(f"{address}: leads to {digits}, which is not a public address; onrecord does not ask machines of a private network")
    if not found:
        raise ReadError(f"{address}: the name {host} leads nowhere")
    return sorted(found, key=lambda digits: (":" in digits, digits))[0]


def is_public(digits: str) -> bool:
    """Whether an address is one of the open internet, whatever form it hides in.

    >>> [is_public(each) for each in ("93.184.216.34", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "fe80::1%eth0", "64:ff9b::a00:1")]
    [True, False, False, False, False, False]
    """
    address = ipaddress.ip_address(digits.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in ipaddress.ip_network("64:ff9b::/96"):
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None and not is_public(str(inside)):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def open_socket(digits: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((digits, port), timeout=seconds)


def ask(parts: SplitResult, address: str, until: float, connect: Connect) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    """The beginning of a server's answer. The name is looked up once, and the address that was checked is the one that is asked."""
    host, port = cast("str", parts.hostname), parts.port or PORTS[parts.scheme]
    digits = find_public(host, port, address)
    connection = http.client.HTTPConnection(host, port)
    try:
        plain = connect(digits, port, min(STEP_S, left(until, address)))
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if parts.scheme == "https" else plain
        target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        headers = {"User-Agent": "onrecord", "Accept": "text/html, application/xml, */*;q=0.5", "Accept-Encoding": "gzip"}
        connection.request("GET", target, headers=headers)
        return connection.getresponse(), connection
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        connection.close()
        raise ReadError(f"{address}: cannot be reached ({error}); check it in a browser, or save the page") from error


def left(until: float, address: str) -> float:
    """Seconds left. Raises ``ReadError`` where there are none."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise ReadError(f"{address}: takes more than {MOST_S:.0f} seconds; save the page from a browser")
    return seconds


def read_body(answer: http.client.HTTPResponse, address: str, until: float) -> bytes:
    """The body, unpacked, up to what a page may be."""
    unpacker = zlib.decompressobj(wbits=31) if answer.getheader("Content-Encoding", "").lower() == "gzip" else None
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read(PIECE):
        left(until, address)
        plain = unpacker.decompress(piece, MOST + 1) if unpacker else piece
        size += len(plain)
        if size > MOST:
            raise ReadError(f"{address}: has more than {MOST:,} bytes; no page of news has")
        pieces.append(plain)
    if answer.length:
        raise ReadError(f"{address}: the answer broke off {answer.length:,} bytes before its end; try again later")
    return b"".join(pieces)
