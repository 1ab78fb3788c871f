"""Plain texts that say who issued them and when: mastheads, release headers, datelines, chat exports; and texts that only seem to."""

from __future__ import annotations

import pytest

from onrecord.read import read

BODY = (
    "Shells fell on the port of Lindi early on Friday, killing two dock workers, the police said in a statement.\n\n"
    "The mayor, Ana Silva, told reporters that the shells had come from across the bay and that the harbour would stay closed."
)
# What stands above or in the body, and the outlet and the day that it tells.
TOLD = [
    ("Shells hit the port\n\nBy BO REED\nHarbour Weekly\nFriday, March 8, 2024\n\n" + BODY, "Harbour Weekly", "2024-03-08"),
    ("Shells hit the port\n\nBy Bo Reed\nLindi Daily News\n\n" + BODY, "Lindi Daily News", None),
    ("Shells hit the port\n\nBy Bo Reed and Ana Silva, LDN News\nPublished March 8, 2024\n\n" + BODY, "LDN News", "2024-03-08"),
    ("Shells hit the port\n\nHarbour Weekly\n8 March 2024\nBy Bo Reed\n\n" + BODY, "Harbour Weekly", "2024-03-08"),
    ("Shells hit the port\n\nFrom: Ministry of Fisheries\nPublished 8 March 2024\n\n" + BODY, "Ministry of Fisheries", "2024-03-08"),
    (
        "Shells hit the port\n\nTwo dock workers are dead after the worst morning of the war, police have said.\n\nBy Bo Reed\nLindi Network\n"
        "8 March 2024\n\n" + BODY,
        "Lindi Network",
        "2024-03-08",
    ),
    ("Shells hit the port\n\nThe Frontier Herald, Lindi\n8 March 2024\n\n" + BODY, "The Frontier Herald", "2024-03-08"),
    ("Shells hit the port\n\nLINDI, March 8, 2024 (Bay Agency) -- " + BODY, "Bay Agency", "2024-03-08"),
    ("Shells hit the port\n\nLindi, 8 March 2024 (Bay Agency) – " + BODY, "Bay Agency", "2024-03-08"),
    ("Shells hit the port\n\nLINDI (Bay Agency): " + BODY, "Bay Agency", None),
    ("Shells hit the port\n\nLINDI, March 8. /Bay Agency/. " + BODY, "Bay Agency", None),
    ("Shells hit the port\n\nLINDI, Friday, March 8, 2024 (Bay Agency) - " + BODY, "Bay Agency", "2024-03-08"),
    ("Shells hit the port\n\nLINDI/MTWARA, 8 March 2024 - " + BODY, None, "2024-03-08"),
    ("BAY RELIEF OFFICE - PRESS RELEASE\n\nShells hit the port\n\n" + BODY + "\n\nThe Bay relief office is appalled.", "Bay relief office", None),
    ("News Release\nCoast Task Force - Public Affairs\nFOR IMMEDIATE RELEASE\n\nShells hit the port\n\n" + BODY, "Coast Task Force", None),
    ("Bay Watch, [08.03.2024 06:40]\nSmoke over the port.\n\nBay Watch, [08.03.2024 07:10]\nTwo dead.", "Bay Watch", "2024-03-08"),
]
# Lines that stand where an outlet would, and are none.
UNTOLD = [
    "Shells hit the port\n\nBy Bo Reed\nStaff Writer\n\n" + BODY,
    "Shells hit the port\n\nBy Bo Reed\nSenior Correspondent, Harbour Desk\n\n" + BODY,
    "Shells hit the port\n\nLINDI (Web Desk): " + BODY,
    "POLICE MEDIA RELEASE\n\nShells hit the port\n\nFriday, 8 March 2024\n\n" + BODY,
    "Rebels storm radio station\n\n" + BODY,
    "Ana, [08.03.2024 06:40]\nWhat was that?\n\nBo, [08.03.2024 06:41]\nShells, I think.",
]


@pytest.mark.parametrize(("text", "outlet", "published"), TOLD)
def test_a_text_tells_who_issued_it_and_when(text: str, outlet: str | None, published: str | None) -> None:
    report = read(text.encode())

    assert report.outlet == outlet
    assert (report.published or "")[:10] == (published or "")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("by Bo Reed March 8, 2024", "Bo Reed"),
        ("By Bo Reed | 8 March 2024", "Bo Reed"),
        ("By Bo Reed and Ana Silva, LDN News", "Bo Reed and Ana Silva"),
        ("By Bo Reed, Ana Silva and Cy Moss", "Bo Reed, Ana Silva and Cy Moss"),
    ],
)
def test_a_byline_is_the_names_alone(line: str, byline: str) -> None:
    assert read(f"Shells hit the port\n\n{line}\n\n{BODY}".encode()).byline == byline


@pytest.mark.parametrize("text", UNTOLD)
def test_what_only_stands_where_an_outlet_would_is_none(text: str) -> None:
    assert read(text.encode()).outlet is None


@pytest.mark.parametrize(
    "header",
    [
        "News Release\nCoast Task Force - Public Affairs\nFOR IMMEDIATE RELEASE",
        "PRESS RELEASE",
        "FOR IMMEDIATE RELEASE\nMarch 8, 2024\nRelease No. 2024-17",
        "Statement",
    ],
)
def test_the_headline_of_a_release_stands_below_its_header(header: str) -> None:
    assert read(f"{header}\n\nShells hit the port\n\n{BODY}".encode()).title == "Shells hit the port"


def test_a_day_that_the_story_tells_is_not_its_date() -> None:
    assert read(f"Shells hit the port\n\nOn 8 March 2019 the port was hit for the first time. {BODY}".encode()).published is None
    assert read(f"Shells hit the port\n\n{BODY}\n\nThe war began on 8 March 2019".encode()).published is None
