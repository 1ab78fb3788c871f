"""Dates without a year in reports of no known day take it from those that are written with one."""

from __future__ import annotations

from datetime import date

import pytest

import onrecord
from onrecord.facts.times import find_times, infer_anchor
from onrecord.text.parse import parse


def days_of(text: str, published: date | None = None) -> list[tuple[str, tuple[str, str] | None]]:
    found = find_times(parse(text), published=published)
    return [(text[time.start : time.end], tuple(map(date.isoformat, time.interval)) if time.interval else None) for time in found]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Jets struck the depot on 14 June 2016. They had bombed it on 3 May as well.", ("2016-05-03", "2016-05-03")),
        ("He was listed on March 2, 2017. In April the governor said he had died.", ("2017-04-01", "2017-04-30")),
        ("Talks broke down on January 9, 2015. Rebels had shelled the port on December 28.", ("2014-12-28", "2014-12-28")),
        ("On 2 May rebels shelled the port. A truce followed on May 20, 2016.", ("2016-05-02", "2016-05-02")),
    ],
    ids=["the same year", "a month", "over the turn of a year", "from a date behind"],
)
def test_a_date_without_a_year_has_that_of_the_full_date_before_it(text: str, days: tuple[str, str]) -> None:
    assert days in [told for _, told in days_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Jets struck the depot on 3 May.",
        "The treaty was signed on 9 January 2016. Rebels shelled the port on 8 July.",
        "He was born on 2 May 1961. One. Two. Three. Four. Five. Six. Seven. On 3 June he was listed. He was shot on 4 June 2016.",
        "A law of 3 March 2016 forbids it. On 29 February 2015 nobody came, nor on 31 June.",
    ],
    ids=["no full date", "as near in two years", "far off, and of other years", "no such day"],
)
def test_a_year_that_is_not_told_is_not_lent(text: str) -> None:
    assert not [words for words, told in days_of(text) if told and words.endswith(("3 May", "8 July", "3 June", "31 June"))]


def test_a_report_whose_day_is_known_lends_none() -> None:
    text = "Jets struck the depot on 14 June 2014. They had bombed it on 3 May as well."

    assert days_of(text, date(2016, 6, 20))[1][1] == ("2016-05-03", "2016-05-03")


def test_a_stretch_of_days_that_ends_the_title_is_the_time_of_writing() -> None:
    text = "Situation in the north: June 6 - 12, 2016\n\nRebels took the village on Friday. They left it on June 11."

    assert infer_anchor(parse(text)) is not None
    assert [told for _, told in days_of(text, date(2016, 6, 12))][1:] == [("2016-06-10", "2016-06-10"), ("2016-06-11", "2016-06-11")]
    assert infer_anchor(parse("Rebels held the village from June 6 to June 12, 2016.\n\nThey left it on Friday.")) is None


def test_claims_of_an_undated_release_have_their_days() -> None:
    text = "Jets destroyed a rocket launcher of the rebels near Doba on 14 June 2016, the army said.\n\nOn 19 May they struck a workshop in Abeche."
    claims = onrecord.extract(onrecord.read(text.encode())).claims

    assert [claim.when and claim.when.earliest for claim in claims] == ["2016-06-14", "2016-05-19"]


def test_a_day_behind_what_somebody_is_believed_to_have_ordered_is_the_deeds() -> None:
    text = "Hamdan is believed to have ordered the kidnapping of nine nurses near Doba in November 2015."
    (claim,) = onrecord.extract(onrecord.read(text.encode(), published="2017-03-02")).claims

    assert claim.when is not None
    assert (claim.when.earliest, claim.when.latest) == ("2015-11-01", "2015-11-30")
