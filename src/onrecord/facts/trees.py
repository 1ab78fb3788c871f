"""Boosted trees as arrays, read by numpy alone; ``train.trees`` makes them of scikit-learn's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]
PARTS = ("column", "bound", "left", "right", "value")


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Boosted trees as arrays, a row a tree: at each node the column and the bound to compare it with, and where to go on, or the value of a leaf."""

    column: Numbers
    bound: Floats
    left: Numbers
    right: Numbers
    value: Floats
    start: float

    def __call__(self, rows: Floats) -> Floats:
        """The weight of each row: its logarithm of the odds."""
        size = self.column.shape[1]
        first = np.arange(len(self.column)) * size
        at = np.broadcast_to(first, (len(rows), len(first)))
        row = np.arange(len(rows))[:, None]
        columns, bounds = self.column.ravel(), self.bound.ravel()
        steps = np.stack([self.right.ravel(), self.left.ravel()])
        while True:
            column = columns[at]
            inner = column >= 0
            if not inner.any():
                break
            low = rows[row, column] <= bounds[at]
            at = np.where(inner, first + steps[low.astype(np.intp), at], at)
        sums: Floats = self.start + self.value.ravel()[at].sum(axis=1)
        return sums


def read_trees(file: Mapping[str, Any], name: str = "") -> Trees:
    """The trees of a file of arrays, each under ``name`` and what it holds."""
    column, bound, left, right, value = (file[f"{name}{part}"] for part in PARTS)
    return Trees(column, bound, left, right, value, float(file[f"{name}start"]))
