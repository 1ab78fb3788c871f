"""How well the voices, checks and modality of claims are read: the firm claims of the claims gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.claims import find_claims, find_gold, read_report
from bench.measure import Marked, Row, find_status, find_words, is_same_chain, is_same_name, judge, mark, measure_overlap, shorten
from onrecord.claims.voices import chain_at, find_attributions
from onrecord.facts.names import find_names
from onrecord.nouns import Span
from onrecord.text.parse import parse

FIELDS = ("verification", "stage", "polarity", "certainty", "responsibility")


def is_same_origin(gold: Row, found: Row) -> bool:
    """Whether the last voices of both chains are one."""
    chains = gold["attribution"], found.get("attribution") or []
    return bool(chains[0] and chains[1]) and is_same_name(chains[0][-1]["name"], chains[1][-1]["name"])


def is_checked(claim: Row) -> bool:
    """Whether the report says something of checking the claim."""
    return find_status(claim.get("verification"), "unstated") != "unstated"


def is_same_scope(gold: Row, found: Row) -> bool:
    """Whether both claims stand under a check by the same words, or neither under any."""
    if not is_checked(gold) or not is_checked(found):
        return is_checked(gold) == is_checked(found)
    words = [claim["verification"].get("exact") for claim in (gold, found)]
    return not all(map(find_words, words)) or measure_overlap(*words) >= 0.5


RIGHT: dict[str, Callable[[Row, Row], bool]] = {
    "chain": lambda gold, found: is_same_chain(gold["attribution"], found.get("attribution")),
    "origin": is_same_origin,
    "verification_scope": is_same_scope,
} | {name: (lambda gold, found, name=name: judge(gold, found)[name]) for name in FIELDS}

# Over which firm claims each figure goes; all of them, where none is named.
OVER: dict[str, Callable[[Row], bool]] = {"chain": lambda gold: bool(gold["attribution"]), "origin": lambda gold: bool(gold["attribution"])}


def value(claim: Row, name: str) -> str:
    """The value of a field as one word of a confusion table."""
    if name in {"verification", "responsibility"}:
        return find_status(claim.get(name), "unstated" if name == "verification" else "none") or "none"
    return str(claim.get(name))


@dataclass
class Tally:
    """Counts over reports: claims found and right by figure, what was taken for what, and each wrong claim in words."""

    firm: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    taken_for: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, golds: Sequence[Row], marked: Marked) -> None:
        """Counts one report in."""
        pairs = {id(gold): found for gold, found in marked.firm_pairs}
        for gold in golds:
            if gold.get("optional"):
                continue
            for figure, is_right in RIGHT.items():
                if figure in OVER and not OVER[figure](gold):
                    continue
                self.firm[figure] += 1
                found = pairs.get(id(gold))
                if found is None:
                    continue
                self.found[figure] += 1
                hit = is_right(gold, found)
                self.right[figure] += hit
                if figure in FIELDS:
                    self.taken_for[figure, value(gold, figure), value(found, figure)] += 1
                if not hit:
                    self.wrong.append(
                        f"{figure}: {name} {gold.get('id')}: {told(gold, figure)} read as {told(found, figure)}: {shorten(gold['exact'], 140)}"
                    )

    def figures(self) -> dict[str, float]:
        figures = {f"{name}_right": self.right[name] / max(1, self.found[name]) for name in RIGHT}
        return {
            "firm": float(self.firm["stage"]),
            "found": self.found["stage"] / max(1, self.firm["stage"]),
            "voiced": float(self.firm["origin"]),
            "voiced_found": self.found["origin"] / max(1, self.firm["origin"]),
        } | figures


def told(claim: Row, figure: str) -> str:
    """What a claim says in the field that a figure measures."""
    if figure in {"chain", "origin"}:
        return " -> ".join(voice["name"] for voice in claim.get("attribution") or []) or "the outlet"
    if figure == "verification_scope":
        return repr((claim.get("verification") or {}).get("exact"))
    return value(claim, figure)


@dataclass
class AtWords:
    """Voices at the words of gold claims, whether or not the claim itself is found: the chain that answers for more of them than any other."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, golds: Sequence[Row], text: str, outlet: str | None) -> None:
        """Counts one report in."""
        sentences = parse(text)
        attributions = find_attributions(sentences, find_names(sentences), outlet=outlet)
        for gold in golds:
            at = text.find(gold["exact"])
            if at < 0 or gold.get("optional"):
                continue
            words = word_starts(text, at, at + len(gold["exact"]))
            chains = Counter(filter(None, (chain_at(attributions, Span(word, word + 1)) for word in words)))
            chain, count = chains.most_common(1)[0] if chains else ((), 0)
            kind = "voiced" if gold["attribution"] else "unvoiced"
            self.counts[kind] += 1
            self.counts["voiced_right"] += is_same_origin(gold, {"attribution": [{"name": voice.name} for voice in chain]})
            self.counts["unvoiced_right"] += not gold["attribution"] and count * 2 < len(words)

    def figures(self) -> dict[str, float]:
        """Shares of the claims with a voice, and of those in the outlet's own words."""
        shares = {kind: self.counts[f"{kind}_right"] / max(1, self.counts[kind]) for kind in ("voiced", "unvoiced")}
        return {"origin_at_words": shares["voiced"], "outlet_at_words": shares["unvoiced"]}


def word_starts(text: str, start: int, end: int) -> list[int]:
    """Where the longer words of a stretch begin."""
    return [at for at in range(start, end) if text[at].isalnum() and (at == start or not text[at - 1].isalnum()) and text[at : at + 4].isalnum()]


def confusion(tally: Tally) -> list[str]:
    """What was taken for what, a table for each field, in Markdown."""
    lines: list[str] = []
    for name in FIELDS:
        cells = {(gold, found): count for (figure, gold, found), count in tally.taken_for.items() if figure == name}
        values = sorted({v for pair in cells for v in pair})
        lines += ["", f"| {name}: gold, across: read as | {' | '.join(values)} |", f"|---|{'--:|' * len(values)}"]
        lines += [f"| {gold} | {' | '.join(str(cells.get((gold, found), 0)) for found in values)} |" for gold in values]
    return lines


def run(data: Path, out: Path | None = None, *, show: bool = False, only: str = "", skip: str = "") -> Mapping[str, Any]:
    """Figures on the claims gold.

    ``found``: the share of the firm claims that were found at all (``voiced_found``: of those with a voice); each ``*_right`` is the share right
    among the found: ``chain_right`` and ``origin_right`` among those that have a voice, the others among all. ``verification_scope_right``: the
    claim stands under a check by the same words as in gold, or under none as in gold. ``origin_at_words``: over all firm claims with a voice, found
    or not, the share whose origin ends the chain over most of their voiced words; ``outlet_at_words``: over those without, where none is over half.
    """
    golds = find_gold(data, only, skip)
    tally, at_words = Tally(), AtWords()
    for name, claims in find_claims(golds, out):
        gold = golds[name]
        tally.add(name, gold["claims"], mark(gold["claims"], claims))
        at_words.add(gold["claims"], read_report(gold).text, gold.get("outlet"))
    if show:
        print("\n".join([*sorted(tally.wrong), *confusion(tally)]))
    return tally.figures() | at_words.figures()
