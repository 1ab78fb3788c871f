"""Written dates read exactly: ISO and plain-words forms only, nothing guessed, nothing ambiguous."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK = r"(?:\s*(?:,|at|-|–|\||T)?\s*(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?\s?m\.?)?)?"
ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)(?:[T "
    r"](?P<time>\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)")
MONTH_FIRST = re.compile(rf"\b(?P<month_name>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b{_CLOCK}", re.I)
DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month_name>{_MONTH}),?[\s-]+(?P<year>(?:19|20)\d\d)\b{_CLOCK}", re.I
)
NUMBERS = re.compile(r"(?<![\d/.])(?P<first>\d{1,2})(?P<stop>[/.-])(?P<second>\d{1,2})(?P=stop)(?P<year>(?:19|20)\d\d)(?![\d/])" + _CLOCK, re.I)
FORMS = (ISO, YEAR_FIRST, MONTH_FIRST, DAY_FIRST, NUMBERS)
_IN_URL = re.compile(
    r"(?:(?<=/)|(?<=[_-])|(?<=[a-z]))((?:19|20)\d\d)(?:([/_-])(0?[1-9]|1[0-2]|[a-z]{3})\2(0?[1-9]|[12]\d|3[01])|(0[1-9]|"
    r"1[0-2])(0[1-9]|[12]\d|3[01]))(?![0-9])",
    re.I,
)
_URL_RUN = re.compile(r"(?<=/)((?:19|20)\d\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{6,})")


def _from_match(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if groups.get("month_name"):
        month = next(at for at, name in enumerate(MONTHS, 1) if name.startswith(groups["month_name"].lower().rstrip(".")[:3]))
        day = int(groups["day"])
    elif groups.get("first"):
        first, second = int(groups["first"]), int(groups["second"])
        if groups["stop"] == "." and second <= 12:  # with full stops the day comes first everywhere
            return _iso(year, second, first, groups)
        if first <= 12 and second <= 12 and first != second:
            return None  # 3/4/2023 is March in one country and April in the next
        month, day = (second, first) if first > 12 else (first, second)
    else:
        month, day = int(groups["month"]), int(groups["day"])
    return _iso(year, month, day, groups)


def _iso(year: int, month: int, day: int, groups: dict[str, str | None]) -> str | None:
    """The ISO date with the clock time beside it, or None for a day that no calendar has."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() + _clock(groups)


def _clock(groups: dict[str, str | None]) -> str:
    """``T16:15`` and the zone where they are written, else nothing."""
    if time := groups.get("time"):
        zone = (groups.get("zone") or "").replace("Z", "+00:00")
        if len(zone) == 5:
            zone = f"{zone[:3]}:{zone[3:]}"
        stamp = f"T{re.sub('[.,].*', '', time)}{zone}"
        return stamp if _is_datetime(f"2000-01-01{stamp}") else ""
    if (hour := groups.get("hour")) and (minute := groups.get("minute")):
        hours = int(hour)
        half = (groups.get("half") or "").lower()
        if half.startswith("p") and hours < 12:
            hours += 12
        elif half.startswith("a") and hours == 12:
            hours = 0
        stamp = f"T{hours:02}:{minute}"
        return stamp if _is_datetime(f"2000-01-01{stamp}") else ""
    return ""


def _is_datetime(written: str) -> bool:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True


def parse_date(written: str) -> str | None:
    """The first full date in the words, as an ISO date or date-time; None when there is none or it could be two days.

    >>> parse_date("Posted: Jul. 6, 2016 4:15 pm"), parse_date("26 May 2023"), parse_date("03/04/2023")
    ('2016-07-06T16:15', '2023-05-26', None)
    """
    written = written[:300].strip()
    if re.fullmatch(r"1\d{9}(?:\d{3})?", written):
        return datetime.fromtimestamp(int(written[:10]), UTC).isoformat()
    if re.fullmatch(r"(?:19|20)\d{6}", written):
        written = f"{written[:4]}-{written[4:6]}-{written[6:]}"
    if re.match(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:", written):
        try:
            return parsedate_to_datetime(written).isoformat()
        except (ValueError, TypeError, OverflowError):
            return None
    matches = [match for form in FORMS if (match := form.search(written))]
    for match in sorted(matches, key=lambda found: found.start()):
        if (found := _from_match(match)) is not None:
            return found
    return None


def url_date(url: str) -> str | None:
    """The date in an address.

    >>> url_date("https://example.org/world/2023/may/26/raid"), url_date("https://example.org/story-20230526")
    ('2023-05-26', '2023-05-26')
    """
    for match in (*_IN_URL.finditer(url[:1000]), *_URL_RUN.finditer(url[:1000])):
        month = (match[3] or match[5]).lower()
        if month.isalpha():
            numbers = [at for at, name in enumerate(MONTHS, 1) if name.startswith(month)]
            if not numbers:
                continue
            month = str(numbers[0])
        try:
            found = date(int(match[1]), int(month), int(match[4] or match[6]))
        except ValueError:
            continue
        return found.isoformat()
    return None


def day_of(stamp: str) -> date:
    """The day of an ISO date or date-time."""
    return date.fromisoformat(stamp[:10])


def days_apart(one: str, other: str) -> int:
    """How many days lie between two ISO dates, whichever is first."""
    return abs((day_of(one) - day_of(other)) // timedelta(days=1))
