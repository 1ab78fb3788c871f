"""The gates of the trigger lexicon: what must stand around a word before it tells an event.

A gate is a list of alternatives divided by ``|``, each a list of conditions joined by ``+``; ``!`` turns one round:
``-`` always; ``never``; ``armed`` the sentence, or the report, is about force; ``violent`` a word of violence stands beside it;
``near:CLASS`` a word of the class stands in the sentence; ``obj:CLASS``, ``subj:CLASS`` the one who undergoes or does it is of the class;
``prep:WORD`` it hangs on that preposition; ``withprep:WORD`` it carries one; ``firedat`` people or places are fired at;
``meets`` its subject meets an explosive that others laid; ``harms`` a deed's noun is told to kill or hurt people;
``told`` and ``denied`` the report is of force or of a cyber attack, and the word only points to a deed told before, or denies it;
``identified`` the sentence says who or what the noun is; ``answered`` it says who denies it;
``affirmed`` no "not" stands with the verb; ``omitted`` somebody is blamed for what was not done;
``named`` the one who undergoes it is named; ``backing`` it governs help for others, or denies nothing; ``inbody`` a part of somebody's body is hit;
``many`` a crowd by number does it; ``alone`` it is told of nothing else; ``passive`` it is told of whom it is done to;
``lone`` one person alone does or undergoes it;
``tasked`` somebody is charged with a task; ``occurs`` it is told to have happened; ``heard`` it is only told to be heard or to be there;
``hunted`` who does it is searched for;
``fordeed`` what somebody answers for is a deed; ``mourned`` kin died;
``verbal`` the attack is one of words; ``called`` police or others come to a call;
``report:TOPIC`` the report as a whole is about armed force, captives or a court.
Classes are those of ``lexicon/word_classes.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files

from onrecord.claims import grammar, grammar_words
from onrecord.claims.context import PEACEFUL, Context, word_classes
from onrecord.claims.governed import denies_nothing
from onrecord.claims.undergone import meets_explosive, names_victim
from onrecord.facts.kinds import kind_guess
from onrecord.facts.people import people_noun
from onrecord.text.tokens import Doc, Token

PRONOUNS = frozenset(
    """he she they him her them himself herself themselves i we us me you who whom someone somebody anyone everyone nobody no-one one
        others another both""".split()
)
# "most of the rockets": the rockets count.
PARTITIVES = frozenset(
    """most some many all several dozen hundred thousand one two three half majority number group pair wave barrage salvo volley swarm series part
    rest section stretch portion block suite set package raft slew""".split()
)
# "60 packages of explosives": the explosives count.
PACKED_IN = frozenset("package cache stash haul shipment load quantity consignment crate bag box stockpile round amount piece ton tonne".split())
FIRED_AT = frozenset("at on upon into toward towards over".split())


def _counts_weapons(token: Token) -> bool:
    """Whether a number is of arms: "carried off *hundreds* of rifles"."""
    if token.pos_ != "NUM" and token.lemma_.lower() not in PARTITIVES:
        return False
    of = (pobj for prep in token.children if prep.lower_ == "of" for pobj in prep.children if pobj.dep_ == "pobj")
    return any(in_class(pobj, "weapon") or in_class(pobj, "munition") for pobj in of)


# What makes of a shell, grenade or bullet one that is not meant to kill.
CROWD_CONTROL = frozenset("tear tear-gas teargas smoke stun flash flash-bang flashbang rubber foam pepper sponge".split())


def is_crowd_control(token: Token) -> bool:
    """Whether a munition is not meant to kill: "*tear gas* grenades", "rubber bullets"."""
    parts = [child for child in token.children if child.dep_ in {"compound", "amod", "nmod"}]
    return any(part.lower_ in CROWD_CONTROL for child in parts for part in (child, *child.children))


def in_class(token: Token, name: str) -> bool:
    """Whether a token's word, or what it names, is of a class."""
    words = word_classes()[name]
    lemma = token.lemma_.lower()
    if name in {"munition", "explosive"} and is_crowd_control(token):
        return False
    if name in {"people", "captureobj"} and _counts_weapons(token):
        return False
    if lemma in words or token.lower_ in words:
        return True
    if (
        name in {"weapon", "munition", "air"}
        and lemma not in grammar_words.SPENT
        and any(child.lemma_.lower() in words for child in token.children if child.dep_ in {"compound", "nmod", "amod"})
    ):
        return True
    if (lemma in PARTITIVES | PACKED_IN or token.pos_ == "NUM") and any(
        in_class(pobj, name) for prep in token.children if prep.lower_ == "of" for pobj in prep.children if pobj.dep_ == "pobj"
    ):
        return True
    if name in {"people", "captureobj"}:
        return (
            people_noun(token.lower_) is not None
            or token.ent_type_ in {"PERSON", "NORP"}
            or (token.lower_ == "old" and any(child.dep_ == "npadvmod" for child in token.children))  # "an 11-year-old"
            or token.tag_ == "NNPS"
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
    return any((lemma in words or lower in words) and at not in inside for at, lemma, lower in doc.forms)


def is_of_accident(doc: Doc) -> bool:
    """Whether a sentence tells of an accident, a disaster or an illness."""
    return _classes_in(doc, "accident", ())


def _armed(_: str, __: Token, run: tuple[Token, ...], context: Context) -> bool:
    return context.armed or _classes_in(run[0].doc, "hard", run)


def _violent(_: str, __: Token, run: tuple[Token, ...], context: Context) -> bool:
    return (context.armed and not _classes_in(run[0].doc, "accident", ())) or _classes_in(run[0].doc, "hard", run)


def _near(name: str, _: Token, run: tuple[Token, ...], __: Context) -> bool:
    if name in word_classes():
        return _classes_in(run[0].doc, name, run)
    return any(lemma == name for _, lemma, _ in run[0].doc.forms)


HARMING = frozenset({"kill", "wound", "injure", "maim"})


def _harms(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """ "Russian *attacks* killed six civilians"."""
    verb = token.head
    while verb.dep_ == "nsubj" and verb.pos_ == "NOUN":  # "one of Russia's *attacks*"
        verb = verb.head
    return token.dep_ == "nsubj" and verb.lemma_.lower() in HARMING and any(in_class(each, "people") for each in grammar.patients(verb))


def _object(name: str, token: Token, run: tuple[Token, ...], _: Context) -> bool:
    inside = {each.i for each in run}
    return any(in_class(each, name) for each in grammar.patients(token) if each.i not in inside)


def _subject(name: str, token: Token, _: tuple[Token, ...], __: Context) -> bool:
    return any(in_class(each, name) for each in grammar.agents(token))


def _under_preposition(name: str, token: Token, _: tuple[Token, ...], __: Context) -> bool:
    return token.dep_ in {"pobj", "pcomp"} and token.head.lower_ == name


def _with_preposition(name: str, token: Token, _: tuple[Token, ...], __: Context) -> bool:
    return any(child.dep_ == "prep" and child.lower_ == name for child in token.children)


def _fired_at(_: str, token: Token, __: tuple[Token, ...], context: Context) -> bool:
    targets = [child for child in token.children if child.dep_ == "prep" and child.lower_ in FIRED_AT]
    if not any(in_class(each, "force") or in_class(each, "weapon") for each in grammar.agents(token)):
        return (context.armed or "court" in context.about) and any(_is_somebody(each) for prep in targets for each in grammar.children(prep, "pobj"))
    return bool(targets)


def _is_somebody(token: Token) -> bool:
    """Whether a word is a person's name or pronoun: "fired *at him*"."""
    return token.lower_ in {"him", "her", "them", "me", "us"} or token.ent_type_ == "PERSON"


def _report(name: str, _: Token, __: tuple[Token, ...], context: Context) -> bool:
    return context.armed if name == "armed" else name in context.about


def _omitted(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether somebody is blamed for what was not done: "blamed the army *for not stopping* the raid"."""
    behind = (pcomp for prep in grammar.children(token, "prep") if prep.lower_ == "for" for pcomp in grammar.children(prep, "pcomp", "pobj"))
    return any(each.lemma_.lower() in {"fail", "failure", "lack"} or any(grammar.children(each, "neg")) for each in behind)


def _meets(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    return meets_explosive(token)


def _told(_: str, __: Token, ___: tuple[Token, ...], context: Context) -> bool:
    return context.armed or "cyber" in context.about


BODY = frozenset("head leg chest neck stomach abdomen arm shoulder thigh torso groin spine face knee ankle foot hand hip jaw temple buttock".split())


def _in_body(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether somebody is hit in a part of his body: "was *shot* in the back of the head"."""
    struck = [below for prep in grammar.children(token, "prep") if prep.lower_ in {"in", "through"} for below in grammar.children(prep, "pobj")]
    owners = [below for each in struck for prep in grammar.children(each, "prep") for below in grammar.children(prep, "pobj")]
    return any(each.lemma_.lower() in BODY for each in (*struck, *owners))


# So many people who do a thing together are a crowd.
CROWD = 50


def _many(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether a crowd by number does it: "some 2,000 immigrants *demonstrated*", "another 1,500 demonstrated"."""
    numbers = [each for subject in grammar.children(token, "nsubj") for each in (subject, *grammar.children(subject, "nummod"))]
    return any(each.text.replace(",", "").isdecimal() and int(each.text.replace(",", "")) >= CROWD for each in numbers)


def _alone(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether a verb is told of nobody and nothing else: "*demonstrated* in Madrid", not "demonstrated that", "demonstrated the device"."""
    return not any(True for _ in grammar.children(token, "dobj", "ccomp", "nsubjpass", "auxpass", "agent", "xcomp"))


KIN = frozenset("mother father parent wife husband grandmother grandfather widow uncle aunt".split())


def _mourned(_: str, token: Token, run: tuple[Token, ...], __: Context) -> bool:
    """Whether a death is of somebody's kin, with no word of force beside it: "returned to mourn the *death* of his mother"."""
    whose = [below for prep in token.children if prep.lower_ == "of" for below in prep.children if below.dep_ == "pobj"]
    owned = [child for child in token.children if child.dep_ == "poss"]
    kin = any(each.lemma_.lower() in KIN for each in (*whose, *owned))
    return kin and not _classes_in(token.doc, "hard", run) and not _classes_in(token.doc, "violence", run)


def _for_deed(_: str, __: Token, run: tuple[Token, ...], ___: Context) -> bool:
    """Whether what somebody answers for is a deed, or not said: "took responsibility *for the raid*", and not "for the delays"."""
    behind = [below for each in run for prep in each.children if prep.lower_ == "for" for below in prep.children if below.dep_ in {"pobj", "pcomp"}]
    told = [each for head in behind for each in (head, *grammar.children(head, "dobj"))]
    return not behind or any(each.pos_ == "PRON" or any(in_class(each, name) for name in ("harm", "violence", "hard", "crime")) for each in told)


def _identified(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether the sentence says who or what a noun is: "the *captives* are four nurses", "the *captives* include a judge"."""
    if token.dep_ != "nsubj":
        return False
    return token.head.lemma_.lower() in {"include", "comprise"} or any(
        child.dep_ == "attr" and in_class(child, "people") for child in token.head.children
    )


# What a state or a group is accused of that is no deed by itself.
BACKING = frozenset("back support arm fund finance shelter harbour harbor host train supply aid sponsor equip possess develop".split())


def _backing(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether what a verb governs is help for others, or how things stood: "denies *backing* the rebels", "that a commander *was in* the house";
    or whether it denies nothing."""
    if denies_nothing(token):
        return True
    governed = [child for child in token.children if child.dep_ in {"xcomp", "ccomp", "pcomp", "dobj"}]
    return any(child.lemma_.lower() in BACKING or _is_of_a_state(child) or _has_something(child) for child in governed) or _is_of_no_deed(token)


ALLEGING = frozenset("allege claim report say suggest".split())


def _is_of_no_deed(verb: Token) -> bool:
    """Whether "it" is what the sentence alleged before, and that was no violence: "alleged that an officer *met* the bombers; he has denied it"."""
    if not any(child.dep_ == "dobj" and child.lower_ in {"it", "this"} for child in verb.children):
        return False
    alleged = [clause for token in verb.doc[: verb.i] if token.lemma_.lower() in ALLEGING for clause in grammar.children(token, "ccomp")]
    violent = word_classes()["violence"] | word_classes()["hard"] | word_classes()["harm"]
    words = {
        word.lemma_.lower()
        for clause in alleged
        for word in (clause, *grammar.children(clause, "dobj", "nsubjpass", "xcomp"))
        if not in_class(word, "people")
    }
    return bool(alleged) and violent.isdisjoint(words)


def _has_something(verb: Token) -> bool:
    """Whether to "have" is all that is told: "denied *having* troops in the enclave"."""
    return verb.lemma_ == "have" and verb.dep_ not in {"aux", "auxpass"} and any(True for _ in grammar.children(verb, "dobj"))


STANDS = frozenset("in inside at near out under over beyond".split())
OF_DEEDS = frozenset("responsible involved guilty complicit liable".split())


def _is_of_a_state(verb: Token) -> bool:
    """Whether "be" tells where somebody is, or what something is like, and no deed: "that the violence *was out* of control", "*was deliberate*"."""
    if verb.lemma_ != "be":
        return False
    like = [child.lemma_.lower() for child in verb.children if child.dep_ == "acomp"]
    if like:
        return OF_DEEDS.isdisjoint(like)
    at = any(child.dep_ == "prep" and child.lower_ in STANDS for child in verb.children)
    return at and not any(child.dep_ == "attr" for child in verb.children)


def _names_object(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether the one who undergoes it has a name, a pronoun for one, or is a body: "blamed the *air force*"."""
    return any(
        each.lower_ in PRONOUNS
        or kind_guess(each.doc.text_of(each.left_edge.i, each.i + 1)) is not None
        or any(part.pos_ == "PROPN" for part in (each, *each.children) if part.dep_ not in {"appos", "prep", "relcl"})
        for each in grammar.patients(token)
    )


def _affirmed(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    yet_to = token.dep_ == "xcomp" and token.head.lemma_ in {"have", "remain"}  # "has yet *to be recovered*"
    none = any(each.lower_ == "no" for child in token.children if child.dep_ in {"nsubjpass", "dobj"} for each in child.children)
    return not yet_to and not none and not any(child.dep_ == "neg" for child in token.children)


ANSWERS = frozenset("deny reject dismiss refute dispute contest".split())


def _answered(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether somebody answers what a noun says: "a *charge* that the government denies"."""
    return any(child.dep_ in {"relcl", "acl"} and child.lemma_.lower() in ANSWERS for child in token.children)


# Who attacks with words, and the prepositions that say what for.
SPEAKERS = frozenset(
    """campaign ad advert candidate critic party opposition lawmaker senator congressman editorial columnist rival democrat republican
    commentator newspaper press
    tweet speech debate nominee pundit reviewer union lawyer""".split()
)
BLAME = frozenset("for over as".split())


def _verbal(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    if _classes_in(token.doc, "munition", ()) or _classes_in(token.doc, "weapon", ()):
        return False
    named = any(each.ent_type_ == "PERSON" for each in grammar.patients(token))
    if any(each.lemma_.lower() in SPEAKERS for each in grammar.agents(token)) or (
        named and any(each.ent_type_ == "PERSON" for each in grammar.agents(token))
    ):
        return True
    above = [token.head.head] if token.dep_ == "pobj" and token.head.lower_ == "under" else []  # "came *under fire* for his budget"
    blamed = any(child.dep_ == "prep" and child.lower_ in BLAME for each in (token, *above) for child in each.children)
    return blamed and not _classes_in(token.doc, "hard", (token,))


# Where those who answer a call are sent.
CALLED_TO = frozenset("house home apartment residence address scene call report hospital store block crash wreck area".split())


def _called(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether police, firefighters or medics come to a call: "*officers* were sent *to the house*"."""
    to = [each for prep in grammar.children(token, "prep", "dative") if prep.lower_ in {"to", "at"} for each in grammar.children(prep, "pobj")]
    return any(in_class(each, "lawman") for each in grammar.patients(token)) and any(each.lemma_.lower() in CALLED_TO for each in to)


# One word for several people.
TOGETHER = frozenset("family couple crowd population community village everyone everybody anyone people public half part rest number".split())


def _lone(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether one person alone undergoes or does it: "*Robinson* fled", "*the gunman* surrendered"."""
    those = grammar.patients(token) or grammar.agents(token)
    return len(those) == 1 and those[0].tag_ in {"NN", "NNP", "PRP"} and those[0].lower_ not in TOGETHER | {"they", "them", "we", "us"}


# What people are charged with that is a task: "charged the inspectors *with verifying* it".
TASKS = frozenset(
    """verify ensure oversee protect guard monitor enforce investigate maintain keep implement run lead find manage build supervise defend coordinate
        prepare draft review train secure""".split()
)


def _tasked(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether what somebody is charged with is a task."""
    behind = [each for prep in token.children if prep.lower_ == "with" for each in prep.children if each.dep_ in {"pcomp", "pobj"}]
    return any(each.lower_.endswith("ing") and (each.lemma_.lower() in TASKS or _stem(each.lower_) in TASKS) for each in behind)


def _stem(gerund: str) -> str:
    """What a gerund that was taken for a noun comes from: "verifying", "ensuring"."""
    bare = gerund.removesuffix("ing")
    return bare if bare in TASKS else f"{bare}e"


def _occurs(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether a deed's noun is told to have come about: "the *shooting* happened outside the school"."""
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in {"happen", "occur", "erupt"}


HUNTING = frozenset("look search hunt seek pursue chase".split())


def _hunted(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether who did it is searched for: "are looking for *two men* who fled in a white car"."""
    if token.dep_ != "relcl":
        return False
    whom = token.head
    verb = whom.head.head if whom.dep_ == "pobj" and whom.head.lower_ == "for" else whom.head
    return verb.lemma_.lower() in HUNTING


def _heard(_: str, token: Token, __: tuple[Token, ...], ___: Context) -> bool:
    """Whether a deed is only told to be heard or to be there, by a noun taken for a verb: "heard *shelling*", "there was *shelling*"."""
    if token.tag_ != "VBG" or any(child.dep_ in {"nsubj", "dobj"} for child in token.children):
        return False
    return any(child.dep_ == "expl" for child in token.children) or (token.dep_ in {"xcomp", "dobj"} and token.head.lemma_.lower() == "hear")


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
    "verbal": _verbal,
    "called": _called,
    "meets": _meets,
    "harms": _harms,
    "told": _told,
    "denied": _told,
    "fordeed": _for_deed,
    "mourned": _mourned,
    "inbody": _in_body,
    "many": _many,
    "alone": _alone,
    "heard": _heard,
    "hunted": _hunted,
    "lone": _lone,
    "tasked": _tasked,
    "occurs": _occurs,
    "passive": lambda _, token, *__: grammar.is_passive(token),
    "identified": _identified,
    "answered": _answered,
    "affirmed": _affirmed,
    "omitted": _omitted,
    "named": _names_object,
    "backing": _backing,
    "victim": lambda _, token, *__: names_victim(token),
}


def _holds(condition: str, token: Token, run: tuple[Token, ...], context: Context) -> bool:
    turned = condition.startswith("!")
    name, _, argument = condition.removeprefix("!").partition(":")
    return CONDITIONS[name](argument, token, run, context) is not turned


@lru_cache(maxsize=1)
def _idioms() -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """Runs of words, and objects by verb, with which an event word tells none."""
    runs: set[str] = set()
    objects: dict[str, frozenset[str]] = {}
    for line in files("onrecord.lexicon").joinpath("idioms.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, words, *rest = line.split("\t")
            if kind == "run":
                runs.add(words)
            else:
                objects[words] = frozenset(rest[0].split())
    return frozenset(runs), objects


@lru_cache(maxsize=5_000)
def _idioms_with(word: str) -> frozenset[str]:
    """The runs of words in which a word stands: of most words none."""
    return frozenset(run for run in _idioms()[0] if word in run)


# The longest idiom, in tokens.
IDIOM_LENGTH = 4


def is_idiom(run: tuple[Token, ...]) -> bool:
    """Whether the word at hand is part of an idiom that tells no event."""
    doc, first, last = run[0].doc, run[0], run[-1]
    runs, objects_of = _idioms_with(first.lower_), _idioms()[1]
    around = range(max(0, first.i - IDIOM_LENGTH + 1), first.i + 1)
    if runs and any(
        doc.text_of(start, end).lower() in runs for start in around for end in range(last.i + 1, min(len(doc), start + IDIOM_LENGTH) + 1)
    ):
        return True
    if first.pos_ != "VERB":
        return False
    objects, told = objects_of.get(first.lemma_.lower(), frozenset()), grammar.patients(first)
    thrown = [each for each in told if each.lemma_.lower() in word_classes()["munition"]]
    return any(each.lemma_.lower() in objects for each in told) or (bool(thrown) and all(map(is_crowd_control, thrown)))


# A game's result: "lost 1-0", "beat them 11-2".
RESULT = re.compile(
    r"\b(?:w[io]n|lost|los(?:e|ing)|beat(?:en|ing)?|f[ae]ll(?:ing)?|dr[ae]w|defeat\w*|cruis\w*)\b[^.;]{0,40}?\b\d{1,3}\s?[-–]\s?\d{1,3}\b", re.I
)
GAME_WORDS = 2


def _is_peaceful(doc: Doc, context: Context) -> bool:
    """Whether the sentence is of sport, screen, trade, table or weather; in a report of force, of a game that names no force."""
    classes = word_classes()
    words = [lemma or lower for at, lemma, lower in doc.forms if not (lower == "scores" and at + 1 < len(doc) and doc[at + 1].lower_ == "of")]
    hard = sum(word in classes["hard"] for word in words)
    if context.armed:
        sport = sum(word in classes["sport"] for word in words)
        armed = any(word in classes[name] for name in ("force", "munition", "explosive", "weapon") for word in words)
        return not armed and hard <= 1 and (sport >= GAME_WORDS or RESULT.search(doc.text) is not None)
    soft = max(sum(word in classes[name] for word in words) for name in PEACEFUL)
    return soft > hard


def lets_through(gate: str, token: Token, run: tuple[Token, ...], context: Context) -> bool:
    """Whether an event word may speak where it stands."""
    if _is_peaceful(token.doc, context):
        return False
    return any(all(_holds(condition, token, run, context) for condition in alternative.split("+")) for alternative in gate.split("|"))
