"""The gradient of a number, one file for each backend of Keras."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import keras
import numpy as np


def gradient(number: Callable[[Any], Any], at: np.ndarray) -> np.ndarray:
    """The gradient of a number.

    Args:
        number: A function of a tensor that gives a tensor without axes; nothing of it may be kept.
        at: Where, an array.

    Returns:
        An array of the shape of `at`.
    """
    module = import_module(f"{__name__}.{keras.backend.backend()}")
    return np.asarray(module.gradient(number, at))
