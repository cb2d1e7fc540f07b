"""A sheet of sample pictures with their classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.plots import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 24
_LARGEST = 160  # pixels of a side; larger pictures are made smaller, or the file would hold them whole


def choose(targets: Sequence[int], seed: int, most: int = MOST) -> list[int]:
    """Row numbers of samples worth showing: the classes in turn, each of its samples at random, in the order of the classes."""
    random = np.random.default_rng(seed)
    of_class = [list(random.permutation(np.flatnonzero(np.asarray(targets) == number))) for number in np.unique(targets)]
    chosen: list[tuple[int, int]] = []
    while len(chosen) < most and any(of_class):
        chosen += [(number, int(rows.pop())) for number, rows in enumerate(of_class) if rows]
    return [row for _, row in sorted(chosen[:most])]


def draw(pictures: np.ndarray, labels: Sequence[str], value_range: tuple[float, float] | None) -> Figure:
    """Draw pictures in a grid.

    Args:
        pictures: Shape (pictures, height, width, channels): 1 channel is grey, 3 are colours, 4 have opacity; of any other number the
            mean is shown.
        labels: What is written beneath each.
        value_range: The values of black and white; None takes the least and the greatest value of all pictures.
    """
    columns = min(8, len(pictures))
    rows = -(-len(pictures) // columns)
    with style.applied():
        side = min(7.6 / columns, 1.9)  # inches of a picture
        figure = style.paper(columns * side, rows * (side + 0.25))
        grid = figure.subplots(rows, columns, squeeze=False).ravel()
        for axes in grid:
            axes.set_axis_off()
        for axes, picture, label in zip(grid, as_bytes(pictures, value_range), labels, strict=False):
            axes.imshow(_small(picture), interpolation="none", cmap="gray", vmin=0, vmax=255)
            axes.text(0.5, -0.05, style.shortened(label, 13), fontsize=8, ha="center", va="top", transform=axes.transAxes)
        return figure


def describe(labels: Sequence[str]) -> str:
    """The sheet in a sentence."""
    return f"{len(labels)} training samples: {', '.join(style.shortened(label) for label in dict.fromkeys(labels))}"


def as_bytes(pictures: np.ndarray, value_range: tuple[float, float] | None) -> np.ndarray:
    """The pictures as bytes from 0 to 255, shape (pictures, height, width) or (pictures, height, width, 3 or 4)."""
    values = pictures.astype(np.float64)
    low, high = value_range or (float(np.nanmin(values)), float(np.nanmax(values)))
    scaled = np.nan_to_num(np.clip((values - low) / ((high - low) or 1) * 255, 0, 255)).round().astype(np.uint8)
    channels = scaled.shape[-1]
    if channels in (3, 4):
        return scaled
    return scaled[..., 0] if channels == 1 else scaled.mean(axis=-1).round().astype(np.uint8)


def _small(picture: np.ndarray) -> np.ndarray:
    from PIL import Image

    if max(picture.shape[:2]) <= _LARGEST:
        return picture
    image = Image.fromarray(picture)
    image.thumbnail((_LARGEST, _LARGEST), Image.Resampling.LANCZOS)
    return np.asarray(image)
