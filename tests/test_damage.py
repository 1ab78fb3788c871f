"""Damage: each broken text beside a whole one that looks like it. ``[…]`` marks the words that the problem points at."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read import damaged_joint, find_damage

LOST = [
    "Rockets hit a clinic, killing one and injuring 15[. said] on a channel that it was a crime.",
    "Raids have grown more frequent[. inside] Rebel groups opposed to the governor took the bridge.",
    "The port fell on Monday.\n\n[by] the blast near the market That wounded a guard who spoke of it.",
    "A parcel went off near the courthouse in Lindi [That] wounded a guard.",
    "He spoke of the fighters who crossed the river, threatening more raids[. .]",
    "They bought rifles on a black market that the war had made[. Can] get ammunition there too.",
    "The masked fighters said[ Train] derailed outside the town.",
    "A trial opens\n\nHe was planning, the court heard, an attack on all of the “organizations [that]\n\nAnother reporter contributed to this story.",
    "The claim was posted by[ ,] the group's channel.",
    "Troops left the head of [the]. It was dark.",
    "Arrests in Lindi[ In Lindi], police held nine men on Monday.",
    "A guard was shot dead in the old town[.inside] An armed group said that it had done so.",
    "The port fell on Monday.\n\n[by] the time the last of the boats had left the harbour there was nobody there to fire at them",
]
GLUED = [
    "He wrote on [TelegramCalling] it a crime.",
    "Fires burned across [SudanIn] the early hours of Friday.",
    "A man was held, according to [authoritiesMeanwhile] in the capital.",
    "The army left the [port.The] rebels came.",
    "Fighting went on all [evening.inside] the market, a trader said.",
    "Two men took part in the [talksREAD] ALSO how the bridge fell, a guard said.",
    "The crowd left the [bridgeADVERTISEMENT] and went home.",
    "Killed were Ana [SilvaBen] [ReedIvan] Dovzhenko, all of them dockers.",
]
MOJIBAKE = [
    "The mayor said it [wasnâ€™t] his fault.",
    "Two men [$--] brothers [$--] were held.",
    "[º] Maria Lopez, 40, was charged.",
    "Anna Berg, the girl's [\\uncle] and guardian, wept.",
    "The dam [\ufffd\ufffdburst] at dawn.",
    "Police said they couldn[?]t enter.",
    "Guards &c. fired on Smith [&amp;] Sons.",
]
BOILERPLATE = [
    "The bridge fell.\n\n[Source link\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *]",
    "The bridge fell.\n[Advertisement Continue reading the main story]\nNobody was hurt.",
    "The bridge fell.\n[Enlarge this image toggle caption Ana Silva/AP Ana Silva/AP]\nNobody was hurt.",
    "The bridge fell.\n[READ MORE: Five things about bridges]\nNobody was hurt.",
    "The bridge fell.\n\n[Sign up for our daily newsletter]",
    "The bridge fell.\n\n[Copyright 2021 Lindi Post. All rights reserved.]",
    "The bridge fell.\n[[Graphic: how the bridge fell]]\nNobody was hurt.",
    "The bridge fell. [Read more]\nNobody was hurt.",
    "The bridge fell.\n\n[Read more:\nThe ten longest bridges in the world\nWhy bridges fall and who pays for them]\n\nNobody was hurt.",
    "The bridge fell.\n\n[Related:\n\nFerry sinks in the bay with forty aboard]\n\nBackground\n\nNobody was hurt.",
    "The bridge fell.\n[Read more:\nTen bridges that fell\nThey left the bay. But their boats stayed.\nOur reports from the coast]",
    "The bridge fell.\n[[Video: a crane goes under]]\nNobody was hurt.",
    "The bridge fell.\n[(Watch the bridge fall in the player above)]\nNobody was hurt.",
    "Two men were at the bridge, SIGN the mayor said [SIGN UP FOR OUR MORNING NOTE] on Friday.",
    "The bridge fell.\n\n[Most read in News\n\nFerry sinks in the bay with forty aboard]\n\nNobody was hurt.",
]
CLEAN = [
    "Gen. Douglas MacArthur's grandson and Sen. McDonald met at 3 p.m. Friday. They left at 4 p.m. and drove home.",
    "He used an iPhone and posted on YouTube and WhatsApp, eBay said. DiCaprio, LaShawn Reed and FitzGerald watched it on MSNBC.",
    "Fighters of al-Shabab, e.g. the unit in Kismayo, attacked at 5 a.m. on Monday, the U.N. said.",
    "The Hague court heard Rep. Ana Silva (D-Mass.) and Sen. Bo Reed (R-S.C.) speak on No. 10 and approx. ten others.",
    "“We won’t leave.” That was all he said. “Why? because we live here,” she added.",
    "“Help!” he cried. “Get out!” shouted a guard. “Who?” asked another.",
    "the fog comes\non little cat feet\nit sits looking\nover harbor and city",
    "She said on #StandWithUs, at example.com/NewsToday and to @LindiPost: read harbourpost.example.org now.",
    "He asked what they were waiting for. Which side are you on? Was he lying? Has it begun?",
    "Wait... and see. The war went on ... and on.",
    "CPJ, RSF and the UNHCR wrote to SpaceX, BuzzFeed, LinkedIn and the BlackRock fund about the MiG-29 and the T-72.",
    "al-Qaeda claimed it. al-Shabab denied it. de Klerk wept. iPhone sales fell.",
    "The report, Left Behind, was read by all. In it, survivors tell of the raid.",
    "He paid $15 and £20 for a café table in São Paulo, in Łódź and in Kraków – naïve, he said.",
    "Police left a reply on the door. The group claims to have shared this video of the harbour. Comments were few.",
    "He heads MI5, not the NYPD; tweets by factcheckUK, mRNA, kHz, rtPA and eSIM USA ONE were no help.",
    "The hearing was in Lindi. In Lindi, police were held. The raid at Port Said in Egypt was the first.",
    "The singer MaryLou Reed and LeAnn DeLong of FitzGerald McBride Ltd sang.",
    "[Video] The bridge after the blast. We know that this was filmed on Friday.",
    "He read more: the letters of his mother, the notes of his father.\n\nHis sister wrote to him.",
    "They sang WE SHALL OVERCOME on the bridge. The sign said NO ENTRY FOR CARS.",
    "She was a subscriber to the old view of the war, a home for those who watch and wait.",
]


def unmark(marked: str) -> tuple[str, list[str]]:
    """The text without its marks, and the marked words. ``[[…]]`` marks words that stand in brackets themselves."""
    double = re.search(r"\[(\[[^\]]*\])\]", marked)
    if double:
        return marked.replace(double.group(), double[1]), [double[1]]
    return re.sub(r"\[([^\]]*)\]", r"\1", marked), re.findall(r"\[([^\]]*)\]", marked)


def found(text: str, code: str) -> list[str]:
    return [text[p.start : p.end] for p in find_damage(text) if p.code == code and p.start is not None]


@pytest.mark.parametrize("marked", LOST)
def test_a_joint_where_words_are_gone_is_found(marked: str) -> None:
    text, expected = unmark(marked)
    assert set(expected) <= set(found(text, "words-lost"))


@pytest.mark.parametrize(
    ("code", "marked"),
    [(code, text) for code, texts in (("words-glued", GLUED), ("mojibake", MOJIBAKE), ("boilerplate", BOILERPLATE)) for text in texts],
)
def test_damage_points_at_its_words(code: str, marked: str) -> None:
    text, expected = unmark(marked)
    assert found(text, code) == expected


@pytest.mark.parametrize("text", CLEAN)
def test_clean_prose_raises_no_alarm(text: str) -> None:
    assert find_damage(text) == ()


@pytest.mark.parametrize(
    "end", ["They counted at least", "The governor said that he would [...]", "The raid went on and then…", "It began when the men, Continue reading"]
)
def test_a_text_that_breaks_off_is_truncated(end: str) -> None:
    body = "Rebels took the bridge on Monday after a long fight, and the army said that it had left.\n\n" * 3
    text = f"{body}Nobody knows how many people were hurt in the fighting by the river. {end}"
    assert "truncated" in {problem.code for problem in find_damage(text)}


def test_a_text_that_ends_is_not_truncated() -> None:
    body = "Rebels took the bridge on Monday after a long fight, and the army said that it had left.\n\n" * 3
    for end in ("Reporting by Ana Silva in Lindi; editing by Bo Reed", "Harbour Post", "He said: “Wait...”", "The end."):
        assert "truncated" not in {problem.code for problem in find_damage(body + end)}, end


def test_a_stretch_on_one_side_of_a_joint_is_whole() -> None:
    text = "Rockets hit a clinic, injuring 15. said on a channel that it was a crime."
    problems = find_damage(text)
    at = text.index(". said")
    assert not damaged_joint(problems, 0, at)
    assert not damaged_joint(problems, 0, at + 1)
    assert not damaged_joint(problems, at + 2, len(text))
    assert damaged_joint(problems, at - 2, at + 6)


def test_a_word_that_is_two_glued_together_is_never_whole() -> None:
    text = "Fires burned across SudanIn the early hours."
    problems = find_damage(text)
    at = text.index("SudanIn")
    assert damaged_joint(problems, at, at + len("SudanIn"))
    assert not damaged_joint(problems, 0, at)


def test_a_writer_who_starts_small_by_habit_loses_no_words() -> None:
    text = "we saw smoke. then more smoke. police came. they left. nobody spoke. we went home. it rained. the end came."
    assert found(text, "words-lost") == []


@given(st.text(alphabet=st.sampled_from(list("aA .“”\n$-…[]()\\º?tThe'’é�,1")), max_size=300))
def test_every_span_of_damage_lies_in_the_text(text: str) -> None:
    for problem in find_damage(text):
        assert problem.start is not None
        assert problem.end is not None
        assert 0 <= problem.start < problem.end <= len(text)
