"""The sample page, whole and damaged: what a careful person reads in it, and nothing that only the damage says."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord import Claim, Extraction


@pytest.fixture(scope="module")
def whole(root: Path) -> Extraction:
    return onrecord.extract(onrecord.read(root / "samples" / "strike.html"))


@pytest.fixture(scope="module")
def damaged(root: Path) -> Extraction:
    return onrecord.extract(onrecord.read(root / "samples" / "strike-damaged.html"))


def find_claim(extraction: Extraction, words: str) -> Claim:
    return next(claim for claim in extraction.claims if words in claim.exact)


def test_the_clinic_is_hit_by_a_missile_as_the_president_says(whole: Extraction) -> None:
    claim = find_claim(whole, "children’s clinic")
    assert claim.event_type == "shelling"
    assert [voice.name for voice in claim.attribution] == ["Andriy Koval"]
    assert claim.attribution[0].medium == "Telegram"
    assert claim.toll is not None
    assert claim.toll.killed is not None
    assert (claim.toll.killed.low, claim.toll.killed.high) == (2, None)
    assert claim.place is not None
    assert claim.place.name == "Kremenchuk"
    assert claim.when is not None
    assert (claim.when.earliest, claim.when.latest) == ("2024-09-13", "2024-09-13")


def test_what_the_outlet_could_not_verify_is_marked_so(whole: Extraction) -> None:
    claim = find_claim(whole, "derailed a freight train")
    assert (claim.verification.status, claim.verification.by) == ("unverified", "Harbour Post")


@pytest.mark.parametrize("name", ["whole", "damaged"])
def test_the_president_fires_no_missile(name: str, request: pytest.FixtureRequest) -> None:
    """The damaged copy lost the words between him and the missile."""
    extraction = request.getfixturevalue(name)
    assert not [claim for claim in extraction.claims if any("Koval" in party.name for party in claim.actors)]


def test_damage_leaves_the_clinic_and_its_toll(damaged: Extraction) -> None:
    claim = find_claim(damaged, "children’s clinic")
    assert claim.toll is not None
    assert claim.toll.injured is not None
    assert claim.toll.injured.best == 11


def test_damage_is_found_and_points_at_its_words(damaged: Extraction) -> None:
    found = {(problem.code, damaged.report.text[problem.start : problem.end]) for problem in damaged.report.problems if problem.start is not None}
    assert {("words-glued", "UkraineIn"), ("words-glued", "TelegramCalling"), ("words-glued", "authoritiesMeanwhile")} <= found
    assert {"words-lost", "mojibake"} <= {code for code, _ in found}


@pytest.mark.parametrize("name", ["whole", "damaged"])
def test_nothing_of_the_page_around_the_report_is_a_claim(name: str, request: pytest.FixtureRequest) -> None:
    extraction = request.getfixturevalue(name)
    text = extraction.report.text
    for words in ("cookies", "Sign up for", "Related stories", "Ferry strike", "barracks explosion", "Required fields", "All rights reserved"):
        assert not [claim for claim in extraction.claims if words in claim.exact]
    assert "cookies" not in text
    assert "barracks explosion" not in text


def test_captions_and_credits_are_kept(whole: Extraction) -> None:
    captions = [media.caption.of(whole.report.text) for media in whole.report.media if media.caption]
    assert any("Rescue workers search a clinic" in caption for caption in captions)
    assert any("Obtained by the Harbour Post" in (media.credit or "") for media in whole.report.media)
