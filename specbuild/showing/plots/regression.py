"""Predicted numbers: against the true ones, and their errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.plots import style
from specbuild.showing.words import measured

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST_POINTS = 4000


def draw_predicted(true: np.ndarray, predicted: np.ndarray, name: str) -> Figure:
    """Draw predicted against true, with the line on which they are equal.

    Args:
        true: Shape (rows,), in the unit of the target.
        predicted: The same.
        name: Name of the target.
    """
    with style.applied():
        figure, axes = style.axes(4.4, 4.4)
        low, high = float(min(true.min(), predicted.min())), float(max(true.max(), predicted.max()))
        margin = (high - low) * 0.04 or 0.5
        axes.plot([low, high], [low, high], color=style.MUTED, linewidth=1, linestyle=(0, (3, 3)))
        _points(axes, true, predicted)
        axes.set_xlim(low - margin, high + margin)
        axes.set_ylim(low - margin, high + margin)
        axes.set_aspect("equal")
        axes.set_title(f"{style.shortened(name, 18)}: predicted against true")
        axes.set_xlabel("true")
        axes.set_ylabel("predicted")
        axes.grid(visible=True, axis="both")
        return figure


def draw_residuals(true: np.ndarray, predicted: np.ndarray, name: str) -> Figure:
    """Draw the error (predicted minus true) against what was predicted: a shape in it is something the model has not learnt."""
    with style.applied():
        figure, axes = style.axes(4.8, 3.1)
        axes.axhline(0, color=style.MUTED, linewidth=1, linestyle=(0, (3, 3)))
        _points(axes, predicted, predicted - true)
        axes.set_title(f"{style.shortened(name, 40)}: errors")
        axes.set_xlabel("predicted")
        axes.set_ylabel("predicted − true")
        return figure


def describe(true: np.ndarray, predicted: np.ndarray, name: str) -> str:
    """Both plots in a sentence."""
    error = np.abs(predicted - true)
    return f"{name}: predictions are off by {measured(float(error.mean()))} on average, at most by {measured(float(error.max()))}"


def _points(axes: Axes, horizontal: np.ndarray, vertical: np.ndarray) -> None:
    """Points that show where many lie; of very many every n-th, in the order of the rows."""
    every = -(-len(horizontal) // _MOST_POINTS)
    opacity = float(np.clip(40 / np.sqrt(len(horizontal) / every), 0.15, 0.8)) / (2 if len(horizontal) > 300 else 1)
    axes.plot(
        horizontal[::every],
        vertical[::every],
        "o",
        markersize=4,
        alpha=opacity,
        color=style.TRAINING,
        markeredgewidth=0,
        rasterized=len(horizontal) > 1000,
    )
