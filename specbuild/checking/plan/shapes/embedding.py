"""Embedding: each integer becomes a row of a table."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule
from specbuild.checking.plan.size import product


def embedding(arguments: Arguments, shape: Shape) -> Planned:
    """One more axis, of size `output_dim`."""
    kernel = (arguments["input_dim"], arguments["output_dim"])
    return Planned((*shape, arguments["output_dim"]), product(kernel), kernel=kernel)


SHAPES: Mapping[str, Rule] = {"Embedding": embedding}
