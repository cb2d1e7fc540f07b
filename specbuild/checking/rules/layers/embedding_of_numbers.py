"""An Embedding of numbers that are no indices."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import LINEAR, RECURRENT, SCALINGS
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.plan.input import kind_of

CODE = "R325"
SEVERITY = Severity.ERROR
WORDS = ("Embedding",)
REPLACES = ("P001",)
REASON = (
    "An Embedding looks a row up by its number: its input has to be whole numbers from 0 to `input_dim - 1`, such as words in a "
    "vocabulary. Real numbers are cut to whole ones without a word: pixels rescaled to 0..1 all become row 0, so every sample looks "
    "alike and nothing can be learned."
)
BAD = """
# data: { input = [20] }
[[preprocessing]]
type = "Rescaling"
scale = "1/255"

[[layers]]
type = "Embedding"
input_dim = 256
output_dim = 8

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
# data: { input = [20] }
preprocessing = []

[[layers]]
type = "Embedding"
input_dim = 256
output_dim = 8

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""


_REAL = SCALINGS | LINEAR | RECURRENT | {"BatchNormalization", "LayerNormalization", "Dropout", "GaussianNoise"}
_WHOLE = ("TextVectorization", "StringLookup", "IntegerLookup", "Hashing", "Discretization")


def find(facts: Facts) -> Iterator[Found]:
    """An Embedding behind a layer that gives real numbers, on samples that are such, or of several numbers at each step."""
    culprit = _samples(facts.spec.loader)
    for layer, after in zip_longest(facts.stack, facts.stack[1:]):
        if layer.type == "Embedding" and culprit:
            message = f"`{culprit}` gives real numbers, and an `Embedding` cuts them to whole ones"
            instead = "remove the `Embedding`" if culprit == facts.spec.loader.type else f"remove `{culprit}` before it, or the `Embedding`"
            yield Found(layer.at(), message, instead)
        elif layer.type == "Embedding" and len(layer.input) > 1 and after and after.step is None and not facts.plan.complete:
            message = f"it makes a row of each of the {layer.input[-1]} numbers of a step, and the next `{after.type}` takes one row a step"
            yield Found(layer.at(), message, "remove it: an `Embedding` is for steps that are one index each, such as words")
        if layer.type in _WHOLE or layer.type == "Embedding":
            culprit = ""
        elif layer.type in _REAL:
            culprit = layer.type


def _samples(loader: Entry) -> str:
    """The loader, where its samples are real numbers; pixels are whole ones."""
    scaled = loader.type == "table" and loader.arguments["scale"] != "none"
    return loader.type if kind_of(loader) in ("series", "audio") or scaled else ""
