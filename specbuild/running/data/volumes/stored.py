"""A volume as its file holds it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Stored:
    """Numbers in space.

    Attributes:
        values: Shape (x, y, z, channels) for a file that knows its directions, else (slices, rows, columns, channels); any real type.
        spacing: Millimetres between neighbours along the first three axes; None where the file does not tell.
        directions: What the first three axes point to, such as ("R", "A", "S") for right, front and up; None where the file does not tell.
    """

    values: np.ndarray
    spacing: tuple[float, float, float] | None = None
    directions: tuple[str, str, str] | None = None
