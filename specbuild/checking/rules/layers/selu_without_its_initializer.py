"""SELU without what it needs."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import LINEAR, name_of

CODE = "R329"
SEVERITY = Severity.WARNING
WORDS = ("selu",)
REASON = (
    "SELU keeps the mean and variance of its inputs from layer to layer, but only if weights start with `lecun_normal`; with other "
    "initialisations the property that is its reason to exist is lost. Ordinary Dropout breaks it as well, which is what "
    "`AlphaDropout` is for."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 64
activation = "selu"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('activation = "selu"', 'activation = "selu"\nkernel_initializer = "lecun_normal"')


def find(facts: Facts) -> Iterator[Found]:
    """A layer with SELU and another initializer, or a Dropout behind one."""
    for layer in facts.layers:
        if layer.core.type in LINEAR and layer.activation == "selu":
            initializer = name_of(layer.core.arguments.get("kernel_initializer"))
            if initializer.lower().replace("_", "") != "lecunnormal":
                help_ = 'add `kernel_initializer = "lecun_normal"`'
                yield Found(layer.path_of_activation, f"`selu` normalizes itself only from `lecun_normal`, not `{initializer}`", help_)
    for before, layer in facts.neighbours:
        if before.activation == "selu" and layer.type == "Dropout":
            yield Found(layer.at(), "`Dropout` breaks the self-normalization of `selu`", "use `AlphaDropout`")
