"""Answers kept while the record stays as it is: what many ask at once, such as a word that stands in a fifth of all claims, is looked up once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from onrecord.desk.columns import state_of
from onrecord.record.store import Record

MOST = 200  # answers


@dataclass
class Kept:
    """The answers of one state of the record, those not asked for the longest time going first."""

    state: str = ""
    answers: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def find(self, record: Record, question: Hashable, ask: Callable[[], Any]) -> Any:
        """The answer to a question, asked only where it was not since the record changed."""
        state = state_of(record)
        with self.lock:
            if state != self.state:
                self.answers.clear()
                self.state = state
            if question in self.answers:
                self.answers.move_to_end(question)
                return self.answers[question]
        answer = ask()
        with self.lock:
            if state == self.state:
                self.answers[question] = answer
                while len(self.answers) > MOST:
                    self.answers.popitem(last=False)
        return answer
