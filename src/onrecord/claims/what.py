"""The events that a sentence tells: type, stage, polarity, certainty, who, whom and with what.

Several words may tell one event ("a *blast* ... *killed* five"): they are joined here, within the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Token

from onrecord.claims import gates, grammar, modality
from onrecord.claims.context import Context, word_classes
from onrecord.claims.triggers import Entry, Trigger, find_triggers
from onrecord.facts.kinds import kind_guess
from onrecord.facts.tolls import TollMention
from onrecord.nouns import Certainty, EventType, Kind, Polarity, Span, Stage
from onrecord.text.parse import Sentence

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
# How much a type says: of two words for one event the more telling one names it.
WEIGHT: Mapping[EventType, int] = {
    E.ATTACK: 1,
    E.ASSAULT: 2,
    E.KILLING: 3,
    E.ARMED_CLASH: 4,
    E.SABOTAGE: 4,
    E.SHOOTING: 5,
    E.BOMBING: 5,
    E.SHELLING: 5,
    E.AIR_STRIKE: 6,
    E.SUICIDE_BOMBING: 7,
    E.CHEMICAL_ATTACK: 7,
    E.SEXUAL_VIOLENCE: 7,
}
# Words that tell what an attack did to people, rather than the attack.
RESULTS = frozenset("kill die dead death wound injure hurt maim destroy lose body casualty toll".split())
# Words that speak of an event told elsewhere, and name none: who claims or denies it.
POINTERS = frozenset("claim responsibility deny take lose body casualty toll reject dismiss own".split())
POLICE = frozenset("police policeman officer agent detective investigator security authority".split())
CRIME_GOVERNORS = frozenset(
    """charge accuse convict acquit sentence count suspicion guilty trial conviction indict arraign plead suspect want wanted hearing
        case prosecute""".split()
)
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
    def is_pointer(self) -> bool:
        """Whether the sentence names no event at all, and only points to one told before."""
        return all(is_pointer(trigger) for trigger in self.triggers)

    @property
    def is_result(self) -> bool:
        """Whether the sentence tells only what the event did to people."""
        return all(is_result(trigger) for trigger in self.triggers)


def is_body(words: str) -> bool:
    """Whether a name is known as that of an army, a force, an armed group or a government."""
    return kind_guess(words) in {Kind.MILITARY, Kind.POLICE, Kind.ARMED_GROUP, Kind.GOVERNMENT, Kind.INTERNATIONAL_ORG}


def is_pointer(trigger: Trigger) -> bool:
    """Whether a word speaks of an event without naming it: a denial, a claim of responsibility, a count of bodies."""
    lemma = trigger.token.lemma_.lower()
    return lemma in POINTERS and (lemma != "take" or trigger.entry.below == "credit")


def is_result(trigger: Trigger) -> bool:
    """Whether a word tells what an event did, rather than the event."""
    return trigger.token.lemma_.lower() in RESULTS or trigger.entry.words == (OF_TOLL,)


@lru_cache(maxsize=1)
def _means() -> tuple[tuple[tuple[str, ...], EventType], ...]:
    """Means in words, longest first, with the type that each makes of a bare attack."""
    rows = []
    for line in files("onrecord.lexicon").joinpath("means.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            words, code, _ = line.split("\t")
            rows.append((tuple(words.replace("-", " - ").split()), E(code)))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _is_crime_charged(trigger: Trigger) -> bool:
    """Whether a noun only names what someone is charged with: "charged with *murder*"."""
    token = trigger.token
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    step, hops = token, 0
    while step.head != step and hops < 6:
        if step.dep_ not in {"pobj", "conj", "compound", "prep", "amod", "nmod", "dobj", "appos", "poss"}:
            return False
        step, hops = step.head, hops + 1
        if step.lemma_.lower() in CRIME_GOVERNORS and token.dep_ in {"pobj", "conj", "compound", "amod", "nmod"}:
            return True
    return False


def _is_compound_part(trigger: Trigger) -> bool:
    """Whether a noun only narrows the next one: a "*riot* officer", an "*arrest* record"."""
    token = trigger.tokens[-1]
    return (
        token.pos_ in {"NOUN", "PROPN", "ADJ"}
        and token.dep_ in {"compound", "nmod"}
        and token.head.i > token.i
        and token.head.lemma_.lower() not in _EVENT_HEADS
    )


_EVENT_HEADS = frozenset(
    """attack strike attempt crisis plot campaign operation spree victim survivor talk deal agreement wave order drill raid death wound
        injury case suspect site scene launch test charge trial release""".split()
)


def _means_tokens(token: Token) -> list[Token]:
    """The words that may name an event's means: its own modifiers, its doer, and what hangs on it by with, by, from, using."""
    found = [child for child in token.children if child.dep_ in {"compound", "amod", "nmod"}]
    for doer in grammar.agents(token):
        found.append(doer)
        found += [child for child in doer.subtree if child.dep_ in {"compound", "amod", "nmod", "pobj", "conj"}]
    verb = grammar.carrier(token) or token
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"with", "by", "from", "using", "in", "of"}:
            found += [below for below in child.subtree if below.pos_ in {"NOUN", "PROPN"}]
        elif child.dep_ in {"dobj", "nsubj", "nsubjpass"} and verb == token:
            found.append(child)
            found += [below for below in child.children if below.dep_ in {"compound", "amod", "conj"}]
        elif child.dep_ in {"advcl", "acl"} and child.lemma_.lower() in {"use", "wield", "fire"}:
            found += [below for below in child.subtree if below.pos_ in {"NOUN", "PROPN"}]
    return found


def _means_type(tokens: Sequence[Token]) -> EventType | None:
    """The type that the named means make of an open attack, the first that fits in the order of the means lexicon by length, then by text."""
    if not tokens:
        return None
    doc = tokens[0].doc
    inside = {token.i for token in tokens}
    best: tuple[int, int, EventType] | None = None
    for words, event_type in _means():
        size = len(words)
        for token in tokens:
            first = token.i - size + 1
            if first < 0:
                continue
            run = doc[first : token.i + 1]
            if all(word in (each.lemma_.lower(), each.lower_) for word, each in zip(words, run, strict=True)) and (size == 1 or inside):
                rank = (-size, token.i, event_type)
                if best is None or rank[:2] < best[:2]:
                    best = rank
    return best[2] if best else None


def noun_phrase(token: Token) -> Span:
    """Token bounds [first, last+1) of a name as the record writes it: the noun with what stands before it, determiners left off."""
    first = token.i
    for child in token.lefts:
        if child.dep_ in {"compound", "amod", "nmod", "nummod", "poss", "quantmod", "advmod"} and child.lower_ not in {
            "the",
            "a",
            "an",
            "its",
            "his",
            "her",
            "their",
            "this",
            "that",
        }:
            left = min(each.i for each in child.subtree)
            first = min(first, left if child.dep_ != "amod" or all(each.dep_ != "relcl" for each in child.subtree) else child.i)
    while (
        token.doc[first].lower_
        in {"the", "a", "an", "its", "his", "her", "their", "at", "least", "about", "'s", "’s", "-", "“", '"', "more", "than", "some", "all"}
        and first < token.i
    ):
        first += 1
    return Span(first, token.i + 1)


def _weapons(tokens: Sequence[Token], sentence: Sentence) -> tuple[Span, ...]:
    """Where the weapons of the clause are named, as written, determiners and numbers left off."""
    classes = word_classes()
    spans: list[Span] = []
    for token in tokens:
        lemma = token.lemma_.lower()
        if (
            token.pos_ not in {"NOUN", "PROPN"}
            or lemma not in (classes["munition"] | classes["weapon"])
            or lemma in {"airstrike", "explosion", "arm", "armed"}
        ):
            continue
        if token.dep_ == "compound" and token.head.lemma_.lower() in classes["munition"] | classes["weapon"] | {"cocktail"}:
            token = token.head
        first = token.i
        for child in token.lefts:
            if child.dep_ in {"compound", "amod", "nmod"} and child.ent_type_ not in {"DATE", "TIME", "CARDINAL"}:
                first = min(first, child.left_edge.i)
        last = token.i + 1 if token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in {"cocktail", "cocktails"} else token.i
        span = sentence.span(token.doc[first : last + 1])
        if span not in spans and not any(other.start <= span.start and span.end <= other.end for other in spans):
            spans.append(span)
    return tuple(spans)


def _is_munition(token: Token) -> bool:
    classes = word_classes()
    return token.lemma_.lower() in classes["munition"] | classes["explosive"] or token.lower_ in classes["munition"]


def _doers(token: Token) -> list[Token]:
    """Who did it: never an event's own word ("the *blast* killed"); of weapons and of the deed itself, whose they are ("*Russian* missiles")."""
    found: list[Token] = []
    classes = word_classes()
    for each in grammar.agents(token):
        if each.ent_type_ in {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"}:
            continue
        lemma = each.lemma_.lower()
        if _is_munition(each) or (lemma in classes["violence"] and lemma not in classes["force"]):
            found += _owners(each)
        elif each.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}:
            found.append(each)
    return found or (_owners(token) if token.pos_ in {"NOUN", "PROPN"} else [])


def _owners(noun: Token) -> list[Token]:
    """The nation or body that an adjective or a compound makes the owner of a weapon or a deed."""
    return [
        child
        for child in noun.children
        if child.dep_ in {"amod", "compound", "nmod", "poss"}
        and (child.ent_type_ == "NORP" or (child.ent_type_ in {"ORG", "GPE"} and is_body(child.text)))
    ]


# Objects that belong to the verb: "opened *fire*", "took *control*".
PART_OF_VERB = frozenset("fire responsibility charge control bullet stone trial credit arm asset shot".split())
# Types whose words may be done to weapons themselves.
TO_WEAPONS = frozenset({E.INTERCEPTION, E.SABOTAGE, E.TERRITORY_CHANGE})


def _targets(trigger: Trigger, event_type: EventType) -> list[Token]:
    """Whom or what the event was done to. What is fired is a weapon: its target stands after "at", "on", "into"."""
    token = trigger.token
    if is_pointer(trigger) and token.lemma_.lower() != "lose":
        return []
    found = [each for each in grammar.patients(token) if each.ent_type_ not in {"DATE", "TIME"} and each.lemma_.lower() not in PART_OF_VERB]
    classes = word_classes()
    found = [
        each for each in found if each.lemma_.lower() not in classes["violence"] or each.lemma_.lower() in classes["people"] | classes["munition"]
    ]
    found = [each for each in found if each.dep_ != "compound" or gates.in_class(each, "people") or gates.in_class(each, "target")]
    if event_type in TO_WEAPONS or not any(_is_munition(each) for each in found):
        return found
    kept = [each for each in found if not _is_munition(each)]
    if not kept and token.pos_ == "VERB":
        kept = [
            pobj
            for prep in grammar.children(token, "prep")
            if prep.lower_ in {"at", "on", "into", "against", "upon"}
            for pobj in grammar.children(prep, "pobj")
        ]
        for thing in grammar.children(token, "dobj"):  # the parser may hang "at a clinic" on the missile
            kept += [
                pobj
                for prep in grammar.children(thing, "prep")
                if prep.lower_ in {"at", "on", "into", "against"}
                for pobj in grammar.children(prep, "pobj")
            ]
    return kept


def is_passing(token: Token) -> bool:
    """Whether an event's noun is only mentioned on the way to something else: "an advocate of the *invasion*", "condemned the *attack*"."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return token.dep_ == "amod" or (token.dep_ == "acl" and token.tag_ == "VBN")
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in COUNTED:
        return is_passing(token.head.head)  # "214 cases of rape"
    if any(child.dep_ == "relcl" or (child.dep_ == "acl" and child.tag_ in {"VBN", "VBG"}) for child in token.children):
        return False
    if token.dep_ in {"ROOT", "nsubj", "nsubjpass", "attr", "appos", "dep", "advcl", "ccomp", "parataxis"}:
        return False
    if token.dep_ == "dobj":
        return grammar.carrier(token) is None and token.head.lemma_.lower() not in TELLING_VERBS
    if token.dep_ == "pobj":
        above = token.head.head
        return above.pos_ in {"NOUN", "PROPN"} or above.lemma_.lower() not in RESULTS | TELLING_VERBS
    return token.dep_ in {"poss", "compound", "nmod", "pcomp", "prep"}


# Nouns that only count deeds.
COUNTED = frozenset("case incident act wave series string round spate number instance report campaign".split())
# Verbs whose object, or what stands after their preposition, is itself told.
TELLING_VERBS = frozenset(
    """watch oversee supervise observe guide inspect stop halt end cease see cause follow spark trigger blame target involve include kill
    wound injure come demand threaten vow plan show confirm deny say agree order rule claim help secure arrest describe record film
    report document""".split()
)


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
    if (
        token.tag_ == "VBG"
        and token.lemma_.lower() in {"die", "kill"}
        and any(child.dep_ == "aux" and child.lemma_ == "be" for child in token.children)
    ):
        return True  # "people are dying"
    verb = modality._verb(token)
    return any(
        child.lemma_.lower() in {"often", "regularly", "routinely", "frequently", "usually", "repeatedly", "always", "increasingly"}
        for child in grammar.children(verb, "advmod")
    )


def _read(trigger: Trigger, sentence: Sentence) -> EventMention:
    token = trigger.token
    means = _means_tokens(token)
    event_type = trigger.event_type
    if event_type in OPEN or token.lemma_.lower() in {"explode", "explosion", "blast", "detonate", "raid", "storm"}:
        made = _means_type(means)
        if made is not None and not (event_type is E.ASSAULT and made is E.KILLING):
            event_type = made
    if event_type in {E.KILLING, E.ASSAULT} and any(each.lemma_.lower() in {"gunman", "shooter", "sniper"} for each in means):
        event_type = E.SHOOTING
    polarity = (
        "negative" if token.lemma_.lower() in {"deny", "reject", "dismiss"} else "positive" if is_pointer(trigger) else modality.polarity_of(token)
    )
    stage = modality.stage_of(token)
    if stage == "planned" and polarity == "negative":
        stage = "hypothetical"  # a refusal, not a plan
    if is_result(trigger) and polarity == "negative" and not modality._is_negated(token):
        polarity = "positive"  # "no one was killed" is a toll of none, not a denial
    return EventMention(
        sentence=sentence,
        triggers=(trigger,),
        event_type=event_type,
        stage=stage,
        polarity=polarity,
        certainty=modality.certainty_of(token),
        actors=tuple(_doers(token)),
        recipients=tuple(_targets(trigger, event_type)),
        weapons=_weapons([*means, *(each for each in grammar.patients(token) if _is_munition(each))], sentence),
        generic=_is_generic(trigger),
        passing=is_passing(token) and not is_pointer(trigger),
    )


def _is_same(one: EventMention, other: EventMention) -> bool:
    """Whether two words of a sentence tell one event."""
    if one.is_pointer != other.is_pointer and {one.event_type, other.event_type} <= CAUSES:
        return True
    if one.is_result != other.is_result and {one.event_type, other.event_type} <= CAUSES:
        # What an attack did takes its stage from the attack's word: "a planned strike that killed" is two.
        return one.stage == other.stage or "happened" not in (one.stage, other.stage)
    if (one.stage, one.polarity) != (other.stage, other.polarity):
        return False
    if {one.event_type, other.event_type} <= CAUSES:
        if _by_others(one, other):
            return False
        if one.event_type is other.event_type:
            return True
        return one.event_type in OPEN or other.event_type in OPEN
    return one.event_type is other.event_type


def _by_others(one: EventMention, other: EventMention) -> bool:
    """Whether two deeds have doers named, and not one in common: "a barrage … in response to an *Israeli* strike"."""
    mine, theirs = ({token.lemma_.lower() for token in mention.actors if token.pos_ != "PRON"} for mention in (one, other))
    return bool(mine and theirs) and not mine & theirs and not (one.is_result or other.is_result or one.is_pointer or other.is_pointer)


def _rank(mention: EventMention) -> tuple[bool, bool, int]:
    """Which of two words names their event: rather the deed than what it did, rather that than what is said of it, rather the more telling."""
    return not mention.is_pointer, not mention.is_result, WEIGHT.get(mention.event_type, 0)


def _join(one: EventMention, other: EventMention) -> EventMention:
    first, second = sorted((one, other), key=_rank, reverse=True)
    polarity: Polarity = "negative" if second.is_pointer and second.polarity == "negative" else first.polarity
    actors = first.actors or tuple(token for token in second.actors if not _is_event_word(token, first))
    recipients = first.recipients or second.recipients
    if second.is_result and not first.is_result and second.recipients and not first.recipients:
        recipients = second.recipients
    event_type = max((one.event_type, other.event_type), key=lambda each: WEIGHT.get(each, 0))
    if first.event_type is E.ARMED_CLASH and second.is_result:
        event_type = first.event_type
    return replace(
        first,
        triggers=first.triggers + second.triggers,
        event_type=event_type,
        polarity=polarity,
        certainty="hedged" if "hedged" in (one.certainty, other.certainty) else "stated",
        actors=actors,
        recipients=recipients,
        passing=one.passing and other.passing,
        weapons=first.weapons + tuple(span for span in second.weapons if span not in first.weapons),
        generic=one.generic and other.generic,
    )


def _is_event_word(token: Token, mention: EventMention) -> bool:
    """Whether a doer is no person but an event's own word: "the *blast* killed five"."""
    classes = word_classes()
    lemma = token.lemma_.lower()
    return any(token.i == each.i for trigger in mention.triggers for each in trigger.tokens) or lemma in classes["violence"] - classes["force"]


def _drop_police_raids(mentions: list[EventMention]) -> list[EventMention]:
    """A raid by police that ends in arrests is the arrest."""
    if not any(mention.event_type is E.ARREST for mention in mentions):
        return mentions
    return [
        mention
        for mention in mentions
        if not (mention.token.lemma_.lower() in {"raid", "storm"} and any(actor.lemma_.lower() in POLICE for actor in mention.actors))
    ]


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
OF_TOLL = "(toll)"


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
        found.append(_read(trigger, sentence))
    return found


def find_events(sentence: Sentence, context: Context, tolls: Sequence[TollMention] = ()) -> list[EventMention]:
    """The events of one parsed sentence, in text order of their words. ``tolls`` are the sentence's own."""
    if context.peaceful:
        return []
    triggers = [trigger for trigger in find_triggers(sentence, context) if not _is_crime_charged(trigger) and not _is_compound_part(trigger)]
    mentions: list[EventMention] = []
    for mention in (_read(trigger, sentence) for trigger in triggers):
        if any(party.lower_ == "you" for party in (*mention.actors, *mention.recipients)) or modality.is_ability(mention.token):
            continue  # what "you" do is a game, a guide or a manner of speaking
        for at, other in enumerate(mentions):
            if _is_same(mention, other):
                mentions[at] = _join(other, mention)
                break
        else:
            mentions.append(mention)
    mentions += _told_by_tolls(sentence, context, tolls, mentions)
    mentions = _absorb_pointers(_absorb_agreeing(_absorb_results(mentions)))
    return sorted(_drop_police_raids(mentions), key=lambda mention: mention.offset)


def _absorb_agreeing(mentions: list[EventMention]) -> list[EventMention]:
    """ "Agreed to deploy" tells the deploying, as a plan: the agreeing verb gives way to what it governs."""
    return [
        mention
        for mention in mentions
        if not (
            mention.token.lemma_.lower() == "agree"
            and any(other is not mention and mention.token in list(grammar.governors(other.token)) for other in mentions)
        )
    ]


def _absorb_pointers(mentions: list[EventMention]) -> list[EventMention]:
    """A denial beside the event it denies is no event of its own."""
    named = [mention for mention in mentions if not mention.is_pointer]
    if len(named) == len(mentions):
        return mentions
    # What is claimed or denied is what the sentence is about, however it is mentioned.
    return [replace(mention, passing=mention.passing and mention.event_type not in VIOLENT) for mention in named] or mentions


def _absorb_results(mentions: list[EventMention]) -> list[EventMention]:
    """Results left standing join the violent event of their sentence that comes last before them, or the first after."""
    kept = [mention for mention in mentions if not mention.is_result]
    for result in (mention for mention in mentions if mention.is_result):
        hosts = [at for at, mention in enumerate(kept) if mention.event_type in CAUSES and _is_same(mention, result)]
        if hosts:
            kept[hosts[0]] = _join(kept[hosts[0]], result)
        else:
            kept.append(result)
    return kept
