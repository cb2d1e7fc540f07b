"""Whether probabilities mean what they say: of all that is called 80 % likely, is 80 % so?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from specbuild.running.metrics.predictions import Predictions
from specbuild.showing.plots import style
from specbuild.showing.words import grouped, measured

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BINS = 10


class Bins(NamedTuple):
    """Decisions gathered by how sure the model is of them; arrays of shape (bins,).

    Attributes:
        edges: Where the bins begin and end, shape (bins + 1,).
        said: Mean probability that the model gives; NaN where a bin is empty.
        so: Share that is so; NaN where a bin is empty.
        counts: Decisions in the bin.
    """

    edges: np.ndarray
    said: np.ndarray
    so: np.ndarray
    counts: np.ndarray

    @property
    def gap(self) -> float:
        """The mean distance between what is said and what is so, each decision counting once."""
        filled = self.counts > 0
        return float((np.abs(self.said - self.so)[filled] * self.counts[filled]).sum() / max(self.counts.sum(), 1))


def bins(predictions: Predictions) -> Bins:
    """Gather the decisions of a model about classes: the class it chose, or for binary and multilabel each yes."""
    said, so = _decisions(predictions)
    edges = np.linspace(0, 1, _BINS + 1)
    at = np.clip(np.digitize(said, edges) - 1, 0, _BINS - 1)
    counts = np.bincount(at, minlength=_BINS)
    with np.errstate(invalid="ignore"):
        means = (np.bincount(at, weights=values.astype(np.float64), minlength=_BINS) / counts for values in (said, so))
        return Bins(edges, next(means), next(means), counts)


def draw(found: Bins) -> Figure:
    """Draw what is so against what is said, above how many decisions each bin holds."""
    with style.applied():
        figure = style.paper(4.4, 4.6)
        axes, below = figure.subplots(2, 1, height_ratios=(3.4, 1), sharex=True)
        filled = found.counts > 0
        axes.plot([0, 1], [0, 1], color=style.MUTED, linewidth=1, linestyle=(0, (3, 3)))
        axes.plot(found.said[filled], found.so[filled], "o-", color=style.TRAINING, markersize=5)
        axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), ylabel="share that is so")
        axes.set_title("calibration")
        axes.grid(visible=True, axis="both")
        below.bar((found.edges[:-1] + found.edges[1:]) / 2, found.counts, width=0.9 / _BINS, color=style.TRAINING, alpha=0.5)
        below.set(xlabel="probability that the model gives", ylabel="rows")
        return figure


def describe(found: Bins) -> str:
    """The plot in a sentence."""
    filled = found.counts > 0
    above = float(((found.said - found.so)[filled] * found.counts[filled]).sum())
    word = "too sure of itself" if above > 0 else "less sure than it could be"
    gap = f"on average {measured(found.gap)} between what the model says and what is so"
    return f"{gap}; as a whole it is {word} ({grouped(int(found.counts.sum()))} decisions)"


def _decisions(predictions: Predictions) -> tuple[np.ndarray, np.ndarray]:
    """The probability of each decision and whether it is so, of shape (decisions,)."""
    if predictions.task == "multiclass":
        return predictions.scores.max(axis=1), predictions.predicted == predictions.true
    true = predictions.true.reshape(len(predictions), -1)
    return predictions.scores.ravel(), true.ravel() == 1
