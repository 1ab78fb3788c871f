"""Actors and recipients by name: the noun phrase as written, or the fullest name of the report that it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from onrecord.claims import grammar
from onrecord.claims.voices_parse import is_nobody, of_main_clause
from onrecord.facts.kinds import is_nationality, kind_of
from onrecord.facts.names import Names
from onrecord.facts.names_known import Name
from onrecord.facts.people import people_noun
from onrecord.facts.place_lexicon import state_names
from onrecord.lexicon import read_section
from onrecord.nouns import Kind, Party, Span
from onrecord.text.marks import closed, name_alone
from onrecord.text.parse import Sentence
from onrecord.text.tokens import Token

# Words that name nobody: a doer or target of these is left empty.
NOBODY = frozenset(
    """it this that these those which what there one ones some any none nobody all each both anybody anyone anything everything someone no-one side
    sides accident mistake chance error surprise design 's ’s""".split()
)
SOMEBODY = frozenset({"someone", "somebody"})
# "*Its men*": the body they are of.
AIRCRAFT = frozenset("aircraft jet drone warplane plane helicopter".split())
OWN_MEN = AIRCRAFT | frozenset("man fighter force troop soldier member unit militant force".split())
PRONOUNS = frozenset("he she they him her them himself herself themselves who whom i we us me his their its".split())
# "one of the schoolgirls", "a group of herders": the people stand behind the "of".
PARTITIVES = frozenset(
    """one some many most several dozen dozens hundred hundreds thousand thousands score scores number group member members handful
        couple majority half all rest two three four five six seven eight nine ten""".split()
)


def _taken_up(token: Token) -> Token:
    """What an object pronoun takes up from the clause before: "took *two brothers* from the house and shot *them*"."""
    verb = token.head
    if token.lower_ not in {"them", "him", "her"} or token.dep_ != "dobj" or verb.dep_ != "conj":
        return token
    objects = [each for each in grammar.children(verb.head, "dobj") if each.pos_ in {"NOUN", "PROPN"} and each.i < token.i]
    return objects[0] if objects else token


# Kinds of which "it" may speak as a doer.
BODIES = frozenset({Kind.GOVERNMENT, Kind.MILITARY, Kind.POLICE, Kind.ARMED_GROUP, Kind.INTERNATIONAL_ORG, Kind.NGO, Kind.OTHER})


def _completion(token: Token) -> list[Token]:
    """The words behind "of" that a noun is incomplete without: "one *of the schoolgirls*", "a team *of policemen and soldiers*"."""
    if token.pos_ != "PROPN" and token.lemma_.lower() in MEN_OF:
        behind = [pobj for prep in token.children if prep.lower_ == "of" for pobj in grammar.children(prep, "pobj")]
        return [each for each in behind if each.pos_ == "PROPN" or any(child.pos_ == "PROPN" for child in grammar.children(each, "compound"))]
    if token.pos_ == "PROPN" or (token.lemma_.lower() not in PARTITIVES | COLLECTIVES and token.pos_ != "NUM"):
        return []
    return [each for prep in token.children if prep.lower_ == "of" for pobj in grammar.children(prep, "pobj") for each in grammar.conjuncts(pobj)]


# Men who are of a body that has a name: "operatives *of Amotekun*".
MEN_OF = frozenset("man operative fighter soldier troop gunman militant rebel guerrilla officer agent element trooper commando insurgent".split())
# People and things that are somebody's or are of something: "units of the 5th Brigade", "relatives of hostages", "a convoy of trucks".
COLLECTIVES = frozenset(
    """unit team band gang squad crew column convoy company battalion brigade division detachment wing army force police president
    coalition alliance relative resident son daughter wife husband brother sister mother father parent family leader commander chief
    head ally supporter employee worker villager inhabitant people citizen community town village city port body child staff office
    owner driver guard ambassador minister bishop mayor governor headquarters home house building""".split()
)


def _person_named(token: Token) -> Token:
    """The name in apposition to a common noun for one person: "the victim, *Ana Duarte*,"."""
    if token.tag_ != "NN" or kind_of(token.text) is Kind.INFRASTRUCTURE:
        return token
    named = [each for each in grammar.children(token, "appos") if each.pos_ == "PROPN" and each.ent_type_ == "PERSON"]
    return named[0] if named else _name_between_commas(token)


def _name_between_commas(token: Token) -> Token:
    """The last word of the name right behind a noun for one person, wherever the parser hangs it: "the death of a guard, *Ana Duarte*, shot at"."""
    doc, first = token.doc, token.i + 2
    if people_noun(token.lower_) is None or first >= len(doc) or doc[first - 1].text != ",":
        return token
    end = next((each.i for each in doc[first:] if each.pos_ != "PROPN" or each.ent_type_ in {"GPE", "LOC", "FAC", "DATE"}), len(doc))
    closed_there = end < len(doc) and doc[end].text in {",", "("}
    return doc[end - 1] if closed_there and 2 <= end - first <= LONGEST_NAME else token


LONGEST_NAME = 5  # words, a title among them


# Bodies whose name may follow at once: "the militant *group* Harbour Legion".
BODY_NOUNS = frozenset("group movement militia organisation organization party faction gang cartel network brigade alliance front outfit".split())


def _body_named(token: Token) -> Token:
    """The name that follows a body's noun at once; else the token itself."""
    if token.lemma_.lower() not in BODY_NOUNS or token.pos_ != "NOUN":
        return token
    named = (each for each in grammar.children(token, "appos") if each.pos_ == "PROPN" and each.left_edge.i == token.i + 1)
    return next(named, token)


def _named_before(token: Token) -> Token:
    """The name that a common noun is in apposition to: "suspicion fell on *the Network*, the regional group blamed for it"."""
    told = token.dep_ == "appos" and token.pos_ == "NOUN" and any(child.dep_ == "det" for child in token.children)
    return token.head if told and token.head.pos_ == "PROPN" and token.i > token.head.i else token


CALLING = frozenset("call name dub style know identify".split())


def _called(token: Token) -> Token:
    """The name that the words behind a common noun give it: "a faction calling itself the *Harbour Legion*"; else the token itself."""
    if token.pos_ != "NOUN":
        return token
    for clause in grammar.children(token, "acl"):
        if clause.lemma_.lower() in CALLING:
            behind = [pobj for prep in clause.children if prep.lower_ == "as" for pobj in grammar.children(prep, "pobj")]
            named = [each for each in (*grammar.children(clause, "oprd", "dobj", "attr"), *behind) if each.pos_ == "PROPN"]
            return named[0] if named else token
    return token


def _rest_of_name(token: Token) -> list[Token]:
    """The words behind "of" in a name that is given: "calling itself the Guardians *of the Valley*"."""
    if token.dep_ != "oprd" or token.pos_ != "PROPN" or token.head.lemma_.lower() not in CALLING:
        return []
    return [pobj for prep in token.children if prep.lower_ == "of" for pobj in grammar.children(prep, "pobj") if pobj.pos_ == "PROPN"]


TOWN_WORDS = frozenset("city town village capital port district region province area".split())


def _named_town(token: Token) -> Token:
    """The name behind "the capital city of Kyiv"; else the token itself."""
    if token.lemma_.lower() not in TOWN_WORDS:
        return token
    named = [pobj for prep in token.children if prep.lower_ == "of" for pobj in prep.children if pobj.dep_ == "pobj" and pobj.pos_ == "PROPN"]
    return named[0] if named else token


# What a name is written without: words that point, and, at its beginning, those that say how many.
OWNERS = frozenset("the a an its his her their".split())
DETERMINERS = OWNERS | {"this", "that"}
BEFORE_NAMES = OWNERS | frozenset(
    "when where while neither either both dead at least about around nearly almost roughly 's ’s - “ \" more than some all º • ● ▪ * –".split()
)


# What the parser divides from the name behind it: "*neo*-Nazis".
PREFIXES = frozenset("neo ex pro anti ultra".split())


def noun_phrase(token: Token) -> Span:
    """Token bounds [first, last+1) of a name as the record writes it: the noun with what stands before it, determiners left off."""
    first = token.i
    if (side := grammar.side_before(token)) is not None:
        joint = next(child.i for child in side.children if child.dep_ == "cc")
        return Span(joint + 1, token.i + 1)
    for child in token.lefts:
        if child.dep_ in {"compound", "amod", "nmod", "nummod", "poss", "quantmod", "advmod", "npadvmod"} and child.lower_ not in DETERMINERS:
            left = min(each.i for each in child.subtree)
            first = min(first, left if child.dep_ != "amod" or all(each.dep_ != "relcl" for each in child.subtree) else child.i)
    first = next((at + 1 for at in range(token.i - 1, first - 1, -1) if token.doc[at].text == ":"), first)  # "Police: gunman killed three"
    if (
        token.dep_ == "compound"
        and first == token.i
        and first
        and token.nbor(-1).head in grammar.governors(token)
        and is_nationality(token.nbor(-1).text)
    ):
        first -= 1  # "*Nigerian army* strikes"
    if first == token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in PREFIXES:
        first -= 2
    while first < token.i and (_is_of_date(token.doc[first]) or CLOCK.fullmatch(token.doc[first].text)):
        first += 1
    while first < token.i and token.doc[first].lower_ in BEFORE_NAMES and not _opens_quote(token.doc[first], token):
        first += 1
    return Span(first, token.i + 1)


QUOTES = frozenset('“ ” "'.split())


def _opens_quote(mark: Token, head: Token) -> bool:
    """Whether a quotation mark is closed again within a name: "the *“Harbour” gang*"."""
    return mark.text in QUOTES and any(each.text in QUOTES for each in mark.doc[mark.i + 1 : head.i])


CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")  # before the words of a live blog's entry: "*14:05* Gunmen have ambushed a convoy"


def _is_of_date(token: Token) -> bool:
    """Whether a token is of a date that ran into a name: "On *10 May 1941* German bombers attacked"."""
    return token.ent_type_ == "DATE" and token.tag_ in {"CD", "NNP"} and token.nbor().text != "-"


def _teller(pronoun: Token) -> Token | None:
    """Who says the clause whose subject is a pronoun, or has one: "the *army* said that it had struck a depot"."""
    if pronoun.dep_ != "nsubj":
        return None
    verb = pronoun.head
    for above in grammar.governors(pronoun):
        if above.pos_ in {"VERB", "AUX"} and verb.dep_ == "ccomp" and above == verb.head:
            told = [each for each in grammar.children(above, "nsubj") if each.i < pronoun.i]
            if told:
                return told[0] if told[0].pos_ in {"NOUN", "PROPN"} and not is_nobody(told[0]) else None
        if above.pos_ in {"VERB", "AUX"}:
            verb = above
    return None


def _is_one_body(token: Token) -> bool:
    """Whether "it" may stand for a noun: one body, and no person."""
    if token.tag_ in {"NNP", "NNPS"}:
        return True
    person = people_noun(token.lower_) is not None or token.lower_ in read_section("kind_words.txt", "person_role")
    return token.tag_ == "NN" and not person and kind_of(token.text) in BODIES


TELLING = frozenset("say tell add report recall describe claim believe think".split())  # of whom these speak may be others


def _people_before(pronoun: Token) -> Token | None:
    """Who "they" are where the sentence has told of people who bear no name: "*rebels* are near the town, where they killed two men"."""
    if pronoun.lower_ not in {"they", "them"}:
        return None
    own = _own_subjects(pronoun) if pronoun.lower_ == "them" else []
    told = (
        token
        for token in reversed(list(pronoun.doc[: pronoun.i]))
        if token.tag_ in {"NNS", "NNPS"} and token.dep_ in {"nsubj", "nsubjpass"} and people_noun(token.lower_) is not None and token not in own
    )
    if (subject := next((token for token in told if token.head.lemma_.lower() not in TELLING), None)) is not None:
        return subject
    fighters = (token for token in reversed(list(pronoun.doc[: pronoun.i])) if token.tag_ == "NNS" and token not in own)
    attackers = (token for token in fighters if (noun := people_noun(token.lower_)) is not None and noun.section in {"attackers", "fighters"})
    return next(attackers, None) if pronoun.dep_ == "nsubj" else None  # "after *rebels'* raid last year, when they captured seven"


def _own_subjects(pronoun: Token) -> list[Token]:
    """The subjects of a pronoun's own clause, whom it cannot mean: "our *men* have been sent to rescue them"."""
    clause = pronoun.head
    while not (found := list(grammar.children(clause, "nsubj", "nsubjpass"))) and clause.dep_ in {"xcomp", "advcl", "conj", "pcomp", "prep"}:
        clause = clause.head
    return found


def _is_quoted(pronoun: Token) -> bool:
    """Whether "they" stands in somebody's own words, in which it is seldom whom the report named last."""
    if pronoun.lower_ not in {"they", "them"}:
        return False
    return sum(token.text in {"“", "”", '"'} for token in pronoun.doc[: pronoun.i]) % 2 == 1


SUFFERED = frozenset("flee leave escape hide run evacuate shelter survive lose suffer bury".split())


def _is_of_bystanders(pronoun: Token) -> bool:
    """Whether "they" did what residents or witnesses tell: then it was others, as in "residents said *they* burned the shops"."""
    if pronoun.lower_ != "they" or pronoun.head.lemma_.lower() in SUFFERED or (teller := _teller(pronoun)) is None:
        return False
    return teller.tag_ == "NNS" and kind_of(teller.doc.text_of(teller.left_edge.i, teller.i + 1)) in {Kind.RESIDENT, Kind.WITNESS}


def _is_body_for(pronoun: Token, teller: Token) -> bool:
    """Whether who speaks is what "it", or "they", stands for: "the *police* said they had arrested nine"; residents speak of others, too."""
    if pronoun.lower_ in {"it", "its"}:
        return _is_one_body(teller)
    words = teller.doc.text_of(teller.left_edge.i, teller.i + 1)
    return kind_of(words) in {Kind.MILITARY, Kind.POLICE, Kind.ARMED_GROUP, Kind.GOVERNMENT} and people_noun(teller.lower_) is None


SPEAKERS = frozenset(
    "source sources official officials spokesman spokeswoman spokesperson witness witnesses analyst analysts diplomat diplomats".split()
)


def _is_accuser(name: Name, token: Token, sentence: Sentence) -> bool:
    """Whether a name is of those who accuse: "the armed forces said, accusing *them* of seizing rifles"."""
    return token.head.lemma_.lower() in {"accuse", "blame", "suspect"} and sentence.start <= name.start < sentence.end


# Who tells of deeds for a living: of these "he" and "him" are seldom said, unless they too are told of.
TELLERS = frozenset((Kind.POLICE, Kind.COURT, Kind.MEDICAL, Kind.EXPERT, Kind.MEDIA, Kind.DOCUMENT, Kind.UNNAMED, Kind.NEWS_AGENCY))


def _only_speaks(name: Name, pronoun: Token, names: Names) -> bool:
    """Whether the one whom "he" would stand for does nothing in the report but speak of it: "shooting *him* in the leg, Sgt. Duarte said"."""
    if pronoun.lower_ not in {"he", "she", "him", "her"} or name.kind not in TELLERS:
        return False
    told = [mention.speaks for mention in names.mentions if names.known[mention.name] is name]
    return name.kind is Kind.UNNAMED or (any(told) and sum(told) * 2 >= len(told))


def _last_word(words: str) -> str:
    return words.rpartition(" ")[2].lower()


def _party(token: Token, sentence: Sentence, names: Names) -> Party | None:
    if token.lower_ in {"it", "they"} and (teller := _teller(token)) is not None and _is_body_for(token, teller):
        token = teller
    token = _named_before(_called(_person_named(_named_town(_taken_up(token)))))
    noun, token = token, _body_named(token)
    start = sentence.start + token.idx
    if _is_of_bystanders(token):
        return None
    if token.lower_ in PRONOUNS and token.tag_ != "NNP":  # "US" is no "us"
        if (people := _people_before(token) or of_main_clause(token, token.head)) is not None:
            return _party(people, sentence, names)
        name = names.full(token.text, at=start, sentence=sentence.index)
        if name is not None and token.dep_ == "dobj" and any(name.start <= sentence.start + each.idx < name.end for each in _own_subjects(token)):
            return None  # "the *police* pushed them back": others
        if name is not None and token.dep_ in {"dobj", "nsubjpass"} and (_last_word(name.words) in SPEAKERS or _is_accuser(name, token, sentence)):
            return None  # whom "them" is done to is seldom who told of it
        if name is not None and _only_speaks(name, token, names):
            return None
        if name is not None and token.dep_ == "nsubj" and name.kind in {Kind.RESIDENT, Kind.WITNESS} and token.head.lemma_.lower() not in SUFFERED:
            return None  # nor is it they who did it
        return None if name is None or _is_quoted(token) else Party(name.words, name.kind, name.start, name.end)
    owner = next((child for child in token.children if child.dep_ == "poss" and child.lower_ in {"its", "their"}), None)
    if owner is not None and token.lemma_.lower() in OWN_MEN:
        teller = _teller(token) if token.lemma_.lower() in AIRCRAFT else None
        if teller is not None and _is_body_for(owner, teller):
            return _party(teller, sentence, names)  # "the air force said *its jets* had bombed"
        body = names.full(owner.text, at=sentence.start + owner.idx, sentence=sentence.index)
        if body is not None and body.sort == "body":
            return Party(body.words, body.kind, body.start, body.end)
    if token.lower_ in SOMEBODY and token.dep_ == "nsubj":
        return Party(token.text, Kind.UNNAMED, start, start + len(token))  # "*someone* opened fire"
    if token.lower_ in NOBODY and not any(child.lower_ == "of" for child in token.children):
        return None
    if token.lower_ in PARTITIVES and any(each.lower_ in PRONOUNS for prep in token.children for each in prep.children if prep.lower_ == "of"):
        return None  # "*most of them* farm workers"
    if token.lower_ in {"old", "olds"} and (aged := _aged(token)) is not None:
        span = sentence.span(token.doc[aged.start : aged.end])
        return Party(token.doc.text_of(aged.start, aged.end), Kind.CIVILIAN, span.start, span.end)
    bounds = noun_phrase(token)
    if (named := _without_description(token, bounds)) is not None:
        bounds = named
    by = token.i + 3 if [each.lower_ for each in token.doc[token.i + 1 : token.i + 3]] == ["-", "by"] else token.i + 1  # "passers-by"
    last = max([bounds.end, by, *(each.i + 1 for each in _completion(token)), *(each.i + 1 for each in _rest_of_name(token))])
    if token.doc[bounds.start].lower_ in {"near", "outside", "around"} and not token.doc[bounds.start + 1].like_num:
        return None  # "*Near Palmyra*, one strike": a place that the parser took for a name
    span = sentence.span(token.doc[bounds.start : last])
    words = token.doc.text_of(bounds.start, last)
    definite = any(child.dep_ == "det" and child.lower_ in {"the", "that", "this"} for child in token.children)
    name = names.full(f"the {words}" if definite and token.pos_ == "NOUN" else words, at=span.start, sentence=sentence.index)
    if name is not None:
        cut = len("of ") if name.words.startswith("of ") else 0  # "the minister *of Israel*": the name is the country's
        return Party(name.words[cut:], _kind_beside(name.kind, noun, token), name.start + cut, name.end)
    return Party(words, _kind_beside(_kind(token, words, sentence), noun, token), span.start, span.end)


def _aged(token: Token) -> Span | None:
    """The words for somebody of whom but the age is told: "a disturbed *20-year-old*"."""
    doc, first = token.doc, token.i - 4
    if first < 0 or [each.lower_ for each in doc[first + 1 : token.i]] not in (["-", "year", "-"], ["-", "month", "-"]):
        return None
    return Span(first, token.i + 1)


def _without_description(token: Token, bounds: Span) -> Span | None:
    """A person's name without age and office before it: "*22-year-old* Kyle Carney", "*ousted president* Ana Ruiz"."""
    first = token.i
    while first > bounds.start and token.doc[first - 1].tag_ in {"NNP", "NNPS"} and token.doc[first - 1].ent_type_ == "PERSON":
        first -= 1
    if token.ent_type_ != "PERSON" or token.tag_ != "NNP" or first == bounds.start:
        return None
    before = token.doc[bounds.start : first]
    described = any(each.ent_type_ != "PERSON" and each.tag_ in {"NN", "JJ", "VBN"} for each in before)
    return Span(first, bounds.end) if described and not any(each.dep_ == "poss" for each in before) else None


def _kind_beside(kind: Kind, noun: Token, named: Token) -> Kind:
    """The kind of a name; of one that alone says none, what the noun before it calls it: "the Islamist *movement* Harbour"."""
    return kind_of(noun.doc.text_of(noun.left_edge.i, noun.i + 1)) if kind is Kind.CIVILIAN and noun != named else kind


def _kind(token: Token, words: str, sentence: Sentence) -> Kind:
    """The kind of a party: of a name that nothing else tells, by its sentence; of an adjective of nationality, a state."""
    if token.dep_ in {"amod", "compound", "nmod"} and is_nationality(words):
        return Kind.GOVERNMENT
    return kind_of(words)


def _state(token: Token, text: str) -> Party | None:
    """The state behind an adjective of nationality ("*Russian* missiles"), by its name where the report writes it."""
    if token.ent_type_ != "NORP" and not is_nationality(token.text):
        return None
    for name in state_names(token.text):
        if found := re.search(rf"\b{re.escape(name)}\b", text):
            return Party(name, Kind.GOVERNMENT, *found.span())
    return None


def find_parties(tokens: Sequence[Token], sentence: Sentence, names: Names, text: str) -> tuple[Party, ...]:
    """The parties that the tokens name, each once, in text order."""
    found: list[Party] = []
    for token in tokens:
        if token.is_punct or (token.lower_ in PREFIXES and token.i + 1 < len(token.doc) and token.nbor().text == "-"):
            continue  # "neo-Nazis", of which the parser makes three
        party = (_state(token, text) if token.dep_ in {"amod", "compound", "nmod"} else None) or _party(token, sentence, names)
        if party is not None and all(party.name != other.name for other in found):
            found.append(_as_written(party, text))
    return tuple(found)


def _as_written(party: Party, text: str) -> Party:
    """The party by the words that stand in the report: a sentence's parse folds tabs and line ends into spaces."""
    if party.start is None or party.end is None:
        return party
    start, end = closed(text, party.start + name_alone(party.name), party.end)
    return msgspec.structs.replace(party, name=text[start:end], start=start, end=end)
