"""The learned encoder: one pass over a window of the text gives the scores of every head that was trained on it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.nouns import Span
from onrecord.text.sessions import open_session
from onrecord.text.windows import Window, find_windows

Scores = NDArray[np.float32]
WEIGHTS = "voices.onnx"
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Encoded:
    """The scores of one window: ``tags`` (pieces, tags), and per relation (pieces, pieces), how much each piece is tied to each."""

    window: Window
    tags: Scores
    ties: tuple[Scores, ...]


@dataclass(frozen=True)
class Encoder:
    """The network as it ships, with its tokenizer, and the scores of tag sequences (``transitions``: from, to; ``starts``) learned with it."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    transitions: Scores
    starts: Scores

    def read(self, text: str, paragraphs: Iterable[Span] | None = None) -> list[Encoded]:
        """The scores of all windows of a text, or of some of its paragraphs."""
        return [self._encode(window) for window in find_windows(text, self.tokenizer, paragraphs=paragraphs) if window.words]

    def _encode(self, window: Window) -> Encoded:
        tags, *ties = self.session.run(None, {"ids": np.array([window.ids]), "shapes": np.array([window.shapes])})
        return Encoded(window, tags, tuple(ties))


def open_encoder(folder: Traversable) -> Encoder:
    """The encoder of a folder with weights and tokenizer. It takes one thread: reports go side by side in processes."""
    with as_file(folder.joinpath(WEIGHTS)) as weights:
        session = open_session(weights)
    told = session.get_modelmeta().custom_metadata_map
    transitions, starts = (np.array(json.loads(told[key]), dtype=np.float32) for key in ("transitions", "starts"))
    tokenizer = Tokenizer.from_str(folder.joinpath(TOKENIZER).read_text(encoding="utf-8"))
    return Encoder(session, tokenizer, transitions, starts)


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The encoder that comes with the package, once a process: nothing is fetched."""
    return open_encoder(files("onrecord").joinpath("weights"))
