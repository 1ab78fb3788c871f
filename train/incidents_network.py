"""The network that reads incidents: a small BERT over word vectors that are given and stay, with heads for words and for the whole window."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from onrecord.claims.incidents_tags import BIO, CONFIDENCES, INCIDENTS, ROLES, STAGES
from train.network import Pointer

# What a mention tells beside its role, one score each: types of incident, stages, confidences.
TOLD = len(INCIDENTS) + len(STAGES) + len(CONFIDENCES)


class IncidentNetwork(nn.Module):
    """One window's word vectors in, (pieces, hidden); the scores of all heads out.

    ``roles`` (pieces, roles, tags); ``told`` (pieces, what a mention there tells); ``together`` (pieces, pieces), whether one incident has both;
    ``types`` (types), what the window tells of. The lowest ``kept`` layers are as published
    and do not learn: what they make of a window is made once.
    """

    def __init__(self, config: BertConfig, kept: int) -> None:
        super().__init__()
        self.bert = BertModel(config, add_pooling_layer=False)
        self.kept = kept
        hidden = config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.roles = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.Dropout(0.1), nn.Linear(hidden, len(ROLES) * BIO))
        self.weigh = nn.Linear(hidden, len(INCIDENTS))
        self.types = nn.Parameter(torch.zeros(len(INCIDENTS), hidden))
        self.types_bias = nn.Parameter(torch.full((len(INCIDENTS),), -1.0))
        self.near, self.far = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.told = nn.Sequential(nn.GELU(), nn.Dropout(0.1), nn.Linear(hidden, TOLD))
        self.together = Pointer(hidden)
        self.together_bias = nn.Parameter(torch.zeros(1))

    def lower(self, vectors: Tensor) -> Tensor:
        """What the layers that do not learn make of a window."""
        states: Tensor = self.bert.embeddings(inputs_embeds=vectors[None])
        return self._through(states, 0, self.kept)[0]

    def upper(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The heads' scores, from what the lower layers made."""
        states = self.dropout(self._through(states[None], self.kept, len(self.bert.encoder.layer))[0])
        pooled = self.weigh(states).softmax(0).T @ states  # a view of the window for each type
        types = (pooled * self.types).sum(1) + self.types_bias
        told = self.told(self.near(states) + self.far(pooled.mean(0)))
        pairs = self.together(states[None])[0]
        return self.roles(states).unflatten(1, (len(ROLES), BIO)), told, pairs + pairs.T + self.together_bias, types

    def forward(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.upper(self.lower(vectors))

    def _through(self, states: Tensor, first: int, last: int) -> Tensor:
        for layer in self.bert.encoder.layer[first:last]:
            out = layer(states)
            states = out[0] if isinstance(out, tuple) else out
        return states
