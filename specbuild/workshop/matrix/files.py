"""Small samples of every kind, as files: a few bytes each, and each different from the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

STEPS = 12
RATE = 1000  # samples a second


def noise(row: int, *shape: int) -> np.ndarray:
    """Numbers from 0 to 1 that belong to a sample."""
    return np.random.default_rng(row).random(shape)


def series(row: int, channels: int = 2) -> np.ndarray:
    """Steps of several channels, of shape (steps, channels)."""
    wave = np.sin(np.arange(STEPS)[:, np.newaxis] * (1 + row % 3) + np.arange(channels))
    return np.asarray(np.round(wave + noise(row, STEPS, channels), 3))


def sentence(row: int) -> str:
    """A few words."""
    words = ("river", "stone", "light", "small", "runs", "under", "seven", "birds")
    return " ".join(words[int(8 * number)] for number in noise(row, 3 + row % 4)) + f" {row}"


def picture(path: Path, row: int) -> None:
    """A picture in PNG."""
    from PIL import Image

    Image.fromarray((255 * noise(row, 9, 8, 3)).astype(np.uint8)).save(path)


def sound(path: Path, row: int) -> None:
    """A tone in WAV, 200 to 240 samples long."""
    import soundfile

    length = 200 + 5 * (row % 9)
    wave = 0.5 * np.sin(2 * np.pi * (40 + 60 * (row % 3)) * np.arange(length) / RATE) + 0.1 * noise(row, length)
    soundfile.write(path, wave, RATE)


def volume(path: Path, row: int) -> None:
    """A NIfTI volume."""
    import nibabel

    nibabel.save(nibabel.Nifti1Image(noise(row, 5, 5, 5).astype(np.float32), np.eye(4)), path)


def clip(path: Path, row: int) -> None:
    """An animated GIF of four frames."""
    from PIL import Image

    frames = [Image.fromarray((255 * noise(4 * row + number, 6, 6, 3)).astype(np.uint8)) for number in range(4)]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=40)


def text(path: Path, row: int) -> None:
    """A text in UTF-8."""
    path.write_text(sentence(row), encoding="utf-8")


def steps(path: Path, row: int) -> None:
    """A series as a table, a row a step; some are shorter."""
    lines = [",".join(map(str, values)) for values in series(row)[: STEPS - row % 3]]
    path.write_text("\n".join(["x,y", *lines]) + "\n", encoding="utf-8")


Write = Callable[[Path, int], None]
