"""Numbers of words that are read as sizes."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import WEIGHTED
from specbuild.checking.plan.input import kind_of

CODE = "R231"
SEVERITY = Severity.ERROR
WORDS = ("text",)
REASON = (
    "A text is a row of numbers, and each is the name of a word or a character: word 7 is not larger than word 3, and not between 6 and "
    "8. A layer that multiplies them with weights learns from sizes that mean nothing, and trains without a complaint. `Embedding` "
    "gives each word a vector; `CategoryEncoding` marks which words occur."
)
BAD = """
# data: { classes = 2 }
preprocessing = []

[loader]
type = "text"
path = "messages.csv"
column = "message"
target = "label"
length = 40

[[layers]]
type = "Dense"
units = 16
activation = "relu"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = """
# data: { classes = 2 }
preprocessing = []

[loader]
type = "text"
path = "messages.csv"
column = "message"
target = "label"
length = 40

[[layers]]
type = "Embedding"
input_dim = "vocabulary"
output_dim = 16

[[layers]]
type = "GlobalMaxPooling1D"

[[layers]]
type = "Dense"
units = "classes"
"""


_READ_NAMES = frozenset({"Embedding", "CategoryEncoding", "IntegerLookup", "Hashing"})


def find(facts: Facts) -> Iterator[Found]:
    """The first layer with weights, if nothing has made vectors or marks of the numbers before."""
    if kind_of(facts.spec.loader) != "text":
        return
    for layer in facts.stack:
        if layer.step is None or layer.type in _READ_NAMES or layer.core.type in _READ_NAMES:
            return  # where the plan stumbled, it has said what to do
        if layer.core.type in WEIGHTED:
            message = f"`{layer.core.type}` reads the numbers of words as if they were sizes"
            yield Found(layer.at(), message, 'put `Embedding` with `input_dim = "vocabulary"` before it')
            return
