"""A Dropout of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import DROPOUTS

CODE = "R316"
SEVERITY = Severity.WARNING
WORDS = (
    "rate",
    "stddev",
)
REASON = (
    "A Dropout with `rate = 0` and a GaussianNoise with `stddev = 0` do nothing. Left in a spec, they make readers believe that the "
    "network is regularised, and a comparison of two rates may turn out to compare something with nothing."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dropout"
rate = 0.0

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("rate = 0.0", "rate = 0.2")


def find(facts: Facts) -> Iterator[Found]:
    """A layer of randomness without any."""
    for layer in facts.of(*DROPOUTS, "GaussianNoise"):
        name = "stddev" if layer.type == "GaussianNoise" else "rate"
        if layer.arguments.get(name) == 0:
            yield Found(layer.at(name), f"`{layer.type}` with `{name} = 0` does nothing", "give it a rate, or remove it")
