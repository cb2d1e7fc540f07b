"""One number of several runs, epoch by epoch, in one picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.plots import style
from specbuild.showing.words import measured

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe and Ito's colours that are dark enough on paper and light enough on slate, then dashes: told apart in every kind of sight.
_COLOURS = (style.TRAINING, style.VALIDATION, "#009e73", "#cc79a7", "#8c6bb1")
_DASHES: tuple[str | tuple[int, tuple[float, ...]], ...] = ("solid", (0, (4, 2)), (0, (1, 1.5)), (0, (5, 1.5, 1, 1.5)))
MOST = len(_COLOURS) * len(_DASHES)


def draw(curves: Mapping[str, Sequence[float]], name: str) -> Figure:
    """Draw a curve for each run.

    Args:
        curves: Numbers of each epoch by the name of the run, at most `MOST` of them.
        name: What the numbers are: "val_loss".
    """
    from matplotlib.ticker import MaxNLocator

    with style.applied():
        figure, axes = style.axes(6.2, 3.4)
        for at, (run, values) in enumerate(curves.items()):
            numbers = np.where(np.isfinite(np.asarray(values, float)), values, np.nan)
            dashes = _DASHES[at // len(_COLOURS)]
            marker = "o" if len(numbers) == 1 else ""
            axes.plot(
                np.arange(1, len(numbers) + 1),
                numbers,
                marker=marker,
                color=_COLOURS[at % len(_COLOURS)],
                linestyle=dashes,
                label=style.shortened(run, 30),
            )
        axes.set_title(_words(name))
        axes.set_xlabel("epoch")
        axes.xaxis.set_major_locator(MaxNLocator(nbins=10, integer=True, min_n_ticks=1))
        figure.legend(frameon=False, fontsize=8.5, loc="outside right upper")
        return figure


def describe(curves: Mapping[str, Sequence[float]], name: str) -> str:
    """The picture in a sentence."""
    ends = (f"{run} {measured(values[-1])}" for run, values in curves.items() if len(values))
    return f"{_words(name)} at the end: {', '.join(ends)}"


def _words(name: str) -> str:
    return name.replace("val_", "validation ").replace("_", " ")
