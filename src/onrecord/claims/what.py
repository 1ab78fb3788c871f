"""The events that a sentence tells.

Several words may tell one event: ``what_joined`` says which, within the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from onrecord.claims import gates, grammar, modality
from onrecord.claims.context import Context, word_classes
from onrecord.claims.governed import carrying_verb, governing
from onrecord.claims.grammar_words import HARMING
from onrecord.claims.mentions import ATTACKERS, CAUSES, DENIALS, OF_TOLL, VIOLENT, E, EventMention, befell_only, read_mention
from onrecord.claims.triggers import Entry, Trigger, find_triggers
from onrecord.claims.undergone import names_victim
from onrecord.claims.untrue import is_unknown, is_unmeant
from onrecord.claims.what_joined import is_same, join, turns_on_another
from onrecord.facts.tolls import TollMention
from onrecord.nouns import EventType
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

# Deeds that are claimed and denied.
SPOKEN_OF = CAUSES | {E.SABOTAGE, E.CYBER_ATTACK, E.SEXUAL_VIOLENCE, E.ABDUCTION, E.RELEASE, E.DEPLOYMENT, E.TERRITORY_CHANGE}
# What nobody claims responsibility for: "claimed responsibility, saying it punished Kenya for *sending* troops".
UNCLAIMED = frozenset({E.DEPLOYMENT, E.RELEASE})
POLICE = frozenset("police policeman officer agent detective investigator security authority".split())
CRIME_GOVERNORS = frozenset(
    """charge accuse convict acquit sentence count suspicion guilty trial conviction indict arraign plead suspect want wanted hearing
        case prosecute""".split()
)


# Who does this to "18 *cases* of rape" charges nobody.
COUNTING = frozenset("document record report register verify count receive log monitor".split())


def _is_crime_charged(trigger: Trigger) -> bool:
    """Whether a noun only names what someone is charged with: "charged with *murder*"."""
    token = trigger.token
    if token.pos_ not in {"NOUN", "PROPN"} or (trigger.event_type in VIOLENT and names_victim(token)):
        return False
    step, hops = token, 0
    while step.head != step and hops < 6:
        if step.dep_ not in {"pobj", "conj", "compound", "prep", "amod", "nmod", "dobj", "appos", "poss"}:
            return False
        step, hops = step.head, hops + 1
        if step.lemma_.lower() == "case" and step.head.lemma_.lower() in COUNTING:
            return False
        if step.lemma_.lower() in CRIME_GOVERNORS and token.dep_ in {"pobj", "conj", "compound", "amod", "nmod"}:
            return True
    return False


def _is_compound_part(trigger: Trigger) -> bool:
    """Whether a noun only narrows the next one: a "*riot* officer", an "*arrest* record"."""
    token = trigger.tokens[-1]
    head = token.head.lemma_.lower()
    return (
        token.pos_ in {"NOUN", "PROPN", "ADJ"}
        and (token.dep_ in {"compound", "nmod"} or (token.dep_ == "amod" and token.lower_ == "displacement"))
        and token.head.i > token.i
        and (head not in _EVENT_HEADS or (head == "talk" and token.lemma_.lower() in {"ceasefire", "truce", "armistice"}))
    )


_EVENT_HEADS = frozenset(
    """attack strike attempt crisis plot campaign operation spree victim survivor talk deal agreement wave order drill raid death wound
        injury case suspect site scene launch test charge trial release""".split()
)


RAIDS = frozenset({"raid", "storm"})


def _drop_raids(mentions: list[EventMention]) -> list[EventMention]:
    """A raid that harms nobody and is told for what was done in it, or for those arrested by who raided, is that deed."""
    return [mention for mention in mentions if not (mention.token.lemma_.lower() in RAIDS and _is_told_for(mention, mentions))]


def _is_told_for(raid: EventMention, mentions: Sequence[EventMention]) -> bool:
    if len(raid.triggers) > 1:
        return False
    arrests = [mention for mention in mentions if mention.event_type is E.ARREST and mention is not raid]
    raiders, arresters = set(raid.actors), {actor for arrest in arrests for actor in arrest.actors}
    by_police = any(actor.lemma_.lower() in POLICE for actor in raiders)  # and not gunmen, whom police arrested for it
    if arrests and (not raiders or by_police or not raiders.isdisjoint(arresters)):
        return True
    done = [mention.token for mention in mentions if mention.token.lemma_.lower() not in RAIDS and mention.event_type in VIOLENT | {E.ARREST}]
    return _frames(raid.token, done)


def _frames(token: Token, done: Sequence[Token]) -> bool:
    """Whether a noun only says in what a deed was done: "shot dead two suspects in a *raid*"."""
    return token.dep_ == "pobj" and token.head.lower_ in {"in", "during"} and not {token.head.head, token.head.head.head}.isdisjoint(done)


# What people suffered, and the event that it tells where the sentence names none.
TOLL_EVENTS: Mapping[str, EventType] = {
    "killed": E.KILLING,
    "injured": E.ASSAULT,
    "detained": E.ARREST,
    "abducted": E.ABDUCTION,
    "displaced": E.DISPLACEMENT,
}
# Events that a toll of this kind belongs to, so that it needs none of its own.
TOLL_HOSTS: Mapping[str, frozenset[EventType]] = {
    "killed": VIOLENT | {E.CRACKDOWN, E.RIOT, E.ABDUCTION, E.INTERCEPTION},
    "injured": VIOLENT | {E.CRACKDOWN, E.RIOT, E.ABDUCTION, E.INTERCEPTION, E.PROTEST},
    "detained": frozenset({E.ARREST, E.PROSECUTION, E.ABDUCTION, E.CRACKDOWN, E.RELEASE}),
    "abducted": frozenset({E.ABDUCTION, E.RELEASE, E.ARREST}),
    "displaced": VIOLENT | {E.DISPLACEMENT},
}


def _told_by_tolls(sentence: Sentence, context: Context, tolls: Sequence[TollMention], mentions: Sequence[EventMention]) -> list[EventMention]:
    """Events that a sentence tells only by what they cost: "eight bodies were counted"."""
    if not context.armed or gates.is_of_accident(sentence.doc):
        return []
    found: list[EventMention] = []
    for toll in tolls:
        hosts = TOLL_HOSTS.get(toll.kind)
        if hosts is None or toll.hypothetical or toll.subgroup or any(mention.event_type in hosts for mention in [*mentions, *found]):
            continue
        token = next((each for each in sentence.doc if sentence.start + each.idx <= toll.trigger < sentence.start + each.idx + len(each)), None)
        if token is None:
            continue
        event_type = TOLL_EVENTS[toll.kind]
        trigger = Trigger(token, (token,), Entry((OF_TOLL,), None, "V", event_type, "-", ""))
        if _is_in_a_work(trigger):
            continue
        mention = read_mention(trigger, sentence)
        if event_type is not E.DISPLACEMENT or not befell_only(mention, ATTACKERS):
            found.append(mention)
    return found


def _says_who_is_held(trigger: Trigger) -> bool:
    """Whether a participle only says who somebody is: "relatives of hostages *held* in the camp", "the girls still *held* captive"."""
    token = trigger.token
    return (
        trigger.event_type is E.ABDUCTION
        and token.lemma_.lower() in {"hold", "keep"}
        and token.dep_ == "acl"
        and token.tag_ == "VBN"
        and token.head.dep_ in {"pobj", "dobj", "conj", "appos"}
        and not any(token.ent_type_ in {"DATE", "TIME"} for token in token.subtree)
    )


def _is_made_safe(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether an explosive is only found or made safe, or was planted to be so: "seized a *bomb*", "defused a device *planted* near a school"."""
    token = trigger.token
    thing = token.head if token.dep_ == "acl" and token.tag_ == "VBN" else token
    if trigger.event_type is not E.BOMBING or thing.pos_ not in {"NOUN", "PROPN"}:
        return False
    return any(other.event_type is E.INTERCEPTION and thing in grammar.patients(other.token) for other in triggers)


def _is_raid_for(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether police raid a house for those of whom the sentence tells that they were arrested."""
    is_raid = trigger.event_type is E.ARREST and trigger.token.lemma_.lower() in RAIDS
    return is_raid and any(other.event_type is E.ARREST for other in triggers if other is not trigger)


def _is_of_warrant(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether a word only tells that a warrant was issued, or what for: "*issued* a warrant for the *arrest* of a general"."""
    warrants = [other.token for other in triggers if other.token.lemma_.lower() == "warrant" and other is not trigger]
    token = trigger.token
    issued = token.lemma_.lower() == "issue" and any(each.head is token for each in warrants)
    return issued or (token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.head in {*warrants, *(each.head for each in warrants)})


# Things made up, in which nothing happened: "the war epic, in which rebels *storm* a castle".
FICTIONS = frozenset("film movie novel thriller videogame sequel opera musical fiction".split())
WORKS = FICTIONS | frozenset("epic drama play game series comic tale painting".split())


def _is_in_a_work(trigger: Trigger) -> bool:
    """Whether a deed is told in a clause about something made up, or is set in it: "*in the novel*, rebels kidnap a minister"."""
    above = [trigger.token, *grammar.governors(trigger.token)]
    settings = (pobj for verb in above for prep in grammar.children(verb, "prep") if prep.lower_ == "in" for pobj in grammar.children(prep, "pobj"))
    told = any(clause.dep_ == "relcl" and clause.head.lemma_.lower() in WORKS for clause in above)
    return told or any(work.lemma_.lower() in FICTIONS for work in settings)


def _is_let_go(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether an adjective only says who was let go: "handed over 14 *captured* policemen"."""
    token = trigger.token
    if trigger.event_type is not E.ABDUCTION or token.dep_ != "amod":
        return False
    return any(other.event_type is E.RELEASE and token.head in grammar.patients(other.token) for other in triggers)


def _is_purpose(mention: EventMention, mentions: Sequence[EventMention]) -> bool:
    """Whether an infinitive only says what another deed of the sentence was for: "fired *to drive back* the crowd"."""
    token = mention.token
    return (
        mention.stage == "hypothetical"
        and token.pos_ == "VERB"
        and token.dep_ == "advcl"
        and any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)
        and any(other.event_type in VIOLENT and token.head in (trigger.token for trigger in other.triggers) for other in mentions)
    )


def _is_repelling(mention: EventMention, mentions: Sequence[EventMention]) -> bool:
    """Whether a verb of defence stands over the attack that it stopped: "*repelled* an attempted attack"."""
    stopped = [other for other in mentions if other is not mention and other.event_type in VIOLENT and other.token.dep_ == "dobj"]
    return mention.token.lemma_.lower() in {"repel", "repulse", "thwart", "foil"} and any(other.token.head == mention.token for other in stopped)


def _is_of_other_matter(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether a denial says what it denies, and that is no event: "rejected the accusation *that his party bought votes*"."""
    if trigger.token.lemma_.lower() not in DENIALS:
        return False
    objects = [child for child in trigger.token.children if child.dep_ == "dobj" and child.i > trigger.token.i]
    clauses = [clause for noun in objects for clause in noun.children if grammar.is_that_clause(clause)]
    inside = {token.i for clause in clauses for token in clause.subtree}
    return bool(inside) and not any(other.token.i in inside for other in triggers)


def _is_natural(doer: Token) -> bool:
    """Whether nature or an illness did it: "*floods* displaced thousands", "*Cyclone* Ana killed nine"."""
    names = [doer, *(child for child in doer.children if child.dep_ == "compound" and child.text[:1].isupper())]
    return any(name.lemma_.lower() in word_classes()["hazard"] for name in names if name is doer or doer.pos_ == "PROPN")


class EventReader(Protocol):
    """The seam for another reader of a sentence's events, such as a learned one."""

    def __call__(self, sentence: Sentence, context: Context, tolls: Sequence[TollMention] = ()) -> list[EventMention]: ...


def find_events(sentence: Sentence, context: Context, tolls: Sequence[TollMention] = ()) -> list[EventMention]:
    """The events of one parsed sentence, in text order of their words. ``tolls`` are the sentence's own."""
    if context.peaceful:
        return []
    triggers = [trigger for trigger in find_triggers(sentence, context) if not _is_crime_charged(trigger) and not _is_compound_part(trigger)]
    held = {trigger.token.i for trigger in triggers if _says_who_is_held(trigger)}
    tolls = [toll for toll in tolls if not (held and toll.kind == "abducted")]
    triggers = [
        trigger
        for trigger in triggers
        if not (
            trigger.token.i in held
            or _is_of_other_matter(trigger, triggers)
            or _is_made_safe(trigger, triggers)
            or _is_raid_for(trigger, triggers)
            or _is_of_warrant(trigger, triggers)
            or _is_let_go(trigger, triggers)
            or _is_in_a_work(trigger)
            or _is_label(trigger, triggers)
            or modality.is_defined(trigger.token)
            or _is_unconfirmed(trigger.token)
        )
    ]
    mentions: list[EventMention] = []
    for mention in (read_mention(trigger, sentence) for trigger in triggers):
        if any(party.lower_ == "you" for party in (*mention.actors, *mention.recipients)) or modality.is_ability(mention.token):
            continue  # what "you" do is a game, a guide or a manner of speaking
        if any(_is_natural(party) for party in mention.actors):
            continue
        for at, other in enumerate(mentions):
            if is_same(mention, other):
                mentions[at] = join(other, mention)
                break
        else:
            mentions.append(mention)
    mentions += _told_by_tolls(sentence, context, tolls, mentions)
    mentions = [
        mention
        for mention in mentions
        if not (
            is_unmeant(mention.token)
            or (mention.is_result and is_unknown(mention.token))
            or _is_purpose(mention, mentions)
            or _is_repelling(mention, mentions)
            or _only_says_who(mention, mentions)
        )
    ]
    mentions = _absorb_pointers(_absorb_agreeing(_absorb_results(mentions)))
    return sorted(_drop_raids(mentions), key=lambda mention: mention.offset)


def _only_says_who(mention: EventMention, mentions: Sequence[EventMention]) -> bool:
    """Whether a participle only says of whom a deed is told, or counts nobody: "killed 20 *displaced* people", "the *jailed* writer"."""
    token = mention.token
    if token.dep_ == "amod" and mention.event_type is E.TERRITORY_CHANGE:
        return True  # "in *occupied* Oleshky"
    if token.dep_ != "amod" or mention.event_type not in {E.DISPLACEMENT, E.ARREST, E.PROSECUTION}:
        return False
    told = any(token.head in (*other.recipients, *other.actors) for other in mentions if other is not mention)
    told = told or (token.head.dep_ in {"dobj", "nsubjpass"} and token.head.head.lemma_.lower() in HARMING)  # "killing 12 *displaced* people"
    return told or not any(child.dep_ == "nummod" for child in token.head.children)


# Words of a label before a colon at most: "Northern Mali hotel attack: …".
LABEL_WORDS = 5


def _is_label(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether a word only heads what the rest of a headline tells: "Mali *attack*: gunmen storm a hotel"."""
    token = trigger.token
    heads = token.i < LABEL_WORDS and token.i + 1 < len(token.doc) and token.nbor().text == ":"
    return heads and any(other.token.i > token.i for other in triggers)


def _is_unconfirmed(token: Token) -> bool:
    """Whether a noun is only what somebody did not confirm: "authorities have not confirmed the *killings*"."""
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_.lower() == "claim" and any(above.lower_ == "short" for above in grammar.governors(verb)):
        return True  # "stopped short of claiming the *attack*"
    is_checked = token.dep_ == "dobj" and token.pos_ == "NOUN" and verb.lemma_.lower() in {"confirm", "verify", "corroborate"}
    return is_checked and any(child.dep_ == "neg" for child in verb.children)


def _absorb_agreeing(mentions: list[EventMention]) -> list[EventMention]:
    """ "Agreed to deploy" tells the deploying, as a plan: the agreeing verb gives way to what it governs."""
    return [
        mention
        for mention in mentions
        if not (
            mention.token.lemma_.lower() == "agree"
            and any(other is not mention and mention.token in governing(carrying_verb(other.token)) for other in mentions)
        )
    ]


def _absorb_pointers(mentions: list[EventMention]) -> list[EventMention]:
    """A denial beside the event it denies is no event of its own."""
    named = [mention for mention in mentions if not mention.is_pointer]
    if len(named) == len(mentions):
        return mentions
    apart = [
        mention
        for mention in mentions
        if mention.is_pointer
        and (not any(_may_be_denied(other, mention) for other in named) or any(turns_on_another(mention, other) for other in named))
    ]
    # What is claimed or denied is what the sentence is about, however it is mentioned.
    return [replace(mention, passing=mention.passing and mention.event_type not in VIOLENT) for mention in named] + apart or mentions


def _may_be_denied(named: EventMention, pointer: EventMention) -> bool:
    """Whether a pointer of the same sentence speaks of an event named in it: of a deed, or of what it governs."""
    if named.event_type is E.CYBER_ATTACK and any(each.lemma_.lower() in {"account", "channel", "page", "handle"} for each in named.recipients):
        return False  # "claimed responsibility, but later said its account had been *hacked*"
    if pointer.polarity == "positive" and named.event_type in UNCLAIMED:
        return False
    step = named.token
    while step.head != step and not (step.dep_ == "conj" and step.pos_ == "VERB"):
        step = step.head
        if step == pointer.token:
            return True
    return named.event_type in SPOKEN_OF


def _absorb_results(mentions: list[EventMention]) -> list[EventMention]:
    """Results left standing join the violent event of their sentence that comes last before them, or the first after."""
    kept = [mention for mention in mentions if not mention.is_result]
    for result in (mention for mention in mentions if mention.is_result):
        hosts = [at for at, mention in enumerate(kept) if mention.event_type in CAUSES and is_same(mention, result)]
        if hosts:
            kept[hosts[0]] = join(kept[hosts[0]], result)
        else:
            kept.append(result)
    return kept
