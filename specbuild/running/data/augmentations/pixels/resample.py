"""Read pictures at places between pixels, places of its own for every sample."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keras import ops


def resample(images: Any, y: Any, x: Any, interpolation: str, fill_mode: str, fill_value: float) -> Any:
    """Read each picture at the given places.

    Args:
        images: Of shape (batch, height, width, channels).
        y: Rows to read at, of shape (batch, height, width), in pixels; may lie between pixels and outside.
        x: Columns to read at, of the same shape.
        interpolation: "nearest" or "bilinear".
        fill_mode: "reflect" (d c b a | a b c d | d c b a), "mirror" (d c b | a b c d | c b a), "wrap", "nearest" or "constant".
        fill_value: What lies outside under "constant".

    Returns:
        Pictures of the shape of `images`.
    """
    if interpolation == "nearest":
        return _read(images, ops.round(y), ops.round(x), fill_mode, fill_value)
    top, left = ops.floor(y), ops.floor(x)
    down, right = (y - top)[..., None], (x - left)[..., None]
    corners = [[_read(images, top + row, left + column, fill_mode, fill_value) for column in (0, 1)] for row in (0, 1)]
    above, below = (first * (1.0 - right) + second * right for first, second in corners)
    return above * (1.0 - down) + below * down


def _read(images: Any, y: Any, x: Any, fill_mode: str, fill_value: float) -> Any:
    """The pixels at whole rows and columns."""
    batch, (height, width, channels) = ops.shape(images)[0], images.shape[1:]
    fold = FILL_MODES[fill_mode]
    row, column = (ops.cast(fold(place, size), "int32") for place, size in ((y, height), (x, width)))
    sample = ops.arange(batch, dtype="int32")[:, None, None] * (height * width)
    pixels = ops.take(ops.reshape(images, (-1, channels)), sample + row * width + column, axis=0)
    if fill_mode != "constant":
        return pixels
    inside = (y >= 0) & (y <= height - 1) & (x >= 0) & (x <= width - 1)
    return ops.where(inside[..., None], pixels, fill_value)


def _clip(place: Any, size: int) -> Any:
    return ops.clip(place, 0, size - 1)


def _wrap(place: Any, size: int) -> Any:
    return ops.mod(place, size)


def _reflect(place: Any, size: int) -> Any:
    turned = ops.mod(place, 2 * size)
    return ops.minimum(turned, 2 * size - 1 - turned)


def _mirror(place: Any, size: int) -> Any:
    period = max(2 * size - 2, 1)  # a picture of one pixel mirrors into itself
    turned = ops.mod(place, period)
    return ops.minimum(turned, period - turned)


FILL_MODES: dict[str, Callable[[Any, int], Any]] = {
    "nearest": _clip,
    "constant": _clip,
    "wrap": _wrap,
    "reflect": _reflect,
    "mirror": _mirror,
}
