"""One text, many outlets: which reports share their own words, which words those are, and which report the text comes from.

Words in quotation marks are left out: two outlets that quote one statement have not copied one another. Candidates come by MinHash; what counts
is the exact check, stretch by stretch.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from rensa import RMinHash

from onrecord.merge.clusters import find_components
from onrecord.merge.nouns import Copy, CopyGroup, Stretch
from onrecord.nouns import Report

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.merge.sketch import Card, Sketch

    Numbers = NDArray[np.uint64]

TEXT_WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r"“[^”\n]{2,1500}”|\"[^\"\n]{2,1500}\"|«[^»\n]{2,1500}»")
SHINGLE = 4  # words that must stand in one order to count as shared
PERMUTATIONS = 48
ROWS = 2  # of a band of the MinHash: 24 bands find nine in ten pairs that share a quarter of their shingles
SEED = 20
BRIDGE = 4  # words changed within a stretch that do not end it
MIN_STRETCH = 6  # words: less is a phrase that anyone may write
MIN_COVERED = 24  # words in all
MIN_SHARE = 0.5  # of the shorter report's own words
MIN_OWN_SHARE = 0.2  # of all words: a text with fewer own words is all quotes, and those count then
CREDITED_TOP, CREDITED_TAIL = 250, 300  # code points at either end of a text where credit is given
AGENCIES = {
    "Reuters": r"Reuters|REUTERS|Thomson Reuters",
    "AP": r"AP|The Associated Press|Associated Press|ASSOCIATED PRESS",
    "AFP": r"AFP|Agence France[- ]Presse",
    "dpa": r"dpa|DPA|Deutsche Presse-Agentur",
    "UPI": r"UPI|United Press International",
    "Xinhua": r"Xinhua|XINHUA",
    "TASS": r"TASS|Tass|ITAR-TASS|Itar-Tass",
    "Interfax": r"Interfax(?:-Ukraine)?",
    "ANSA": r"ANSA",
    "EFE": r"EFE|EPA-EFE",
    "PA": r"Press Association|PA Media",
    "Kyodo": r"Kyodo(?: News)?",
    "Yonhap": r"Yonhap(?: News Agency)?",
    "Anadolu": r"Anadolu(?: Agency)?",
    "Bloomberg": r"Bloomberg(?: News)?",
}
NAMED = "|".join(f"(?P<{code.lower()}>{names})" for code, names in AGENCIES.items())
CREDIT = re.compile(
    rf"(?:\(|\b(?:[Bb]y|[Ff]rom|[Ss]ource:|[Cc]opyright|©|[Rr]eporting by|[Ww]ith|[Vv]ia)\s+(?:\d{{4}}\s+)?(?:the\s+)?)(?:{NAMED})\b(?:\)|[.,;]?)"
)
DATELINE = re.compile(rf"^[^\n]{{0,60}}?(?:\(|, | )(?:{NAMED})\)?\s*(?:[—–-]|--)\s", re.MULTILINE)
WHOLE = re.compile(rf"(?:The )?(?:{NAMED})")
CODES = {code.lower(): code for code in AGENCIES}


def _named(match: re.Match[str] | None) -> str | None:
    return next((CODES[group] for group, found in match.groupdict().items() if found), None) if match else None


def find_credit(report: Report) -> str | None:
    """The agency that a report gives as its own source of text: as outlet, in the byline, the dateline, or a credit at either end."""
    return _credited(report.outlet, report.byline or "", report.text[:CREDITED_TOP], report.text[-CREDITED_TAIL:])


@lru_cache(maxsize=4096)  # asked for every claim of a report, and for every event that it tells of
def _credited(outlet: str | None, byline: str, top: str, tail: str) -> str | None:
    return (
        find_agency(outlet)
        or _named(re.search(rf"\b(?:{NAMED})\b", byline))
        or _named(DATELINE.search(top))
        or _named(CREDIT.search(top))
        or _named(CREDIT.search(tail))
    )


def find_agency(outlet: str | None) -> str | None:
    """The agency that an outlet is: "Reuters", "www.reuters.com".

    >>> find_agency("apnews.com"), find_agency("The Associated Press"), find_agency("The Gazette")
    ('AP', 'AP', None)
    """
    if outlet is None:
        return None
    host = re.fullmatch(r"(?:www\.)?([\w-]+)\.\w+(?:\.\w+)?", outlet)
    if host:
        name = host[1].casefold()
        return CODES.get(name.removesuffix("news").removesuffix("-") if name not in CODES else name)
    return _named(WHOLE.fullmatch(outlet))


def find_text_words(text: str) -> tuple[Sequence[str], Sequence[tuple[int, int]]]:
    """The own words of a text, casefolded, and where each stands. Quoted words are left out, but where hardly any other are left."""
    words = [(match[0].casefold(), match.span()) for match in TEXT_WORD.finditer(text)]
    quotes = [match.span() for match in QUOTED.finditer(text)]
    own, at = [], 0
    for word, (start, end) in words:
        while at < len(quotes) and quotes[at][1] <= start:
            at += 1
        if at == len(quotes) or start < quotes[at][0]:
            own.append((word, (start, end)))
    kept = own if len(own) >= MIN_OWN_SHARE * len(words) else words
    return [word for word, _ in kept], [span for _, span in kept]


def hash_words(words: Sequence[str]) -> bytes:
    """Four bytes a word."""
    return np.array([zlib.crc32(word.encode()) for word in words], dtype="<u4").tobytes()


@lru_cache(maxsize=4096)
def find_shingles(hashes: bytes) -> Numbers:
    """A number for every run of words, in order."""
    words = np.frombuffer(hashes, dtype="<u4").astype(np.uint64)
    if len(words) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    runs = len(words) - SHINGLE + 1
    numbers = np.zeros(runs, dtype=np.uint64)
    for at in range(SHINGLE):
        numbers = numbers * np.uint64(0x9E3779B97F4A7C15) + words[at : at + runs]  # wraps around on purpose: only equality counts
    return numbers


def copy_keys(words: Sequence[str]) -> list[str]:
    """Keys one of which two texts share, most likely, where a quarter of their words are the same."""
    if len(words) < SHINGLE:
        return []
    sieve = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sieve.update([" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)])
    digest = sieve.digest()
    return [f"m:{at}:{digest[at]:x}{digest[at + 1]:x}" for at in range(0, PERMUTATIONS, ROWS)]


def find_copy(one: Sketch, other: Sketch) -> Copy | None:
    """What two reports share, where it is enough of the shorter one to be a copy."""
    first, second = find_shingles(one.hashes), find_shingles(other.hashes)
    if len(np.intersect1d(first, second)) < MIN_COVERED // 3:
        return None
    runs = align(first, second)
    covered = count_covered([(start, end) for start, end, _, _ in runs])
    covered_other = count_covered([(start, end) for _, _, start, end in runs])
    shorter = min(len(one.hashes), len(other.hashes)) // 4
    shared = min(covered, covered_other)
    if shared < MIN_COVERED or shared < MIN_SHARE * shorter:
        return None
    places, places_other = np.frombuffer(one.offsets, dtype="<u4"), np.frombuffer(other.offsets, dtype="<u4")
    stretches = tuple(
        Stretch(int(places[2 * a]), int(places[2 * b - 1]), int(places_other[2 * c]), int(places_other[2 * d - 1])) for a, b, c, d in runs
    )
    return Copy(one.report_id, other.report_id, round(min(1.0, shared / shorter), 3), stretches)


def align(first: Numbers, second: Numbers) -> list[tuple[int, int, int, int]]:
    """Runs of words that stand in both: from and to in the one, from and to in the other, a few changed words bridged."""
    where: dict[int, list[int]] = defaultdict(list)
    for at, number in enumerate(second.tolist()):
        where[number].append(at)
    runs: list[list[int]] = []
    for at, number in enumerate(first.tolist()):
        spots = where.get(number)
        if not spots:
            continue
        last = runs[-1] if runs else None
        if last is not None:
            near = min(spots, key=lambda spot: abs(spot + SHINGLE - last[3] - (at + SHINGLE - last[1])))
            here, there = at + SHINGLE - last[1], near + SHINGLE - last[3]
            if 0 < here <= SHINGLE + BRIDGE and 0 < there <= SHINGLE + BRIDGE:
                last[1], last[3] = at + SHINGLE, near + SHINGLE
                continue
        runs.append([at, at + SHINGLE, spots[0], spots[0] + SHINGLE])
    return [(a, b, c, d) for a, b, c, d in runs if b - a >= MIN_STRETCH]


def count_covered(spans: Iterable[tuple[int, int]]) -> int:
    """Words that any span covers, each once."""
    covered, reached = 0, 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered


def group_copies(sketches: Mapping[str, Sketch | Card], copies: Sequence[Copy]) -> tuple[CopyGroup, ...]:
    """Every report in its group, most of them alone."""
    shared = [copy for copy in copies if copy.one in sketches and copy.other in sketches]
    tied = drop_roundups(shared)
    groups = []
    for members in find_components(sorted(sketches), [(copy.one, copy.other) for copy in tied]):
        held = set(members)
        origin, reason = find_origin([sketches[member] for member in members])
        groups.append(
            CopyGroup(
                id=hashlib.sha256(f"copies|{origin}".encode()).hexdigest()[:16],
                origin=origin,
                origin_reason=reason,
                reports=tuple(sorted(members, key=lambda member: (member != origin, arrival(sketches[member])))),
                copies=tuple(sorted((copy for copy in tied if copy.one in held), key=lambda copy: (copy.one, copy.other))),
            )
        )
    return tuple(sorted(groups, key=lambda group: group.id))


def drop_roundups(copies: Sequence[Copy]) -> list[Copy]:
    """The copies, less those that would join two texts only because a third report strings them together."""
    stretches: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    pairs = {(copy.one, copy.other) for copy in copies}
    for copy in copies:
        stretches[copy.one].append((copy.other, min(s.start for s in copy.stretches), max(s.end for s in copy.stretches)))
        stretches[copy.other].append((copy.one, min(s.other_start for s in copy.stretches), max(s.other_end for s in copy.stretches)))

    def is_roundup(report: str) -> bool:
        return any(
            (min(a, b), max(a, b)) not in pairs and min(end, end2) <= max(start, start2)
            for at, (a, start, end) in enumerate(stretches[report])
            for b, start2, end2 in stretches[report][at + 1 :]
        )

    roundups = {report for report in stretches if is_roundup(report)}
    return [copy for copy in copies if copy.one not in roundups and copy.other not in roundups]


def arrival(sketch: Sketch | Card) -> tuple[str, str]:
    """Order of publication; undated reports last."""
    return (sketch.published or "9999", sketch.report_id)


def find_origin(members: Sequence[Sketch | Card]) -> tuple[str, str]:
    """The report that a text most likely comes from, and why: an agency's own, else the earliest, else the most complete."""
    if len(members) == 1:
        return members[0].report_id, "shares its text with no other report"
    credits = sorted({member.credit for member in members if member.credit})
    wires = [member for member in members if member.is_wire]
    if wires:
        first = min(wires, key=arrival)
        return first.report_id, f"it is the agency's own report ({first.credit})"
    dates = sorted({member.published[:10] for member in members if member.published})
    undated = any(member.published is None for member in members)
    said = f"; the text is credited to {', '.join(credits)}" if credits else ""
    if undated or len(dates) == 1:
        first = min(members, key=lambda member: (-member.size, arrival(member)))
        return first.report_id, f"the most complete of {len(members)}, {'some undated' if undated else 'all of one day'}{said}"
    first = min(members, key=lambda member: ((member.published or "9999")[:10], -member.size, member.report_id))
    return first.report_id, f"the earliest of {len(members)}, published {dates[0]}{said}"
