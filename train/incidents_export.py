"""From the trained reader of incidents to the file that ships: ONNX, its matrices in 8 bits, over the word vectors of the first reader's file."""

from __future__ import annotations

import json
import tempfile
import zlib
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from train.encoders import MiniLM
from train.incidents_network import IncidentNetwork

BLOCK = 128  # weights of a column that share a scale
TABLE = "word_embeddings.weight"
OUTPUTS = ["roles", "told", "together", "types"]


class OneWindow(nn.Module):
    """The network with a window's vectors as the file gets them: (1, pieces, size)."""

    def __init__(self, network: IncidentNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor) -> tuple[Tensor, ...]:
        roles, told, pairs, types = self.network(vectors)
        return roles[0], told[0], pairs[0], types[0]


def read_table(path: Path) -> tuple[Tensor, dict[str, onnx.TensorProto], dict[str, object]]:
    """The word vectors of a network's file: as numbers, as they are stored (table, scale, zero point), and where in the file they stand."""
    model = onnx.load(path)
    stored = {
        part: next(one for one in model.graph.initializer if one.name.endswith(f"{TABLE}_{part}")) for part in ("quantized", "scale", "zero_point")
    }
    table, scale, zero = (numpy_helper.to_array(one) for one in stored.values())
    raw = stored["quantized"].raw_data
    place = {"file": path.name, "offset": path.read_bytes().index(raw), "shape": list(table.shape), "crc32": zlib.crc32(raw)}
    return torch.from_numpy((table.astype(np.float32) - np.float32(zero)) * np.float32(scale)), stored, place


def export(network: IncidentNetwork, words: Path, path: Path) -> None:
    """Writes the network to ``path``: input ``vectors`` (1, pieces, size), in 8 bits, from the table in ``words``; outputs as ``IncidentNetwork``."""
    network.eval()
    encoder = network.encoder
    if not isinstance(encoder, MiniLM):
        raise TypeError(f"{type(encoder).__name__} is too large to ship: only the small encoder is written")
    encoder.bert.set_attn_implementation("eager")  # the form that the optimizer knows
    config = encoder.bert.config
    pieces = torch.export.Dim("pieces", min=2, max=config.max_position_embeddings)
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            OneWindow(network),
            (torch.zeros(1, 16, config.hidden_size),),
            plain,
            input_names=["vectors"],
            output_names=OUTPUTS,
            dynamic_shapes={"vectors": {1: pieces}},
            dynamo=True,
            external_data=False,
        )
        optimize_model(str(plain), "bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size).save_model_to_file(str(fused))
        # Weights alone are in 8 bits, and reckoned with as numbers: with states in 8 bits as well, six-slot F1 was .02 lower.
        quantizer = MatMulNBitsQuantizer(onnx.load(fused), bits=8, block_size=BLOCK, is_symmetric=True)
        quantizer.process()
    _, stored, place = read_table(words)
    model = quantizer.model.model
    _widen_input(model, stored)
    onnx.helper.set_model_props(model, {"vectors": json.dumps(place)})
    onnx.save(model, path)


def _widen_input(model: onnx.ModelProto, stored: dict[str, onnx.TensorProto]) -> None:
    """Lets the model take vectors in 8 bits, as they are stored, and make numbers of them itself."""
    given = model.graph.input[0]
    for node in model.graph.node:
        node.input[:] = ["vectors_as_numbers" if name == given.name else name for name in node.input]
    given.type.tensor_type.elem_type = onnx.TensorProto.UINT8
    names = []
    for part in ("scale", "zero_point"):
        copy = onnx.TensorProto()
        copy.CopyFrom(stored[part])
        copy.name = f"vectors_{part}"
        model.graph.initializer.append(copy)
        names.append(copy.name)
    model.graph.node.insert(0, onnx.helper.make_node("DequantizeLinear", [given.name, *names], ["vectors_as_numbers"]))
