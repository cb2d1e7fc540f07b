"""Audio, as its waveform above its spectrogram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.tiles.look import GRID, INK, PAPER, Look, to_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, WAVE, SPECTRUM = 200, 40, 64
WINDOW = 256  # samples of a column of the spectrogram
DECIBELS = 80.0  # below the loudest that are still told from silence


def tile(sample: np.ndarray, look: Look, original: np.ndarray) -> Image:
    """A sample of shape (samples,) or (samples, channels); channels are laid over one another."""
    from PIL import Image

    wave, before = (_mono(values, look.padding) for values in (sample, original))
    sheet = Image.new("RGB", (WIDTH, WAVE + SPECTRUM), PAPER)
    sheet.paste(_waveform(wave, float(np.abs(before).max()) or 1.0), (0, 0))
    loudest = float(_spectrum(before).max())
    levels = to_bytes(_spectrum(wave), (loudest - DECIBELS, loudest))
    shown = Image.fromarray(255 - levels[::-1]).convert("RGB")
    sheet.paste(shown.resize((WIDTH, SPECTRUM), Image.Resampling.BILINEAR), (0, WAVE))
    return sheet


def _mono(values: np.ndarray, padding: float | None) -> np.ndarray:
    """The mean of the channels; what is no number is silent, so that the rest keeps its scale."""
    finite = np.nan_to_num(values.astype("float64"), nan=0.0, posinf=0.0, neginf=0.0)
    wave = finite.reshape(len(values), -1).mean(axis=1)
    return np.where(wave == padding, 0.0, wave) if padding is not None else wave


def _waveform(wave: np.ndarray, loudest: float) -> Image:
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", (WIDTH, WAVE), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.line((0, WAVE // 2, WIDTH, WAVE // 2), fill=GRID)
    for x, part in enumerate(np.array_split(wave, WIDTH)):
        if part.size:
            low, high = (WAVE / 2 * (1 - 0.95 * np.clip(level / loudest, -1, 1)) for level in (part.min(), part.max()))
            draw.line((x, high, x, low), fill=INK)
    return sheet


def _spectrum(wave: np.ndarray) -> np.ndarray:
    """Loudness in decibels, of shape (frequencies, columns)."""
    wave = np.pad(wave, (0, max(0, WINDOW - len(wave))))
    starts = np.linspace(0, len(wave) - WINDOW, WIDTH).astype(int)
    windows = wave[starts[:, None] + np.arange(WINDOW)] * np.hanning(WINDOW)
    return np.asarray(20 * np.log10(np.abs(np.fft.rfft(windows, axis=1)).T + 1e-10))
