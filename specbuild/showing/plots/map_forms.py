"""Feature maps as what they are, with one scale for all: bars of units, curves of a series, pictures, or slices of a volume."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from specbuild.showing.plots import style
from specbuild.showing.plots.pixels import as_bytes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from specbuild.running.answering.inside.maps import Maps

MOST_SLICES = 6


@dataclass(frozen=True, slots=True)
class Size:
    """How much of the maps is drawn.

    Attributes:
        across: Pictures, and curves, in a row.
        most: Pictures, curves, and strips of slices, beside the input.
        said: Whether the figure itself says which channels are dead or saturated.
    """

    across: tuple[int, int] = (8, 4)
    most: tuple[int, int, int] = (47, 23, 7)
    said: bool = True


WHOLE, SMALL = Size(), Size((4, 2), (15, 11, 4), said=False)  # for a file of its own; for a page that is also read on a phone


def _ends(values: np.ndarray) -> tuple[float, float]:
    """The least and the greatest of the values that are numbers, 0 among them."""
    finite = values[np.isfinite(values)]
    return float(finite.min(initial=0.0)), float(finite.max(initial=0.0))


def _scale(values: np.ndarray) -> Mapping[str, Any]:
    """One scale for all maps: from 0 up where nothing is negative, else as far down as up."""
    low, high = _ends(values)
    most = max(high, -low) or 1.0
    if low < 0:
        return {"cmap": "RdBu_r", "vmin": -most, "vmax": most}
    return {"cmap": "viridis", "vmin": 0.0, "vmax": most}


def _pictures(maps: Maps, values: np.ndarray, given: np.ndarray, value_range: tuple[float, float] | None, size: Size) -> Figure:
    shown = maps.order[: size.most[0]]
    with_input = given.ndim == 3
    cells = len(shown) + with_input
    across = min(size.across[0], cells)
    down = -(-cells // across)
    height, width = values.shape[:2]
    side = 1.05
    tall = side * min(max(height / width, 0.35), 2.5)
    figure = style.paper(max(across * side, 4.6) + 0.7, down * (tall + 0.12) + 0.6)
    grid = figure.subplots(down, across, squeeze=False).ravel()
    scale, drawn = _scale(values), None
    aspect: Any = "equal" if 0.35 <= height / width <= 2.5 else "auto"
    for axes in grid:
        axes.set_axis_off()
    if with_input:
        grid[0].imshow(as_bytes(given[None], value_range)[0], cmap="gray", vmin=0, vmax=255, interpolation="none")
        _label(grid[0], "input", bold=True)
    for axes, channel in zip(grid[int(with_input) :], shown, strict=False):
        drawn = axes.imshow(values[..., channel], interpolation="none", aspect=aspect, **scale)
        _label(axes, _name(maps, int(channel)))
    _bar(figure, drawn, grid)
    return figure


def _curves(maps: Maps, values: np.ndarray, given: np.ndarray, value_range: tuple[float, float] | None, size: Size) -> Figure:
    shown = maps.order[: size.most[1]]
    # The numbers of words are no heights of a curve.
    series = None if given.ndim > 2 or given.dtype.kind in "iu" else given.reshape(len(given), -1)
    cells = len(shown) + (series is not None)
    across = min(size.across[1], cells)
    down = -(-cells // across)
    figure = style.paper(max(across * 2.0, 4.6), down * 0.95 + 0.75)
    grid = figure.subplots(down, across, squeeze=False).ravel()
    low, high = _ends(values)
    for axes in grid:
        axes.set_axis_off()
    if series is not None:
        for channel in series.T[:8]:
            grid[0].plot(channel.astype(np.float64), color=style.INK, linewidth=1, alpha=0.8)
        _label(grid[0], "input", bold=True)
    for axes, channel in zip(grid[int(series is not None) :], shown, strict=False):
        steps = np.arange(len(values))
        axes.fill_between(steps, values[:, channel], color=style.TRAINING, alpha=0.2, linewidth=0)
        axes.plot(steps, values[:, channel], color=style.TRAINING, linewidth=1)
        axes.axhline(0, color=style.GRID, linewidth=0.8, zorder=0)
        axes.set_ylim(low, high + 0.05 * ((high - low) or 1))
        _label(axes, _name(maps, int(channel)))
    last = grid[int(series is not None)]
    last.set_axis_on()
    last.grid(visible=False)
    last.set_xticks([])
    last.set_yticks([low, high] if high > low else [low], [f"{low:.3g}", f"{high:.3g}"] if high > low else [f"{low:.3g}"], fontsize=7)
    return figure


def _slices(maps: Maps, values: np.ndarray, given: np.ndarray, value_range: tuple[float, float] | None, size: Size) -> Figure:
    """A filmstrip a channel: slices of a volume, or frames of a clip, evenly chosen."""
    shown = maps.order[: size.most[2]]
    with_input = given.ndim == 4
    columns = evenly(values.shape[0])
    down = len(shown) + with_input
    height, width = values.shape[1:3]
    figure = style.paper(len(columns) * 1.0 + 1.2, down * (1.0 * min(max(height / width, 0.4), 2.5) + 0.1) + 0.85)
    grid = figure.subplots(down, len(columns), squeeze=False)
    scale, drawn = _scale(values), None
    for axes in grid.ravel():
        axes.set_axis_off()
    if with_input:
        for axes, at in zip(grid[0], evenly(given.shape[0], len(columns)), strict=False):
            axes.imshow(as_bytes(given[at][None], value_range)[0], cmap="gray", vmin=0, vmax=255, interpolation="none")
        _side(grid[0, 0], "input", bold=True)
    for row, channel in zip(grid[int(with_input) :], shown, strict=True):
        for axes, at in zip(row, columns, strict=True):
            drawn = axes.imshow(values[at, ..., channel], interpolation="none", **scale)
        _side(row[0], _name(maps, int(channel)))
    for axes, at in zip(grid[-1], columns, strict=True):
        axes.text(0.5, -0.06, str(at), fontsize=7, color=style.MUTED, ha="center", va="top", transform=axes.transAxes)
    _bar(figure, drawn, grid)
    return figure


def _bars(maps: Maps, values: np.ndarray, given: np.ndarray, value_range: tuple[float, float] | None, size: Size) -> Figure:
    figure, axes = style.axes(7.2, 2.6)
    dead = set(maps.dead)
    places = np.arange(len(values))
    heights = np.where(np.isfinite(values), values, np.nan)  # what is no number has no bar
    axes.bar(places, heights, width=0.9 if len(values) < 200 else 1.0, color=style.TRAINING, linewidth=0)
    axes.scatter(
        [at for at in places if at in dead], [0 for at in places if at in dead], marker="x", s=14, color=style.VALIDATION, clip_on=False
    )
    axes.axhline(0, color=style.MUTED, linewidth=0.8)
    axes.set_xlabel("unit" + (" (✕ is dead)" if dead else ""))
    axes.set_xlim(-0.7, len(values) - 0.3)
    if len(values) <= 30:
        axes.set_xticks(places)
    return figure


def _name(maps: Maps, channel: int) -> str:
    return f"{channel} dead" if channel in maps.dead else f"{channel} saturated" if channel in maps.saturated else str(channel)


def _label(axes: Axes, text: str, *, bold: bool = False) -> None:
    colour = style.VALIDATION if "dead" in text or "saturated" in text else style.INK if bold else style.MUTED
    weight = "bold" if bold else "normal"
    axes.text(0.5, -0.04, text, fontsize=7.5, color=colour, fontweight=weight, ha="center", va="top", transform=axes.transAxes)


def _side(axes: Axes, text: str, *, bold: bool = False) -> None:
    colour, weight = (style.INK, "bold") if bold else (style.MUTED, "normal")
    axes.text(-0.08, 0.5, text, fontsize=7.5, color=colour, fontweight=weight, ha="right", va="center", transform=axes.transAxes)


def _bar(figure: Figure, drawn: Any, grid: Any) -> None:
    bar = figure.colorbar(drawn, ax=grid, fraction=0.025, pad=0.015, aspect=30)
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=7, length=0)
    bar.ax.grid(visible=False)


def evenly(count: int, most: int = MOST_SLICES) -> np.ndarray:
    """Numbers of slices or frames to show, evenly chosen from the first to the last."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(int))


# By the number of axes along which a map has positions.
FORMS: Mapping[int, Callable[..., Figure]] = {0: _bars, 1: _curves, 2: _pictures, 3: _slices}
