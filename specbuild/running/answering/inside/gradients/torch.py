"""The gradient on PyTorch: autograd."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from keras import ops


def gradient(number: Callable[[Any], Any], at: np.ndarray) -> np.ndarray:
    """See `gradients.gradient`."""
    there = ops.convert_to_tensor(at).detach().requires_grad_(True)
    with torch.enable_grad():
        (found,) = torch.autograd.grad(number(there), there, allow_unused=True)
    return np.zeros_like(at) if found is None else found.detach().cpu().numpy()
