"""Layers for sequences that walk along the bands instead of time."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import DROPOUTS, NORMALIZATIONS, RECURRENT

CODE = "R339"
SEVERITY = Severity.WARNING
WORDS = ("MelSpectrogram",)
REASON = (
    "`MelSpectrogram` gives bands by steps, and layers for sequences walk along the first axis: without `Permute` a convolution or a "
    "recurrent layer reads the sound from low to high, each band as one step with all moments as its features. It trains, and mostly "
    "worse. `dims = [2, 1]` puts time first."
)
BAD = """
# data: { classes = 2 }

[loader]
type = "audio"
path = "sounds"
sample_rate = 8000
seconds = 2.0

[[preprocessing]]
type = "MelSpectrogram"
fft_length = 256
sequence_stride = 256
num_mel_bins = 40
sampling_rate = 8000

[[preprocessing]]
type = "Normalization"
axis = 1

[[layers]]
type = "Conv1D"
filters = 32
kernel_size = 5
activation = "relu"

[[layers]]
type = "GlobalAveragePooling1D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
# data: { classes = 2 }

[loader]
type = "audio"
path = "sounds"
sample_rate = 8000
seconds = 2.0

[[preprocessing]]
type = "MelSpectrogram"
fft_length = 256
sequence_stride = 256
num_mel_bins = 40
sampling_rate = 8000

[[preprocessing]]
type = "Normalization"
axis = 1

[[layers]]
type = "Permute"
dims = [2, 1]

[[layers]]
type = "Conv1D"
filters = 32
kernel_size = 5
activation = "relu"

[[layers]]
type = "GlobalAveragePooling1D"

[[layers]]
type = "Dense"
units = "classes"
"""


_KEEPS = frozenset({"Decibels", "Normalization", "Rescaling", "Masking", "GaussianNoise"}) | DROPOUTS | NORMALIZATIONS
_WALKS = RECURRENT | {"Conv1D", "SeparableConv1D", "DepthwiseConv1D"}


def find(facts: Facts) -> Iterator[Found]:
    """The first layer behind a mel spectrogram that minds the order of its axes walks along the first."""
    bands = False
    for layer in facts.stack:
        if layer.type == "MelSpectrogram":
            bands = True
        elif bands and layer.core.type in _WALKS:
            message = f"`{layer.core.type}` walks along the {layer.input[0]} bands here, not along time" if layer.input else ""
            yield Found(layer.at(), message, 'put `{ type = "Permute", dims = [2, 1] }` before it')
            return
        elif layer.type not in _KEEPS:
            bands = False
