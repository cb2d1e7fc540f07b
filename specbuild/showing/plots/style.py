"""How all plots look, and how they are written: the same numbers give the same bytes."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from specbuild.running.workdir import atomic
from specbuild.showing.words import visible

if TYPE_CHECKING:  # Matplotlib costs half a second, so each function imports what it draws with
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Blue and vermilion of Okabe and Ito: told apart with every kind of colour blindness, and in grey.
TRAINING, VALIDATION = "#0072b2", "#d55e00"
INK, MUTED, GRID, PAPER, ON_COLOUR = "#1f2430", "#5f6773", "#e3e6ea", "#ffffff", "#fefefe"  # one each, for the report to exchange

_RC: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.titlecolor": INK,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": GRID,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "axes.facecolor": "none",
    "axes.unicode_minus": True,
    "figure.facecolor": PAPER,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "text.color": INK,
    "text.parse_math": False,  # a class may be called `$x$`
    "xtick.color": GRID,
    "ytick.color": GRID,
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": MUTED,
    "ytick.major.size": 0,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "savefig.dpi": 150,
    "svg.fonttype": "none",  # text stays text: small, searchable, and any script that the reader's fonts have
    "svg.hashsalt": "specbuild",
}


@contextlib.contextmanager
def applied() -> Iterator[None]:
    """Draw in the style of all plots, whatever the user's own settings of Matplotlib are."""
    import matplotlib

    with matplotlib.rc_context(), warnings.catch_warnings():
        # The font that measures a text may lack a glyph that the reader's font has.
        warnings.filterwarnings("ignore", message=".*[Gg]lyph.*")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_RC)
        yield


def paper(width: float, height: float) -> Figure:
    """An empty figure, so many inches wide and high."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    return Figure(figsize=(width, height), layout=ConstrainedLayoutEngine(w_pad=0.08, h_pad=0.08, wspace=0.01, hspace=0.01))


def axes(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure with one pair of axes, so many inches wide and high."""
    figure = paper(width, height)
    return figure, figure.add_subplot()


def write(figure: Figure, path: Path, *, title: str, description: str) -> Path:
    """Write a figure, whole or not at all, as the ending of the path says.

    Args:
        figure: What was drawn.
        path: A path that ends in `.svg` or `.png`.
        title: What it is, for those who cannot see it.
        description: What it shows, in a sentence.
    """
    content = io.BytesIO()
    form = path.suffix.removeprefix(".")
    about = {"Title": visible(title), "Description": visible(description)}
    with applied():
        figure.savefig(content, format=form, metadata={**about, "Date": None} if form == "svg" else about)
    atomic.write_bytes(path, content.getvalue())
    return path


def shortened(name: str, most: int = 18) -> str:
    """A name for a label: its beginning and its end where it is too long, since names often differ in either."""
    name = visible(name)
    if len(name) <= most:
        return name
    end = most // 3
    return f"{name[: most - end - 1]}…{name[-end:]}"
