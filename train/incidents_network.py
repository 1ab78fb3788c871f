"""The network that reads incidents: an encoder over word vectors that are given and stay, with heads for words and for the whole window."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from onrecord.claims.incidents_tags import BIO, CONFIDENCES, INCIDENTS, ROLES, STAGES
from train.encoders import FAR, Base
from train.network import Pointer

# What a mention tells beside its role, one score each: types of incident, stages, confidences.
TOLD = (len(INCIDENTS), len(STAGES), len(CONFIDENCES))


class IncidentNetwork(nn.Module):
    """The word vectors of windows in, (windows, pieces, size); the scores of all heads out.

    ``roles`` (windows, pieces, roles, tags); ``told`` (windows, pieces, what a mention there tells); ``together`` (windows, pieces, pieces), whether
    one incident has both; ``types`` (windows, types), what the window tells of.
    """

    def __init__(self, base: Base) -> None:
        super().__init__()
        self.encoder = base.encoder
        size = base.size
        self.dropout = nn.Dropout(0.1)
        self.roles = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Dropout(0.1), nn.Linear(size, len(ROLES) * BIO))
        self.weigh = nn.Linear(size, len(INCIDENTS))
        self.types = nn.Parameter(torch.zeros(len(INCIDENTS), size))
        self.types_bias = nn.Parameter(torch.full((len(INCIDENTS),), -1.0))
        self.near, self.far = nn.Linear(size, size), nn.Linear(size, size)
        self.told = nn.Sequential(nn.GELU(), nn.Dropout(0.1), nn.Linear(size, sum(TOLD)))
        self.together = Pointer(size)
        self.together_bias = nn.Parameter(torch.zeros(1))

    def forward(self, vectors: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        states = self.dropout(self.encoder(vectors, mask))
        seen = self.weigh(states) if mask is None else self.weigh(states).masked_fill(~mask[:, :, None], FAR)
        pooled = seen.softmax(1).transpose(1, 2) @ states  # a view of the window for each type
        types = (pooled * self.types).sum(2) + self.types_bias
        told = self.told(self.near(states) + self.far(pooled.mean(1, keepdim=True)))
        pairs = self.together(states)
        return self.roles(states).unflatten(2, (len(ROLES), BIO)), told, pairs + pairs.transpose(1, 2) + self.together_bias, types
