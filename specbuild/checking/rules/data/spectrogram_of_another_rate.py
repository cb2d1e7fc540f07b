"""A spectrogram that takes the sound for another rate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

if TYPE_CHECKING:
    from specbuild.checking.diagnostic import Fix
    from specbuild.checking.document.site import Site

CODE = "R219"
SEVERITY = Severity.ERROR
WORDS = ("MelSpectrogram",)
REASON = (
    "A waveform does not say how many samples a second it has; the layer believes `sampling_rate`. Told 16,000 for a sound of 8,000 it "
    "puts every band an octave too high, and `min_freq` and `max_freq` mean other frequencies than they say. Its default is 16,000, "
    "whatever the loader gives."
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
sampling_rate = 16000

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
GOOD = BAD.replace("sampling_rate = 16000", "sampling_rate = 8000")


def find(facts: Facts) -> Iterator[Found]:
    """A mel spectrogram of what the loader `audio` gives, with another rate than the loader's."""
    rate = facts.spec.loader.arguments.get("sample_rate")
    for layer in facts.of("MelSpectrogram") if rate is not None else ():
        told = layer.arguments["sampling_rate"]
        if told != rate:
            message = f"the loader gives {rate:,} samples a second, and this layer takes them for {told:,}"
            yield Found(layer.at("sampling_rate"), message, f"write `sampling_rate = {rate}`")


def fix(site: Site) -> Fix | None:
    """Write the rate that the loader gives."""
    return site.write("sampling_rate", str(site.values["loader"]["sample_rate"]))
