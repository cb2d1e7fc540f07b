"""A layer that drops the mask of padding."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import CONVOLUTIONS, POOLINGS, RECURRENT

CODE = "R324"
SEVERITY = Severity.WARNING
WORDS = (
    "Masking",
    "mask_zero",
)
REASON = (
    "`Masking` and `mask_zero = true` mark the steps that only fill sequences up to one length, so that later layers skip them. A "
    "layer that does not know masks (convolutions, poolings, Flatten) passes none on, and Keras only warns: from there on the padding "
    "counts like data, and the prediction depends on how long the longest sequence of the batch was."
)
BAD = """
# data: { input = [200] }
preprocessing = []

[[layers]]
type = "Embedding"
input_dim = 1000
output_dim = 16
mask_zero = true

[[layers]]
type = "Conv1D"
filters = 32
kernel_size = 3
activation = "relu"

[[layers]]
type = "LSTM"
units = 32

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
# data: { input = [200] }
preprocessing = []

[[layers]]
type = "Embedding"
input_dim = 1000
output_dim = 16
mask_zero = true

[[layers]]
type = "LSTM"
units = 32

[[layers]]
type = "Dense"
units = "classes"
"""


_DROPS = (
    CONVOLUTIONS
    | POOLINGS
    | {"Flatten", "Reshape", "Permute", "GlobalMaxPooling1D", "GlobalMaxPooling2D", "UpSampling1D", "ZeroPadding1D", "Cropping1D"}
)
_HELP = "take a recurrent layer or `GlobalAveragePooling1D`, which know masks, or leave the mask out: it does nothing here"
_USES_IT_UP = RECURRENT | {"GlobalAveragePooling1D"}


def find(facts: Facts) -> Iterator[Found]:
    """The first layer behind a mask that loses it."""
    masked = ""
    for layer in facts.stack:
        if layer.type == "Masking" or layer.arguments.get("mask_zero") is True:
            masked = layer.type
        elif masked and layer.type in _DROPS:
            yield Found(layer.at(), f"`{layer.type}` drops the mask of `{masked}`: from here on padding counts like data", _HELP)
            return
        elif layer.type in _USES_IT_UP and not layer.core.arguments.get("return_sequences"):
            masked = ""
