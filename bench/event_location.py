"""Which words say where an event happened: exact spans of the places of one given verb, on agency texts.

Run as ``python -m bench event-location``. The learned part (``onrecord.facts.event_place``) learned from four fifths of the pack's texts;
``unread_span_f1`` is over the fifth that it did not see. A seventh of the pack's places are numbered by token, not by character, and are
turned back here; ``as_given_span_f1`` is against the pack as it stands, in which no reader can be right about them. ``chosen_span_f1`` is what
``choose_place`` gives to a claim: one place a verb, with the direction and the noun that are part of the toponym, by rules first.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.facts.event_features import Name
from onrecord.facts.event_place import read_event_places_of
from onrecord.facts.gazetteer import open_gazetteer
from onrecord.facts.place_choice import PlaceMention, as_name, choose_place
from onrecord.facts.places import find_places
from onrecord.text.parse import Sentence, load_model, parse
from onrecord.text.tokens import Token

DATA = "places/event-location.jsonl.gz"
Spans = set[tuple[int, int]]


def is_unread(text: str) -> bool:
    """Whether a text is of the fifth that training leaves out."""
    return int(hashlib.sha256(text.strip().encode()).hexdigest(), 16) % 5 == 0


def load_rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def given_spans(row: dict[str, Any]) -> Spans:
    """The places of a row as the pack has them."""
    return {(span["start"], span["end"]) for span in row["spans"] if span["label"] == "LOCATION"}


def gold_spans(row: dict[str, Any]) -> Spans:
    """The places of a row, those that are numbered by token turned into characters, spaces at the ends left off."""
    return {span for start, end in given_spans(row) if (span := _turned(row["text"], start, end))}


def _turned(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    cuts_word = (start > 0 and text[start - 1].isalnum()) or text[end : end + 1].isalnum()
    if words.strip() and not cuts_word:
        return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    doc = load_model().make_doc(text)
    return (doc[start].idx, doc[end].idx + len(doc[end])) if end < len(doc) else None


def verb_at(row: dict[str, Any]) -> int:
    """Where the verb begins."""
    return next(int(span["start"]) for span in row["spans"] if span["label"] == "VERB")


def sentence_at(sentences: list[Sentence], offset: int) -> Sentence:
    return next((sentence for sentence in reversed(sentences) if sentence.start <= offset), sentences[0])


def event_of(sentence: Sentence, offset: int) -> Token:
    """The token of the sentence at an offset of the text."""
    return next((token for token in reversed(sentence.doc) if sentence.start + token.idx <= offset), sentence.doc[0])


def toponyms_of(sentence: Sentence, mentions: list[PlaceMention]) -> list[Name]:
    """The toponyms that the rules find in a sentence, by tokens."""
    return [name for mention in mentions if mention.sentence == sentence.index and (name := as_name(mention, sentence)) is not None]


def spans_of(sentence: Sentence, names: list[Name]) -> Spans:
    """Where names stand in the text."""
    return {(span.start, span.end) for name in names if (span := sentence.span(sentence.doc[name.first : name.last]))}


def f1(counts: Counter[str], name: str) -> float:
    total = counts[f"{name} found"] + counts[f"{name} gold"]
    return 2 * counts[f"{name} both"] / total if total else 0.0


def run(data: Path, out: Path | None = None) -> dict[str, float]:
    """Exact F1 of the spans, micro; with ``out``, the spans found and those of the gold, a row a line."""
    gazetteer = open_gazetteer()
    counts: Counter[str] = Counter()
    read: dict[str, tuple[list[Sentence], list[PlaceMention]]] = {}
    written = []
    rows = 0
    for row in load_rows(data / DATA):
        text = row["text"]
        if text not in read:
            sentences = parse(text)
            read = {text: (sentences, find_places(sentences, gazetteer=gazetteer))}  # the rows of one text mostly stand together
        sentences, mentions = read[text]
        sentence = sentence_at(sentences, verb_at(row))
        found = spans_of(sentence, read_event_places_of(sentence.doc, event_of(sentence, verb_at(row)), toponyms_of(sentence, mentions)))
        chosen = choose_place(mentions, sentence=sentence, trigger=verb_at(row))
        gold, as_chosen = gold_spans(row), {(chosen.start, chosen.end)} if chosen else set()
        compared = [("all", found, gold), ("given", found, given_spans(row)), ("chosen", as_chosen, gold)]
        for name, spans, right in [*compared, *([("unread", found, gold)] if is_unread(text) else [])]:
            counts.update({f"{name} found": len(spans), f"{name} gold": len(right), f"{name} both": len(spans & right)})
        rows += 1
        written.append({"text": text, "verb": verb_at(row), "found": sorted(found), "gold": sorted(gold)})
    if out is not None:
        out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in written), encoding="utf-8")
    return {
        "span_f1": f1(counts, "all"),
        "span_precision": counts["all both"] / max(1, counts["all found"]),
        "span_recall": counts["all both"] / max(1, counts["all gold"]),
        "unread_span_f1": f1(counts, "unread"),
        "as_given_span_f1": f1(counts, "given"),
        "chosen_span_f1": f1(counts, "chosen"),
        "rows": rows,
    }
