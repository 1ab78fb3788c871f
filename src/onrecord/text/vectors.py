"""The vectors of word pieces, which all learned readers share: they stand once among the weights, inside the first reader's file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.uint8]


@dataclass(frozen=True)
class WordVectors:
    """A vector in 8 bits for each piece of the vocabulary: (pieces, size)."""

    table: Rows

    def of(self, ids: Sequence[int]) -> Rows:
        """The vectors of a window, (1, pieces, size), as a network takes them."""
        return np.asarray(self.table[list(ids)][None])


def open_vectors(folder: Traversable, told: Mapping[str, str]) -> WordVectors:
    """The vectors that a network was trained over: its ``told`` says in which file they stand, from which byte, how many, and their checksum.

    They are mapped, not read: all processes of a machine share them.
    """
    place = json.loads(told["vectors"])
    with as_file(folder.joinpath(place["file"])) as path:
        table = np.memmap(path, dtype=np.uint8, mode="r", offset=place["offset"], shape=tuple(place["shape"]))
    if zlib.crc32(table.data) != place["crc32"]:
        raise ValueError(f"{place['file']}: not the word vectors that the reader of incidents learned over; train it anew: python -m train incidents")
    return WordVectors(table)
