"""A number of each epoch as a curve, training and validation in one picture, with the best epoch marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.plots import style
from specbuild.showing.words import measured

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROOM_FOR_MARKS = 40  # epochs up to which each one gets a dot


def draw(history: Mapping[str, Sequence[float]], name: str, *, best: int | None = None, trouble: tuple[int, str] | None = None) -> Figure:
    """Draw the curve of `name` and of `val_` + `name`.

    Args:
        history: Numbers of each epoch by name; what is not finite is left out of the curve.
        name: Which one: "loss", "accuracy", "learning_rate" ...
        best: The epoch whose weights are kept, counted from 1.
        trouble: An epoch and a word for what begins there ("overfitting"); the epochs from there on are shaded.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    with style.applied():
        figure, axes = style.axes(4.8, 3.1)
        lines = {word: _finite(history[key]) for word, key in (("training", name), ("validation", f"val_{name}")) if key in history}
        colours = {"training": style.TRAINING, "validation": style.VALIDATION}
        for word, values in lines.items():
            marker = "o" if len(values) <= _ROOM_FOR_MARKS else ""
            axes.plot(np.arange(1, len(values) + 1), values, color=colours[word], marker=marker, markersize=3.5, clip_on=False)
        epochs = max(map(len, lines.values()))
        axes.set_title(name.replace("_", " "))
        axes.set_xlabel("epoch")
        axes.set_xlim(*((0.5, 1.5) if epochs == 1 else (1, epochs)))
        axes.xaxis.set_major_locator(MaxNLocator(nbins=10, integer=True, min_n_ticks=1))
        # A rise of the validation loss is what has to be seen, and a scale made for a training loss near 0 would flatten it.
        shown = {"validation": lines["validation"]} if trouble and "validation" in lines else lines
        if name == "loss" and _spans_magnitudes(shown):
            axes.set_yscale("log")
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
            axes.tick_params(axis="y", which="minor", length=0)
        _mark_trouble(axes, trouble, epochs)
        _mark_best(axes, best, lines, trouble)
        _label_ends(axes, lines, colours)
        return figure


def describe(history: Mapping[str, Sequence[float]], name: str) -> str:
    """The curves in a sentence, for those who cannot see them."""
    parts = []
    for word, key in (("training", name), ("validation", f"val_{name}")):
        if key in history and len(history[key]):
            values = history[key]
            parts.append(f"{word} from {measured(values[0])} to {measured(values[-1])}")
    return f"{name.replace('_', ' ')} over {len(history[name])} epochs: {', '.join(parts)}"


def _finite(values: Sequence[float]) -> np.ndarray:
    numbers = np.asarray(values, float)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _spans_magnitudes(lines: Mapping[str, np.ndarray]) -> bool:
    """Whether the losses fall so far that a linear scale would hide how they end."""
    known = np.concatenate([values[~np.isnan(values)] for values in lines.values()])
    return len(known) > 0 and known.min() > 0 and known.max() / known.min() > 100


def _mark_trouble(axes: Axes, trouble: tuple[int, str] | None, epochs: int) -> None:
    if trouble is None or trouble[0] > epochs or epochs == 1:
        return
    start = max(1, trouble[0] - 0.5)
    axes.axvspan(start, epochs, color=style.VALIDATION, alpha=0.08, linewidth=0)
    axes.annotate(
        trouble[1],
        (start, 1),
        (4, -4),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        va="top",
        color=style.MUTED,
        fontsize=9,
    )


def _mark_best(axes: Axes, best: int | None, lines: Mapping[str, np.ndarray], trouble: tuple[int, str] | None) -> None:
    """A ring around the point whose weights are kept, and its epoch at the top or the bottom, where the curves are not."""
    values = lines.get("validation", next(iter(lines.values())))
    if best is None or best > len(values) or np.isnan(values[best - 1]):
        return
    axes.axvline(best, color=style.MUTED, linewidth=0.8, linestyle=(0, (2, 3)))
    axes.plot(
        best, values[best - 1], "o", markersize=9, markerfacecolor="none", markeredgecolor=style.INK, markeredgewidth=1.2, clip_on=False
    )
    there = [line[best - 1] for line in lines.values() if best <= len(line) and not np.isnan(line[best - 1])]
    heights = [axes.transAxes.inverted().transform(axes.transData.transform((best, value)))[1] for value in there]
    on_top = 1 - max(heights) > min(heights)
    left = best > len(values) * (0.3 if on_top else 0.7)  # at the top the other side may be taken by the trouble
    axes.annotate(
        f"kept: epoch {best}",
        (best, float(on_top)),
        (-4 if left else 4, (-18 if trouble and trouble[0] <= best else -4) if on_top else 4),  # beneath the word for the trouble
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        ha="right" if left else "left",
        va="top" if on_top else "bottom",
        color=style.MUTED,
        fontsize=9,
    )


def _label_ends(axes: Axes, lines: Mapping[str, np.ndarray], colours: Mapping[str, str]) -> None:
    """Name each curve where it ends, with its last number; labels that would touch are moved apart."""
    ends = {word: (known[-1] + 1, values[known[-1]]) for word, values in lines.items() if len(known := np.flatnonzero(~np.isnan(values)))}
    if not ends:
        axes.text(0.5, 0.5, "not a number in any epoch", transform=axes.transAxes, ha="center", va="center", color=style.MUTED)
        axes.set_yticks([])
        return
    axes.margins(y=0.08)
    to_points = axes.transData.transform
    apart, lowest = 0.16, 0.07  # clear of each other, and of the numbers below the axis
    heights = {word: max(axes.transAxes.inverted().transform(to_points(end))[1], lowest) for word, end in ends.items()}
    order = sorted(heights, key=lambda word: heights[word])
    if len(order) == 2 and heights[order[1]] - heights[order[0]] < apart:
        lower = max((sum(heights.values()) - apart) / 2, lowest)
        heights = {order[0]: lower, order[1]: lower + apart}
    for word, height in heights.items():
        axes.annotate(
            f"{word}\n{measured(ends[word][1])}",
            (ends[word][0], height),
            (8, 0),
            xycoords=axes.get_xaxis_transform(),
            textcoords="offset points",
            va="center",
            color=colours[word],
            fontsize=9,
            fontweight="bold",
        )
