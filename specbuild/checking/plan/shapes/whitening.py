"""ZCAWhitening: a matrix, fitted on training rows, over all numbers of a sample at once."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.codes import COMPONENTS, CONTRADICTION
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, written
from specbuild.checking.plan.size import below, product


def zca_whitening(arguments: Arguments, shape: Shape) -> Planned:
    """One matrix as wide as the sample, or two narrow ones through the strongest directions; with a bias if it centres."""
    size, kept = product(shape), arguments["components"]
    if kept is not None and not arguments["center"]:
        message = "has `components` and `center = false`, which exclude each other"
        raise ShapeError(CONTRADICTION, "center", message, "remove one of them: the strongest directions are those of centred rows")
    if kept is not None and below(size, kept):
        message = f"keeps {kept} directions of a sample with {size} numbers, {written(shape)}"
        raise ShapeError(COMPONENTS, "components", message, f"write at most {size}, or leave it out")
    weights = size * size if kept is None else 2 * size * kept
    bias = (size if kept is None else kept) if arguments["center"] else 0
    return Planned(shape, fixed=weights + bias, multiply_adds=weights)


SHAPES: Mapping[str, Rule] = {"ZCAWhitening": zca_whitening}
