"""From waves to spectra in time and back, exactly, by the same few lines on every backend.

Keras's `ops.istft` loses the last samples on TensorFlow.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from keras import ops

OVERLAP = 4  # windows that lie over every sample
TINY = 1e-12  # energy of silence


class Spectrum:
    """Short-time Fourier transform with Hann windows that overlap by three quarters.

    Attributes:
        size: Samples in a window: `fft_length`, or the largest power of two that fits into a shorter sample.
        hop: Samples from one window to the next.
        bins: Frequencies, from 0 to half of the sample rate.
        frames: Windows that lie over a sample; the first and the last reach beyond it.
    """

    def __init__(self, length: int, fft_length: int) -> None:
        if fft_length & (fft_length - 1):
            raise ValueError(f"`fft_length` has to be a power of two, and is {fft_length}")
        if length < 2 * OVERLAP:
            raise ValueError(f"samples of length {length} are too short for a spectrum")
        self.length = length
        self.size = min(fft_length, 2 ** (length.bit_length() - 1))
        self.hop = self.size // OVERLAP
        self.bins = self.size // 2 + 1
        self.frames = self.frames_of(length)
        self.window = np.hanning(self.size + 1)[:-1].astype("float32")

    def frames_of(self, length: int) -> int:
        """Windows that lie over so many samples."""
        return int(-(-(length + self.size) // self.hop) + 1)

    def forward(self, waves: Any) -> tuple[Any, Any]:
        """Spectra of waves.

        Args:
            waves: Of shape (batch, length, channels).

        Returns:
            Real and imaginary part, of shape (batch, channels, frames, bins). The middle of window k lies at sample k hop - size / 2.
        """
        behind = (self.frames + OVERLAP - 1) * self.hop - self.size - self.length
        padded = ops.pad(ops.transpose(waves, (0, 2, 1)), [(0, 0), (0, 0), (self.size, behind)])
        blocks = ops.reshape(padded, (-1, waves.shape[2], self.frames + OVERLAP - 1, self.hop))
        windows = ops.concatenate([blocks[:, :, part : part + self.frames] for part in range(OVERLAP)], axis=-1)
        real, imaginary = ops.rfft(windows * ops.convert_to_tensor(self.window))
        return real, imaginary

    def back(self, real: Any, imaginary: Any, length: int, *, keep_energy: bool = False) -> Any:
        """Waves of so many samples, of shape (batch, length, channels), from spectra of enough frames.

        Args:
            real: Real parts, of shape (batch, channels, frames, bins).
            imaginary: Imaginary parts.
            length: Samples that are wanted.
            keep_energy: Whether each wave is given the energy that its spectra have. Windows of spectra that no wave has disagree where
                they lie over each other, and lose about half of it; where they agree, nothing changes.
        """
        frames, channels = real.shape[2], real.shape[1]
        windows = ops.irfft((real, imaginary), fft_length=self.size) * ops.convert_to_tensor(self.window)
        parts = ops.reshape(windows, (-1, channels, frames, OVERLAP, self.hop))
        margins = [[(0, 0), (0, 0), (part, OVERLAP - 1 - part), (0, 0)] for part in range(OVERLAP)]
        blocks = sum(ops.pad(parts[:, :, :, part], margin) for part, margin in enumerate(margins))
        waves = ops.reshape(blocks, (-1, channels, (frames + OVERLAP - 1) * self.hop)) / (OVERLAP * 3 / 8)  # the sum of squared windows
        if keep_energy:
            there = ops.sum(ops.square(waves), axis=2, keepdims=True)
            waves = waves * ops.sqrt((self._energy(real, imaginary) + TINY) / (there + TINY))
        return ops.transpose(waves[:, :, self.size : self.size + length], (0, 2, 1))

    def _energy(self, real: Any, imaginary: Any) -> Any:
        """The energy of a wave that has these spectra, of shape (batch, channels, 1), by Parseval's theorem."""
        twice = np.full(self.bins, 2.0, "float32")  # all frequencies but the first and the last stand for their negatives too
        twice[[0, -1]] = 1.0
        squares = (ops.square(real) + ops.square(imaginary)) * ops.convert_to_tensor(twice)
        return ops.sum(squares, axis=(2, 3))[:, :, None] / (self.size * OVERLAP * 3 / 8)
