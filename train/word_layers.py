"""Writes how the networks of a small spaCy model reckon, as an ONNX model without weights: the installed model has them.

``python -m train word_layers [--out FOLDER]``: nothing is learned.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from onrecord.text.network import DEPTH, INPUT, PIECES, WEIGHTS, WIDTH
from train.trees import IR_VERSION

OPSET = 18  # the first whose Split is told a number of parts
SMALLEST = 1e-8  # what spaCy adds to a variance


def _given(name: str, *shape: int) -> onnx.TensorProto:
    """An array that is handed over as the model is opened."""
    tensor = onnx.TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value="given")
    return tensor


def as_model() -> onnx.ModelProto:
    """Layers over a word and its two neighbours: of each layer the largest of some sums, scaled, and added to what came in."""
    numbers = {"zero": [0], "one": [1], "last": [-1], "end": [2**31]}
    held = [helper.make_tensor(name, TensorProto.INT64, [1], value) for name, value in numbers.items()]
    held.append(helper.make_tensor("none", TensorProto.FLOAT, [1, WIDTH], [0.0] * WIDTH))
    nodes = []
    rows = INPUT
    for at in range(DEPTH):
        weights, bias, scale, shift = (f"{name}_{at}" for name in WEIGHTS)
        held += [_given(weights, 3 * WIDTH, PIECES * WIDTH), _given(bias, PIECES * WIDTH), _given(scale, WIDTH), _given(shift, WIDTH)]
        pieces = [f"piece_{piece}_{at}" for piece in range(PIECES)]
        added = f"rows_{at + 1}"
        nodes += [
            helper.make_node("Slice", [rows, "zero", "last", "zero"], [f"all_but_last_{at}"]),
            helper.make_node("Slice", [rows, "one", "end", "zero"], [f"all_but_first_{at}"]),
            helper.make_node("Concat", ["none", f"all_but_last_{at}"], [f"before_{at}"], axis=0),
            helper.make_node("Concat", [f"all_but_first_{at}", "none"], [f"behind_{at}"], axis=0),
            helper.make_node("Concat", [f"before_{at}", rows, f"behind_{at}"], [f"near_{at}"], axis=1),
            helper.make_node("Gemm", [f"near_{at}", weights, bias], [f"sums_{at}"]),
            helper.make_node("Split", [f"sums_{at}"], pieces, axis=1, num_outputs=PIECES),
            helper.make_node("Max", pieces, [f"largest_{at}"]),
            helper.make_node("LayerNormalization", [f"largest_{at}", scale, shift], [f"scaled_{at}"], axis=1, epsilon=SMALLEST),
            helper.make_node("Add", [f"scaled_{at}", rows], [added]),
        ]
        rows = added
    taken, made = (helper.make_tensor_value_info(name, TensorProto.FLOAT, ["words", WIDTH]) for name in (INPUT, rows))
    graph = helper.make_graph(nodes, "word_layers", [taken], [made], held)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)


def main(argv: Sequence[str]) -> int:
    """Writes ``word_layers.onnx``."""
    parser = argparse.ArgumentParser(prog="python -m train word_layers", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/weights"))
    out = parser.parse_args(argv).out / "word_layers.onnx"
    out.write_bytes(as_model().SerializeToString())
    print(out)
    return 0
