"""An event as one word of a sentence tells it: type, stage, polarity, certainty, who, whom and with what."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from onrecord.claims import grammar, grammar_words, modality
from onrecord.claims.gates import in_class
from onrecord.claims.governed import carrying_verb, is_negated
from onrecord.claims.means import find_weapons, is_munition, means_tokens, means_type
from onrecord.claims.polarity import goes_without, is_denied, polarity_of, subjects_of
from onrecord.claims.roles import find_doers, find_targets
from onrecord.claims.triggers import Trigger
from onrecord.facts.answers import is_provocation
from onrecord.facts.people import is_generic_people, people_noun
from onrecord.nouns import Certainty, EventType, Polarity, Span, Stage
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

E = EventType
VIOLENT = frozenset(
    {
        E.ARMED_CLASH,
        E.AIR_STRIKE,
        E.SHELLING,
        E.BOMBING,
        E.SUICIDE_BOMBING,
        E.CHEMICAL_ATTACK,
        E.SHOOTING,
        E.KILLING,
        E.ASSAULT,
        E.ATTACK,
        E.SABOTAGE,
        E.SEXUAL_VIOLENCE,
    }
)
# Of these, the ones that an open word of attack, killing or wounding may be another word for.
CAUSES = VIOLENT - {E.SABOTAGE, E.SEXUAL_VIOLENCE}
# Types whose words leave the means open: a means beside them makes the type.
OPEN = frozenset({E.ATTACK, E.KILLING, E.ASSAULT})
# Words that tell what an attack did to people, rather than the attack.
RESULTS = frozenset("kill die dead death wound injure hurt maim destroy lose body casualty toll".split())
# Words that speak of an event told elsewhere, and name none: who claims or denies it.
POINTERS = frozenset("claim responsibility deny take lose body casualty toll reject dismiss own".split())
# Who did a deed, as what then befell him is told; and with them whom a state holds for criminals.
ATTACKERS = frozenset("attacker assailant gunman shooter knifeman bomber suspect perpetrator".split())
OUTLAWS = ATTACKERS | frozenset("militant terrorist extremist jihadist jihadi insurgent guerrilla bandit outlaw".split())
TREND_VERBS = frozenset("step increase intensify escalate rise grow multiply surge decline fall decrease continue spread".split())


@dataclass(frozen=True, slots=True, eq=False)
class EventMention:
    """One event as one sentence tells it. ``triggers`` are its words, the one that names the type first."""

    sentence: Sentence
    triggers: tuple[Trigger, ...]
    event_type: EventType
    stage: Stage
    polarity: Polarity
    certainty: Certainty
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    weapons: tuple[Span, ...]
    generic: bool
    passing: bool

    @property
    def token(self) -> Token:
        """The word that names the event."""
        return self.triggers[0].token

    @property
    def offset(self) -> int:
        """Where that word stands in the report."""
        return self.sentence.start + self.token.idx

    @property
    def offsets(self) -> list[int]:
        """Where all of the event's words stand in the report."""
        return [self.sentence.start + trigger.token.idx for trigger in self.triggers]

    @property
    def is_pointer(self) -> bool:
        """Whether the sentence names no event at all, and only points to one told before."""
        return all(is_pointer(trigger) for trigger in self.triggers)

    @property
    def is_untold(self) -> bool:
        """Whether no word of the lexicon tells it, but the learned part: it takes from others what they tell, and lends them nothing."""
        return self.triggers[0].entry.gate == UNTOLD

    @property
    def is_result(self) -> bool:
        """Whether the sentence tells only what the event did to people."""
        told = [trigger for trigger in self.triggers if not (trigger.token.lemma_.lower() == "put" and is_pointer(trigger))]
        return bool(told) and all(map(is_result, told))  # "*put* the number of *dead* at nine" tells of the dead


# What stands for a gate where the learned part finds an event.
UNTOLD = "untold"
DENIALS = grammar_words.DENIALS
# Conditions of a gate that say of their word that it only points to a deed told before.
POINTING = frozenset({"told", "denied"})


def is_pointer(trigger: Trigger) -> bool:
    """Whether a word speaks of an event without naming it: a denial, a claim of responsibility, a count of bodies."""
    lemma = trigger.token.lemma_.lower()
    return only_points(trigger) or (lemma in POINTERS and (lemma != "take" or trigger.entry.below in {"credit", "responsibility"}))


def only_points(trigger: Trigger) -> bool:
    """Whether a word tells nothing where no event was told before it: "called the *allegations absurd*", "*blamed* the rebels"."""
    return bool(POINTING & set(re.split(r"[|+]", trigger.entry.gate)))


def _spares_some(verb: Token) -> bool:
    """Whether people of one sort were not hurt, which says nothing of others: "no *civilians* were killed"."""
    subjects = [each for each in subjects_of(verb) if any(child.lower_ == "no" for child in grammar.children(each, "det"))]
    return any(people_noun(each.lower_) is not None and not is_generic_people(each.lower_) for each in subjects)


def is_denial_word(trigger: Trigger) -> bool:
    """Whether a word denies what it points to."""
    return trigger.token.lemma_.lower() in DENIALS or trigger.entry.gate.startswith("denied")


def _blamed(trigger: Trigger) -> list[Token]:
    """Whom a word that only points to a deed makes its doer: "*blamed* the rebels"; he who blames or denies is the voice."""
    if trigger.token.lemma_.lower() not in {"blame", "suspect"}:
        return []
    blamed = grammar.children(trigger.token, "dobj")
    return [each for noun in blamed for each in (grammar.agents(noun) if noun.lemma_.lower() in DEEDS else [noun])]  # "blamed *Ukrainian* shelling"


DEEDS = frozenset("shelling bombing bombardment strike airstrike attack fire raid missile drone rocket sabotage".split())


def is_result(trigger: Trigger) -> bool:
    """Whether a word tells what an event did, rather than the event."""
    return trigger.token.lemma_.lower() in RESULTS or trigger.entry.words == (OF_TOLL,)


def is_passing(token: Token) -> bool:
    """Whether an event's noun is only mentioned on the way to something else: "an advocate of the *invasion*", "condemned the *attack*"."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return token.dep_ == "amod" or (token.dep_ == "acl" and token.tag_ == "VBN" and token.head.dep_ not in CLAUSE_HEADS)
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in COUNTED:
        return is_passing(token.head.head)  # "214 cases of rape"
    if (verb := grammar.carrier(token)) is None or not any(child.lower_ in {"has", "have"} for child in grammar.children(verb, "aux")):
        token = grammar.whole_of(token)  # "carried out dozens of *strikes*", not "has conducted dozens of *tests*"
    if any(child.dep_ == "relcl" or (child.dep_ == "acl" and child.tag_ in {"VBN", "VBG"}) for child in token.children):
        return False
    if token.dep_ in {"ROOT", "nsubj", "nsubjpass", "attr", "appos", "dep", "advcl", "ccomp", "parataxis"}:
        return False
    if token.dep_ == "dobj":
        return grammar.carrier(token) is None and token.head.lemma_.lower() not in TELLING_VERBS
    if token.dep_ == "pobj":
        above = token.head.head
        if token.head.lower_ in {"after", "following"} and above.pos_ == "VERB" and any(child.lower_ in {"a", "an"} for child in token.children):
            return False  # "power was knocked out after *a strike* on a substation": the news
        return above.pos_ in {"NOUN", "PROPN"} or above.lemma_.lower() not in RESULTS | TELLING_VERBS
    return token.dep_ in {"poss", "compound", "nmod", "pcomp", "prep"}


# Where the noun before a participle heads a clause, the parser took the verb of the clause for the participle: "*Families* evacuated, he said".
CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "parataxis", "dep", "advcl"})
# Nouns that only count deeds.
COUNTED = frozenset("case incident act wave series string round spate number instance report campaign".split())
# Verbs whose object, or what stands after their preposition, is itself told.
TELLING_VERBS = frozenset(
    """watch oversee supervise observe guide inspect stop halt end cease see cause follow spark trigger blame target involve include kill
    wound injure come demand threaten vow plan show confirm deny say agree order rule claim help secure arrest describe record film
    report document trade exchange treat uphold overturn quash commute impose survive foil
    thwart escape disperse break""".split()
)


def _is_every(span: Token) -> bool:
    return any(child.lower_ in {"every", "each"} for child in span.children)


def _is_generic(trigger: Trigger) -> bool:
    """Whether the words tell a trend: "attacks have increased", "stepped up its airstrikes"."""
    token = trigger.token
    if (
        token.pos_ in {"NOUN", "PROPN"}
        and token.dep_ in {"nsubj", "dobj", "nsubjpass"}
        and token.head.lemma_.lower() in TREND_VERBS
        and token.tag_ in {"NNS", "NN", "NNPS"}
    ):
        return token.head.lemma_.lower() != "continue" or token.tag_ == "NNS"
    if token.tag_ == "NNS" and token.dep_ == "dobj" and token.head.lemma_.lower() in LIVED_THROUGH:
        return any(child.dep_ == "aux" and child.lower_ in {"has", "have"} for child in token.head.children)  # "has seen *battles*"
    if (
        token.tag_ == "VBG"
        and token.lemma_.lower() in {"die", "kill"}
        and any(child.dep_ == "aux" and child.lemma_ == "be" for child in token.children)
    ):
        return True  # "people are dying"
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ in {"be", "become", "remain"}:
        told = {child.lemma_.lower() for child in grammar.children(token.head, "acomp", "attr", "oprd")}
        if told & {"rife", "common", "widespread", "frequent", "rampant", "routine", "commonplace", "endemic", "rare", "prevalent"}:
            return True
    verb = carrying_verb(token)
    if verb.tag_ in {"VBP", "VBZ"} and any(child.dep_ == "npadvmod" and _is_every(child) for child in verb.children):
        return True  # "*every week* gunmen abduct travellers"
    if goes_without(token):
        return True  # "hardly a day passes without a *bombing*"
    if verb != token and verb.dep_ == "relcl" and verb.tag_ in {"VBP", "VBZ"} and token.tag_ == "NNS":
        return True  # "militants who carry out attacks"
    return any(
        child.lemma_.lower() in {"often", "regularly", "routinely", "frequently", "usually", "repeatedly", "always", "increasingly"}
        for child in grammar.children(verb, "advmod")
    )


LIVED_THROUGH = frozenset("see witness suffer experience endure".split())
BURNING = frozenset({"set", "burn", "torch"})
AIRCRAFT = frozenset("drone uav helicopter gunship warplane jet aircraft plane quadcopter".split())
DEBRIS = frozenset("debris wreckage fragment drone missile".split())


def _is_from_the_air(token: Token) -> bool:
    """Whether those who fire fly: "a *drone* fired two missiles", "an army *helicopter* fired rockets"."""
    doers = grammar.agents(token)
    return bool(doers) and all(each.lemma_.lower() in AIRCRAFT for each in doers)


OF_TOLL = "(toll)"
# How people are killed and hurt by gunmen, too, who then do not shoot.
WITHOUT_GUNS = frozenset("hack stab behead decapitate hang strangle choke bludgeon beat lynch knife burn drown".split())


def read_mention(trigger: Trigger, sentence: Sentence) -> EventMention:
    token = trigger.token
    means = means_tokens(token)
    event_type = trigger.event_type
    if event_type in OPEN or token.lemma_.lower() in {"explode", "explosion", "blast", "detonate", "raid", "storm", "come"}:
        made = means_type(means)
        if made is not None and not (event_type is E.ASSAULT and made is E.KILLING):
            event_type = made
    fired = [each for each in grammar.patients(token) if is_munition(each)]
    flown = [each for each in grammar.agents(token) if is_munition(each)]
    if event_type is E.SHELLING and (means_type(fired or flown) is E.AIR_STRIKE or _is_from_the_air(token)):
        event_type = E.AIR_STRIKE  # "launched *drones* at the port", "two *drones* slammed into a depot", "a *helicopter* fired rockets"
    if event_type is E.SABOTAGE and token.lemma_.lower() in BURNING and any(each.lemma_.lower() in DEBRIS for each in grammar.agents(token)):
        event_type = E.AIR_STRIKE  # "*debris* from drones set fire to a warehouse"
    if event_type is E.BOMBING and token.lemma_.lower() in {"bomb", "bombing"} and means_type(means) is E.AIR_STRIKE:
        event_type = E.AIR_STRIKE
    if event_type is E.SHOOTING and token.lemma_.lower() in {"open", "fire"} and means_type(means) is E.SHELLING:
        event_type = E.SHELLING  # "a *mortar* team opened fire"
    bare = event_type in {E.KILLING, E.ASSAULT} and token.lemma_.lower() not in WITHOUT_GUNS
    if bare and any(each.lemma_.lower() in {"gunman", "shooter", "sniper"} for each in means):
        event_type = E.SHOOTING
    burned = find_targets(trigger, event_type) if event_type is E.SABOTAGE and token.lemma_.lower() in BURNING else []
    if burned and all(each.pos_ == "NOUN" and in_class(each, "people") and not in_class(each, "target") for each in burned):
        event_type = E.ASSAULT  # "set *the others* alight"
    polarity = "negative" if is_denial_word(trigger) else "positive" if is_pointer(trigger) else polarity_of(token)
    stage = modality.stage_of(token)
    if stage == "planned" and polarity == "negative":
        stage = "hypothetical"  # a refusal, not a plan
    spared = polarity == "negative" and not is_negated(token) and not is_denied(token)
    if is_result(trigger) and spared and not _spares_some(token):
        polarity = "positive"  # "no one was killed" is a toll of none, not a denial
    return EventMention(
        sentence=sentence,
        triggers=(trigger,),
        event_type=event_type,
        stage=stage,
        polarity=polarity,
        certainty=modality.certainty_of(token),
        actors=tuple(_blamed(trigger) if only_points(trigger) else find_doers(token, event_type)),
        recipients=tuple(() if is_pointer(trigger) and token.lemma_.lower() != "lose" else find_targets(trigger, event_type)),
        weapons=find_weapons([*means, *fired], sentence),
        generic=_is_generic(trigger),
        passing=is_passing(token) and not is_pointer(trigger),
    )


# "*Hours* after rockets were fired": a time between two deeds.
SPANS = frozenset("minute hour day week month year".split())


def _clause_of(token: Token) -> Token:
    """The verb of the clause that tells a deed: of "left one man *dead*", or of the "gun *attack*" that did, the leaving."""
    beside = token.dep_ in {"oprd", "nsubj"} and token.pos_ != "VERB" and token.head.pos_ == "VERB"
    verb = token.head if beside else carrying_verb(token)
    return verb.head if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else verb


def is_answered(mention: EventMention) -> bool:
    """Whether a deed is told as what another answers or comes some time after: "fired rockets in response to the *assassination*"."""
    token = mention.token
    if is_provocation(token):
        return True
    if token.dep_ == "pobj":
        before = token.head.nbor(-1) if token.head.i else token.head
        return token.head.lower_ == "after" and before.lemma_.lower() in SPANS  # "hours after a deadly *attack*"
    clause = _clause_of(token)
    if clause.dep_ == "advcl" and any(child.lower_ == "when" for child in clause.children):
        clause = clause.head  # "a week after six were hurt *when gunmen fired*"
    spans = [child for child in clause.children if child.dep_ in {"npadvmod", "advmod"} and child.lemma_.lower() in SPANS and clause.dep_ == "advcl"]
    if any(prep.lower_ == "after" for child in spans for prep in child.children):
        return True  # "days after a gun attack *left* one man *dead*"
    after = [mark for mark in grammar.children(clause, "mark", "advmod") if mark.lower_ in {"after", "before"}] if clause.dep_ == "advcl" else []
    return any(mark.i and mark.nbor(-1).lemma_.lower() in SPANS for mark in after)


def befell_only(mention: EventMention, nouns: Container[str]) -> bool:
    """Whether those to whom it was done, or who fled, are only such as some nouns name."""
    return bool(mention.recipients) and all(each.lemma_.lower() in nouns for each in mention.recipients)
