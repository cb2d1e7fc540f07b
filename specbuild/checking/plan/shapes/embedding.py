"""Embeddings: each integer becomes a row of a table."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule
from specbuild.checking.plan.size import product


def embedding(arguments: Arguments, shape: Shape) -> Planned:
    """One more axis, of size `output_dim`."""
    kernel = (arguments["input_dim"], arguments["output_dim"])
    return Planned((*shape, arguments["output_dim"]), product(kernel), kernel=kernel)


def reversible_embedding(arguments: Arguments, shape: Shape) -> Planned:
    """An embedding with a second table for the way back, unless the weights are tied."""
    planned = embedding(arguments, shape)
    tables = 1 if arguments["tie_weights"] else 2
    return Planned(planned.output, tables * planned.trainable, kernel=planned.kernel)


SHAPES: Mapping[str, Rule] = {"Embedding": embedding, "ReversibleEmbedding": reversible_embedding}
