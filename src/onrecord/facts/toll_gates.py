"""When a row of ``toll_triggers.tsv`` may speak of the people found for it, and of which kind its toll then is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.facts.toll_roles import Scene, is_passive, subjects
from onrecord.facts.toll_triggers import Match, TollKind
from onrecord.facts.toll_words import words_of
from onrecord.facts.victims import ONE, People
from onrecord.text.tokens import Token

CAPTIVES = frozenset({"hostage", "hostages", "captive", "captives"})
HELD = frozenset(
    {
        "take",
        "takes",
        "took",
        "taken",
        "taking",
        "hold",
        "holds",
        "held",
        "holding",
        "keep",
        "kept",
        "keeping",
        "remain",
        "remains",
        "remained",
        "seized",
        "made",
    }
)
HELD |= {"is", "are", "was", "were", "been", "being"}
FIGHTS = frozenset({"fighters", "uniformed", "attackers"})
FORCES_TO = frozenset({"force", "cause", "prompt", "compel", "oblige", "lead", "make"})
SAYERS = frozenset({"it", "they", "he", "she", "we"})

Gate = Callable[[Scene, Match, People], bool]


def agent_words(token: Token) -> frozenset[str]:
    """The words of who did it: the subject of the active, or "by ..." of the passive, lower case."""
    if is_passive(token):
        by = [child for child in token.children if child.dep_ in ("agent", "prep") and child.lower_ == "by"]
        return frozenset(word.lower_ for child in by for word in child.subtree)
    verb = token
    for _ in range(4):
        found = subjects(verb)
        if found and found[0].tag_ not in ("WDT", "WP"):
            words = {word.lower_ for subject in found for word in subject.subtree}
            if words <= SAYERS and verb.dep_ == "ccomp":  # "the army said it had captured"
                words |= {word.lower_ for subject in subjects(verb.head) for word in subject.subtree}
            return frozenset(words)
        if verb.dep_ in ("acl", "relcl"):
            return frozenset(word.lower_ for word in verb.head.subtree if word.i <= verb.head.i)
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep") or verb.head == verb:
            break
        verb = verb.head
    return frozenset()


def by_state(token: Token) -> bool:
    """Whether the words say that a state's people did it."""
    return bool(agent_words(token) & words_of("state_force"))


def by_armed(token: Token) -> bool:
    """Whether the words say that an armed group did it."""
    words = agent_words(token)
    singular = {word[:-1] for word in words if word.endswith("s")} | {word[:-3] + "man" for word in words if word.endswith("men")}
    return bool((words | singular) & words_of("armed"))


def _passive(scene: Scene, match: Match, phrase: People) -> bool:
    return not match.token.pos_ or is_passive(match.token) or match.token.tag_ == "VBN"


def _force(scene: Scene, match: Match, phrase: People) -> bool:
    """ "eliminated" and "neutralised" tell of killing only where an armed force did it, or fighters were its object."""
    return phrase.section in FIGHTS or by_state(match.token)


def _life(scene: Scene, match: Match, phrase: People) -> bool:
    return phrase.section == "lives"


def _shot(scene: Scene, match: Match, phrase: People) -> bool:
    """ "shot" injures people when it is done to them, not when it is a film or a glance, nor when they were shot at."""
    after = scene.doc[match.last + 1] if match.last + 1 < len(scene.doc) else None
    if after is not None and after.lower_ == "at" and not _shot_there(scene, match, after):
        return False
    down = after is not None and after.lower_ == "down"
    nameless = phrase.section is None or scene.doc[phrase.end - 1].lower_ in ("them", "these", "those")
    if down and (nameless or any(token.lemma_.lower() in words_of("flying") for token in scene.doc)):
        return False  # "ten were shot down": drones
    return not any(child.lower_ in ("film", "video", "photo", "footage", "glance", "documentary") for child in match.token.children)


def _shot_there(scene: Scene, match: Match, at: Token) -> bool:
    """Whether "at" tells where people were shot, and not whom somebody shot at: "five teenagers shot at a hotel"."""
    target = next((child for child in at.children if child.dep_ == "pobj"), None)
    if target is None or scene.holder(target) is not None or target.lower_ in words_of("shot_at"):
        return False
    return match.token.tag_ in ("VBN", "NN") or is_passive(match.token)


def _care(scene: Scene, match: Match, phrase: People) -> bool:
    """Who is taken to hospital is hurt, where others took them there or the words tell of violence, and none of an illness."""
    words = {token.lower_ for token in scene.doc}
    if words & words_of("illness"):
        return False
    done_to = is_passive(match.token) or match.token.tag_ == "VBN"
    verb = match.row.words[0]
    if done_to and verb not in ("send", "bring", "fly", "admit"):
        return True
    brought = done_to or verb == "send" or bool(agent_words(match.token) & words_of("rescuer"))
    return brought and bool(words & words_of("violence"))


def _struck(scene: Scene, match: Match, phrase: People) -> bool:
    """Who is hit or struck is wounded where the words tell of shots, and of no vehicle."""
    words = {token.lower_ for token in scene.doc}
    done_to = is_passive(match.token) or match.token.tag_ == "VBN"
    return done_to and bool(words & words_of("gunshot")) and not words & words_of("vehicle")


def _number(scene: Scene, match: Match, phrase: People) -> bool:
    return phrase.manner == "number"


def _many(scene: Scene, match: Match, phrase: People) -> bool:
    """A displacement is of several."""
    return phrase.number is not None and phrase.number != ONE and phrase.section != "attackers"


def _fled(scene: Scene, match: Match, phrase: People) -> bool:
    """People flee from a place or a danger; a suspect who flees the scene is not displaced."""
    armed = any(child.lower_ in ARMED_LOOKS for child in scene.doc[phrase.head].children)
    if not _many(scene, match, phrase) or phrase.section == "fighters" or armed:
        return False
    after = scene.doc[match.last + 1 : match.last + 9]
    words = {token.lower_ for token in after}
    if words & {"scene", "custody", "prison", "jail"}:
        return False
    return (
        bool(words & words_of("fled"))
        or _goes_somewhere(after)
        or len(after) < 2
        or any(token.ent_type_ == "GPE" for token in after[:5])
        or match.token.head.lemma_ in FORCES_TO
    )


# Men of whom this is said flee from the law.
ARMED_LOOKS = frozenset("masked armed hooded suspected unknown unidentified".split())
# Where people flee to: "fled *toward the border*", "fled *to the forest*".
WAYS = frozenset("to into toward towards across over for".split())
REFUGES = frozenset(
    "border forest bush hill mountain woods jungle river camp church mosque school town city village district province capital relative".split()
)


def _goes_somewhere(after: Sequence[Token]) -> bool:
    """Whether the words after a flight say to where."""
    if not after or after[0].lower_ not in WAYS:
        return False
    return any(token.pos_ == "PROPN" or token.lemma_.lower() in REFUGES for token in after[1:5])


def _taken(scene: Scene, match: Match, phrase: People) -> bool:
    """ "hostage", "captive": taken, held, kept, remaining so; not "hostage crisis"."""
    last = match.token.i + 1
    before = {token.lower_ for token in scene.doc[max(match.token.i - 24, 0) : match.token.i]}
    return bool(before & HELD) and (last >= len(scene.doc) or scene.doc[last].pos_ not in ("NOUN", "PROPN"))


def _armed(scene: Scene, match: Match, phrase: People) -> bool:
    return _taken(scene, match, phrase) and by_armed(match.token.head)


def _hostages(scene: Scene, match: Match, phrase: People) -> bool:
    """ "holding 72 hostages": the object is a word for captives."""
    return scene.doc[phrase.end - 1].lower_ in CAPTIVES


def _home(scene: Scene, match: Match, phrase: People) -> bool:
    """ "taken from their school"."""
    after = {token.lower_ for token in scene.doc[match.last + 1 : match.last + 5]}
    away = any(token.lower_ in ("hospital", "custody", "ambulance") for token in scene.doc)
    return bool(after & words_of("home")) and phrase.manner in ("number", "plural") and not away


def _captor(scene: Scene, match: Match, phrase: People) -> bool:
    """ "seized", "captured": things are too, so a bare number or a pronoun needs somebody who takes people."""
    return phrase.section is not None or by_state(match.token) or by_armed(match.token)


def _hurt(scene: Scene, match: Match, phrase: People) -> bool:
    """What hurts a party or its voters wounds nobody: an active "hurt" needs a number."""
    return is_passive(match.token) or match.token.tag_ == "VBN" or phrase.manner in ("number", "none")


def _finite(scene: Scene, match: Match, phrase: People) -> bool:
    """ "were jailed", not "members jailed in Peru": who has long been in prison is no toll of what is told."""
    return match.token.dep_ not in ("acl", "amod", "relcl")


def _fatally(scene: Scene, match: Match, phrase: People) -> bool:
    """ "five people were shot, two fatally"."""
    after = scene.doc[match.last + 1].text if match.last + 1 < len(scene.doc) else "."
    return phrase.manner == "number" and after in (".", ",", ";", "—", "-", "and", "in")


GATES: dict[str, Gate] = {
    "passive": _passive,
    "force": _force,
    "life": _life,
    "shot": _shot,
    "care": _care,
    "struck": _struck,
    "number": _number,
    "many": _many,
    "fled": _fled,
    "taken": _taken,
    "armed": _armed,
    "hostages": _hostages,
    "home": _home,
    "captor": _captor,
    "hurt": _hurt,
    "finite": _finite,
    "fatally": _fatally,
}


def is_open(scene: Scene, match: Match, phrase: People) -> bool:
    """Whether the row's gate lets it speak of these people."""
    if (phrase.section == "lives") != (match.row.gate == "life") and match.row.words != ("lose", "life"):
        return False
    gate = GATES.get(match.row.gate)
    return gate is None or gate(scene, match, phrase)


def kind_of(match: Match, group: Sequence[People]) -> TollKind:
    """The row's kind; people "seized" or "captured" by a state are detained, by anyone else abducted."""
    if match.row.gate != "captor" or not match.token.pos_ or by_armed(match.token):
        return match.row.kind
    return "detained" if by_state(match.token) or group[0].section in ("fighters", "attackers") else match.row.kind
