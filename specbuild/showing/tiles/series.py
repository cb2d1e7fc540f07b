"""A series, as curves: each channel in its colour, what was there before in grey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.tiles.look import CHANNELS, GRID, PAPER, Look

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT, FINER = 200, 84, 3  # drawn three times as large and made smaller, which smooths the lines


def tile(sample: np.ndarray, look: Look, original: np.ndarray) -> Image:
    """A sample of shape (steps, channels); steps of padding are left out."""
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), PAPER)
    draw = ImageDraw.Draw(sheet)
    bounds = look.bounds(original)
    for values, colours in ((original, [(205, 208, 213)] * len(CHANNELS)), (sample, CHANNELS)):
        for channel in range(min(values.shape[-1], len(CHANNELS))):
            points = _points(values[:, channel], bounds, look.padding)
            if len(points) > 1:
                draw.line(points, fill=colours[channel], width=FINER + 1, joint="curve")
    draw.rectangle((0, 0, sheet.width - 1, sheet.height - 1), outline=GRID, width=FINER)
    return sheet.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _points(values: np.ndarray, bounds: tuple[float, float], padding: float | None) -> list[tuple[float, float]]:
    low, high = bounds
    span, room = (high - low) or 1.0, 0.08
    level = 1 - room - (1 - 2 * room) * np.clip((values.astype("float64") - low) / span, -0.1, 1.1)
    across = np.linspace(0, WIDTH * FINER - 1, len(values))
    there = np.isfinite(values) if padding is None else values != padding
    last = int(np.flatnonzero(there)[-1]) + 1 if there.any() else 0
    return [(float(x), float(y) * HEIGHT * FINER) for x, y in zip(across[:last], level[:last], strict=True) if np.isfinite(y)]
