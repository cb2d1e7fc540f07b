"""The phase vocoder: play a wave faster or slower without changing its pitch."""

from __future__ import annotations

from math import pi
from typing import Any

import numpy as np
from keras import ops

from specbuild.running.data.augmentations.steps.read import take_steps
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
    real, imaginary = (_one_by_one(part) for part in spectrum.forward(waves))
    channels = waves.shape[2]
    speed = ops.repeat(speed, channels, axis=0)
    size, angle = ops.sqrt(ops.square(real) + ops.square(imaginary)), ops.arctan2(imaginary, real)
    frames, wanted = real.shape[1], spectrum.frames_of(length)
    middle = spectrum.size / (2 * spectrum.hop)  # the first sample, in windows
    place = (ops.arange(wanted, dtype="float32")[None, :] - middle) * speed[:, None] + middle
    within = ops.clip(place, 0.0, frames - 1.0)
    # A hair below a window is that window: rounding must not make an unchanged speed look at the turn before.
    first = ops.minimum(ops.floor(within + 1e-3), frames - 2.0)
    beyond = ops.maximum(within - first, 0.0)[:, :, None]
    loud = take_steps(size, first) * (1.0 - beyond) + take_steps(size, first + 1.0) * beyond
    loud = ops.where((place <= frames - 1.0)[:, :, None], loud, 0.0)
    if highest is not None:
        share = ops.arange(spectrum.bins, dtype="float32") / (spectrum.bins - 1.0)
        loud = ops.where((share[None, :] <= ops.repeat(highest, channels, axis=0)[:, None])[:, None, :], loud, 0.0)
    phase = _sums(ops.concatenate([take_steps(angle, first[:, :1]), take_steps(_turns(spectrum, angle), first[:, :-1])], axis=1))
    shape = (-1, channels, wanted, spectrum.bins)
    real, imaginary = (ops.reshape(loud * part(phase), shape) for part in (ops.cos, ops.sin))
    return spectrum.back(real, imaginary, length, keep_energy=True)


def _one_by_one(spectra: Any) -> Any:
    """Every channel as a sample of its own: from (batch, channels, frames, bins) to (batch * channels, frames, bins)."""
    return ops.reshape(spectra, (-1, *spectra.shape[2:]))


def _turns(spectrum: Spectrum, angle: Any) -> Any:
    """How far each frequency turns from each window to the next, beyond whole turns, which would only cost digits."""
    even = (2 * pi * spectrum.hop / spectrum.size * np.arange(spectrum.bins)) % (2 * pi)
    turn = angle[:, 1:] - angle[:, :-1] - ops.convert_to_tensor(even.astype("float32"))
    return turn - 2 * pi * ops.round(turn / (2 * pi)) + ops.convert_to_tensor(even.astype("float32"))


def _sums(turns: Any) -> Any:
    """The sums of all turns up to each window: as a product with ones below the diagonal, which is faster than adding one by one."""
    return ops.matmul(ops.convert_to_tensor(np.tri(turns.shape[1], dtype="float32")), turns)
