"""A Dense layer on a raw waveform."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import DROPOUTS
from specbuild.checking.plan.input import kind_of

CODE = "R344"
SEVERITY = Severity.WARNING
WORDS = ("audio",)
REASON = (
    "A waveform has thousands of numbers a second, and the same sound begins elsewhere in each recording: a Dense layer has a weight "
    "for every moment, and has to learn every sound anew for each of them. A spectrogram, or convolutions over time, see a sound "
    "wherever it is."
)
BAD = """
# data: { classes = 2 }
preprocessing = []

[loader]
type = "audio"
path = "sounds"
sample_rate = 8000
seconds = 2.0

[[layers]]
type = "Dense"
units = 64
activation = "relu"

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
sampling_rate = 8000
fft_length = 256
sequence_stride = 256
num_mel_bins = 40

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


LEAST = 1_000  # numbers of a sample from which on it is a waveform, and not a few measurements
_PASSES = DROPOUTS | {"Flatten", "Reshape", "Identity", "Rescaling", "Normalization", "BatchNormalization", "LayerNormalization"}


def find(facts: Facts) -> Iterator[Found]:
    """A Dense layer that is the first to weigh what the loader `audio` gives."""
    if kind_of(facts.spec.loader) != "audio":
        return
    for layer in facts.stack:
        length = layer.input[0] if layer.input else 0
        if layer.type == "Dense" and isinstance(length, int) and length >= LEAST:
            message = f"a weight for each of the {length:,} moments of a waveform: a sound a little later is another one to it"
            yield Found(layer.at(), message, "put `MelSpectrogram` under `[[preprocessing]]`, or convolutions over time before it")
            return
        if layer.type not in _PASSES:
            return
