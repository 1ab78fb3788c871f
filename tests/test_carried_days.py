"""Which day a deed takes from what is told around it, where its own words give none."""

from __future__ import annotations

from onrecord import Claim, Report, extract
from onrecord.claims.extract import draft_report


def days_of(text: str, published: str) -> dict[str, str | None]:
    """The first words of each claim, and its first day."""
    claims: tuple[Claim, ...] = tuple(extract(Report(id="r", text=text, published=published, outlet="Example Post")).claims)
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
