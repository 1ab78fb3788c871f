"""Teaches the part that finds events which no word of the lexicon tells, on reports whose claims are marked by hand."""

from __future__ import annotations

import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.claims import read_report
from onrecord.claims.context import words_in
from onrecord.claims.extract import Models, read_tellings, types_told
from onrecord.claims.untold import BESIDE, SURE, TYPES, WEIGHTS, load_untold, surroundings, terms_of
from onrecord.nouns import EventType
from train.arguments import make_parser
from train.settle import golds_apart

FOLDS = 6
CARD = """# The part that finds events no word of the lexicon tells: model card

`{weights}` weighs the words of a sentence, alone and in pairs, and what the report tells around it: how likely it is that the sentence tells an event
that a reader would mark, and of which type. `onrecord.claims.untold` asks it of the sentences in which the lexicon finds none, in reports that tell
of others, and takes what both are sure of together (at least {sure:g}).

- **Made by** `python -m train untold`: {minutes:.1f} minutes on two processor cores, most of them the reading (scikit-learn {sklearn}).
- **Learned from** {sentences} sentences of {reports} reports whose claims are marked by hand, {told} with a claim: the development reports and the
  pages in `tests/pages` but those of `fourth-set.txt`, `sixth-set.txt` and `ninth-set.txt`. The development reports are third parties'
  and no part of this repository; of them the file holds words and pairs of words that stand in at least {least} sentences of all.
- **Parts**: two linear models (logistic regression) over {terms} terms and {around} numbers on the surroundings.
- **Plan**: {plan}.
- **File**: {size:.2f} MB, SHA-256 `{digest}`.

## Scores

Of sentences in which the lexicon finds nothing: how many have a claim, how many the part takes, and what share of these have a claim, and one of that
type. By folds: reports that it did not learn from, beside which the lexicon was written. Unread: pages that nobody read and no part learned from.

| | sentences | with a claim | taken | with a claim | of that type |
|---|--:|--:|--:|--:|--:|
{scores}

## What it is not good for

It knows English news of conflict and crime as those who marked these reports read it. It says that there is an event, not by which word: the verb or
noun that speaks most for one is taken. In reports that tell of no event by the lexicon it is not asked.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is set by hand before learning."""

    least: int = 3  # sentences that a term stands in
    terms: float = 3.0  # what a term counts for beside the surroundings
    event: float = 0.02  # the inverse of the ridge
    types: float = 0.006
    untold: float = 3.0  # what a sentence that the lexicon finds nothing in counts for among types


PLAN = Plan()


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A sentence: its terms and surroundings, whether the lexicon finds an event, whether people marked one, and the types of each.

    ``marked`` is None where what they marked may as well be left out.
    """

    report: str
    terms: frozenset[str]
    around: NDArray[np.float32]
    found: bool
    marked: bool | None
    types: Sequence[Sequence[EventType]]


def examples_of(golds: Iterator[Mapping[str, Any]]) -> list[Example]:
    """The sentences of reports whose claims are marked."""
    models = replace(Models(), untold=lambda *_: {})
    examples: list[Example] = []
    for gold in golds:
        told = read_tellings(read_report(dict(gold)), models)
        found = types_told(told.sentences, told.tellings)
        for at, sentence in enumerate(told.sentences):
            claims = [claim for claim in gold["claims"] if _tells(_folded(claim["exact"]), _folded(sentence.text))]
            types = [[EventType(claim["event_type"]), *map(EventType, claim.get("also", ()))] for claim in claims]
            marked = True if any(not claim.get("optional") for claim in claims) else None if claims else False
            words = terms_of(words_in(sentence.text))
            examples.append(Example(gold["file"], words, surroundings(found, told.context, at), bool(found[at]), marked, types))
    return examples


def _folded(text: str) -> str:
    return " ".join(text.split())


def _tells(exact: str, sentence: str) -> bool:
    return bool(exact) and (exact in sentence or sentence in exact)


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """The two models with the numbers of their terms."""

    numbers: Mapping[str, int]
    event: LogisticRegression  # over terms, the first of the surroundings, and whether the lexicon finds an event
    types: LogisticRegression  # over terms and all surroundings

    def weigh(self, examples: Sequence[Example]) -> tuple[NDArray[np.float64], list[EventType]]:
        """How likely each untold sentence tells an event, and one of the likeliest type; and that type."""
        terms = _terms(examples, self.numbers)
        events = self.event.predict_proba(_beside(terms, examples))[:, 1]
        chances = self.types.predict_proba(_whole(terms, examples))
        best = [EventType(self.types.classes_[each]) for each in chances.argmax(axis=1)]
        return np.where(events < SURE, events * events, events * chances.max(axis=1)), best


def _terms(examples: Sequence[Example], numbers: Mapping[str, int]) -> Any:
    rows = [[numbers[term] for term in example.terms if term in numbers] for example in examples]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((each for row in rows for each in row), dtype=np.int64)
    return csr_matrix((np.full(len(columns), PLAN.terms), columns, ends), shape=(len(examples), len(numbers)))


def _beside(terms: Any, examples: Sequence[Example]) -> Any:
    return hstack([terms, csr_matrix([[*example.around[:BESIDE], example.found] for example in examples])]).tocsr()


def _whole(terms: Any, examples: Sequence[Example]) -> Any:
    return hstack([terms, csr_matrix([example.around * AROUND for example in examples])]).tocsr()


# What the surroundings count for among types, beside terms.
AROUND = 8.0


def learn(examples: Sequence[Example]) -> Lesson:
    """Both models, from all sentences: those in which the lexicon finds an event show what events read like."""
    counts = Counter(term for example in examples for term in example.terms)
    numbers = {term: number for number, term in enumerate(sorted(term for term, count in counts.items() if count >= PLAN.least))}
    terms = _terms(examples, numbers)
    sure = [at for at, example in enumerate(examples) if example.marked is not None]
    marked = [bool(examples[at].marked) for at in sure]
    event = LogisticRegression(C=PLAN.event, max_iter=1000).fit(_beside(terms, examples)[sure], marked)
    at, labels, weights = [], [], []
    for number, example in enumerate(examples):
        for types in example.types:
            at.append(number)
            labels.append(types[0].value)
            weights.append((1.0 if example.found else PLAN.untold) / len(example.types))
    types = LogisticRegression(C=PLAN.types, max_iter=1000).fit(_whole(terms, examples)[at], labels, sample_weight=weights)
    return Lesson(numbers, event, types)


def write(lesson: Lesson, path: Path) -> None:
    """The weights as the package reads them: what terms and surroundings count for is multiplied in."""
    many = len(lesson.numbers)
    event = lesson.event.coef_[0]
    types = np.zeros((lesson.types.coef_.shape[1], len(TYPES)), dtype=np.float32)
    bias = np.full(len(TYPES), -100.0, dtype=np.float32)  # of a type that nobody marked
    for row, name in enumerate(lesson.types.classes_):
        types[:, TYPES.index(EventType(name))] = lesson.types.coef_[row]
        bias[TYPES.index(EventType(name))] = lesson.types.intercept_[row]
    np.savez_compressed(
        path,
        terms=np.array(list(lesson.numbers)),
        event=(event[:many] * PLAN.terms).astype(np.float16),
        event_beside=np.array([*event[many : many + BESIDE], lesson.event.intercept_[0]], dtype=np.float32),
        types=(types[:many] * PLAN.terms).astype(np.float16),
        types_beside=np.vstack([types[many:] * AROUND, bias]),
    )


def scores_of(name: str, examples: Sequence[Example], chances: NDArray[np.float64], best: Sequence[EventType]) -> str:
    """A row of the card's table."""
    asked = [at for at, example in enumerate(examples) if not example.found and example.marked is not None]
    taken = [at for at in asked if chances[at] >= SURE]
    marked, right = (sum(bool(examples[at].marked) for at in some) for some in (asked, taken))
    typed = sum(any(best[at] in types for types in examples[at].types) for at in taken)
    return f"| {name} | {len(asked)} | {marked} | {len(taken)} | {right / max(1, len(taken)):.2f} | {typed / max(1, len(taken)):.2f} |"


def by_folds(examples: Sequence[Example]) -> tuple[NDArray[np.float64], list[EventType]]:
    """The same of sentences that the models did not learn from: a fold of reports at a time."""
    groups = [example.report for example in examples]
    chances, best = np.zeros(len(examples)), [EventType.OTHER] * len(examples)
    for learned, kept in GroupKFold(FOLDS).split(groups, groups=groups):
        some = [examples[at] for at in kept]
        chances[kept], types = learn([examples[at] for at in learned]).weigh(some)
        for at, each in zip(kept, types, strict=True):
            best[at] = each
    return chances, best


def main(argv: Sequence[str] | None = None) -> int:
    """Learns, measures, and writes the weights and their card; 2 where the data are not there."""
    parser = make_parser("untold", "Train the part that finds events no word of the lexicon tells.", made="weights and card")
    args = parser.parse_args(argv)
    if not (args.data / "claims").is_dir():
        print(f"no claims at {args.data}; name the data's folder with --data", file=sys.stderr)
        return 2
    began = time.monotonic()
    examples, kept = map(examples_of, golds_apart(args.data))
    lesson = learn(examples)
    write(lesson, args.out / WEIGHTS)
    load_untold.cache_clear()
    scores = [scores_of("by folds", examples, *by_folds(examples)), scores_of("unread", kept, *lesson.weigh(kept))]
    _write_card(args.out, examples, lesson, scores, (time.monotonic() - began) / 60)
    print("\n".join(scores))
    return 0


def _write_card(out: Path, examples: Sequence[Example], lesson: Lesson, scores: Sequence[str], minutes: float) -> None:
    raw = (out / WEIGHTS).read_bytes()
    text = CARD.format(
        weights=WEIGHTS,
        sure=SURE,
        minutes=minutes,
        sklearn=version("scikit-learn"),
        sentences=len(examples),
        reports=len({example.report for example in examples}),
        told=sum(bool(example.types) for example in examples),
        least=PLAN.least,
        terms=len(lesson.numbers),
        around=len(examples[0].around),
        plan=", ".join(f"{key} {value:g}" for key, value in asdict(PLAN).items()) + f", around {AROUND:g}",
        size=len(raw) / 1e6,
        digest=hashlib.sha256(raw).hexdigest(),
        scores="\n".join(scores),
    )
    (out / "untold.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
