"""What else the catalogue says of a layer: the rank of its input, and what it does to a mask."""

from __future__ import annotations

import inspect
import re
from typing import Any

BASE_OF_AUGMENTATIONS = "BaseImagePreprocessingLayer"
_RANKS = {  # axes of the input without the batch, for layers whose name does not tell
    "GRU": 2, "LSTM": 2, "RNN": 2, "SimpleRNN": 2, "RepeatVector": 1, "Embedding": 1,
}  # fmt: skip


def of_layer(made: type) -> dict[str, Any]:
    """The facts of a Keras layer class."""
    found: dict[str, Any] = {}
    if rank := _rank(made.__name__):
        found["rank"] = rank
    if mask := _mask(made):
        found["mask"] = mask
    return found


def _rank(name: str) -> int | None:
    if name in _RANKS:
        return _RANKS[name]
    spatial = re.search(r"([123])D", name)
    if not spatial:
        return None
    return int(spatial.group(1)) + 1 + name.startswith("ConvLSTM")


def _mask(made: Any) -> str | None:
    """What a layer does to the mask of padded steps: "creates", "uses", "passes" it on, or "drops" it."""
    if made.__name__ in ("Embedding", "Masking"):
        return "creates"
    source = inspect.getsource(made)
    takes = "mask" in inspect.signature(made.call).parameters
    if takes:
        return "uses"
    passes = any(
        re.search(r"supports_masking\s*=\s*True", inspect.getsource(base))
        for base in made.__mro__[:3]
        if base.__module__.startswith("keras")
    )
    return "passes" if passes else "drops" if "compute_mask" not in source else "uses"
