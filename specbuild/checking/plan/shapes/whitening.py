"""ZCAWhitening: a matrix, fitted on training rows, over all numbers of a sample at once."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.codes import COMPONENTS, CONTRADICTION, FITTING_MEMORY
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, written
from specbuild.checking.plan.size import below, product

GIGABYTE = 1e9
FLOAT64 = 8
ROWS_AT_ONCE = 64  # that fitting reads
# Covariance, eigenvectors, the work space of the decomposition and the product, in float64; the weights twice in float32.
FULL_COPIES = 5
# Rows waiting, joined, beside the kept directions, checked, and both halves of their decomposition: up to three times what is kept each.
LOW_RANK_COPIES = 16


def fitting_memory(size: int, components: int | None) -> float:
    """Gigabytes that fitting takes for samples of `size` numbers, in full or for the strongest directions only."""
    if components is None:
        return FULL_COPIES * FLOAT64 * size**2 / GIGABYTE
    return LOW_RANK_COPIES * FLOAT64 * (components + ROWS_AT_ONCE) * size / GIGABYTE


def over_budget(size: int, components: int | None, budget: float) -> tuple[str, str] | None:
    """What is wrong and what to do where fitting would take more gigabytes than its budget."""
    takes = fitting_memory(size, components)
    if takes <= budget:
        return None
    affordable = int(budget * GIGABYTE / (LOW_RANK_COPIES * FLOAT64 * size)) - ROWS_AT_ONCE
    smaller = f"`components = {min(affordable, 256)}` keeps the strongest directions only" if affordable > 0 else "raise `memory_budget`"
    message = f"takes {takes:,.3g} GB to fit to samples of {size:,} numbers, and `memory_budget` is {budget:,.3g} GB"
    return message, f"{smaller}; smaller pictures take less"


def zca_whitening(arguments: Arguments, shape: Shape) -> Planned:
    """One matrix as wide as the sample, or two narrow ones through the strongest directions; with a bias if it centres."""
    size, kept = product(shape), arguments["components"]
    if kept is not None and not arguments["center"]:
        message = "has `components` and `center = false`, which exclude each other"
        raise ShapeError(CONTRADICTION, "center", message, "remove one of them: the strongest directions are those of centred rows")
    if kept is not None and below(size, kept):
        message = f"keeps {kept} directions of a sample with {size} numbers, {written(shape)}"
        raise ShapeError(COMPONENTS, "components", message, f"write at most {size}, or leave it out")
    too_much = over_budget(size, kept, arguments["memory_budget"]) if isinstance(size, int) else None
    if too_much:
        raise ShapeError(FITTING_MEMORY, "memory_budget", *too_much)
    weights = size * size if kept is None else 2 * size * kept
    bias = (size if kept is None else kept) if arguments["center"] else 0
    return Planned(shape, fixed=weights + bias, multiply_adds=weights)


SHAPES: Mapping[str, Rule] = {"ZCAWhitening": zca_whitening}
