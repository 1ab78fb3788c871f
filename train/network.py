"""The network: a small BERT with the shapes of words added, a linear-chain CRF over tags, and pointers that tie words to words."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from onrecord.text.windows import SHAPES

POINTER_SIZE = 128


class Pointer(nn.Module):
    """For each piece, a score of every piece it may be tied to (biaffine attention, Dozat and Manning 2017, without the label part)."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(hidden, POINTER_SIZE), nn.Linear(hidden, POINTER_SIZE)

    def forward(self, states: Tensor) -> Tensor:
        scores: Tensor = self.query(states) @ self.key(states).transpose(1, 2)
        return scores / POINTER_SIZE**0.5


class Reader(nn.Module):
    """Pieces in; per piece the scores of tags, and of the pieces that each relation may tie it to."""

    def __init__(self, config: BertConfig, tags: int, relations: int) -> None:
        super().__init__()
        self.bert = BertModel(config, add_pooling_layer=False)
        self.shapes = nn.Embedding(SHAPES, config.hidden_size)
        nn.init.zeros_(self.shapes.weight)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Sequential(nn.Linear(config.hidden_size, config.hidden_size), nn.GELU(), nn.Dropout(0.1), nn.Linear(config.hidden_size, tags))
        self.pointers = nn.ModuleList(Pointer(config.hidden_size) for _ in range(relations))
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.starts = nn.Parameter(torch.zeros(tags))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
        embedded = self.bert.embeddings.word_embeddings(ids) + self.shapes(shapes)
        states = self.dropout(self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)
        return self.tags(states), *(pointer(states) for pointer in self.pointers)


def sequence_loss(scores: Tensor, tags: Tensor, lengths: Tensor, transitions: Tensor, starts: Tensor) -> Tensor:
    """The mean negative log-likelihood a word of tag sequences (Lafferty et al. 2001).

    ``scores``: (batch, words, tags); ``tags``: (batch, words); words past a length are padding.
    """
    size = scores.shape[1]
    here = torch.arange(size)[None, :] < lengths[:, None]
    gold = scores.gather(2, tags[:, :, None]).squeeze(2)
    gold[:, 1:] = gold[:, 1:] + transitions[tags[:, :-1], tags[:, 1:]]
    gold = (gold * here).sum(1) + starts[tags[:, 0]]
    alpha = starts[None, :] + scores[:, 0]
    for at in range(1, size):
        step = torch.logsumexp(alpha[:, :, None] + transitions[None], dim=1) + scores[:, at]
        alpha = torch.where(here[:, at, None], step, alpha)
    return (torch.logsumexp(alpha, dim=1) - gold).sum() / here.sum()


def pointer_loss(scores: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
    """The mean negative log-likelihood that a tied piece points at one of its own.

    ``scores``, ``allowed``: (batch, pieces, pieces); ``allowed`` marks a piece's own, and a row without any counts nothing.
    """
    scores = scores.masked_fill(~mask[:, None, :].bool(), -1e4)
    right = torch.logsumexp(scores.masked_fill(~allowed, -1e4), dim=2)
    loss = torch.logsumexp(scores, dim=2) - right
    tied = allowed.any(dim=2)
    return loss[tied].mean() if tied.any() else scores.sum() * 0.0
