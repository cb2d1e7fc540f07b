"""How well probabilities tell a class from the rest, at every threshold: the ROC curve, and precision against recall."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn import metrics

from specbuild.running.metrics.predictions import Predictions
from specbuild.showing.plots import style
from specbuild.showing.words import measured

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_POINTS = 200  # of a curve; more cannot be seen
_NAMED = 3  # of several classes, the worst ones are named


class Curve(NamedTuple):
    """The curve of one class against the rest.

    Attributes:
        name: The class.
        across: Shape (points,): false positive rate, or recall.
        up: Shape (points,): true positive rate, or precision.
        area: Area under the curve; for precision against recall the average precision.
    """

    name: str
    across: np.ndarray
    up: np.ndarray
    area: float


def roc(predictions: Predictions) -> list[Curve]:
    """The ROC curve of each class that some rows have and some have not."""
    return _curves(predictions, _roc)


def precision_recall(predictions: Predictions) -> list[Curve]:
    """Precision against recall for each class that some rows have and some have not."""
    return _curves(predictions, _precision_recall)


def draw_roc(curves: Sequence[Curve]) -> Figure:
    """Draw ROC curves, with the line of chance."""
    with style.applied():
        figure, axes = _square("ROC curve", "false positive rate", "true positive rate")
        axes.plot([0, 1], [0, 1], color=style.MUTED, linewidth=1, linestyle=(0, (3, 3)))
        _lines(axes, curves)
        return figure


def draw_precision_recall(curves: Sequence[Curve]) -> Figure:
    """Draw precision against recall."""
    with style.applied():
        figure, axes = _square("precision and recall", "recall", "precision")
        _lines(axes, curves)
        return figure


def describe(curves: Sequence[Curve], what: str) -> str:
    """The curves in a sentence.

    Args:
        curves: At least one.
        what: What the area is called: "ROC AUC", "average precision".
    """
    if len(curves) == 1:
        return f"{what} {measured(curves[0].area)} for {style.shortened(curves[0].name, 40)}"
    worst = min(curves, key=lambda curve: curve.area)
    mean = float(np.mean([curve.area for curve in curves]))
    return (
        f"each class against the rest: mean {what} {measured(mean)}, the least {measured(worst.area)} for {style.shortened(worst.name, 40)}"
    )


def _curves(predictions: Predictions, make: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray, float]]) -> list[Curve]:
    made = []
    for name, true, scores in _against_the_rest(predictions):
        if 0 < true.sum() < len(true):
            across, up, area = make(true, scores)
            some = np.unique(np.linspace(0, len(across) - 1, min(len(across), _POINTS)).round().astype(int))
            made.append(Curve(name, across[some], up[some], area))
    return made


def _roc(true: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    across, up, _ = metrics.roc_curve(true, scores)
    return across, up, float(metrics.auc(across, up))


def _precision_recall(true: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    up, across, _ = metrics.precision_recall_curve(true, scores)
    return across, up, float(metrics.average_precision_score(true, scores))


def _against_the_rest(predictions: Predictions) -> list[tuple[str, np.ndarray, np.ndarray]]:
    """Name, truth and probability of each class; of two classes only the second, since the first says the same."""
    if predictions.task == "binary":
        return [(predictions.classes[-1], predictions.true == 1, predictions.scores[:, 0])]
    true = predictions.true if predictions.true.ndim == 2 else predictions.true[:, None] == np.arange(len(predictions.classes))
    return [(name, true[:, at] == 1, predictions.scores[:, at]) for at, name in enumerate(predictions.classes)]


def _square(title: str, across: str, up: str) -> tuple[Figure, Axes]:
    figure, axes = style.axes(4.4, 4.4)
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal", xlabel=across, ylabel=up)
    axes.set_title(title)
    axes.grid(visible=True, axis="both")
    return figure, axes


def _lines(axes: Axes, curves: Sequence[Curve]) -> None:
    """One curve in full; of several all in pale, and the worst in full with their names."""
    ordered = sorted(curves, key=lambda curve: curve.area)
    named = ordered[:1] if len(curves) == 1 else ordered[:_NAMED]
    for curve in ordered[len(named) :]:
        axes.plot(curve.across, curve.up, color=style.TRAINING, linewidth=1, alpha=0.35, rasterized=len(curves) > 20)
    for curve, dashes in zip(named, ("solid", (0, (5, 2)), (0, (1, 1.5))), strict=False):
        label = f"{style.shortened(curve.name)}: {measured(curve.area)}"
        axes.plot(curve.across, curve.up, color=style.VALIDATION if len(curves) > 1 else style.TRAINING, linestyle=dashes, label=label)
    title = "" if len(curves) <= _NAMED else f"the worst of {len(curves)}"
    axes.legend(frameon=False, fontsize=8.5, title=title, title_fontsize=8.5, loc="best")
