"""Bands of a spectrogram that no frequency falls into."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R240"
SEVERITY = Severity.WARNING
WORDS = ("MelSpectrogram",)
REASON = (
    "A Fourier transform of `fft_length` samples tells frequencies apart that lie `sampling_rate / fft_length` Hertz from each other."
    " The lowest bands of mel are the narrowest: where there are many, some lie between two of these frequencies, and are 0 for every"
    " sound."
)
BAD = """
preprocessing = [
  { type = "MelSpectrogram", sampling_rate = 8000, fft_length = 256, sequence_stride = 128, num_mel_bins = 128, power_to_db = false },
]

[loader]
type = "audio"
path = "sounds"
sample_rate = 8000
seconds = 1.0

[[layers]]
type = "Reshape"
target_shape = [128, -1, 1]

[[layers]]
type = "Conv2D"
filters = 8
kernel_size = 3
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("num_mel_bins = 128", "num_mel_bins = 40").replace("[128, -1, 1]", "[40, -1, 1]")


def find(facts: Facts) -> Iterator[Found]:
    """A mel spectrogram with bands that hold none of the frequencies of the transform."""
    for layer in facts.of("MelSpectrogram"):
        bands, empty = layer.arguments["num_mel_bins"], _empty(layer.arguments)
        if empty:
            message = (
                f"{empty} of {bands} bands lie between two frequencies of a transform of {layer.arguments['fft_length']}, and are always 0"
            )
            yield Found(layer.at("num_mel_bins"), message, "use fewer bands, a longer `fft_length` or a higher `min_freq`")


def _empty(arguments: Mapping[str, Any]) -> int:
    """How many triangles of the mel scale, as Keras lays them, lie between two frequencies of the transform."""
    rate, bands, step = arguments["sampling_rate"], arguments["num_mel_bins"], arguments["sampling_rate"] / arguments["fft_length"]
    low, high = _mel(arguments["min_freq"]), _mel(arguments["max_freq"] or rate / 2)
    edges = [_hertz(low + (high - low) * place / (bands + 1)) for place in range(bands + 2)]
    return sum((math.floor(start / step) + 1) * step >= end for start, end in zip(edges, edges[2:], strict=False))


def _mel(hertz: float) -> float:
    return 1127.0 * math.log1p(hertz / 700.0)


def _hertz(mel: float) -> float:
    return 700.0 * math.expm1(mel / 1127.0)
