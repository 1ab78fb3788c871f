"""The learned reader of incidents: a pass over a report's windows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable

import onnxruntime
from tokenizers import Tokenizer

from onrecord.claims.incidents_tags import Bars, WindowScores
from onrecord.nouns import Span
from onrecord.text.encoder import TOKENIZER
from onrecord.text.sessions import open_session
from onrecord.text.vectors import WordVectors, open_vectors
from onrecord.text.windows import find_windows

WEIGHTS = "events.onnx"
# Pieces of a window: nearly every report fits one, and what makes an incident of its sentences is all over it.
SIZE = 512


@dataclass(frozen=True)
class IncidentReader:
    """The network as it ships, with its tokenizer and its word vectors."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    vectors: WordVectors
    bars: Bars

    def read(self, text: str, paragraphs: Iterable[Span] | None = None) -> list[WindowScores]:
        """The scores of all windows of a text, or of some of its paragraphs. How words are written, in capitals or not, is the same to it."""
        windows = find_windows(text, self.tokenizer, paragraphs=paragraphs, size=SIZE)
        return [WindowScores(window, *self.session.run(None, {"vectors": self.vectors.of(window.ids)})) for window in windows if window.words]


def open_reader(folder: Traversable) -> IncidentReader:
    """The reader of a folder with weights and tokenizer. It takes one thread: reports go side by side in processes."""
    with as_file(folder.joinpath(WEIGHTS)) as weights:
        session = open_session(weights)
    tokenizer = Tokenizer.from_str(folder.joinpath(TOKENIZER).read_text(encoding="utf-8"))
    told = session.get_modelmeta().custom_metadata_map
    return IncidentReader(session, tokenizer, open_vectors(folder, told), Bars(**json.loads(told["bars"])))


@lru_cache(maxsize=1)
def load_reader() -> IncidentReader:
    """The reader that comes with the package, once a process: nothing is fetched."""
    return open_reader(files("onrecord").joinpath("weights"))
