"""The small picture of a sample, by what kind it is."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

from specbuild.showing.tiles.look import Look

if TYPE_CHECKING:
    from PIL.Image import Image


def tile(kind: str, sample: np.ndarray, look: Look, original: np.ndarray | None = None) -> Image:
    """A sample as a small picture.

    Args:
        kind: What a sample is: one of `KINDS` of `checking/plan/input.py`, each with a file here.
        sample: The sample, of the shape that its loader gives.
        look: How to show it.
        original: What it was before a change, where that is to be seen beside it; it also sets the range of values.
    """
    shown: Image = import_module(f"specbuild.showing.tiles.{kind}").tile(sample, look, sample if original is None else original)
    return shown
