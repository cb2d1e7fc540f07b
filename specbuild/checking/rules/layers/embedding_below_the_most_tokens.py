"""An Embedding that may be smaller than the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found

CODE = "R342"
SEVERITY = Severity.WARNING
WORDS = ("Embedding",)
REASON = (
    "The loader numbers up to `max_tokens` tokens, and an Embedding with fewer rows has none for the last of them: the run stops as "
    'soon as the training texts hold that many. `input_dim = "vocabulary"` always has as many rows as the training texts gave tokens.'
)
BAD = """
# data: { classes = 2 }
preprocessing = []

[loader]
type = "text"
path = "messages.csv"
length = 40

[[layers]]
type = "Embedding"
input_dim = 1000
output_dim = 16
mask_zero = true

[[layers]]
type = "LSTM"
units = 32

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("input_dim = 1000", 'input_dim = "vocabulary"')


def find(facts: Facts) -> Iterator[Found]:
    """Fewer rows than tokens that the loader may number; once the vocabulary is known, R326 tells."""
    most = facts.spec.loader.arguments.get("max_tokens")
    if facts.spec.loader.type != "text" or not isinstance(most, int) or facts.known.get("vocabulary"):
        return
    for layer in facts.of("Embedding"):
        rows = layer.arguments["input_dim"]
        if isinstance(rows, int) and rows < most:
            message = f"the loader may give up to {most:,} tokens, and this has {rows:,} rows"
            yield Found(layer.at("input_dim"), message, 'write `input_dim = "vocabulary"`')
