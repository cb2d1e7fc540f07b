"""The gradient on TensorFlow: a tape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf


def gradient(number: Callable[[Any], Any], at: np.ndarray) -> np.ndarray:
    """See `gradients.gradient`."""
    there = tf.convert_to_tensor(at)
    with tf.GradientTape() as tape:
        tape.watch(there)
        value = number(there)
    return np.asarray(tape.gradient(value, there, unconnected_gradients=tf.UnconnectedGradients.ZERO))
