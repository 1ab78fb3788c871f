"""Voices: who says what, and who passes it on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims.voices import Attribution, certainty_at, chain_at, find_attributions
from onrecord.claims.voices_quotes import find_quotes
from onrecord.facts.names import find_names
from onrecord.nouns import Kind, Span
from onrecord.text.parse import parse


def read(text: str, outlet: str | None = None) -> list[Attribution]:
    sentences = parse(text)
    return find_attributions(sentences, find_names(sentences), outlet=outlet)


def chain_of(marked: str, outlet: str | None = None) -> str:
    """The chain at the word in brackets, as "outer > inner"."""
    text = marked.replace("[", "").replace("]", "")
    at = marked.index("[")
    chain = chain_at(read(text, outlet), Span(at, at + 1))
    assert all(voice.start is None or text[voice.start : voice.end] == voice.name for voice in chain)
    return " > ".join(voice.name for voice in chain)


# The word in brackets is told by the chain on the right.
TOLD = [
    # cue before, behind and inside
    ("Police said three people were [killed] in the market.", "Police"),
    ("Three people were [killed] in the market, police said.", "police"),
    ("The convoy, the ministry said, was [attacked] near the dam.", "ministry"),
    ("Rebels had [seized] the town, said Maria Lopez, the mayor.", "Maria Lopez"),
    ("Troops [shelled] the port, killing a woman and injuring three others, the head of the region, Ana Duarte, wrote on Telegram.", "Ana Duarte"),
    ("Nine died when a shell [hit] a camp north of Goma, a hospital source told reporters.", "hospital source"),
    ("Gunmen [attacked] a village, police said; two people were killed.", "police"),
    ("A ministry spokesman said on Tuesday that two soldiers had been [shot].", "ministry spokesman"),
    ("The army claims that it [captured] the airport.", "army"),
    ("The minister confirmed that the pilot was [captured].", "minister"),
    ("The general warned that his troops would [attack] the city.", "general"),
    ("Officials fear that dozens were [killed].", "Officials"),
    ("The rebels threatened to [bomb] the refinery.", "rebels"),
    ("The union demanded the [release] of its members.", "union"),
    ("The governor ruled out the use of [force].", "governor"),
    ("The company denied that its guards [shot] the farmers.", "company"),
    ("The envoy accused the militia of [shelling] a school.", "envoy"),
    ("Kenya says gunmen [killed] four teachers.", "Kenya"),
    ("A day later, a boat that slipped past set fire to a depot in Pemba and [killed] a docker, harbour officials said.", "harbour officials"),
    (
        "On Monday a six-year-old boy [died] in a Nampula clinic, raising the toll to nine, the provincial health office said.",
        "provincial health office",
    ),
    ("In March police held two men in Wesel who, prosecutors say, had meant to [burn] down a mosque.", "prosecutors"),
    ("The governor spoke of at least seven [killed] in the raid.", "governor"),
    ("A customs officer in the border town Kpalo said that nine people were [killed].", "customs officer in the border town Kpalo"),
    ("Nine soldiers died, the army said in a statement read out on state radio. It said 20 rebels were [killed].", "army"),
    ("The Front claimed the raid in a message on Telegram. It put the number of soldiers [killed] at 12.", "Front"),
    ("The Front announced that it would leave the talks, citing an army raid in which ten of its men were [killed].", "Front"),
    # to keep something from somebody is to say nothing
    ("Four strikes [hit] a depot, denied IS fighters access to the river and cut a road.", ""),
    # according to
    ("Gunmen [killed] four farmers, according to residents.", "residents"),
    ("According to the Red Cross, six aid workers were [abducted].", "Red Cross"),
    ("The plane was [shot] down by mistake, in the words of a senior officer.", "senior officer"),
    # quotations
    ("“They [burned] the church,” a villager said.", "villager"),
    ('"We were [attacked] at dawn. Nobody slept," said Amina Diallo, a nurse.', "Amina Diallo"),
    ("The priest told reporters: “They [burned] the church.”", "priest"),
    ('"We were attacked at dawn," said Amina Diallo, a nurse. "They [shot] my uncle."', "Amina Diallo"),
    ("“They came at dawn,” said a villager. “Then they [burned] the church. Nobody stopped them.”", "villager"),
    ("Ana Silva runs the clinic. “They [shot] at our ambulance,” she said.", "Ana Silva"),
    # clauses that the parser hangs elsewhere, and speakers set off by commas
    ("Rights Aid said in a report released Tuesday that soldiers [executed] 30 men.", "Rights Aid"),
    ("Local media reported, without naming a source, that gunmen [kidnapped] a judge.", "Local media"),
    ("The strike [killed] nine, the Delta Observatory for Rights, a London-based monitor, reported.", "Delta Observatory for Rights"),
    ("The group's spokesman, Abu Tariq, appeared in a video to say that it had [executed] the hostages.", "Abu Tariq"),
    ("The clash [killed] nine, the general said, adding that two soldiers were missing.", "general"),
    # nouns, counts, and those who pass on
    ("The president's claim that troops [shelled] the city was rejected by the envoy.", "president"),
    ("The ministry put the number of those [killed] in the raid at 14.", "ministry"),
    ("Per the police report, the suspect [stabbed] the guard twice.", "police report"),
    ("Two shells [struck] a school, governor Oleh Petrenko wrote on Telegram, citing local commanders.", "Oleh Petrenko > local commanders"),
    ("An army source quoted by the Anadolu agency said jets [bombed] the caves.", "Anadolu > army source"),
    # who spoke speaks on
    ("A parish priest gave another account, saying the herders had fled. Two girls were [abducted], he said.", "parish priest"),
    ("The mayor, Ana Silva, said a bridge was hit. The toll has grown. Nine people were hurt. A kindergarten was [shelled], she added.", "Ana Silva"),
    ("The general staff said a convoy was ambushed. Gunmen [shot] at the escort, it added.", "general staff"),
    ("Ana Silva said a bridge was hit. Mary Okello, a nurse, hid in the yard. Soldiers [shot] at the clinic, she said.", "Mary Okello"),
    ("Colonel Jan Novak spoke on Monday. He said that his men had been [ambushed].", "Jan Novak"),
    ("Omar Haddad, a spokesman for the police, gave no names. Haddad added that two men were [arrested].", "Omar Haddad"),
    # who passes it on
    ("Two officers were [shot], Tass reported, citing the governor.", "Tass > governor"),
    ("Tass quoted the governor as saying that two officers had been [shot].", "Tass > governor"),
    ("The governor was quoted by Tass as saying that two officers had been [shot].", "Tass > governor"),
    ("State TV said the president had announced that the rebels [surrendered].", "State TV > president"),
    ("Witnesses said police admitted that they [shot] the boy.", "Witnesses > police"),
    ("“They [burned] the church,” the villager said in a video, the newspaper El Faro reported.", "El Faro > villager"),
    # headlines
    ("Ten miners [abducted] in the north: army", "army"),
    ("Rebels may [free] hostages this week - UN", "UN"),
    ("Police: man [shot] dead at bus stop", "Police"),
    ("President's office: two citizens [killed] in the blast.", "President's office"),
    ("Army: two men [shot] at the gate.", "Army"),
    ("Kupiansk: a man was [killed] by artillery fire, a bakery burned down.", ""),
    # a post with its author
    ("The army shelled a town. A rights group, Karapatan, said men were held. It has documented 41 [killings] of farmers.", "Karapatan"),
    ("The leader was [shot] dead for resisting arrest, army spokesman Brig. Gen. Sylvain Ekenge told state television.", "Sylvain Ekenge"),
    ("Men burst into a mosque, [shooting] dead 27 people, a local official and residents said on Wednesday.", "local official and residents"),
    ("Militants [killed] 73 people, the military and officials said, as they stormed police stations.", "military and officials"),
    ("Our troops have [freed] the village. — Petra Novak (@pnovak) May 3, 2021", "Petra Novak"),
    # who says what is told of himself before he speaks
    ("Rebels [killed] six men in Akoma, a farmer who saw it from his roof told the Herald.", "farmer"),
    ("Two bombs [hit] the clinic on Monday, an officer who declined to be named told Reuters.", "officer"),
    ("In March, a man who identified himself as Modu Kime said in a video that his fighters had [seized] the school.", "Modu Kime"),
    ("A nurse who gave her name only as Ruta said shells had [hit] the ward.", "Ruta"),
    ("Refugees accuse the army of [burning] villages and shooting civilians.", "Refugees"),
    ("Refugees accuse the army of burning villages and [shooting] civilians.", "Refugees"),
    ("Army helicopters [bombed] the route, General Manuel Bonett told RCN radio.", "Manuel Bonett"),
    # who speaks behind a share of those told of
    ("A strike [killed] 22 people, 20 of them children, witnesses and a nurse told the Courier.", "witnesses and a nurse"),
    ("An activist posted a list of 19 people he said had been [executed] in the market.", "activist"),
    ("Police [arrested] Omar Haddad, a lawyer who told reporters the raid was a crime.", ""),
    # who claims an act is its voice
    ("The Northern Front has claimed responsibility for the [bombing] of the barracks.", "Northern Front"),
    # damage: the cue stands alone, the person before it is the only one that can have said it
    ("Mayor Ines Castro [fired] on the depot, injuring four. said on Facebook it was a crime.", "Ines Castro"),
]


@pytest.mark.parametrize(("marked", "chain"), TOLD)
def test_the_chain_at_a_word_is_who_tells_it(marked: str, chain: str) -> None:
    assert chain_of(marked) == chain


# The word in brackets is told by the outlet itself.
UNTOLD = [
    "Gunmen [killed] four farmers near the river.",
    "At least 100 troops feared dead in [attack] on base",
    "Seven farmers shot dead in [ambush], army says clash, kin say massacre",
    "The president [met] the minister and said goodbye.",
    "The unit reports to the general who [seized] power.",
    "Per Johansson, a Swede, was [shot] in Malmo on Friday.",
    "Income rose to 900 dollars, per capita, before rebels [stormed] the port.",
    "Police called the [attack] cowardly.",
    "A court ordered the men [arrested] for killing two farmers.",
    "The union wants those [arrested] freed.",
    "The war has claimed more than 900 lives since rebels [seized] the town.",
    "Soldiers [attacked] at dawn, according to plan.",
    "As we reported, gunmen [killed] four farmers.",
    "Soldiers [shot] a farmer, and police said they knew him.",
    "The man who [shot] the guard was told to leave the country.",
    "The report on the [attack] is due in May.",
    "The driver, who [killed] two people, had been drinking, according to his lawyer.",
]


@pytest.mark.parametrize("marked", UNTOLD)
def test_the_outlets_own_words_have_no_voice(marked: str) -> None:
    assert chain_of(marked) == ""


def test_nobody_is_no_voice() -> None:
    assert not read("No group has claimed the attack. Neither side said that it shelled the town.")


def test_two_voices_of_one_sentence_tell_each_their_own() -> None:
    text = "Local leaders said the army burned the village, but the ministry denied that troops entered it."

    attributions = read(text)

    assert [voice.name for voice in chain_at(attributions, Span(text.index("burned"), 99))] == ["Local leaders"]
    assert [voice.name for voice in chain_at(attributions, Span(text.index("entered"), 99))] == ["ministry"]


def test_voices_side_by_side_are_one_link() -> None:
    assert chain_of("Four farmers were [killed], police and witnesses said.") == "police and witnesses"


def test_the_agency_asked_is_a_voice_in_another_outlets_report_only() -> None:
    marked = "The mayor told Reuters that two bridges had been [destroyed]."

    assert chain_of(marked, outlet="Reuters") == "mayor"
    assert chain_of(marked, outlet="www.example.org") == "Reuters > mayor"
    assert chain_of(marked) == "mayor"


def test_the_outlets_own_name_is_no_voice() -> None:
    assert chain_of("Gunmen [killed] two men, Reuters reported, citing police.", outlet="Reuters") == "police"


def test_a_statement_runs_on_after_a_colon() -> None:
    text = "The foreign minister, Lena Berg, said:\n\nI welcome the release of the crew.\n\nThe siege of the port was unacceptable."

    for word in ("release", "siege"):
        assert [voice.name for voice in chain_at(read(text), Span(text.index(word), text.index(word) + 1))] == ["Lena Berg"]


def test_a_cue_names_its_medium_and_its_words() -> None:
    (attribution,) = read("The army said on Telegram that it shot down two drones.")
    (voice,) = attribution.chain

    assert (voice.cue, voice.medium, voice.kind) == ("said on Telegram", "Telegram", Kind.MILITARY)


def test_a_video_speaks_for_who_gave_it_out() -> None:
    text = "A video released by the Desert Brigade allegedly shows its men attacking a pumping station."
    (attribution,) = read(text)

    assert attribution.chain[0].name == "Desert Brigade"
    assert attribution.chain[0].medium == "video"
    assert attribution.certainty == "hedged"


def test_a_voice_that_holds_back_is_hedged() -> None:
    text = "Investigators believe that the guard was poisoned. Investigators said that the guard was shot."
    attributions = read(text)

    assert certainty_at(attributions, Span(text.index("poisoned"), 99)) == "hedged"
    assert certainty_at(attributions, Span(text.index("shot"), 99)) == "stated"


def test_words_glued_to_a_voice_are_no_part_of_it() -> None:
    text = "Three men were arrested, according to prosecutorsMeanwhile, the port stayed closed."

    assert chain_of("Three men were [arrested], according to prosecutorsMeanwhile, the port stayed closed.") == "prosecutors"
    assert text[read(text)[0].chain[0].start :].startswith("prosecutors")


def test_quotations_are_paired_within_their_paragraph() -> None:
    text = '“One.” “Two\nThree” and "four" 5\'6" tall'
    quotes = [text[quote.start : quote.end] for quote in find_quotes(text)]

    assert quotes[:2] == ["“One.”", "“Two"]
    assert '"four"' in quotes


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["police", "said", "“", "”", ":", ",", "He", "told", "Reuters", "killed", "that", ".", "\n", "Ana Ruiz", '"', "—", "citing"]),
        max_size=25,
    )
)
def test_any_text_gives_spans_inside_it(words: list[str]) -> None:
    text = " ".join(words)
    for attribution in read(text):
        assert all(0 <= span.start < span.end <= len(text) for span in attribution.content)
        assert all(voice.start is None or text[voice.start : voice.end] == voice.name for voice in attribution.chain)
        assert all(re.search(r"\w", span.of(text)) for span in attribution.content) or not attribution.content
