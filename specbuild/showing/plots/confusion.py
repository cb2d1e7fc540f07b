"""The confusion matrix: rows are true, columns predicted; the deeper a cell, the larger its share of its row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from specbuild.checking.diagnostic import counted
from specbuild.showing.plots import style
from specbuild.showing.words import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROOM_FOR_COUNTS = 20  # classes up to which each cell holds its count
_ROOM_FOR_NAMES = 50  # classes up to which each one is named


def draw(counts: np.ndarray, classes: Sequence[str]) -> Figure:
    """Draw a confusion matrix.

    Args:
        counts: Rows of the data by true and predicted class, shape (classes, classes).
        classes: Their names.
    """
    size = len(classes)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    with style.applied():
        side = float(np.clip(size * 0.42, 2.2, 8.5))
        figure, axes = style.axes(side + 1.3, side + 1.1)
        axes.imshow(_colours(shares), interpolation="none", aspect="equal")
        _name_classes(axes, classes)
        if size <= _ROOM_FOR_COUNTS:
            _write_counts(axes, counts, shares)
        axes.set_title("confusion matrix")
        axes.set_xlabel("predicted")
        axes.set_ylabel("true")
        axes.grid(visible=False)
        axes.tick_params(length=0)
        return figure


def describe(counts: np.ndarray, classes: Sequence[str]) -> str:
    """The matrix in a sentence: how many are right, and which mistake is the most frequent."""
    right, total = int(np.trace(counts)), int(counts.sum())
    said = f"{right:,} of {counted(total, 'row')} are predicted rightly"
    mistakes = counts - np.diag(np.diag(counts))
    if mistakes.max() < 2:
        return f"{said}; no mistake occurs twice" if mistakes.any() else said
    true, predicted = divmod(int(mistakes.argmax()), len(classes))
    often = int(mistakes.max())
    return f"{said}; the most frequent mistake is {visible(classes[true])} taken for {visible(classes[predicted])} ({often:,} times)"


def _colours(shares: np.ndarray) -> np.ndarray:
    """One hue whose opacity is the share, so that the picture suits light and dark paper; the root makes rare mistakes visible."""
    red, green, blue = (int(style.TRAINING[at : at + 2], 16) / 255 for at in (1, 3, 5))
    colours = np.empty((*shares.shape, 4))
    colours[..., :3] = red, green, blue
    colours[..., 3] = 0.04 + 0.96 * np.sqrt(shares)
    return colours


def _name_classes(axes: Axes, classes: Sequence[str]) -> None:
    size = len(classes)
    every = 1 if size <= _ROOM_FOR_NAMES else -(-size // _ROOM_FOR_NAMES)
    places = range(0, size, every)
    names = [style.shortened(classes[at]) for at in places]
    tall = max(map(len, names)) > (3 if size > 4 else 9)
    font = 9 if size <= 25 else 6.5
    axes.set_xticks(places, names, rotation=90 if tall else 0, fontsize=font)
    axes.set_yticks(places, names, fontsize=font)


def _write_counts(axes: Axes, counts: np.ndarray, shares: np.ndarray) -> None:
    font = 9 if len(counts) <= 12 else 7
    for (true, predicted), count in np.ndenumerate(counts):
        if not count:
            continue
        on_dark = shares[true, predicted] > 0.35
        text = (
            f"{count:,}\n{shares[true, predicted]:.0%}" if len(counts) <= 4 else f"{count:,}" if count < 10_000 else f"{count / 1000:.0f}k"
        )
        axes.text(predicted, true, text, ha="center", va="center", fontsize=font, color=style.ON_COLOUR if on_dark else style.INK)
