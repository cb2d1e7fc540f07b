"""The feature maps of a layer as a figure, and in words: the most active channels first."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from specbuild.checking.diagnostic import counted
from specbuild.showing.plots import style
from specbuild.showing.plots.map_forms import FORMS, WHOLE, Size
from specbuild.showing.words import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from specbuild.running.answering.inside.maps import Maps

MOST_NAMED = 12
LETTERS_AN_INCH = 125  # of a text of one point


def draw(maps: Maps, sample: int, given: np.ndarray, value_range: tuple[float, float] | None, size: Size = WHOLE) -> Figure:
    """Draw the maps of one sample.

    Args:
        maps: Those of a layer.
        sample: The number of the sample among those of the maps.
        given: What the network was given, of shape (*shape); shown first where it has positions as the maps have.
        value_range: Its least and greatest value.
        size: How much of them.
    """
    with style.applied():
        figure = FORMS[len(maps.positions)](maps, maps.values[sample].astype(np.float64), given, value_range, size)
        _write(figure, title(maps), figure.suptitle, fontsize=11, fontweight="bold", color=style.INK)
        if size.said:
            _write(figure, health(maps), figure.supxlabel, fontsize=8, color=style.MUTED)
        return figure


def _write(figure: Figure, text: str, where: Callable[..., Any], *, fontsize: int, **looks: Any) -> None:
    """A text over the whole width, in as many lines as it needs."""
    letters = max(20, int(figure.get_size_inches()[0] * LETTERS_AN_INCH / fontsize))
    where("\n".join(textwrap.wrap(text, letters)), x=0.01, ha="left", fontsize=fontsize, **looks)


def title(maps: Maps) -> str:
    """What the maps are: the layer, its type and activation, and how many of which size."""
    size = " × ".join(map(str, maps.positions))
    what = f"{counted(maps.channels, 'map')} of {size}" if size else counted(maps.channels, "number")
    activation = "" if maps.activation == "linear" else f" with {maps.activation}"
    return visible(f"{style.shortened(maps.name, 60)}: {maps.type}{activation}, {what}")


def health(maps: Maps) -> str:
    """Which channels are dead or saturated, in words."""
    inputs = "this input" if len(maps.values) == 1 else f"these {len(maps.values)} inputs"
    found = [_named(maps.dead, "dead, 0 everywhere"), _named(maps.saturated, "saturated, at an end of the range")]
    said = "; ".join(text for text in found if text)
    return f"For {inputs} {said or 'no channel is dead or saturated'}"


def describe(maps: Maps) -> str:
    """The figure in a sentence."""
    most = ", ".join(str(int(at)) for at in maps.order[:3])
    return f"{title(maps)}; the most active channels are {most}; {health(maps)}"


def _named(channels: Sequence[int], what: str) -> str:
    if not channels:
        return ""
    shown = ", ".join(map(str, channels[:MOST_NAMED])) + (" …" if len(channels) > MOST_NAMED else "")
    return f"{counted(len(channels), 'channel')} {'is' if len(channels) == 1 else 'are'} {what}: {shown}"
