"""A Grad-CAM map over what it explains: a picture, a curve, slices or frames."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from specbuild.showing.plots import style
from specbuild.showing.plots.map_forms import evenly
from specbuild.showing.plots.pixels import as_bytes
from specbuild.showing.words import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from specbuild.running.answering.inside.gradcam import Explained
    from specbuild.running.answering.inside.sanity import Sanity

HEAT = "inferno"
ON_HEAT = "#101418"  # what stands on the colours of the heat, in light and dark pages alike
CHARACTERS_AN_INCH = 15  # of the sentence below
HOT = 0.6  # from which share on the colour is so dark that words on it have to be light
LETTERS, MOST_WORDS = 60, 400  # in a line; in a text


def draw(
    explained: Explained,
    why: str,
    sanity: Sanity | None,
    value_range: tuple[float, float] | None,
    words: Sequence[str] = (),
    *,
    said: bool = True,
) -> Figure:
    """Draw a map.

    Args:
        explained: The map.
        why: What is explained: "why `8` (0.98)".
        sanity: What the check said; None where it was not asked.
        value_range: Least and greatest value of the input.
        words: For texts, what stands at each position of the input; they are drawn instead of their numbers.
        said: Whether the figure itself says which layer it is by, and what the check said.
    """
    with style.applied():
        base, heat = _upright(explained)
        heat = enlarged(heat, base.shape[:-1])
        figure = _text(words, heat) if words and heat.ndim == 1 else _FORMS[heat.ndim](base, heat, value_range)
        figure.suptitle(_quoted(visible(why)), x=0.02, ha="left", fontsize=11, fontweight="bold", color=style.INK)
        if said:
            _say(figure, explained, sanity)
        return figure


def _say(figure: Figure, explained: Explained, sanity: Sanity | None) -> None:
    sentences = [f"Grad-CAM at {explained.layer}.", *([f"{sanity.sentence[0].upper()}{sanity.sentence[1:]}."] if sanity else [])]
    width = int(figure.get_size_inches()[0] * CHARACTERS_AN_INCH)
    text = "\n".join(line for sentence in sentences for line in textwrap.wrap(visible(sentence), width))
    figure.supxlabel(text, x=0.02, ha="left", fontsize=8, color=style.VALIDATION if sanity and not sanity.explains else style.MUTED)


def describe(explained: Explained, why: str, sanity: Sanity | None) -> str:
    """The figure in a sentence."""
    place = " and ".join(str(round(float(at), 2)) for at in _centre(_upright(explained)[1]))
    said = f"; {sanity.sentence}" if sanity else ""
    return f"{why}: the heat of {explained.layer} has its middle at {place} of the height and width{said}"


def _upright(explained: Explained) -> tuple[np.ndarray, np.ndarray]:
    """What there was and the map, the first row on top: of a spectrogram the highest frequencies."""
    if explained.rising:
        return explained.base[::-1], explained.heat[::-1]
    return explained.base, explained.heat


def _quoted(text: str) -> str:
    return re.sub("`([^`]*)`", "“\\1”", text)


def enlarged(heat: np.ndarray, size: tuple[int, ...]) -> np.ndarray:
    """A map at another size, linear between its positions."""
    from scipy.ndimage import zoom

    if heat.shape == size:
        return heat
    factors = [wanted / there for wanted, there in zip(size, heat.shape, strict=True)]
    return np.asarray(np.clip(zoom(heat, factors, order=1, mode="nearest", grid_mode=True), 0, 1))


def _centre(heat: np.ndarray) -> list[float]:
    total = heat.sum()
    axes = range(heat.ndim)
    places = [(np.arange(heat.shape[at]) + 0.5) / heat.shape[at] for at in axes]
    along = [heat.sum(axis=tuple(other for other in axes if other != at)) for at in axes]
    return [float((place * share).sum() / total) if total else 0.5 for place, share in zip(places, along, strict=True)]


def _picture(base: np.ndarray, heat: np.ndarray, value_range: tuple[float, float] | None) -> Figure:
    height, width = heat.shape
    tall = 2.4 * min(max(height / width, 0.4), 2.0)
    figure = style.paper(5.6, tall + 0.9)
    left, right = figure.subplots(1, 2)
    stretched: Any = "equal" if 0.4 <= height / width <= 2 else "auto"
    for axes in (left, right):
        axes.set_axis_off()
        _shown(axes, base, value_range, stretched)
    right.imshow(heat, cmap=HEAT, alpha=0.8 * heat, vmin=0, vmax=1, interpolation="bilinear", aspect=stretched)
    _bar(figure, right)
    return figure


def _curve(base: np.ndarray, heat: np.ndarray, value_range: tuple[float, float] | None) -> Figure:
    figure, axes = style.axes(5.8, 2.8)
    values = base.astype(np.float64)
    low, high = float(values.min()), float(values.max())
    margin = 0.06 * ((high - low) or 1)
    extent = (-0.5, len(heat) - 0.5, low - margin, high + margin)
    axes.imshow(heat[None], cmap="YlOrRd", vmin=0, vmax=1, aspect="auto", extent=extent, interpolation="bilinear")
    for channel in values.T[:8]:
        axes.plot(channel, color=ON_HEAT, linewidth=1.2)
    axes.set_ylim(*extent[2:])
    axes.grid(visible=False)
    axes.set_xlabel("step")
    _bar(figure, axes, "YlOrRd")
    return figure


def _text(words: Sequence[str], heat: np.ndarray) -> Figure:
    """The words on the colour of their heat, in lines; those of padding are empty and left out."""
    shown = [(visible(word), float(share)) for word, share in zip(words, heat, strict=False) if word][:MOST_WORDS]
    placed, across, line = list[tuple[int, int, str, float]](), 0, 0
    for word, share in shown:
        if across and across + len(word) > LETTERS:
            across, line = 0, line + 1
        placed.append((across, line, word, share))
        across += len(word) + (not _letters(words))
    figure, axes = style.axes(5.8, 0.24 * (line + 1) + 0.9)
    axes.set_axis_off()
    axes.set_xlim(0, LETTERS)
    axes.set_ylim(line + 1, 0)
    colours = _colours("YlOrRd")
    for left, row, word, share in placed:
        axes.add_patch(_box(left, row, len(word), colours(share)))
        axes.text(left, row + 0.5, word, fontsize=9.5, family="monospace", va="center", color=style.ON_COLOUR if share > HOT else ON_HEAT)
    _bar(figure, axes, "YlOrRd")
    return figure


def _letters(words: Sequence[str]) -> bool:
    """Whether they are letters rather than words, and stand side by side."""
    return all(len(word) <= 1 for word in words)


def _colours(name: str) -> Any:
    from matplotlib import colormaps

    return colormaps[name]


def _box(left: float, row: float, width: float, colour: Any) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((left, row + 0.06), width, 0.88, facecolor=colour, linewidth=0)


def _strip(base: np.ndarray, heat: np.ndarray, value_range: tuple[float, float] | None) -> Figure:
    columns = evenly(len(heat))
    figure = style.paper(len(columns) * 1.0 + 0.9, 2 * 1.05 * min(max(heat.shape[1] / heat.shape[2], 0.4), 2.5) + 1.0)
    grid = figure.subplots(2, len(columns), squeeze=False)
    for place, at in enumerate(columns):
        for axes in grid[:, place]:
            axes.set_axis_off()
            _shown(axes, base[at], value_range, "equal")
        grid[1, place].imshow(heat[at], cmap=HEAT, alpha=0.8 * heat[at], vmin=0, vmax=1, interpolation="bilinear")
        grid[1, place].text(0.5, -0.06, str(at), fontsize=7, color=style.MUTED, ha="center", va="top", transform=grid[1, place].transAxes)
    _bar(figure, grid)
    return figure


_FORMS: Mapping[int, Callable[[np.ndarray, np.ndarray, tuple[float, float] | None], Figure]] = {1: _curve, 2: _picture, 3: _strip}


def _shown(axes: Any, picture: np.ndarray, value_range: tuple[float, float] | None, aspect: Any) -> None:
    spread = value_range if value_range and value_range[0] <= picture.min() and picture.max() <= value_range[1] else None
    axes.imshow(as_bytes(picture[None], spread)[0], cmap="gray", vmin=0, vmax=255, interpolation="none", aspect=aspect)


def _bar(figure: Figure, axes: Any, colours: str = HEAT) -> None:
    from matplotlib.cm import ScalarMappable

    bar = figure.colorbar(ScalarMappable(cmap=colours), ax=axes, fraction=0.03, pad=0.02, ticks=[0, 1])
    bar.ax.set_yticklabels(["nothing", "most"], fontsize=7)
    bar.ax.tick_params(length=0)
    bar.ax.grid(visible=False)
    bar.outline.set_visible(False)
