"""What became of an event, whether it took place, and how far the voice stands by it; look-alikes beside the hits."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.claims.context import Context
from onrecord.claims.mentions import EventMention
from onrecord.claims.what import find_events
from onrecord.facts.tolls import find_tolls
from onrecord.text.parse import parse

ABOUT_FORCE = Context(armed=True, about=frozenset({"captive", "court"}))


def find(text: str) -> list[EventMention]:
    return [event for sentence in parse(text) for event in find_events(sentence, ABOUT_FORCE, find_tolls(sentence))]


def event_at(marked: str) -> EventMention:
    """The event that the word in square brackets tells."""
    before, _, rest = marked.partition("[")
    text = before + rest.replace("]", "", 1)
    word = rest.partition("]")[0]
    told = [event for event in find(text) for trigger in event.triggers if any(token.idx == len(before) for token in trigger.tokens)]
    assert told, f"{word!r} tells no event"
    return told[0]


def known_failure(reason: str, *values: Any) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


HAPPENED = [
    "The mother insisted that police had [killed] her son.",
    "Findings suggest that soldiers [shot] the men.",
    "Thousands were forced to [flee] their homes.",
    "Rebels began to [shell] the port on Monday.",
    "Soldiers continue to [attack] the villages.",
    "He went on to [kill] three guards.",
    "The troops had to [retreat] from the town.",
    "Militiamen helped to [free] the hostages.",
    "He auctioned off the gun used to [kill] the teenager.",
    "The men got hold of the van that was used to [attack] the barracks.",
    "The senator demanded a vote following the [bombing] of the embassy.",
    "The minister promised to free soldiers [captured] in the war.",
    "A tip that led to the [arrest] of the gunman came from a neighbour.",
    "Reporters asked why police [shot] the teenager.",
    "Investigators are trying to find out who [bombed] the mosque.",
    "Not only did he manage to [kill] nine people, he filmed it.",
    "The troops managed to [recapture] the town.",
    "Officers searched the area and were able to [apprehend] a suspect.",
    "It took police two hours to [arrest] the gunman.",
    "Teachers surrounded the parliament to call for better pay in a [protest] that closed half of the schools.",
    "Doctors halted work in the camp in February because of [shelling].",
    "The rebels agreed on Monday to [lay down] their arms.",
    "Separatists agree to a truce after an army [offensive].",
    "Rebels [shelled] the port.",
    "The port was [shelled] by rebels on Monday.",
    "The planned concert was cancelled after gunmen [attacked] the hall.",
    "The army said it had [struck] a depot.",
    "Police [arrested] a man who threatened a judge.",
    "Having threatened the town for weeks, the militia [shelled] it.",
    "The two sides [agreed] a ceasefire.",
    "The two sides agreed a [ceasefire] that will take effect on Monday.",
    "The rebels warned the town and then [bombarded] it.",
    "Soldiers who had tried to flee were [shot].",
    "The minister, who plans to resign, condemned the [attack].",
    "The army claimed to have [killed] the rebel leader in August.",
]

ATTEMPTED = [
    "The king was the target of an assassination [attempt] that led to many arrests.",
    "The mob [beat] him almost to death.",
    "A man stands accused of [stabbing] an officer nearly to death.",
    "The troops were not able to [retake] the town.",
    "The gunmen were unable to [storm] the barracks.",
    "The rebels did not manage to [seize] the bridge.",
    "Gunmen tried to [kidnap] a banker in Port-au-Prince.",
    "The militants attempted to [bomb] a train.",
    "The rebels failed to [capture] the airport.",
    "An attempted [coup] was put down by loyal troops.",
    "A failed [assassination] attempt left the senator unhurt.",
    "The [assassination] attempt on the senator was condemned.",
    "The foiled [attack] was aimed at a market.",
    "The army prevented the rebels from [shelling] the port.",
    "Police foiled a [bomb attack] on a church.",
    "Guards thwarted an [attack] on the embassy.",
]

PLANNED = [
    "The rebels said the [offensive] would begin within days.",
    "The army vowed to keep [shelling] the town.",
    "Jones had a preliminary [hearing] rescheduled to July 26.",
    "The mayor assured the council that he would [free] the hostages.",
    "The two sides issued statements saying that the hostages would be [released].",
    "The army plans to [deploy] 900 soldiers to the island.",
    "The cell was plotting to [bomb] an airport.",
    "Troops will [withdraw] from the valley next week.",
    "The two armies are preparing to [attack] the enclave.",
    "The rebels agreed to [release] nine captives.",
    "The planned [offensive] against the rebels was announced in March.",
    "The militia vowed to [attack] the capital.",
    "Nato is set to [deploy] a brigade to the border.",
    "The hostages are due to be [released] on Sunday.",
]

THREATENED = [
    "The general gave the rebels three days to surrender or face an [attack].",
    "The kidnappers threatened to [kill] the hostages.",
    "The general threatened to [shell] the port.",
    "The group issued a threat to [bomb] the embassy.",
    "The president threatened an [invasion] of the island.",
    "The militia warned that it would [attack] the airport.",
]

PROBED = [
    "The minister called for a probe into the [killing] of three farmers.",
    "She demanded an investigation into the [shooting] of a teacher.",
]

HYPOTHETICAL = [
    "The minister promised to stop [shelling] the town.",
    "Residents fear more [attacks] by the militia.",
    "The town is bracing for an [attack].",
    "The blockade will last until the rebels [surrender].",
    "Bush sees no hope until sanctions force the leader to [withdraw] his army.",
    "The army wants to force residents to [flee].",
    "Thousands could be forced to [flee] their homes.",
    "Residents may have to [flee] if the dam bursts.",
    "Police offered a reward for information leading to the [arrest] of the gunman.",
    "The group's aim is the [assassination] of the president.",
    "Police are trying to determine whether the man was [murdered].",
    "He wondered when the army would [attack] the port.",
    "The senator called for an effort to [bomb] the camp.",
    "The army wants to be able to [invade] the island.",
    "It would take years to [retake] the province.",
    "The group called for a [strike] that would close the port.",
    "The prosecutor will decide if [charges] will be filed.",
    "The envoy said he hoped the hostages could be [freed] on Sunday.",
    "Police asked whether the town would be [shelled].",
    "The opposition demanded the [release] of the captives.",
    "The council called for a [ceasefire] in the valley.",
    "The mother begged the kidnappers to [free] her son.",
    "The rebels refused to [release] the hostages.",
    "If the rebels [attack] the port, the army will withdraw.",
    "A [ceasefire] would save the harvest, the mayor said.",
    "The army could [invade] the island within days.",
    "Residents fear the possibility of an [attack].",
    "The government refused to negotiate a [ceasefire] with the rebels.",
    "The envoy urged both armies to [withdraw].",
    "The president said that fire would meet any [attack] on the country.",
    "Contacts were continuing for the [release] of the engineer.",
]

# Who makes a condition threatens with a harm, and promises what is none.
CONDITIONS = [
    ("The group said it would [kill] the pilot if its demands were not met.", "threatened"),
    ("The army said it would [attack] the town unless the rebels left.", "threatened"),
    ("The group said it would [free] the pilot if its demands were met.", "hypothetical"),
]

STAGES = [
    *CONDITIONS,
    *[(text, "happened") for text in (*HAPPENED, *PROBED)],
    *[(text, "attempted") for text in ATTEMPTED],
    *[(text, "planned") for text in PLANNED],
    *[(text, "threatened") for text in THREATENED],
    *[(text, "hypothetical") for text in HYPOTHETICAL],
    known_failure("an ultimatum tells no threat", "The junta gave the strikers an ultimatum: go home or be [shot].", "threatened"),
]


@pytest.mark.parametrize(("marked", "stage"), STAGES)
def test_what_became_of_an_event(marked: str, stage: str) -> None:
    assert event_at(marked).stage == stage


NEGATIVE = [
    "The union has called off a [march] that was planned for Monday.",
    "The rebels called off the [truce] last November.",
    "The mayor denied a rumour on Facebook that soldiers had [shot] a boy.",
    "He said that his party had nothing to do with the [killings].",
    "Prosecutors have [charged] nobody.",
    "The army did not [shell] the school.",
    "Nobody [attacked] the convoy.",
    "The militia denied [shelling] the school.",
    "The army denied that it had [bombed] the clinic.",
    "No soldiers were [deployed] to the border.",
    "There was no [attack] on the embassy, police said.",
    "The kidnappers never [released] the boy.",
    "No foreign weapons were used in the [attack].",
    "The rebels refused to [surrender].",
    "The president ruled out an [invasion].",
    "The town fell without a [battle].",
    "Neither side [attacked] the convoy.",
    "The guards did not [shoot] anyone.",
]

POSITIVE = [
    "The league called off the match after gunmen [attacked] the stadium.",
    "The minister said that the budget had nothing to do with the [killings].",
    "The army [shelled] the school.",
    "The army denied the request and [shelled] the school.",
    "No one was hurt when gunmen [attacked] the convoy.",
    "Nobody was [killed] in the raid on the camp.",
    "The army did not wait and [shelled] the school.",
    "Rebels who have no helicopters [ambushed] the column.",
    "The militia did not say why it [attacked] the convoy.",
    "Gunmen with no masks [attacked] the convoy.",
    "Not for the first time, rebels [shelled] the port.",
]


@pytest.mark.parametrize(("marked", "polarity"), [(text, "negative") for text in NEGATIVE] + [(text, "positive") for text in POSITIVE])
def test_whether_an_event_took_place(marked: str, polarity: str) -> None:
    assert event_at(marked).polarity == polarity


HEDGED = [
    "Rebels reportedly [shelled] the port.",
    "Soldiers allegedly [looted] the clinic.",
    "The pilot was apparently [shot] by bandits.",
    "The militia may have [abducted] the nurse.",
    "The nurse is believed to have been [abducted] by the militia.",
    "Rebels are suspected of [killing] the mayor.",
    "The alleged [massacre] took place near the river.",
    "A suspected [arson] attack gutted the office.",
    "The drone appears to have been [shot] down.",
    "Suspected militants [abducted] a priest.",
    "The missile was probably [fired] by the navy.",
    "The rebels are thought to have [kidnapped] the priest.",
    "The blast may have been a [bombing], police said.",
    "It is possible that gunmen [abducted] the nurse.",
]

STATED = [
    "Rebels [shelled] the port.",
    "Police said rebels [shelled] the port.",
    "Police believe in patience and [arrested] a gunman.",
    "The rebels [shelled] the port, as many had thought possible.",
    "Police [arrested] a suspected bomber.",
    "The likely winner was [shot] on stage by a gunman.",
    "In May soldiers [shot] two herders.",
    "The army might regret that it [bombed] the dam.",
    "Gunmen [abducted] an alleged spy.",
]


CERTAINTIES = [
    *[(text, "hedged") for text in HEDGED],
    *[(text, "stated") for text in STATED],
]


@pytest.mark.parametrize(("marked", "certainty"), CERTAINTIES)
def test_how_far_the_voice_stands_by_its_words(marked: str, certainty: str) -> None:
    assert event_at(marked).certainty == certainty


def test_a_refusal_is_no_plan() -> None:
    event = event_at("The rebels will not [release] the hostages.")

    assert (event.stage, event.polarity) == ("hypothetical", "negative")


def test_a_denial_is_told_as_what_is_denied() -> None:
    (event,) = find("The army denied that its soldiers had shelled the school.")

    assert (event.event_type.value, event.stage, event.polarity) == ("shelling", "happened", "negative")


def test_a_toll_of_none_is_no_denial_of_the_attack() -> None:
    (event,) = find("No one was killed in the attack on the camp.")

    assert (event.stage, event.polarity) == ("happened", "positive")


def test_a_plan_and_a_deed_in_one_sentence_are_two_events() -> None:
    events = find("The rebels, who plan to attack the port, shelled the airport.")

    assert [(event.token.text, event.stage) for event in events] == [("attack", "planned"), ("shelled", "happened")]
