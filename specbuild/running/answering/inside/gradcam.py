"""Grad-CAM: where in its input a network sees what speaks for a class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.answering import codes
from specbuild.running.answering.inside.gradients import gradient
from specbuild.running.answering.inside.layers import Seen, activated, find, seen
from specbuild.running.answering.inside.watch import changed, outputs, passed_over, run

HEADS = frozenset({"softmax", "sigmoid", "hard_sigmoid", "sparse_sigmoid", "sparsemax", "log_softmax", "log_sigmoid"})


@dataclass(frozen=True, slots=True)
class Explained:
    """A map over the positions of a layer.

    Attributes:
        layer: The name of the layer.
        output: The number of the output that is explained.
        sign: 1 where it is explained why the output is high, -1 why it is low: the first class of a binary task has no output of its own.
        heat: From 0 to 1, of the shape of the layer's positions; 0 everywhere where nothing in this layer speaks for the class.
        base: What the network had there before, of the same number of axes and a channel axis: its input, or the spectrogram made of it.
        rising: Whether the first axis counts frequencies from the lowest: people draw that upwards.
    """

    layer: str
    output: int
    sign: int
    heat: np.ndarray
    base: np.ndarray
    rising: bool = False


def explain(model: keras.Model, sample: np.ndarray, output: int, *, sign: int = 1, layer: str | None = None) -> Explained:
    """Explain one output for one sample.

    The class score is taken before softmax or sigmoid: after it, a sure network has no gradient left.

    Args:
        model: The network.
        sample: As the loader gives it, of shape (*shape).
        output: The number of the output.
        sign: 1 to explain why it is high, -1 why it is low.
        layer: The name of a layer with positions; left out, the last one that learns and keeps positions apart.

    Raises:
        Refused: I012, there is no such layer; I013, no layer has positions.

    Source:
        Selvaraju et al., "Grad-CAM: visual explanations from deep networks via gradient-based localization", arXiv:1610.02391.
    """
    chosen, values = chosen_layer(model, sample, layer)
    heat = heat_of(model, sample, chosen, output, sign)
    base = _base(model, sample, chosen, values)
    return Explained(chosen.name, output, sign, heat, base, rising=base is not sample and _counts_bands(model, base))


def chosen_layer(model: keras.Model, sample: np.ndarray, name: str | None) -> tuple[Seen, dict[keras.layers.Layer, np.ndarray]]:
    """The layer that is explained by, and what every layer outside of others gives; see `explain`."""
    every = seen(model)
    outer = [one for one in every if not one.depth]
    # Inside other layers only where none outside of them keeps positions: a backbone may end in a map of 1 x 1.
    for wanted in [[activated(model, find(model, name))]] if name else [outer, every]:
        values = dict(outputs(model, sample[None], [one.layer for one in (*outer, *wanted)]))
        fit = _fit(model, wanted, values, named=name is not None)
        if fit:
            break
    if not fit:
        what = f"the layer `{name}` gives" if name else "all layers that learn give"
        message = f"{what} single numbers, without positions in the input that a map could show"
        raise Refused(Finding(codes.NO_POSITIONS, (), message, help="Grad-CAM needs a layer such as `Conv2D` that keeps positions apart"))
    return fit[-1], values


def _fit(model: keras.Model, wanted: Sequence[Seen], values: Mapping[keras.layers.Layer, np.ndarray], *, named: bool) -> list[Seen]:
    """Those of some layers that a map can be made of."""
    there = [one for one in wanted if one.layer in values]
    kept = [one for one in (there if named else _of_the_input(there, values)) if _positions(values[one.layer]) > 1]
    # Pooling after the last convolution would only make its map coarser.
    return kept if named else [activated(model, one) for one in kept if one.layer.weights]


def _of_the_input(layers: Iterable[Seen], values: Mapping[keras.layers.Layer, np.ndarray]) -> Iterator[Seen]:
    """The layers until positions are lost: what a `Reshape` after a `Flatten` makes are other positions than those of the input."""
    learnt = False
    for one in layers:
        kept = _positions(values[one.layer]) > 1
        if learnt and not kept:
            return
        learnt = learnt or (kept and bool(one.layer.weights))
        yield one


def heat_of(model: keras.Model, sample: np.ndarray, chosen: Seen, output: int, sign: int) -> np.ndarray:
    """The map alone; see `explain`."""
    there = outputs(model, sample[None], [chosen.layer])[chosen.layer]

    def score(added: Any) -> Any:
        with changed(chosen.layer, lambda given: given + keras.ops.cast(added, given.dtype)), before_the_head(model):
            return sign * keras.ops.sum(keras.ops.reshape(run(model, sample[None]), (-1,))[output])

    slope = gradient(score, np.zeros(there.shape, np.float32))
    weights = slope.mean(axis=tuple(range(1, slope.ndim - 1)), keepdims=True)
    heat = np.maximum((weights * there.astype(np.float32)).sum(axis=-1)[0], 0)
    most = heat.max()
    return np.asarray(heat / most if np.isfinite(most) and most > 0 else np.zeros_like(heat))


@contextmanager
def before_the_head(model: keras.Model) -> Iterator[None]:
    """Within the block, a network gives the numbers before its last softmax or sigmoid, whether that is a layer or part of one."""
    last = [one for one in seen(model) if not one.depth][-1]
    with ExitStack() as stack:
        if last.activation in HEADS:
            if type(last.layer).__name__ in ("Activation", "Softmax"):
                stack.enter_context(passed_over(last.layer))
            else:
                head = getattr(last.layer, "layer", last.layer) if isinstance(last.layer, keras.layers.Wrapper) else last.layer
                stack.enter_context(_without_activation(head))
        yield


@contextmanager
def _without_activation(layer: keras.layers.Layer) -> Iterator[None]:
    before = layer.activation
    layer.activation = keras.activations.linear
    try:
        yield
    finally:
        layer.activation = before


def _positions(values: np.ndarray) -> int:
    return int(np.prod(values.shape[1:-1])) if values.ndim > 2 else 0


def _counts_bands(model: keras.Model, base: np.ndarray) -> bool:
    """Whether the rows of what a network made of a sound are the bands of its mel spectrogram."""
    return any(getattr(layer, "num_mel_bins", None) == len(base) for layer in model.layers)


def _base(model: keras.Model, sample: np.ndarray, chosen: Seen, values: dict[keras.layers.Layer, np.ndarray]) -> np.ndarray:
    """The input where it has as many axes as the map, channels aside; else the first that a layer makes of it with so many."""
    axes = outputs(model, sample[None], [chosen.layer])[chosen.layer].ndim - 2
    if sample.ndim == axes + 1:
        return sample
    if sample.ndim == axes == 1:  # numbers of words
        return sample[:, None]
    return next((one[0] for one in values.values() if one.ndim == axes + 2), sample)
