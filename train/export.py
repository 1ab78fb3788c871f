"""From trained weights to the file that ships: ONNX, its matrices in 8 bits, the scores of tag sequences beside them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from train.network import Reader


class OneWindow(nn.Module):
    """The network for one window, unpadded: no mask to pass, none to compute."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        return tuple(out[0] for out in self.reader(ids, shapes, None))


def export(reader: Reader, path: Path) -> None:
    """Writes the network to ``path``: inputs ``ids`` and ``shapes`` (1, pieces), outputs ``tags`` (pieces, tags) and ``ties_N`` (pieces, pieces)."""
    reader.eval()
    reader.bert.set_attn_implementation("eager")  # the form that the optimizer knows
    pieces = torch.export.Dim("pieces", min=2, max=reader.bert.config.max_position_embeddings)
    example = torch.ones(1, 16, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            OneWindow(reader),
            (example, example % 5),
            plain,
            input_names=["ids", "shapes"],
            output_names=["tags", *(f"ties_{n}" for n in range(len(reader.pointers)))],
            dynamic_shapes={"ids": {1: pieces}, "shapes": {1: pieces}},
            dynamo=True,
            external_data=False,
        )
        config = reader.bert.config
        optimize_model(str(plain), "bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size).save_model_to_file(str(fused))
        # Weights of 7 bits: of 8, sums overflow on processors without the newer instructions, and the same text would read otherwise there.
        quantize_dynamic(fused, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, op_types_to_quantize=["MatMul", "Gather"])
    model = onnx.load(path)
    told = {"transitions": reader.transitions.tolist(), "starts": reader.starts.tolist()}
    onnx.helper.set_model_props(model, {key: json.dumps(value) for key, value in told.items()})
    onnx.save(model, path)
