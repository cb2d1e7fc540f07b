"""Decibels of what is decibels already."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R220"
SEVERITY = Severity.ERROR
WORDS = ("Decibels",)
REASON = (
    "`Decibels` takes the logarithm of powers. Decibels are negative for all that is not loud, and count as silence there: the picture "
    "of the sound becomes one floor with a few spots. `MelSpectrogram` gives decibels already unless it is told `power_to_db = false`, "
    "which is right before `Decibels`. What was centred at its mean is negative for all that is below it, too."
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
type = "Decibels"

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
GOOD = BAD.replace("sampling_rate = 8000", "sampling_rate = 8000\npower_to_db = false")


_CENTRES = frozenset({"Normalization", "FeaturewiseCentering", "SamplewiseCentering", "BatchNormalization", "LayerNormalization"})


def find(facts: Facts) -> Iterator[Found]:
    """A `Decibels` layer behind a mel spectrogram in decibels, or behind another of its kind."""
    before = centred = ""
    for layer in facts.stack:
        if layer.type == "Decibels" and centred:
            message = f"`{centred}` gives negative numbers, which have no logarithm: this takes them for silence"
            yield Found(layer.at(), message, f"put `Decibels` before `{centred}`")
        if layer.type == "Decibels" and before:
            where = "it" if before == "Decibels" else "`power_to_db = false` in `MelSpectrogram`"
            help_ = "remove one of the two" if before == "Decibels" else f"write {where}, or remove this layer"
            yield Found(layer.at(), f"`{before}` has given decibels already, and this takes their logarithm", help_)
        if layer.type == "Decibels" or (layer.type == "MelSpectrogram" and layer.arguments["power_to_db"]):
            before = layer.type
        centred = layer.type if layer.type in _CENTRES else centred
