"""What has to be known to show a sample, and the inks it is shown with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PIL.Image import Image

INK, SECOND, MUTED, GRID, PAPER = (0, 114, 178), (213, 94, 0), (95, 103, 115), (227, 230, 234), (255, 255, 255)
CHANNELS = (INK, SECOND, (0, 158, 115), (204, 121, 167), (230, 159, 0), (86, 180, 233))


@dataclass(frozen=True, slots=True)
class Look:
    """How to show samples of a data set.

    Attributes:
        value_range: The values of black and white, or of the lower and upper edge of a curve; None takes those of the sample itself.
        words: What the numbers of a text stand for, by number; empty where they stand for themselves.
        padding: The number that fills a sequence up; None where nothing does.
        center: For rows of a table, the mean of each column; empty where nobody knows.
        spread: For rows of a table, its standard deviation.
    """

    value_range: tuple[float, float] | None = None
    words: Sequence[str] = ()
    padding: float | None = None
    center: Sequence[float] = ()
    spread: Sequence[float] = ()

    def bounds(self, sample: np.ndarray) -> tuple[float, float]:
        """The range of values to show."""
        if self.value_range is not None:
            return self.value_range
        finite = sample[np.isfinite(sample)]
        return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)


def to_bytes(values: np.ndarray, bounds: tuple[float, float]) -> np.ndarray:
    """Values as bytes from 0 to 255."""
    low, high = bounds
    return np.nan_to_num(np.clip((values.astype("float64") - low) / ((high - low) or 1) * 255, 0, 255)).round().astype("uint8")


def as_image(picture: np.ndarray, bounds: tuple[float, float], side: int) -> Image:
    """A picture of shape (height, width, channels), its longer side brought to about so many pixels: enlarged without smoothing.

    1 channel is grey, 3 are colours, 4 have opacity; of any other number the mean is shown.
    """
    from PIL import Image

    shown = to_bytes(picture, bounds)
    channels = shown.shape[-1]
    if channels == 4:
        image = Image.alpha_composite(Image.new("RGBA", shown.shape[1::-1], PAPER), Image.fromarray(shown)).convert("RGB")
    elif channels == 3:
        image = Image.fromarray(shown)
    else:
        image = Image.fromarray(shown[..., 0] if channels == 1 else shown.mean(axis=-1).round().astype("uint8")).convert("RGB")
    factor = side / max(image.size)
    if factor >= 1:
        return image.resize((image.width * int(factor), image.height * int(factor)), Image.Resampling.NEAREST)
    return image.resize((max(1, round(image.width * factor)), max(1, round(image.height * factor))), Image.Resampling.LANCZOS)
