"""Claims of short reports made up for a test."""

from __future__ import annotations

from onrecord import Claim, Report, extract

# Enough of a war for what follows to be read as of one.
ARMED = "Gunmen shot dead nine tourists in Doba on Monday, police said. Rebels are active in the area, where they have killed soldiers.\n\n"


def read_claim(text: str) -> Claim:
    """The last claim of a report."""
    return extract(Report(id="r", text=text, published="2024-05-10", outlet="Example Post")).claims[-1]


def events_of(text: str) -> list[Claim]:
    """What a report of a war goes on to tell in these words."""
    return [claim for claim in extract(Report(id="r", text=f"{ARMED}{text}", published="2024-05-10")).claims if claim.start >= len(ARMED)]
