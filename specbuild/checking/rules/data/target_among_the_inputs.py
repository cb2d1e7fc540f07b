"""The column to predict is also what it is predicted from."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R218"
SEVERITY = Severity.ERROR
WORDS = ("target",)
REASON = (
    "The network reads the answer from its input: every score is perfect, and nothing is learned that helps where the answer is not "
    "known. Mostly one name was copied to the wrong line. Left out, the inputs are all columns that are used for nothing else."
)
BAD = """
# data: { classes = 2 }
preprocessing = []

[loader]
type = "text"
path = "messages.csv"
column = "label"
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
GOOD = BAD.replace('column = "label"', 'column = "message"')


_INPUTS = ("column", "features", "values", "file")


def find(facts: Facts) -> Iterator[Found]:
    """A column that is named as target and as input; the series of a forecast is both, and rightly so."""
    loader = facts.spec.loader
    targets = _columns(loader.given.get("target"))
    for name in _INPUTS if loader.type != "forecast" else ():
        for column in _columns(loader.given.get(name)):
            if column in targets:
                yield Found(loader.at(name), f"the network would read `{column}`, which it is to predict", f"name another in `{name}`")


def _columns(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else () if value is None else (value,)
