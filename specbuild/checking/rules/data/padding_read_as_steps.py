"""Series that were filled up, and a network that reads the padding."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R236"
SEVERITY = Severity.WARNING
NEEDS_DATA = True
WORDS = ("series",)
REASON = (
    "Series of different lengths are filled up at the end to one length. Without a mask the steps that fill them up are read like measured "
    "ones: a recurrent layer ends in them, an average counts them, and how long a series was becomes the easiest thing to learn. `Masking` "
    "as the first layer hides them from recurrent layers and from `GlobalAveragePooling1D`. Convolutions know no masks: for them series "
    "are stretched to one length."
)
BAD = """
# data: { classes = 3, padding = 0.0 }
preprocessing = []

[loader]
type = "series"
path = "gestures"
layout = "folders"
length = 100

[[layers]]
type = "GRU"
units = 16

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
# data: { classes = 3, padding = 0.0 }
preprocessing = []

[loader]
type = "series"
path = "gestures"
layout = "folders"
length = 100

[[layers]]
type = "Masking"
mask_value = 0.0

[[layers]]
type = "GRU"
units = 16

[[layers]]
type = "Dense"
units = "classes"
"""


def find(facts: Facts) -> Iterator[Found]:
    """The first layer of the model, where the data say that series are padded and no layer masks them."""
    padding = facts.data.padding if facts.data else None
    if padding is None or "layout" not in facts.spec.loader.known.arguments or any(facts.of("Masking")) or not facts.layers:
        return
    message = f"shorter series are filled up with {padding:g}, and the network reads that as if it had been measured"
    help_ = f'begin with `Masking` and `mask_value = {padding}`, or write `resize = "stretch"` in the loader'
    yield Found(facts.layers[0].at(), message, help_)
