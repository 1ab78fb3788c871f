"""The first promise: every value of an extraction points at its own words, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import Claim, Extraction

WORDS = """Shells hit a school in Kherson on Friday, | killing at least two people | and injuring 15. | Police said | the mayor | ТАСС | حماس | 軍 🚀
could not independently verify it. “ ” ’ – | Telegram | Donetsk | gunmen abducted dozens | overnight | RIA Novosti reported that | the US | U.S. | .
no one has claimed responsibility | near Mosul, | according to witnesses. | He denied | arrested three men. | a drone | an ambulance |
rockets exploded | earlier this month | e\u0301 | \u202e | \x00 | \n\n | \r\n | \u2028 | said on TwitterCalling"""
NEWS = st.lists(st.sampled_from(WORDS.split("|")), max_size=30).map("".join)


def find_pointers(claim: Claim) -> Iterator[tuple[str, int | None, int | None]]:
    """What each value of a claim says its words are, and where."""
    yield claim.exact, claim.start, claim.end
    for named in (*claim.attribution, *claim.actors, *claim.recipients):
        yield named.name, named.start, named.end
    if claim.place is not None:
        yield claim.place.toponym, claim.place.start, claim.place.end
    counts = [getattr(claim.toll, name) for name in claim.toll.__struct_fields__ if name != "running_total"] if claim.toll else []
    for value in (claim.verification, claim.responsibility, claim.when, *counts):
        if value is not None and value.exact is not None:
            yield value.exact, value.start, value.end


def find_strays(extraction: Extraction) -> list[tuple[str, int | None, int | None]]:
    """Values that do not point at their words."""
    text = extraction.report.text
    return [
        (words, start, end)
        for claim in extraction.claims
        for words, start, end in find_pointers(claim)
        if (start is None) != (end is None) or (start is not None and text[start:end] != words)
    ]


def read_claims(text: str) -> Extraction:
    return onrecord.extract(onrecord.Report(id="0" * 64, text=text, published="2023-05-28", outlet="The Example"))


@given(NEWS | st.text(max_size=300))
@example("Shells hit a school in Kherson on Friday, killing at least two people and injuring 15, police said.")
@example("\ufeffGunmen\r\nabducted 😀 dozens in Mosul, police said.\x00")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_value_points_at_its_words(text: str) -> None:
    extraction = read_claims(text)
    assert extraction.report.text == text
    assert find_strays(extraction) == []


@given(NEWS)
@settings(max_examples=10, deadline=None)
def test_reading_again_gives_the_same(text: str) -> None:
    assert read_claims(text) == read_claims(text)


def test_the_plain_example_has_spans_to_check() -> None:
    extraction = read_claims("Shells hit a school in Kherson on Friday, killing at least two people and injuring 15, police said.")
    assert extraction.claims
    pointed = [words for claim in extraction.claims for words, start, _ in find_pointers(claim) if start is not None]
    assert {"Kherson", "at least two people"} <= set(pointed)
