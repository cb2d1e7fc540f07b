"""The gradient on JAX: a transformation of the function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np


def gradient(number: Callable[[Any], Any], at: np.ndarray) -> np.ndarray:
    """See `gradients.gradient`."""
    return np.asarray(jax.grad(number)(jnp.asarray(at)))
