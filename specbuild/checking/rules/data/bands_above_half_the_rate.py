"""Bands of frequencies that the sound cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R221"
SEVERITY = Severity.WARNING
WORDS = ("MelSpectrogram",)
REASON = (
    "A sound of 8,000 samples a second holds nothing above 4,000 Hz, half its rate. Bands beyond are the same for every sound: they "
    "cost work and tell nothing, and fewer are left for where the sound is. Left out, `max_freq` is half of `sampling_rate`."
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
max_freq = 8000

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
GOOD = BAD.replace("max_freq = 8000", "max_freq = 4000")


def find(facts: Facts) -> Iterator[Found]:
    """A mel spectrogram whose bands reach above half the rate, or whose least frequency is not below the highest."""
    for layer in facts.of("MelSpectrogram"):
        half = layer.arguments["sampling_rate"] / 2
        highest, least = layer.arguments.get("max_freq") or half, layer.arguments["min_freq"]
        if highest > half:
            message = f"a sound of {layer.arguments['sampling_rate']:,} samples a second holds nothing above {half:,.0f} Hz"
            yield Found(layer.at("max_freq"), message, "leave `max_freq` out: it is half the rate then")
        elif least >= highest:
            yield Found(layer.at("min_freq"), f"no band lies between {least:g} and {highest:g} Hz", "lower `min_freq`")
