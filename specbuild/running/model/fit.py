"""Fit the preprocessing layers, in order and each on what the ones before it give, on training rows only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import keras
import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.running import codes
from specbuild.running.model.adapting.discretization import Discretization
from specbuild.running.model.adapting.normalization import Normalization
from specbuild.running.model.objects import Known, expanded, make
from specbuild.running.model.part import BATCH, CannotFit, Fitted, Fitting, Part, Rows

LONGEST = 100_000  # numbers of an array that are written out in full in the record
LOOK_UPS = frozenset({"StringLookup", "IntegerLookup", "TextVectorization", "Hashing"})
_ADAPTING: Mapping[str, tuple[str, type[Any]]] = {  # type -> the attribute that is None as long as it has to be fitted, what fits it
    "Normalization": ("input_mean", Normalization),
    "Discretization": ("bin_boundaries", Discretization),
}


def fit(entries: Sequence[Entry], shape: tuple[int, ...], read: Callable[[np.ndarray], np.ndarray], rows: np.ndarray) -> tuple[Fitted, ...]:
    """Learn the numbers of all preprocessing entries.

    Args:
        entries: The entries of `[[preprocessing]]`.
        shape: Shape of one sample as the loader gives it.
        read: Gives the samples with these numbers, un-augmented: `Samples.read`, or that of a store of decoded rows.
        rows: Numbers of the training rows.

    Returns:
        What each entry learnt, by name; empty for those that learn nothing.

    Raises:
        Refused: F001, there are no rows to learn from; or what an entry has against them.
    """
    learnt: list[Fitted] = []
    before: list[keras.layers.Layer] = []
    for entry in entries:
        fitting = fitting_of(entry)
        if fitting is not None and not len(rows):
            raise Refused(Finding(codes.NO_ROWS, entry.path, f"`{entry.type}` learns from training rows, and there are none"))
        size = after(shape, before)
        learnt.append(_fit(entry, fitting, _through(before, shape, read, rows), size) if fitting else {})
        if len(learnt) < len(entries):
            before += _loaded(parts_of(entry, learnt[-1], size), size)
    return tuple(learnt)


def after(shape: tuple[int, ...], layers: Sequence[keras.layers.Layer]) -> tuple[int, ...]:
    """The shape of a sample after some layers, which need not be built."""
    batch: tuple[Any, ...] = (None, *shape)
    for layer in layers:
        batch = tuple(layer.compute_output_shape(batch))
    return batch[1:]


def fitting_of(entry: Entry, known: Known = {}) -> Fitting | None:  # noqa: B006  (never changed)
    """What fits an entry; None where there is nothing to learn."""
    if entry.type in LOOK_UPS:
        help_ = "pictures are scaled with `Rescaling` or `Normalization`"
        raise Refused(
            Finding(codes.LOOK_UP, (*entry.path, "type"), f"`{entry.type}` learns words, and samples here are numbers", help=help_)
        )
    made = make(entry, known)
    if entry.type in _ADAPTING:
        attribute, fits = _ADAPTING[entry.type]
        fitting: Fitting | None = fits(made) if getattr(made, attribute) is None else None
        return fitting
    return made if hasattr(made, "fit") else None


def parts_of(entry: Entry, fitted: Fitted, shape: tuple[int, ...], known: Known = {}) -> list[Part]:  # noqa: B006  (never changed)
    """The layers that an entry of `[[preprocessing]]` or `[[layers]]` becomes."""
    if fitted:
        fitting = fitting_of(entry, known)
        assert fitting is not None
        return fitting.parts(fitted, shape)
    return [Part(layer) for layer in expanded(make(entry, known))]


def record(fitted: Sequence[Fitted]) -> list[dict[str, Any]]:
    """What was learnt, as JSON; an array too long to read is told by its shape and its digest, since the model holds it too."""
    return [{name: _written(value) for name, value in one.items()} for one in fitted]


def _fit(entry: Entry, fitting: Fitting, rows: Rows, shape: tuple[int, ...]) -> Fitted:
    try:
        return fitting.fit(rows, shape)
    except CannotFit as error:
        findings = (
            Finding(problem.code, (*entry.path, _key(entry, problem.argument)), problem.message, problem.help) for problem in error.problems
        )
        raise Refused(*findings) from error


def _key(entry: Entry, argument: str | None) -> str:
    return argument if argument is not None and argument in entry.given else "type"


def _written(value: Any) -> Any:
    if not isinstance(value, np.ndarray):
        return value
    if value.size <= LONGEST:
        return value.tolist()
    return {"shape": list(value.shape), "sha256": hashlib.sha256(np.ascontiguousarray(value).tobytes()).hexdigest()}


def _through(
    before: Sequence[keras.layers.Layer], shape: tuple[int, ...], read: Callable[[np.ndarray], np.ndarray], rows: np.ndarray
) -> Rows:
    network = keras.Sequential([keras.Input(shape), *before]) if before else None

    def batches() -> Iterator[np.ndarray]:
        for start in range(0, len(rows), BATCH):
            raw = read(rows[start : start + BATCH])
            yield keras.ops.convert_to_numpy(network(raw.astype(np.float32), training=False)) if network else raw

    return batches


def _loaded(parts: Sequence[Part], shape: tuple[int, ...]) -> list[keras.layers.Layer]:
    layers = [part.layer for part in parts]
    keras.Sequential([keras.Input(shape), *layers])  # builds them
    for part in parts:
        part.load()
    return layers
