"""The gates of the trigger lexicon: what must stand around a word before it tells an event.

A gate is a list of alternatives divided by ``|``, each a list of conditions joined by ``+``; ``!`` turns one round:
``-`` always; ``never``; ``armed`` the sentence, or the report, is about force; ``violent`` a word of violence stands beside it;
``near:CLASS`` a word of the class stands in the sentence; ``obj:CLASS``, ``subj:CLASS`` the one who undergoes or does it is of the class;
``prep:WORD`` it hangs on that preposition; ``withprep:WORD`` it carries one; ``firedat`` people or places are fired at;
``report:TOPIC`` the report as a whole is about armed force, captives or a court.
Classes are those of ``lexicon/word_classes.tsv``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from onrecord.claims import grammar

# Runs of words in which an event word tells none: two-word idioms, by lower-case form.
IDIOMS = frozenset(
    """heart attack|panic attack|heart attacks|panic attacks|asthma attack|charm offensive|price war|trade war|hunger games|shot down the|shooting star|photo shoot|film shoot|penalty shoot-out
    |penalty shootout|strike a|struck a|strike deal|killer app|cardiac arrest|house arrest warrant|air raid siren|air raid sirens|attack ad|attack ads|attack dog|strike force|strike price|strike zone
    |hostage negotiator|crime scene|war crime|war crimes|battle rap|battleground state|battleground states|fire sale|fire department|fire brigade|fire station|shooting guard|shooting range
    |death penalty|death row|death threat|death threats|death toll|death certificate|riot police|riot gear|riot shield|riot shields|bomb disposal|bomb shelter|bomb shelters|bomb squad|bomb threat|bomb threats
    |photo bomb|bath bomb|test match|test drive|crash test|drug test|blood test|drug tests|press release|news release|release date|record deal|book deal|trade deal|business deal|great deal|good deal|new deal
    |rescue package|free kick|free throw|free trade|free speech|free press|job hunt|man hunt|march madness|attack line|attack lines|counter attack goal|dead end|dead heat|dead sea|dead line|arrested development
    |explosive growth|population explosion|clinical trial|clinical trials|trial run|free trial|time trial|time trials|field trial|home run|bank raid|raid array|strike rate|lightning strike|bird strike
    |rank and|charge sheet|service charge|cover charge|battle cry|pitch battle|battle of|uphill battle|legal battle|court battle|custody battle|bidding war|ratings battle|title fight|prize fight|bar fight|food fight
    |police raid|shooting script|security deal|arms deal|peace talks|trial judge|executive order""".replace("\n", "").split("|")
) - {
    "strike a",
    "struck a",
    "shot down the",
    "battle of",
    "rank and",
    "new deal",
    "charge sheet",
    "security deal",
    "arms deal",
    "peace talks",
    "police raid",
    "executive order",
}
# "strike a deal", "shoot a film": a verb and its object that together are no event of conflict.
VERB_OBJECT_IDIOMS: Mapping[str, frozenset[str]] = {
    "strike": frozenset("deal agreement bargain balance chord pose note accord tone partnership match gold oil".split()),
    "shoot": frozenset(
        "film movie video scene footage photo photograph picture episode commercial basket goal hoop ball glance look documentary series email selfie par birdie".split()
    ),
    "kill": frozenset(
        "bill time deal engine proposal plan idea process plant weed cancer bacteria virus cell legislation measure project joke mood bug germ light lawn trade job".split()
    ),
    "attack": frozenset(
        "plan policy bill proposal idea record decision budget problem argument goal ball question task report credibility character reform cell virus bacteria".split()
    ),
    "raid": frozenset("fridge pantry refrigerator wardrobe closet fund savings pension".split()),
    "bomb": frozenset("exam test audition interview".split()),
    "release": frozenset(
        "statement report album video song film movie figure data document book single footage result photo image record trailer version product update list name detail game".split()
    ),
    "fire": frozenset("coach manager boss employee staff worker director executive ceo imagination question shot engine oven kiln".split()),
    "launch": frozenset(
        "product campaign investigation website app service book inquiry probe career brand project initiative programme program satellite spacecraft".split()
    ),
    "hit": frozenset("target record high low ball homer run headline market shelf song brake wicket six four boundary jackpot bottom peak".split()),
    "capture": frozenset("imagination attention image moment photo title essence mood heart carbon audience market footage".split()),
    "seize": frozenset("opportunity chance moment initiative day lead".split()),
    "execute": frozenset("plan strategy search warrant order programme program trade move play code pass manoeuvre maneuver".split()),
    "storm": frozenset("chart stage lead victory off".split()),
    "beat": frozenset("expectation record odds team deadline traffic rival estimate forecast champion egg heat inflation".split()),
    "arrest": frozenset("decline attention slide fall deterioration".split()),
    "defuse": frozenset("tension row situation crisis".split()),
    "detain": frozenset("ship vessel".split()),
    "free": frozenset("space time money resource".split()),
    "torch": frozenset("rival record defence defense".split()),
    "destroy": frozenset("rival opponent evidence career reputation document".split()),
    "convict": frozenset(),
}
PRONOUNS = frozenset(
    "he she they him her them himself herself themselves i we us me you who whom someone somebody anyone everyone nobody no-one one others another both".split()
)
# "most of the rockets": the rockets count.
PARTITIVES = frozenset(
    "most some many all several dozen hundred thousand one two three half majority number group pair wave barrage salvo series part rest".split()
)
FIRED_AT = frozenset("at on upon into toward towards over".split())


@dataclass(frozen=True, slots=True)
class Context:
    """What a gate may know beyond its sentence: what the report as a whole is about (``armed``, ``captive``, ``court``)."""

    armed: bool
    about: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def word_classes() -> Mapping[str, frozenset[str]]:
    """Class name → its lemmas. ``+name`` in a class takes in another."""
    classes: dict[str, frozenset[str]] = {}
    for line in files("onrecord.lexicon").joinpath("word_classes.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, words = line.split("\t")
        taken = [word for word in words.split() if not word.startswith("+")]
        for other in (word[1:] for word in words.split() if word.startswith("+")):
            taken.extend(classes.get(other, ()))
        classes[name] = frozenset(taken)
    return classes


def in_class(token: Token, name: str) -> bool:
    """Whether a token's word, or what it names, is of a class."""
    words = word_classes()[name]
    lemma = token.lemma_.lower()
    if lemma in words or token.lower_ in words:
        return True
    if lemma in PARTITIVES and any(
        in_class(pobj, name) for prep in token.children if prep.lower_ == "of" for pobj in prep.children if pobj.dep_ == "pobj"
    ):
        return True
    if name in {"people", "captureobj"}:
        return (
            token.ent_type_ in {"PERSON", "NORP"}
            or token.lower_ in PRONOUNS
            or (
                token.pos_ == "NUM"
                and token.dep_ in {"dobj", "nsubjpass", "pobj", "nsubj"}
                and token.ent_type_ not in {"DATE", "TIME", "MONEY", "PERCENT"}
            )
        )
    if name in {"ground", "target"}:
        return token.ent_type_ in {"GPE", "LOC", "FAC"}
    if name == "force":
        return any(child.dep_ in {"compound", "amod", "nmod"} and child.lemma_.lower() in words for child in token.children)
    return False


def _classes_in(doc: Doc, name: str, run: tuple[Token, ...]) -> bool:
    inside = {token.i for token in run}
    words = word_classes()[name]
    return any(token.i not in inside and (token.lemma_.lower() in words or token.lower_ in words) for token in doc)


def is_armed_sentence(doc: Doc, run: tuple[Token, ...] = ()) -> bool:
    """Whether a sentence, the expression at hand left out, has a word of armed force or violence."""
    return any(_classes_in(doc, name, run) for name in ("force", "munition", "violence", "weapon"))


# A report is about force when this many of its sentences are, or this share.
ARMED_SENTENCES = 3
ARMED_SHARE = 0.25
TOPICS: Mapping[str, frozenset[str]] = {
    "captive": frozenset(
        "hostage captive kidnap kidnapping kidnapper abduct abduction abductor captor ransom captivity kidnapped abducted hostages captives".split()
    ),
    "court": frozenset("court judge prosecutor attorney defendant arraignment felony indictment jury sentenced charged trial".split()),
}


def read_context(docs: Sequence[Doc]) -> Context:
    """What a report is about, from the words of its sentences."""
    armed = sum(is_armed_sentence(doc) for doc in docs)
    words = {token.lemma_.lower() or token.lower_ for doc in docs for token in doc} | {token.lower_ for doc in docs for token in doc}
    about = {topic for topic, cues in TOPICS.items() if len(words & cues) >= (2 if topic == "court" else 1)}
    return Context(armed >= ARMED_SENTENCES or armed >= ARMED_SHARE * max(len(docs), 1), frozenset(about))


def _armed(_: str, __: Token, run: tuple[Token, ...], context: Context) -> bool:
    return context.armed or is_armed_sentence(run[0].doc, run)


def _violent(_: str, __: Token, run: tuple[Token, ...], context: Context) -> bool:
    return context.armed or _classes_in(run[0].doc, "violence", run)


def _near(name: str, _: Token, run: tuple[Token, ...], __: Context) -> bool:
    if name in word_classes():
        return _classes_in(run[0].doc, name, run)
    return any(token.lemma_.lower() == name for token in run[0].doc)


def _object(name: str, token: Token, run: tuple[Token, ...], _: Context) -> bool:
    inside = {each.i for each in run}
    return any(in_class(each, name) for each in grammar.patients(token) if each.i not in inside)


def _subject(name: str, token: Token, _: tuple[Token, ...], __: Context) -> bool:
    return any(in_class(each, name) for each in grammar.agents(token))


def _under_preposition(name: str, token: Token, _: tuple[Token, ...], __: Context) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ == name


def _with_preposition(name: str, token: Token, _: tuple[Token, ...], __: Context) -> bool:
    return any(child.dep_ == "prep" and child.lower_ == name for child in token.children)


def _fired_at(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    if not any(in_class(each, "force") or in_class(each, "weapon") for each in grammar.agents(token)):
        return False
    return any(child.dep_ == "prep" and child.lower_ in FIRED_AT for child in token.children)


def _report(name: str, _: Token, __: tuple[Token, ...], context: Context) -> bool:
    return context.armed if name == "armed" else name in context.about


CONDITIONS: Mapping[str, Callable[[str, Token, tuple[Token, ...], Context], bool]] = {
    "-": lambda *_: True,
    "never": lambda *_: False,
    "armed": _armed,
    "violent": _violent,
    "near": _near,
    "obj": _object,
    "subj": _subject,
    "prep": _under_preposition,
    "withprep": _with_preposition,
    "firedat": _fired_at,
    "report": _report,
}


def _holds(condition: str, token: Token, run: tuple[Token, ...], context: Context) -> bool:
    turned = condition.startswith("!")
    name, _, argument = condition.removeprefix("!").partition(":")
    return CONDITIONS[name](argument, token, run, context) is not turned


def is_idiom(run: tuple[Token, ...]) -> bool:
    """Whether the word at hand is part of an idiom that tells no event."""
    doc, first, last = run[0].doc, run[0], run[-1]
    pairs = [doc[first.i - 1 : last.i + 1].text.lower()] if first.i else []
    if last.i + 1 < len(doc):
        pairs.append(doc[first.i : last.i + 2].text.lower())
    if any(pair in IDIOMS for pair in pairs):
        return True
    objects = VERB_OBJECT_IDIOMS.get(first.lemma_.lower(), frozenset())
    return bool(objects) and first.pos_ == "VERB" and any(child.lemma_.lower() in objects for child in grammar.patients(first))


def _is_peaceful(doc: Doc, context: Context) -> bool:
    """Whether the sentence is of sport, screen or trade, and nothing in the report is of force."""
    if context.armed:
        return False
    words = [token.lemma_.lower() for token in doc]
    lists = word_classes()
    peaceful = max(sum(word in lists[name] for word in words) for name in ("sport", "screen", "trade"))
    return peaceful >= 2 and sum(word in lists["force"] or word in lists["munition"] for word in words) < peaceful


def lets_through(gate: str, token: Token, run: tuple[Token, ...], context: Context) -> bool:
    """Whether an event word may speak where it stands."""
    if _is_peaceful(token.doc, context):
        return False
    return any(all(_holds(condition, token, run, context) for condition in alternative.split("+")) for alternative in gate.split("|"))
