"""Read samples at places in time, places of its own for every sample."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keras import ops


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


def along_curve(samples: Any, places: Any) -> Any:
    """The samples at places between steps, by Catmull-Rom curves, which keep high frequencies better than lines; as in `take_steps`."""
    first = ops.floor(places)
    t = (places - first)[:, :, None]
    # All four steps that a place lies between are read at once: reading costs by the place, not by how much stands there.
    start, end = samples[:, :1], samples[:, -1:]
    around = [ops.concatenate([start, samples[:, :-1]], axis=1), samples]
    around += [ops.concatenate([samples[:, 1:], end], axis=1), ops.concatenate([samples[:, 2:], end, end], axis=1)]
    before, here, next_, after = ops.split(take_steps(ops.concatenate(around, axis=2), first), 4, axis=2)
    bend = (2.0 * before - 5.0 * here + 4.0 * next_ - after) * t + (3.0 * (here - next_) + after - before) * t * t
    return here + 0.5 * t * (next_ - before + bend)


def inside(places: Any, length: Any) -> Any:
    """Places of shape (batch, steps), none before the first or behind the last real step."""
    return ops.clip(places, 0.0, ops.maximum(length - 1.0, 0.0)[:, None])


def shifted(samples: Any, shift: Any, length: Any, fill_mode: str, fill_value: float) -> Any:
    """Samples that begin `shift` steps later.

    Args:
        samples: Of shape (batch, steps, values).
        shift: How many steps later, a whole number of shape (batch,); below 0, earlier.
        length: Real steps of each sample, of shape (batch,).
        fill_mode: What comes in at the other end: "wrap" (what went out), "nearest" (the outermost step) or "constant".
        fill_value: What comes in under "constant".
    """
    place = ops.arange(samples.shape[1], dtype="float32")[None, :] - shift[:, None]
    size = ops.maximum(length, 1.0)[:, None]
    found = take_steps(samples, _FOLD[fill_mode](place, size))
    if fill_mode != "constant":
        return found
    return ops.where(((place >= 0) & (place < size))[:, :, None], found, fill_value)


_FOLD: dict[str, Callable[[Any, Any], Any]] = {
    "wrap": ops.mod,
    "nearest": lambda place, size: ops.clip(place, 0.0, size - 1.0),
    "constant": lambda place, size: ops.clip(place, 0.0, size - 1.0),
}
