"""Read samples at places in time, places of its own for every sample."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.steps.length import real


def take_steps(samples: Any, places: Any) -> Any:
    """The steps at whole places.

    Args:
        samples: Of shape (batch, steps, values).
        places: Of shape (batch, wanted), from 0 to `steps - 1`.

    Returns:
        Of shape (batch, wanted, values).
    """
    steps, values = samples.shape[1:]
    first = ops.arange(ops.shape(samples)[0], dtype="int32")[:, None] * steps
    return ops.take(ops.reshape(samples, (-1, values)), first + ops.cast(places, "int32"), axis=0)


def between_steps(samples: Any, places: Any) -> Any:
    """The samples at places between steps, by straight lines; arguments and result as in `take_steps`."""
    first = ops.floor(places)
    beyond = (places - first)[:, :, None]
    after = ops.minimum(first + 1.0, samples.shape[1] - 1.0)
    return take_steps(samples, first) * (1.0 - beyond) + take_steps(samples, after) * beyond


def moved(samples: Any, places: Any, length: Any) -> Any:
    """Samples whose real steps are read at other places among the real steps, while their padding stays.

    Args:
        samples: Of shape (batch, steps, values).
        places: Where each step is read, of shape (batch, steps).
        length: Real steps of each sample, of shape (batch,).
    """
    last = ops.maximum(length - 1.0, 0.0)[:, None]
    return ops.where(real(length, samples.shape[1]), between_steps(samples, ops.clip(places, 0.0, last)), samples)


def shifted(samples: Any, shift: Any, length: Any, fill_mode: str, fill_value: float) -> Any:
    """Samples that begin `shift` steps later, a whole number of shape (batch,); the padding stays.

    Args:
        samples: Of shape (batch, steps, values).
        shift: How many steps later; below 0, earlier.
        length: Real steps of each sample, of shape (batch,).
        fill_mode: What comes in at the other end: "wrap" (what went out), "nearest" (the outermost step) or "constant".
        fill_value: What comes in under "constant".
    """
    place = ops.arange(samples.shape[1], dtype="float32")[None, :] - shift[:, None]
    size = ops.maximum(length, 1.0)[:, None]
    told = take_steps(samples, _FOLD[fill_mode](place, size))
    if fill_mode == "constant":
        told = ops.where(((place >= 0) & (place < size))[:, :, None], told, fill_value)
    return ops.where(real(length, samples.shape[1]), told, samples)


_FOLD: dict[str, Callable[[Any, Any], Any]] = {
    "wrap": ops.mod,
    "nearest": lambda place, size: ops.clip(place, 0.0, size - 1.0),
    "constant": lambda place, size: ops.clip(place, 0.0, size - 1.0),
}
