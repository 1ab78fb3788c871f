"""How well copies are told from own tellings: 300 pairs made of our own invented pages, half of them copies, half reports that only look alike.

Run as ``python -m bench copies``. Copies are made by what desks do to a wire: cut it, write another lead, add local paragraphs, change the
credit, change words. Unlike pairs are two outlets' own tellings of one event, with the same statements quoted and the same local paragraphs
added, two events told from one outlet's mould, and pages of different events with one footer. The making is the same each time: ``SEED``.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bench.copies_words import CREDITS, FOOTERS, LEADS, LOCAL, MOULDS, OTHER_WORDS, STREETS, SUSPECTS
from onrecord import read
from onrecord.merge.link import find_bonds
from onrecord.merge.sketch import make_sketch
from onrecord.nouns import Extraction, Report

ROOT = Path(__file__).parents[1]
PAGES, TELLINGS = ROOT / "tests" / "pages", ROOT / "tests" / "tellings"
SEED = 1847
COPIES = 150
FEWEST_WORDS = 60  # of a text that is cut: less is a news flash
CHANGED = 0.9  # share of the words with a synonym that a paraphrase changes
DROPPED = 0.15  # share of the short words that a paraphrase leaves out
QUOTED = re.compile(r"“[^”\n]{20,}”|\"[^\"\n]{20,}\"")
Paragraphs = list[str]
Change = Callable[[Paragraphs, random.Random], Paragraphs]


@dataclass(frozen=True)
class Pair:
    """Two reports, whether the one's text comes from the other's, and how they were made."""

    one: Report
    other: Report
    is_copy: bool
    made_by: str


def load_pages() -> dict[str, Report]:
    """Our own pages by name."""
    return {path.stem: read(path) for path in sorted(PAGES.iterdir()) if path.suffix in (".html", ".txt")}


def load_tellings() -> dict[str, Report]:
    """Other outlets' tellings by the name of the page of the same event: outlet, date, headline, paragraphs."""
    return {path.stem: _load_telling(path) for path in sorted(TELLINGS.glob("*.txt"))}


def _load_telling(path: Path) -> Report:
    outlet, published, _, title, *lines = path.read_text(encoding="utf-8").splitlines()
    paragraphs = [" ".join(block.split()) for block in "\n".join(lines).split("\n\n") if block.strip()]
    return Report(id=path.stem, text="\n".join([title, *paragraphs]), outlet=outlet, title=title, published=published)


def cut(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """The top of a text, as an editor short of space leaves it."""
    wanted = max(FEWEST_WORDS, int(sum(len(p.split()) for p in paragraphs) * chance.uniform(0.35, 0.75)))
    kept, words = [], 0
    for paragraph in paragraphs:
        kept.append(paragraph)
        words += len(paragraph.split())
        if words >= wanted:
            break
    return kept


def lead(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Another lead in place of the first paragraph that is one."""
    at = next((n for n, paragraph in enumerate(paragraphs) if len(paragraph.split()) > 15), 0)
    return [*chance.choice(LEADS), *paragraphs[at + 1 :]] if len(paragraphs) - at > 3 else [*chance.choice(LEADS), *paragraphs[at:]]


def add(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Local paragraphs within and after the text."""
    grown = list(paragraphs)
    for paragraph in chance.sample(LOCAL, 2):
        grown.insert(chance.randint(2, len(grown)) if len(grown) > 2 else len(grown), paragraph)
    return grown


def credit(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Another byline above and another credit below."""
    top, tail = chance.choice(CREDITS)
    return [top, *paragraphs[1:], tail]


def reword(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Some words changed for others that mean the same."""

    def other(match: re.Match[str]) -> str:
        words = OTHER_WORDS.get(match[0].casefold())
        if words is None or chance.random() > CHANGED:
            return match[0]
        return words.capitalize() if match[0][0].isupper() else words

    return [_drop_words(re.sub(r"[A-Za-z]+", other, paragraph), chance) for paragraph in paragraphs]


def _drop_words(paragraph: str, chance: random.Random) -> str:
    """A paragraph with some short words gone."""
    return " ".join(word for word in paragraph.split(" ") if not (word.isalpha() and len(word) < 5 and chance.random() < DROPPED))


CHANGES: dict[str, Change] = {"cut": cut, "lead": lead, "add": add, "credit": credit, "reword": reword}
MIXES = (
    ("cut",),
    ("lead",),
    ("add",),
    ("credit",),
    ("reword",),
    ("lead", "cut"),
    ("credit", "add"),
    ("reword", "cut"),
    ("lead", "reword", "credit"),
    ("cut", "add"),
)


def change(report: Report, names: Sequence[str], chance: random.Random, name: str) -> Report:
    """A report with its text changed in some ways, one after the other, as another outlet prints it."""
    paragraphs = report.text.split("\n")
    for kind in names:
        paragraphs = CHANGES[kind](paragraphs, chance)
    return msgspec.structs.replace(report, id=name, text="\n".join(paragraphs), outlet=f"Outlet {name}", title=None)


def make_copies(pages: dict[str, Report], tellings: dict[str, Report], chance: random.Random) -> list[Pair]:
    """Texts and what desks made of them; every fifth pair is two desks' versions of one text."""
    texts = [*pages.values(), *tellings.values()]
    pairs = []
    for at in range(COPIES):
        text, mix = texts[at % len(texts)], MIXES[at % len(MIXES)]
        version = change(text, mix, chance, f"copy-{at}")
        other = change(text, ("credit",), chance, f"other-{at}") if at % 5 == 4 else text
        pairs.append(Pair(other, version, is_copy=True, made_by="+".join(mix)))
    return pairs


def quote_all(telling: Report, page: Report, name: str) -> Report:
    """A telling with every statement that the page quotes."""
    quotes = [f"In the statement, officials said: {match[0]}" for match in QUOTED.finditer(page.text)]
    return msgspec.structs.replace(telling, id=name, text="\n".join([telling.text, *quotes]))


def make_unlike(pages: dict[str, Report], tellings: dict[str, Report], chance: random.Random) -> list[Pair]:
    """Reports of which neither comes from the other, ten pairs of each event and more of different ones."""
    pairs = []
    for name, telling in tellings.items():
        page = pages[name]
        pairs += [
            Pair(page, telling, is_copy=False, made_by="own tellings"),
            Pair(page, quote_all(telling, page, f"quotes-{name}"), is_copy=False, made_by="same statements quoted"),
            Pair(
                change(page, ("add",), random.Random(SEED), "a"),
                change(telling, ("add",), random.Random(SEED), "b"),
                is_copy=False,
                made_by="same local words",
            ),
        ]
        for mix in (("cut",), ("lead",), ("reword",), ("cut", "add"), ("credit",)):
            pairs.append(
                Pair(
                    change(page, mix, chance, f"page-{name}"),
                    change(telling, mix, chance, f"own-{name}"),
                    is_copy=False,
                    made_by="own tellings, changed",
                )
            )
    pairs += [_from_mould(mould, at, chance) for at in range(10) for mould in MOULDS]
    names = sorted(pages)
    while len(pairs) < COPIES:
        one, other = chance.sample(names, 2)
        footer = chance.choice(FOOTERS)
        pairs.append(Pair(_with_footer(pages[one], footer), _with_footer(pages[other], footer), is_copy=False, made_by="one footer"))
    return pairs[:COPIES]


def _with_footer(page: Report, footer: str) -> Report:
    return msgspec.structs.replace(page, text=f"{page.text}\n{footer}")


def _from_mould(mould: str, at: int, chance: random.Random) -> Pair:
    """Two different events written up from one mould, as a police desk does."""

    suspects, streets, local = (chance.sample(words, 2) for words in (SUSPECTS, STREETS, LOCAL))

    def fill(which: int) -> Report:
        facts = {"hour": chance.randint(1, 11), "age": chance.randint(18, 70), "block": chance.randint(1, 60) * 100}
        text = mould.format(street=streets[which], suspect=suspects[which], **facts)
        return Report(id=f"mould-{which}-{at}", text=f"{text}\n{local[which]}", published="2024-02-01", outlet="Harbor County Record")

    return Pair(fill(0), fill(1), is_copy=False, made_by="one mould")


def is_found(pair: Pair) -> bool:
    """Whether the package takes a pair for a copy, from the keys on."""
    one, other = msgspec.structs.replace(pair.one, id="one"), msgspec.structs.replace(pair.other, id="other")
    return any(bond.copy is not None for bond in find_bonds([make_sketch(Extraction(one)), make_sketch(Extraction(other))]))


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """Precision, recall and F1 of copies, and the share of right answers by how a pair was made; with ``out``, the wrong ones, a pair a line."""
    pages, tellings, chance = load_pages(), load_tellings(), random.Random(SEED)
    pairs = [*make_copies(pages, tellings, chance), *make_unlike(pages, tellings, chance)]
    found = [is_found(pair) for pair in pairs]
    hits = sum(said and pair.is_copy for said, pair in zip(found, pairs, strict=True))
    precision, recall = hits / max(1, sum(found)), hits / sum(pair.is_copy for pair in pairs)
    if out is not None:
        wrong = [pair for said, pair in zip(found, pairs, strict=True) if said != pair.is_copy]
        lines = [json.dumps({"made_by": pair.made_by, "is_copy": pair.is_copy, "one": pair.one.text, "other": pair.other.text}) for pair in wrong]
        out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    made, right = (
        Counter(pair.made_by for pair in pairs),
        Counter(pair.made_by for said, pair in zip(found, pairs, strict=True) if said == pair.is_copy),
    )
    by_kind = {f"right: {kind}": right[kind] / count for kind, count in made.items()}
    return {"p": precision, "r": recall, "f1": 2 * precision * recall / (precision + recall) if hits else 0.0, "pairs": len(pairs)} | by_kind
