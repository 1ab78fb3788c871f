"""One text, many outlets: copies are found with the words they share, own tellings are not, and a group knows where it comes from."""

from __future__ import annotations

import pytest
from merge_reports import make_extraction

from bench.copies import load_pages, load_tellings, run
from onrecord.merge import CopyGroup, compare, link_events, make_sketch
from onrecord.merge.copies import find_agency, find_credit
from onrecord.nouns import Extraction, Report

WIRE = (
    "Gunmen on motorbikes attacked a grain convoy near Korhodin at dawn and burned six lorries before soldiers drove them off. "
    "Two drivers were missing on Friday evening and their families had gathered at the depot in Selbo to wait for word. "
    "The transport union called on its members to park their lorries until the road is guarded along its whole length."
)
SECOND = (
    "A ferry with forty passengers ran aground on the sandbank off Port Lemaire during a squall, and fishermen took everybody off in canoes. "
    "The owner of the vessel had been fined twice this year for sailing without lights, the harbour office said in a note to this newspaper."
)
STATEMENT = (
    "“We will find the men who did this, wherever they hide, and they will answer before a court for every lorry and every driver, so help us God.”"
)


def group_of(name: str, *reports: Extraction) -> CopyGroup:
    return next(group for group in link_events(reports).copies if name in group.reports)


def test_a_cut_copy_shows_the_words_that_it_shares() -> None:
    whole, cut = make_extraction("a", WIRE), make_extraction("b", "Selbo Gazette, Saturday. " + WIRE[: WIRE.index("The transport")])
    bond = compare(make_sketch(whole), make_sketch(cut))
    assert bond is not None and bond.copy is not None
    (stretch,) = bond.copy.stretches
    assert whole.report.text[stretch.start : stretch.end] == cut.report.text[stretch.other_start : stretch.other_end]
    assert whole.report.text[stretch.start : stretch.end].startswith("Gunmen on motorbikes")
    assert bond.copy.share > 0.9


def test_outlets_that_quote_one_statement_have_not_copied_one_another() -> None:
    own = "The governor vowed revenge after lorries were set on fire on the Korhodin road, at a rally of several thousand in Selbo."
    own2 = "Speaking before a crowd, the head of the province promised trials for those behind an ambush of food transports near the border."
    bond = compare(make_sketch(make_extraction("a", f"{own} {STATEMENT}")), make_sketch(make_extraction("b", f"{own2} {STATEMENT}")))
    assert bond is None or bond.copy is None


def test_a_roundup_of_two_stories_does_not_make_them_one_text() -> None:
    roundup = make_extraction("roundup", f"{WIRE}\n{SECOND}")
    groups = link_events([make_extraction("a", WIRE), make_extraction("b", SECOND), roundup]).copies
    assert {group.reports for group in groups} == {("a",), ("b",), ("roundup",)}


def test_the_agency_is_the_origin_even_if_an_outlet_is_dated_before_it() -> None:
    wire = make_extraction("w", WIRE, outlet="Reuters", published="2024-03-03")
    group = group_of("w", make_extraction("a", WIRE, published="2024-03-02"), wire, make_extraction("b", WIRE + " More soon."))
    assert (group.origin, set(group.reports)) == ("w", {"a", "b", "w"})
    assert group.origin_reason == "it is the agency's own report (Reuters)"


def test_without_an_agency_the_earliest_is_the_origin() -> None:
    group = group_of("a", make_extraction("a", WIRE, published="2024-03-05"), make_extraction("b", WIRE, published="2024-03-04"))
    assert group.origin == "b"
    assert group.origin_reason == "the earliest of 2, published 2024-03-04"


def test_of_one_day_the_most_complete_is_the_origin() -> None:
    cut = WIRE[: WIRE.index("The transport")]
    assert group_of("a", make_extraction("a", cut), make_extraction("b", WIRE)).origin == "b"


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("SELBO (Reuters) - Gunmen attacked.", "Reuters"),
        ("SELBO, March 2 (AP) — Gunmen attacked.", "AP"),
        ("Gunmen attacked.\nCopyright 2024 The Associated Press. All rights reserved.", "AP"),
        ("Gunmen attacked.\nReporting by Ana Ruiz; with AFP", "AFP"),
        ("Gunmen attacked, witnesses told Reuters.", None),
        ("The AP exam results came out.", None),
        ("Gunmen attacked.", None),
    ],
)
def test_credit_is_read_where_credit_is_given(text: str, credit: str | None) -> None:
    assert find_credit(Report("r", text, outlet="Selbo Gazette")) == credit


@pytest.mark.parametrize(
    ("outlet", "agency"), [("www.reuters.com", "Reuters"), ("apnews.com", "AP"), ("Xinhua", "Xinhua"), ("apple.com", None), (None, None)]
)
def test_an_outlet_that_is_an_agency_is_known(outlet: str | None, agency: str | None) -> None:
    assert find_agency(outlet) == agency


def test_every_other_telling_is_of_a_page_that_exists() -> None:
    assert set(load_tellings()) <= set(load_pages())


def test_the_bench_of_copies_is_as_good_as_the_page_says(tmp_path) -> None:
    assert run(tmp_path)["f1"] >= 0.97
