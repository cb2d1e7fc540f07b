"""How long each sample really is: padding, which a loader adds at the end, stays as it is."""

from __future__ import annotations

from typing import Any

from keras import ops


def as_steps(samples: Any) -> Any:
    """Samples of shape (batch, steps, ...) as (batch, steps, values)."""
    steps, *rest = samples.shape[1:]
    values = 1
    for size in rest:
        values *= size
    return ops.reshape(samples, (-1, steps, values))


def lengths(samples: Any, padding: float | None) -> Any:
    """How many steps of each sample come before its padding.

    Args:
        samples: Of shape (batch, steps, values).
        padding: The value of every padded step; None where nothing was padded.

    Returns:
        Float32 of shape (batch,), from 0 to `steps`.
    """
    steps = samples.shape[1]
    number = ops.arange(1, steps + 1, dtype="float32")[None, :]
    if padding is None:
        return ops.max(number * ops.ones_like(ops.cast(samples[:, :, 0], "float32")), axis=1)
    told = ops.any(ops.not_equal(samples, ops.cast(padding, samples.dtype)), axis=-1)
    return ops.max(ops.where(told, number, 0.0), axis=1)


def real(length: Any, steps: int) -> Any:
    """Whether each step comes before the padding, of shape (batch, steps, 1)."""
    return (ops.arange(steps, dtype="float32")[None, :] < length[:, None])[:, :, None]


def spread(samples: Any, told: Any) -> tuple[Any, Any]:
    """Mean and standard deviation of every channel of each sample over its real steps, both of shape (batch, 1, values)."""
    weight = ops.cast(told, "float32")
    count = ops.maximum(ops.sum(weight, axis=1, keepdims=True), 1.0)
    mean = ops.sum(samples * weight, axis=1, keepdims=True) / count
    variance = ops.sum(ops.square(samples - mean) * weight, axis=1, keepdims=True) / count
    return mean, ops.sqrt(variance)
