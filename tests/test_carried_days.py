"""Which day a deed takes from what is told around it, where its own words give none."""

from __future__ import annotations

from reading import events_of

from onrecord import Claim, Report, extract
from onrecord.claims.extract import draft_report


def extract_text(text: str, published: str) -> tuple[Claim, ...]:
    return tuple(extract(Report(id="r", text=text, published=published, outlet="Example Post")).claims)


def days_of(text: str, published: str) -> dict[str, str | None]:
    """The first words of each claim, and its first day."""
    claims = extract_text(text, published)
    return {" ".join(claim.exact.split()[:3]): claim.when.earliest if claim.when else None for claim in claims}


def test_the_dead_of_the_next_sentence_are_of_the_day_on_which_a_post_was_overrun() -> None:
    text = (
        "Jets bombed a rebel camp near Jaffna on Tuesday, officials said.\n\n"
        "In the district of Batticaloa, some 40 fighters overran a police post on Monday night, police said. "
        "Three officers and six fighters were killed."
    )
    assert days_of(text, "1998-04-15")["Three officers and"] == "1998-04-13"


def test_a_fight_that_was_not_gives_its_day_to_no_other() -> None:
    text = (
        "Four pupils were killed when two jets bombed a school in Sagaing on Friday, a rebel spokesman said. "
        "The jets came at about 9:30 a.m., although there had been no fighting nearby, he said.\n\n"
        "Meanwhile, fighters ambushed an army convoy near Monywa on Wednesday. The group said that 11 soldiers died."
    )
    assert days_of(text, "2023-02-11")["The group said"] == "2023-02-08"


def test_what_follows_is_of_the_day_that_its_opening_sentence_gives() -> None:
    text = (
        "The monitor recorded the following incidents on Tuesday in the zones of control.\n\n"
        "Idlib: A man was killed when a shell fell on his house in Sarmin.\n\n"
        "Daraa: Gunmen opened fire on the head of the council of Tafas, who survived."
    )
    assert set(days_of(text, "2023-08-30").values()) == {"2023-08-29"}


def test_following_in_other_senses_opens_no_list() -> None:
    """By the rules, that is: the learned part may still find the day likely."""
    text = "Following the incidents on Tuesday, troops came.\n\nGunmen opened fire on the head of the council of Tafas, who survived."
    drafted = draft_report(Report(id="r", text=text, published="2023-08-30"))
    assert drafted is not None
    assert [draft.claim.when for draft in drafted.scene.drafts if draft.claim.exact.startswith("Gunmen")] == [None]


def test_no_deed_is_later_than_the_day_on_which_it_was_told() -> None:
    text = (
        "An Israeli strike on a car in Nabatieh killed two people on Tuesday, the ministry said.\n\n"
        "On Monday, the mission said one of its patrols had come under machine-gun fire near Tyre."
    )
    assert "2025-08-12" not in (days_of(text, "2025-08-12")["On Monday, the"] or "")


def test_what_is_counted_since_unrest_began_goes_on_since_then() -> None:
    (claim,) = events_of("More than 30 people have been killed since unrest over failed funds erupted in January.")
    assert claim.when is not None
    assert (claim.when.earliest, claim.when.latest) == ("2024-01-01", "2024-05-10")


def test_the_day_of_a_release_is_not_that_of_the_capture() -> None:
    text = "Tribesmen on Monday released four tourists near Marib. The four had been seized by men of the tribe who demanded a new road."
    assert [claim.when for claim in extract_text(text, "1997-04-21") if claim.event_type == "abduction"] == [None]


def test_a_deed_that_sums_up_the_one_before_is_of_its_day() -> None:
    told = events_of("Rebels overran a base at Moundou on April 30, an attack in which 27 soldiers were killed. Nine men were shot dead on Friday.")
    assert [claim.when and claim.when.earliest for claim in told][:2] == ["2024-04-30", "2024-04-30"]


def test_a_deed_since_which_another_is_the_worst_has_its_own_day_and_place() -> None:
    text = (
        "A driver swerved a van into crowds in Barcelona on Thursday, killing 13 people, police said.\n\n"
        "It was Spain's worst attack since March 2004, when bombs on trains in Madrid killed 191 people."
    )
    first, *_, last = extract_text(text, "2017-08-18")
    assert [claim.place and claim.place.name for claim in (first, last)] == ["Barcelona", "Madrid"]
    assert [claim.when and claim.when.earliest for claim in (first, last)] == ["2017-08-17", "2004-03-01"]


def test_a_release_has_not_the_day_of_the_capture() -> None:
    text = "All the schoolgirls abducted by gunmen from a school in Maga last week have been freed, the president said."
    assert [claim.when for claim in extract_text(text, "2025-11-25") if claim.event_type == "release"] == [None]
