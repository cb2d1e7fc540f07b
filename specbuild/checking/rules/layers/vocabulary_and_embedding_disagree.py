"""An Embedding smaller than the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R326"
SEVERITY = Severity.ERROR
WORDS = ("Embedding",)
REASON = (
    "The vocabulary numbers its words from 0 to its size, words it does not know and padding included. An Embedding with fewer rows "
    "has none for the last of them: on a CPU the run stops with an error in the middle of an epoch, on a GPU it silently reads zeros. "
    "`input_dim` is the size of the vocabulary."
)
BAD = """
# data: { input = [] }
[[preprocessing]]
type = "IntegerLookup"
max_tokens = 5000

[[layers]]
type = "Embedding"
input_dim = 1000
output_dim = 16

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("input_dim = 1000", "input_dim = 5000")


_VOCABULARIES = ("TextVectorization", "StringLookup", "IntegerLookup", "Hashing")


def find(facts: Facts) -> Iterator[Found]:
    """Fewer rows than the vocabulary can have numbers."""
    size, where = facts.known.get("vocabulary", 0), facts.spec.loader.type
    for layer in facts.stack:
        if layer.type in _VOCABULARIES:
            size, where = layer.arguments.get("max_tokens") or layer.arguments.get("num_bins") or 0, layer.type
        elif layer.type == "Embedding" and isinstance(rows := layer.arguments["input_dim"], int) and rows < size:
            yield Found(
                layer.at("input_dim"), f"`{where}` gives numbers up to {size - 1}, and this has {rows} rows", f"write `input_dim = {size}`"
            )
