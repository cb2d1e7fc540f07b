"""Does a map explain the network, or would one with random weights give the same? Asked of networks with the same weights in disorder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import keras
import numpy as np

from specbuild.running.answering.inside.gradcam import before_the_head, chosen_layer, heat_of
from specbuild.running.answering.inside.watch import run

NETWORKS = 20  # with random weights
ALIKE = 0.6  # mean rank correlation of maps from which on they are called the same
STANDING_OUT = 3.0  # standard deviations by which a network that has learnt is surer than those that have not


@dataclass(frozen=True, slots=True)
class Sanity:
    """What the check found.

    Attributes:
        alike: Mean rank correlation between the map and those of the networks with random weights, from -1 to 1.
        surer: How far the network's answer stands out beside theirs, in standard deviations of theirs.
        explains: Whether the map can be said to explain what the network has learnt.
        sentence: That in words.
    """

    alike: float
    surer: float
    explains: bool
    sentence: str


def check(model: keras.Model, sample: np.ndarray, output: int, *, sign: int = 1, layer: str | None = None, seed: int = 0) -> Sanity:
    """Compare a map with those of networks whose weights and batch statistics were shuffled, each array in itself.

    Two things have to hold. The map must change: where it does not, it shows the input and not the network (Adebayo et al.). And the
    network must be surer of its answer than shuffled ones are of theirs: where it is not, it has learnt nothing that could be explained.

    Source:
        Adebayo et al., "Sanity checks for saliency maps", arXiv:1810.03292.
    """
    chosen, _ = chosen_layer(model, sample, layer)
    heat, lead = heat_of(model, sample, chosen, output, sign), _lead(model, sample)
    alike, leads = [], []
    for draw in range(NETWORKS):
        with shuffled(model, seed + draw):
            alike.append(_rank_correlation(heat, heat_of(model, sample, chosen, output, sign)))
            leads.append(_lead(model, sample))
    spread = float(np.std(leads)) or 1.0
    return _judged(float(np.mean(alike)), float(lead - np.mean(leads)) / spread, above=lead > max(leads), empty=not heat.any())


def _judged(alike: float, surer: float, *, above: bool, empty: bool) -> Sanity:
    if empty:
        return Sanity(alike, surer, False, "nothing in this layer speaks for the class, so the map is empty and explains nothing")
    if not above or surer < STANDING_OUT:
        said = "the map does not explain the network: with its weights shuffled it is about as sure, as if it had learnt nothing"
        return Sanity(alike, surer, False, f"{said} ({surer:.1f} standard deviations; {STANDING_OUT:g} are wanted)")
    if alike > ALIKE:
        said = "the map does not explain the network: with its weights shuffled it looks nearly the same, so it shows the input"
        return Sanity(alike, surer, False, f"{said} (rank correlation {alike:.2f}; at most {ALIKE:g} is wanted)")
    said = "the map depends on what the network has learnt: with its weights shuffled it looks otherwise"
    return Sanity(alike, surer, True, f"{said} (rank correlation {round(alike, 2) + 0.0:.2f}, 1 would be the same)")


@contextmanager
def shuffled(model: keras.Model, seed: int) -> Iterator[None]:
    """Within the block, the numbers in each array that training changed are in disorder: weights, and the statistics of batches."""
    random = np.random.default_rng(seed)
    changed = [*model.trainable_variables, *_statistics(model)]
    kept = [(variable, np.array(keras.ops.convert_to_numpy(variable.value))) for variable in changed]
    try:
        for variable, values in kept:
            variable.assign(random.permutation(values.ravel()).reshape(values.shape))
        yield
    finally:
        for variable, values in kept:
            variable.assign(values)


def _statistics(model: keras.Model) -> list[keras.Variable]:
    """Means and variances that batch normalization kept: they are learnt without a gradient, and bring back much of what weights lost."""
    layers = (layer for layer in model._flatten_layers(include_self=False) if isinstance(layer, keras.layers.BatchNormalization))
    return [variable for layer in layers if layer.built for variable in (layer.moving_mean, layer.moving_variance)]


def _lead(model: keras.Model, sample: np.ndarray) -> float:
    """How far the answer leads: the largest output before softmax above the mean of the others; of a single output, its size."""
    with before_the_head(model):
        outputs = np.asarray(keras.ops.convert_to_numpy(run(model, sample[None]))).ravel().astype(np.float64)
    if len(outputs) == 1:
        return float(abs(outputs[0]))
    first = outputs.argmax()
    return float(outputs[first] - np.delete(outputs, first).mean())


def _rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Spearman's; 0 where one of the two is the same everywhere."""
    from scipy.stats import rankdata

    first, second = rankdata(one.ravel()), rankdata(other.ravel())
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])
