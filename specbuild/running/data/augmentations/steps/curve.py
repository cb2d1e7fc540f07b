"""Smooth random curves in time, through a few drawn points."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline


def smooth(steps: int, knots: int) -> np.ndarray:
    """What turns values at evenly spaced knots into a smooth curve.

    Args:
        steps: How many values the curve has.
        knots: How many points it goes through, at least 2; the first and the last stand at its ends.

    Returns:
        A matrix of float32 of shape (knots, steps): the natural cubic spline through values v is v @ matrix.
    """
    spline = CubicSpline(np.linspace(0.0, 1.0, knots), np.eye(knots), bc_type="natural")
    return np.asarray(spline(np.linspace(0.0, 1.0, steps)).T, "float32")
