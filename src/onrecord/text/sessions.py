"""Models run by onnxruntime, each on one thread: reports go side by side in processes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray


def open_session(model: Path | bytes, weights: Mapping[str, NDArray[np.float32]] | None = None) -> onnxruntime.InferenceSession:
    """A session of a model, by its file or its bytes, and by its weights where it comes without them."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    if weights:
        options.add_external_initializers(list(weights), [onnxruntime.OrtValue.ortvalue_from_numpy(each) for each in weights.values()])
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
