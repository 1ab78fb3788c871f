"""Boosted trees, run by onnxruntime; ``train.trees`` makes them of scikit-learn's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.text.sessions import open_session

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]
INPUT = "rows"


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Boosted trees as an ONNX ``TreeEnsembleRegressor``."""

    session: onnxruntime.InferenceSession

    @property
    def width(self) -> int:
        """The columns of a row; the session refuses rows of any other width."""
        return int(self.session.get_inputs()[0].shape[1])

    def __call__(self, rows: Floats) -> Floats:
        """The weight of each row: its logarithm of the odds."""
        weights: Floats = self.session.run(None, {INPUT: rows})[0][:, 0]
        return weights


def read_trees(file: Mapping[str, Any], name: str = "trees") -> Trees:
    """The trees that a file of arrays holds under a name, as the bytes of their model."""
    return Trees(open_session(file[name].tobytes()))
