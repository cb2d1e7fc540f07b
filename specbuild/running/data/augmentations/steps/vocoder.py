"""The phase vocoder: play a wave faster or slower without changing its pitch."""

from __future__ import annotations

from math import pi
from typing import Any

import numpy as np
from keras import ops

from specbuild.running.data.augmentations.steps.spectrum import Spectrum


def stretched(spectrum: Spectrum, waves: Any, speed: Any, length: int, highest: Any = None) -> Any:
    """Waves at another speed.

    Args:
        spectrum: How they become spectra.
        waves: Of shape (batch, samples, channels).
        speed: How many times as fast, of shape (batch,).
        length: Samples that are wanted; what lies behind the end is silence.
        highest: Share of the frequencies that is kept, from the lowest up, of shape (batch,); None for all.

    Returns:
        Of shape (batch, length, channels).

    Source:
        Flanagan and Golden, "Phase Vocoder" (1966), in the form of Dolson (1986).
    """
    real, imaginary = spectrum.forward(waves)
    size, angle = ops.sqrt(ops.square(real) + ops.square(imaginary)), ops.arctan2(imaginary, real)
    frames, wanted = real.shape[2], spectrum.frames_of(length)
    middle = spectrum.size / (2 * spectrum.hop)  # the first sample, in windows
    place = (ops.arange(wanted, dtype="float32")[None, :] - middle) * speed[:, None] + middle
    within = ops.clip(place, 0.0, frames - 1.0)
    # A hair below a window is that window: rounding must not make an unchanged speed look at the turn before.
    first = ops.minimum(ops.floor(within + 1e-3), frames - 2.0)
    beyond = ops.maximum(within - first, 0.0)[:, None, :, None]
    here, after = ops.cast(first, "int32")[:, None, :, None], ops.cast(first + 1.0, "int32")[:, None, :, None]
    loud = _take(size, here) * (1.0 - beyond) + _take(size, after) * beyond
    loud = ops.where((place <= frames - 1.0)[:, None, :, None], loud, 0.0)
    if highest is not None:
        share = ops.arange(spectrum.bins, dtype="float32") / (spectrum.bins - 1.0)
        loud = ops.where((share[None, :] <= highest[:, None])[:, None, None, :], loud, 0.0)
    # How far each frequency turns in a hop beyond whole turns; whole ones would only cost digits.
    turns = (2 * pi * spectrum.hop / spectrum.size * np.arange(spectrum.bins)) % (2 * pi)
    even = ops.convert_to_tensor(turns.astype("float32"))
    turn = _take(angle, after) - _take(angle, here) - even
    turn = turn - 2 * pi * ops.round(turn / (2 * pi)) + even
    start = _take(angle, here)[:, :, :1]
    phase = start + ops.pad(ops.cumsum(turn, axis=2)[:, :, :-1], [(0, 0), (0, 0), (1, 0), (0, 0)])
    return spectrum.back(loud * ops.cos(phase), loud * ops.sin(phase), length)


def _take(values: Any, frame: Any) -> Any:
    """The spectra of some windows; `frame` is of shape (batch, 1, wanted, 1)."""
    return ops.take_along_axis(values, frame, axis=2)
