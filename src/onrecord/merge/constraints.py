"""What people decided of claims, put in order: the later word wins, also over what follows from earlier ones together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

import msgspec

from onrecord.merge.nouns import Constraint, Telling
from onrecord.merge.tellings import telling_id
from onrecord.nouns import Problem


@dataclass
class Rulings:
    """Judgements that hold: claims that are one event, by whose word, and claims that are not."""

    together: list[tuple[str, str, str]] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    heads: dict[str, str] = field(default_factory=dict)

    def head(self, claim: str) -> str:
        """The claim that stands for all that are one event with this one by people's word."""
        while (above := self.heads.get(claim, claim)) != claim:
            claim = above
        return claim

    def is_apart(self, one: str, other: str) -> bool:
        """Whether two claims must not be one event, also by what follows."""
        pair = {self.head(one), self.head(other)}
        return any({self.head(a), self.head(b)} == pair for a, b in self.apart)

    def take(self, constraint: Constraint) -> bool:
        """Whether a judgement goes with those taken so far; if so, it is one of them."""
        one, other = self.head(constraint.one), self.head(constraint.other)
        if not constraint.is_same:
            if one != other:
                self.apart.append((constraint.one, constraint.other))
            return one != other
        if self.is_apart(one, other):
            return False
        if one != other:
            self.heads[max(one, other)] = min(one, other)
        self.together.append((constraint.one, constraint.other, constraint.by))
        return True


def rule_on(constraints: Sequence[Constraint], claims: Set[str]) -> Rulings:
    """The judgements on these claims that hold, given in order of time; one outdone by later ones is a problem that says so."""
    rulings = Rulings()
    outdone = [one for one in reversed(constraints) if {one.one, one.other} <= claims and not rulings.take(one)]
    rulings.problems = tuple(_outdone(constraint) for constraint in reversed(outdone))
    return rulings


def _outdone(constraint: Constraint) -> Problem:
    wish = "one event" if constraint.is_same else "two events"
    return Problem(
        "judgement-outdone", f"judgement {constraint.by} made claims {constraint.one} and {constraint.other} {wish}; later judgements say otherwise"
    )


def split_telling(telling: Telling, rulings: Rulings) -> Iterable[Telling]:
    """A telling in as many parts as people's word asks for: the first claim's part keeps its name and its links."""
    parts: list[list[str]] = []
    for claim in telling.claims:
        home = next((part for part in parts if not any(rulings.is_apart(claim, other) for other in part)), None)
        if home is None:
            parts.append([claim])
        else:
            home.append(claim)
    if len(parts) < 2:
        return (telling,)
    return tuple(
        msgspec.structs.replace(telling, id=telling_id(telling.report_id, part[0]), claims=tuple(part), is_main=telling.is_main and part is parts[0])
        for part in parts
    )
