"""Names of a report in full, what short forms stand for, and kinds by words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts.kinds import is_country, kind_of
from onrecord.facts.names import Names, find_names
from onrecord.lexicon import read_lexicon
from onrecord.nouns import Kind
from onrecord.text.parse import parse


def names_of(text: str) -> Names:
    return find_names(parse(text))


def full(marked: str) -> str | None:
    """The full name that the words in brackets stand for."""
    text = marked.replace("[", "").replace("]", "")
    at = marked.index("[")
    words = text[at : marked.index("]") - 1]
    name = names_of(text).full(words, at=at)
    if name is not None:
        assert text[name.start : name.end] == name.words
    return name.words if name else None


STANDS_FOR = [
    # a part of a person's name
    ("Zafar Saidov, a spokesman for the president, spoke on Monday. [Saidov] gave no number.", "Zafar Saidov"),
    ("President Ana Ruiz Vega met the crew. [Ruiz Vega] praised them.", "Ana Ruiz Vega"),
    ("Police Chief Dan Moreno spoke first. [Moreno] gave no number.", "Dan Moreno"),
    ("The town lay in ruins, [Okafor] said. The mayor, Grace Okafor, has asked for help.", "Grace Okafor"),
    # an organisation's letters, and its name cut short
    ("The Free Coast Movement (FCM) met on Monday. The [FCM] has 900 fighters.", "Free Coast Movement"),
    ("The Joint Chiefs of Staff met on Monday. The [Joint Chiefs] gave no number.", "Joint Chiefs of Staff"),
    # pronouns
    ("Grace Okafor runs the clinic. [She] said it was hit.", "Grace Okafor"),
    ("Omar Haddad said the road was closed. [He] added that it was mined.", "Omar Haddad"),
    # descriptions
    ("The interior minister, Omar Haddad, spoke on Monday. [The minister] gave no number.", "Omar Haddad"),
    ("A U.N. official said on Monday that talks had begun. [The official] gave no number.", "U.N. official"),
    ("Boko Haram attacked the village. [The group] took twelve girls.", "Boko Haram"),
    ("Reuters reported the deaths. [The agency] quoted two guards.", "Reuters"),
]


@pytest.mark.parametrize(("marked", "name"), STANDS_FOR)
def test_a_short_form_stands_for_a_name(marked: str, name: str) -> None:
    assert full(marked) == name


IN_DOUBT = [
    "Boko Haram fought Islamic State near the lake. [The group] took twelve girls.",
    "It rained all day. [He] left.",
    "The road was closed. [The minister] gave no number.",
    "The road was closed. [Saidov] gave no number.",
    "Jane Roe and John Doe met. [They] left.",
]


@pytest.mark.parametrize("marked", IN_DOUBT)
def test_what_could_be_several_or_none_stands_for_nobody(marked: str) -> None:
    assert full(marked) is None


def test_a_persons_name_leaves_titles_and_nationality_out() -> None:
    names = {
        name.words: name
        for name in names_of("Ukrainian President Ivan Bondar met Lt. Gen. Mark Stone and Swiss foreign ministry spokesman Urs Keller.").known
    }

    assert {"Ivan Bondar", "Mark Stone", "Urs Keller"} <= set(names)
    assert [names[who].kind for who in ("Ivan Bondar", "Mark Stone", "Urs Keller")] == [Kind.GOVERNMENT, Kind.MILITARY, Kind.GOVERNMENT]


def test_words_glued_by_damage_name_nobody() -> None:
    assert not [name for name in names_of("He wrote on TwitterCalling it a crime.").known if "Twitter" in name.words]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Omar", "Haddad", "the", "of", "army", "President", "(OH)", ",", ".", "\n", "’s", "Free", "Legion", "who", "“", "U.N."]),
        max_size=20,
    )
)
def test_every_name_stands_where_it_says(words: list[str]) -> None:
    text = " ".join(words)
    names = names_of(text)

    assert all(text[name.start : name.end] == name.words for name in names.known)
    resolved = [name for word in words if (name := names.full(word, at=len(text)))]
    assert all(name in names.known for name in resolved)


KINDS = [
    ("South Korea's Joint Chiefs of Staff", Kind.MILITARY),
    ("the Ukrainian general staff", Kind.MILITARY),
    ("Lt. Gen. Mark Stone", Kind.MILITARY),
    ("police", Kind.POLICE),
    ("two investigators", Kind.POLICE),
    ("the FBI", Kind.POLICE),
    ("Ukraine's security service", Kind.POLICE),
    ("Sheriff Jo Lund", Kind.POLICE),
    ("Doba Police Lt. Jo Lund", Kind.POLICE),
    ("Capt. Jo Lund", Kind.MILITARY),
    ("KRQX-TV", Kind.MEDIA),
    ("The Riverside Dispatch", Kind.MEDIA),
    ("CoastNews Barbados", Kind.MEDIA),
    ("a police dispatch", Kind.DOCUMENT),
    ("22-year-old Jo Lund", Kind.CIVILIAN),
    ("a 22-year-old police officer", Kind.POLICE),
    ("tens of thousands of people", Kind.CIVILIAN),
    ("office party", Kind.CIVILIAN),
    ("a ruling party", Kind.POLITICIAN),
    ("squad car", Kind.INFRASTRUCTURE),
    ("prosecutors", Kind.COURT),
    ("Judge Ana Ruiz", Kind.COURT),
    ("RIA Novosti", Kind.NEWS_AGENCY),
    ("the Associated Press", Kind.NEWS_AGENCY),
    ("the BBC", Kind.MEDIA),
    ("Iranian state TV", Kind.MEDIA),
    ("rebels", Kind.ARMED_GROUP),
    ("Boko Haram", Kind.ARMED_GROUP),
    ("masked spokesman for the armed group", Kind.ARMED_GROUP),
    ("one of the extremist groups", Kind.ARMED_GROUP),
    ("a senior Hamas official", Kind.ARMED_GROUP),
    ("President Ivan Bondar", Kind.GOVERNMENT),
    ("the Kremlin", Kind.GOVERNMENT),
    ("Nigeria", Kind.GOVERNMENT),
    ("U.S. and British officials", Kind.GOVERNMENT),
    ("the Afghan interior ministry", Kind.GOVERNMENT),
    ("opposition leader Jo Lund", Kind.POLITICIAN),
    ("Sen. Jo Lund", Kind.POLITICIAN),
    ("doctors", Kind.MEDICAL),
    ("the International Committee of the Red Cross", Kind.INTERNATIONAL_ORG),
    ("four U.N. military observers", Kind.INTERNATIONAL_ORG),
    ("NATO", Kind.INTERNATIONAL_ORG),
    ("Amnesty International", Kind.NGO),
    ("the Syrian Observatory for Human Rights", Kind.NGO),
    ("witnesses", Kind.WITNESS),
    ("residents of the village", Kind.RESIDENT),
    ("the boy's mother", Kind.RELATIVE),
    ("a professor at Leiden University", Kind.EXPERT),
    ("court documents", Kind.DOCUMENT),
    ("two bridges", Kind.INFRASTRUCTURE),
    ("power substation", Kind.INFRASTRUCTURE),
    ("a source", Kind.UNNAMED),
    ("officials who spoke on condition of anonymity", Kind.UNNAMED),
    ("21 of the schoolgirls", Kind.CIVILIAN),
    ("40,000 civilians", Kind.CIVILIAN),
    ("Omar Haddad", Kind.CIVILIAN),
    ("", Kind.OTHER),
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_a_kind_is_told_by_its_words(words: str, kind: Kind) -> None:
    assert kind_of(words) == kind


def test_the_context_tells_the_kind_where_the_name_does_not() -> None:
    assert kind_of("Omar Haddad", context="a spokesman for the army") == Kind.MILITARY
    assert kind_of("the army", context="a spokesman for the rebels") == Kind.MILITARY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sgt. Jo Lund of the Doba Police Department said so.", Kind.POLICE),
        ("Capt. Jo Lund with Central Emergency Services said so.", Kind.MEDICAL),
        ("Sgt. Jo Lund of the 3rd Brigade said so.", Kind.MILITARY),
        ("Jo Lund of Amnesty International said so.", Kind.NGO),
        ("Jo Lund of Doba said so.", Kind.CIVILIAN),
    ],
)
def test_an_officer_is_of_the_force_named_behind_him(text: str, kind: Kind) -> None:
    assert names_of(text).known[0].kind == kind


def test_every_section_of_the_word_lists_is_a_kind() -> None:
    kinds = {kind.value for kind in Kind}

    for name in ("kind_heads.txt", "kind_names.txt", "kind_titles.txt"):
        assert set(read_lexicon(name)) <= kinds
        assert all(entry == entry.strip() and entry for entries in read_lexicon(name).values() for entry in entries)


def test_a_country_is_one_with_or_without_its_article() -> None:
    assert is_country("the United States")
    assert is_country("the North")
    assert not is_country("North")
    assert not is_country("the river")


@given(st.text(max_size=60))
def test_any_words_have_a_kind(words: str) -> None:
    assert isinstance(kind_of(words, context=words[::-1]), Kind)
