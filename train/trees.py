"""From boosted trees of scikit-learn to the model that the package runs."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

from onrecord.facts.trees import INPUT

# Versions that the oldest onnxruntime of ours reads.
IR_VERSION, OPSET, OPSET_ML = 9, 17, 3


def as_model(trees: HistGradientBoostingClassifier) -> NDArray[np.uint8]:
    """The trees as the package reads them: the bytes of an ONNX model whose one node adds up, for each row, a leaf of every tree."""
    inner: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")}
    leaves: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for tree, each in enumerate(stage[0].nodes for stage in trees._predictors):
        for number, node in enumerate(each):
            is_leaf = bool(node["is_leaf"])
            # A leaf has no column, bound or branches, but must name some.
            told = (0, 0.0, "LEAF", 0, 0) if is_leaf else (node["feature_idx"], node["num_threshold"], "BRANCH_LEQ", node["left"], node["right"])
            for name, value in zip(inner, (tree, number, *told), strict=True):
                inner[name].append(value)
            if is_leaf:
                for name, value in zip(leaves, (tree, number, 0, float(node["value"])), strict=True):
                    leaves[name].append(value)
    node = helper.make_node(
        "TreeEnsembleRegressor",
        [INPUT],
        ["weights"],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=[float(trees._baseline_prediction.ravel()[0])],
        **{f"nodes_{name}": values for name, values in inner.items()},
        **{f"target_{name}": values for name, values in leaves.items()},
    )
    rows = helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [None, trees.n_features_in_])
    weights = helper.make_tensor_value_info("weights", TensorProto.FLOAT, [None, 1])
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("ai.onnx.ml", OPSET_ML)]
    model = helper.make_model(helper.make_graph([node], "trees", [rows], [weights]), opset_imports=opsets, ir_version=IR_VERSION)
    onnx.checker.check_model(model)
    return np.frombuffer(model.SerializeToString(), dtype=np.uint8)
