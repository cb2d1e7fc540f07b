"""Every sample with the correlations between its values taken out."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Annotated

import keras
import numpy as np
from pydantic import Field

from specbuild.checking.plan.shapes.whitening import fitting_memory, over_budget
from specbuild.running import codes
from specbuild.running.model.part import CannotFit, Fitted, Part, Problem, Rows


class ZCAWhitening:
    """Take the correlations between the values of a sample out, so that neighbouring pixels no longer say the same.

    What `zca_whitening` was in `ImageDataGenerator`: each direction in which the training rows vary is divided by how much they vary, and
    turned back. Directions in which they do not vary at all are dropped: a test row would be blown up along them. It is fitted on training
    rows only, and becomes frozen `Dense` layers between a `Flatten` and a `Reshape`.

    Args:
        epsilon: Added to each singular value of the training rows; larger leaves weak directions weak.
        components: How many of the strongest directions to keep; left out, all are. With it, memory grows only with the size of a sample.
        center: Subtract the mean of every single value first; without it, and after `FeaturewiseCentering`, this is `ImageDataGenerator`'s.
        memory_budget: Gigabytes that the fitting may take; it is refused before it starts where it would take more.
        name: Name of the whitening layer.
    """

    def __init__(
        self,
        epsilon: Annotated[float, Field(gt=0)] = 1e-6,
        components: Annotated[int, Field(ge=1)] | None = None,
        center: bool = True,
        memory_budget: Annotated[float, Field(gt=0)] = 2.0,
        name: str | None = None,
    ) -> None:
        self.epsilon, self.components, self.center, self.memory_budget, self.name = epsilon, components, center, memory_budget, name

    def memory(self, size: int) -> float:
        """Gigabytes that fitting takes for samples of `size` numbers."""
        return fitting_memory(size, self.components)

    def fit(self, rows: Rows, shape: tuple[int, ...]) -> Fitted:
        """The mean and the whitening directions.

        Raises:
            CannotFit: F002, it would take more memory than the budget; F003, there are not so many components.
        """
        size = prod(shape)
        self._check(size)
        flat = lambda: (batch.reshape(len(batch), size).astype(np.float64) for batch in rows())  # noqa: E731  (a re-iterable, not a helper)
        return _all_directions(flat, size, self.epsilon, center=self.center) if self.components is None else self._strongest(flat, size)

    def parts(self, fitted: Fitted, shape: tuple[int, ...]) -> list[Part]:
        """Flatten, one or two frozen `Dense`, and back to the shape."""
        mean = np.asarray(fitted["mean"])
        kernels = [np.asarray(fitted["whitening"])] if "whitening" in fitted else [np.asarray(fitted["down"]), np.asarray(fitted["up"])]
        first = (kernels[0], -mean @ kernels[0]) if self.center else (kernels[0],)
        dense = [_frozen(self.name, *first), *(_frozen(None, kernel) for kernel in kernels[1:])]
        return [Part(keras.layers.Flatten()), *dense, Part(keras.layers.Reshape(shape))]

    def _check(self, size: int) -> None:
        problems = []
        if self.components is not None and self.components > size:
            message = f"a sample has {size} numbers, so there are no {self.components} directions"
            problems.append(Problem(codes.COMPONENTS, "components", message, f"write at most {size}, or leave it out"))
        if self.components is not None and not self.center:
            message = "the strongest directions are those of the centred rows, so `components` and `center = false` exclude each other"
            problems.append(Problem(codes.COMPONENTS, "center", message, "remove one of them"))
        too_much = over_budget(size, self.components, self.memory_budget)
        if too_much:
            problems.append(Problem(codes.MEMORY, "memory_budget", f"whitening {too_much[0]}", too_much[1]))
        if problems:
            raise CannotFit(*problems)

    def _strongest(self, rows: Rows, size: int) -> Fitted:
        from sklearn.decomposition import IncrementalPCA

        assert self.components is not None
        analysis = IncrementalPCA(self.components)
        for chunk in _chunks(rows(), self.components):
            analysis.partial_fit(chunk)
        scale = _scale(analysis.singular_values_, analysis.n_samples_seen_, self.epsilon)
        directions = analysis.components_.T
        return {"mean": analysis.mean_, "down": directions * scale, "up": directions.T}


def _all_directions(rows: Rows, size: int, epsilon: float, *, center: bool) -> Fitted:
    count, mean, products = 0, np.zeros(size), np.zeros((size, size))
    for batch in rows():
        products += batch.T @ batch
        mean += batch.sum(0)
        count += len(batch)
    mean /= count
    if center:
        products -= count * np.outer(mean, mean)
    squares, directions = np.linalg.eigh(products)
    scale = _scale(np.sqrt(np.clip(squares, 0, None)), count, epsilon)
    return {"mean": mean, "whitening": (directions * scale) @ directions.T}


def _scale(singular: np.ndarray, count: int, epsilon: float) -> np.ndarray:
    """What each direction is multiplied by; 0 where the rows do not vary beyond rounding errors."""
    # The squares of the singular values are what was decomposed, so rounding shows at the root of what it would be for the rows.
    varies = singular > singular.max(initial=0.0) * np.sqrt(len(singular) * np.finfo(np.float64).eps)
    return np.where(varies, np.sqrt(count) / (singular + epsilon), 0.0)


def _chunks(batches: Iterator[np.ndarray], least: int) -> Iterator[np.ndarray]:
    """The same rows in pieces of at least `least`, the last joined to the one before where it would be smaller."""
    waiting: list[np.ndarray] = []
    for batch in batches:
        waiting.append(batch)
        if sum(map(len, waiting)) >= 2 * least:
            joined = np.concatenate(waiting)
            yield joined[:-least]
            waiting = [joined[-least:]]
    rest = sum(map(len, waiting))
    if rest < least:
        message = f"{rest} training rows have no {least} directions"
        raise CannotFit(Problem(codes.COMPONENTS, "components", message, f"write `components = {rest}` or less"))
    yield np.concatenate(waiting)


def _frozen(name: str | None, kernel: np.ndarray, bias: np.ndarray | None = None) -> Part:
    dense = keras.layers.Dense(kernel.shape[1], use_bias=bias is not None, kernel_initializer="zeros", trainable=False, name=name)
    return Part(dense, tuple(np.asarray(weight, np.float32) for weight in (kernel, bias) if weight is not None))
