"""Who did it, where the words around an event's word say so by what they tell beside it: tokens, heads of noun phrases, in text order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from onrecord.claims import grammar, grammar_words
from onrecord.claims.gates import in_class
from onrecord.claims.means import is_munition
from onrecord.facts.kinds import is_nationality, kind_guess
from onrecord.nouns import EventType, Kind
from onrecord.text.tokens import Token

E = EventType


def is_body(words: str) -> bool:
    """Whether a name is known as that of an army, a force, an armed group or a government."""
    return kind_guess(words) in {Kind.MILITARY, Kind.POLICE, Kind.ARMED_GROUP, Kind.GOVERNMENT, Kind.INTERNATIONAL_ORG}


def owners(noun: Token) -> list[Token]:
    """The nation or body that an adjective or a compound makes the owner of a weapon or a deed: "*Russian* missiles", "Nigerian *army* strikes"."""
    if noun.i + 1 < len(noun.doc) and noun.nbor().text == ":":
        return []  # "Mali attack: gunmen storm a hotel"
    before = [child for child in noun.children if child.dep_ in {"amod", "compound", "nmod", "poss"} and child.i < noun.i]
    compounds = [child for child in before if child.dep_ == "compound"]
    within = [child for compound in compounds for child in grammar.children(compound, "compound")]
    bodies = [child for child in (*within, *compounds) if child.lemma_.lower() in FORCES]
    return bodies or [child for child in before if _is_whose(child) and not _is_where_it_was(child, noun)]


# What goes off or is done somewhere, whose place is often named before it: "the *Tanzania* blast", "the *Embassy* bombings".
DONE_SOMEWHERE = frozenset("blast explosion bombing bomb shooting massacre siege stabbing killing crash".split())


def _is_where_it_was(owner: Token, noun: Token) -> bool:
    """Whether a name before a deed's noun only says where it was."""
    if grammar.is_of_where(owner, noun):
        return True
    if any(child.lower_ in {"of", "on", "against"} for child in noun.children):
        return False  # "the *US* bombing of the port"
    return owner.dep_ == "compound" and noun.lemma_.lower() in DONE_SOMEWHERE and (owner.ent_type_ == "GPE" or owner.lemma_.lower() in PREMISES)


# Houses that are hit, and hit nobody.
PREMISES = frozenset("embassy consulate clinic school church mosque temple synagogue market mall nightclub hotel hospital".split())


def _is_whose(token: Token) -> bool:
    """Whether a word before a noun says which nation or body it is of."""
    name = " ".join([*(child.text for child in grammar.children(token, "compound")), token.text])
    if token.pos_ == "PROPN" and kind_guess(token.doc.text_of(token.left_edge.i, token.i + 1)) is Kind.ARMED_GROUP:
        return True  # whatever else the parser takes "*Boko Haram*" or "*Al-Shabaab*" for
    return token.ent_type_ == "NORP" or (token.ent_type_ in {"ORG", "GPE"} and is_body(name)) or is_nationality(name)


# Forces that a noun before a deed's word names as its doer: "*army* shelling", "*coalition* air raids".
FORCES = frozenset(
    """army navy military police militia coalition rebel insurgent militant guerrilla separatist jihadist gang cartel government junta regime
    paramilitary""".split()
)


def beside(token: Token, event_type: EventType) -> list[Token]:
    """The doers that no subject, owner or "by" of the event's own word names."""
    if (of_its_type := BESIDE.get(event_type)) is not None:
        return of_its_type(token)
    return _layers(token) or _of_operation(token) or _led_to(token) or _risen(token)


# Verbs of letting go: those who were freed in a rescue were not let go by their captors.
LETTING_GO = frozenset("free release hand return let exchange swap set".split())
TAKING = frozenset("hold kidnap abduct capture seize take detain keep snatch imprison".split())


def _holders(token: Token) -> list[Token]:
    """By whom those who are let go were held: "three women kidnapped by *the militia* have been freed"."""
    if token.lemma_.lower() not in LETTING_GO:
        return []
    return _takers(grammar.patients(token))


def _captors(token: Token) -> list[Token]:
    """Who holds the captives of a sentence whose deed is a noun: "is among 72 hostages held by *rebels* in the longest siege"."""
    captives = (each for each in token.doc if each.lemma_.lower() in grammar_words.CAPTIVE and token.pos_ in {"NOUN", "PROPN"})
    return _takers(captives)


def _takers(captives: Iterable[Token]) -> list[Token]:
    """Who took or holds captives, as the clauses behind these say."""
    clauses = (clause for captive in captives for clause in grammar.children(captive, "acl", "relcl"))
    return grammar.done_by(clause for clause in clauses if clause.lemma_.lower() in TAKING)


def _sent(token: Token) -> list[Token]:
    """Forces of which no more is said than that they are sent: "another 800 *soldiers* will be deployed"."""
    if token.pos_ != "VERB" or not grammar.is_passive(token):
        return []
    return [each for each in grammar.patients(token) if in_class(each, "force") and in_class(each, "people") and not is_munition(each)]


# What people are called to.
CALLED_TO = frozenset("strike protest rally march demonstration sit-in boycott walkout shutdown".split())


def _callers(token: Token) -> list[Token]:
    """Who calls people out: "trade *unions* called a one-hour strike", "a *coalition* called for a march in protest at"."""
    for above in grammar.governors(token):
        if above.lemma_.lower() == "call" and any(each.lemma_.lower() in CALLED_TO for each in above.subtree):
            # A headline's or a long clause's "called" may be taken for a participle.
            return grammar.agents(above) or ([above.head] if above.dep_ == "acl" and above.head.dep_ == "ROOT" else [])
    return []


# Where two sides meet over an agreement.
MEETINGS = frozenset("talk negotiation meeting summit round".split())
# What somebody does to an agreement of his own.
KEEPING = frozenset("suspend end break reject extend sign violate abandon renounce resume declare accept propose offer breach scrap renew".split())


def _agreed(token: Token) -> list[Token]:
    """Whose an agreement is: "talks between *the rebels and the army* ended without a truce", "*the government* suspended its ceasefire"."""
    if token.dep_ == "dobj" and token.head.lemma_.lower() in KEEPING:
        return grammar.agents(token.head)
    meetings = (subject for above in grammar.governors(token) for subject in grammar.children(above, "nsubj"))
    between = (prep for each in meetings if each.lemma_.lower() in MEETINGS for prep in grammar.children(each, "prep") if prep.lower_ == "between")
    return [side for prep in between for pobj in grammar.children(prep, "pobj") for side in grammar.conjuncts(pobj)]


LAYING = grammar_words.SENDING | {"leave", "bury", "hide"}


def _layers(token: Token) -> list[Token]:
    """Who laid what somebody met with: "was hurt when she stepped on a mine planted by *rebels*"."""
    weapons = (each for each in token.subtree if each is not token and is_munition(each))
    return grammar.done_by(clause for each in weapons for clause in grammar.children(each, "acl") if clause.lemma_.lower() in LAYING)


OPERATIONS = frozenset("operation raid response ambush crackdown offensive counter-attack counterattack assault attack strike airstrike".split())


def _of_operation(token: Token) -> list[Token]:
    """Whose the operation was in which people came to harm: "were killed in *the army's* response", "died in a *police* raid"."""
    if token.pos_ != "VERB" or not (grammar.is_passive(token) or token.lemma_.lower() in {"die", "perish"}):
        return []
    within = (pobj for prep in grammar.children(token, "prep") if prep.lower_ in {"in", "during"} for pobj in grammar.children(prep, "pobj"))
    return [owner for noun in within if noun.lemma_.lower() in OPERATIONS for owner in owners(noun)]


def _led_to(token: Token) -> list[Token]:
    """Whose doing led to a deed told by its noun: "*troops* fired on the crowd, leading to the deaths of five"."""
    above = list(grammar.governors(token)) if token.pos_ == "NOUN" else []
    verbs = [each for each in above if each.pos_ == "VERB"]
    if len(verbs) < 2 or verbs[0].lemma_.lower() != "lead" or verbs[0].dep_ not in {"advcl", "relcl"}:
        return []
    return [each for each in grammar.agents(verbs[1]) if each.pos_ == "PROPN" or in_class(each, "people") or in_class(each, "force")]


# What those begin who rise against a state.
RISING = frozenset({("take", "arm"), *((verb, noun) for verb in ("launch", "begin", "start") for noun in ("insurgency", "rebellion", "uprising"))})


def _risen(token: Token) -> list[Token]:
    """Who rose, where what a rising has cost is told: "has displaced two million since *the militia* took up arms"."""
    since = (clause for above in (token, *grammar.governors(token)) for clause in grammar.children(above, "advcl"))
    rose = (clause for clause in since if any(mark.lower_ == "since" for mark in grammar.children(clause, "mark")))
    begun = (each for each in rose if any((each.lemma_.lower(), what.lemma_.lower()) in RISING for what in grammar.children(each, "dobj")))
    return [subject for clause in begun for subject in grammar.children(clause, "nsubj")]


def _deciding(token: Token) -> list[Token]:
    """Who is to decide on charges: "*prosecutors* will decide whether charges are filed"."""
    above = token if token.pos_ == "VERB" else token.head
    return grammar.agents(above.head) if above.dep_ == "ccomp" and above.head.lemma_.lower() in {"decide", "determine", "consider", "weigh"} else []


BESIDE: Mapping[EventType, Callable[[Token], list[Token]]] = {
    E.RELEASE: _holders,
    E.ABDUCTION: _captors,
    E.DEPLOYMENT: _sent,
    E.PROTEST: _callers,
    E.AGREEMENT: _agreed,
    E.PROSECUTION: _deciding,
}


# Verbs of a part in a deed, behind a denial.
SHARING = frozenset("take carry do play have commit conduct launch stage fire use kill attack".split())


def denied(token: Token) -> list[Token]:
    """Of whom a denial says that they did not do it: "denied that *its fighters* took part"."""
    clauses = (clause for clause in grammar.children(token, "ccomp") if clause.lemma_.lower() in SHARING and not grammar.is_passive(clause))
    return [
        subject for clause in clauses for subject in grammar.children(clause, "nsubj") if in_class(subject, "people") or in_class(subject, "force")
    ]
