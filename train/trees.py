"""From boosted trees of scikit-learn to the arrays that the package reads."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier


def as_arrays(trees: HistGradientBoostingClassifier) -> dict[str, Any]:
    """The trees as the package reads them."""
    nodes = [each[0].nodes for each in trees._predictors]
    shape = (len(nodes), max(map(len, nodes)))
    arrays = {
        "column": np.full(shape, -1, dtype=np.int32),
        "bound": np.zeros(shape, dtype=np.float32),
        "left": np.zeros(shape, dtype=np.int32),
        "right": np.zeros(shape, dtype=np.int32),
        "value": np.zeros(shape, dtype=np.float32),
    }
    for tree, each in enumerate(nodes):
        inner = ~each["is_leaf"].astype(bool)
        last = len(each)
        arrays["column"][tree, :last] = np.where(inner, each["feature_idx"], -1)
        arrays["bound"][tree, :last] = each["num_threshold"]
        arrays["left"][tree, :last] = each["left"]
        arrays["right"][tree, :last] = each["right"]
        arrays["value"][tree, :last] = np.where(inner, 0.0, each["value"])
    return {**arrays, "start": float(trees._baseline_prediction.ravel()[0])}
