"""Read pictures and volumes at places between pixels, places of its own for every sample."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from keras import ops


def resample(images: Any, places: Sequence[Any], interpolation: str, fill_mode: str, fill_value: float) -> Any:
    """Read each sample at the given places.

    Args:
        images: Of shape (batch, *sizes, channels): two sizes for pictures, three for volumes.
        places: For each axis in `sizes` where to read along it, of shape (batch, *sizes), in pixels; may lie between pixels and outside.
        interpolation: "nearest" or "bilinear" (in a volume: between eight voxels).
        fill_mode: "reflect" (d c b a | a b c d | d c b a), "mirror" (d c b | a b c d | c b a), "wrap", "nearest" or "constant".
        fill_value: What lies outside under "constant".

    Returns:
        Samples of the shape of `images`.
    """
    if interpolation == "nearest":
        return _read(images, [ops.round(place) for place in places], fill_mode, fill_value)
    first = [ops.floor(place) for place in places]
    beyond = [(place - corner)[..., None] for place, corner in zip(places, first, strict=True)]

    def between(corner: Sequence[Any]) -> Any:
        """Weigh the corners that differ along the axes after those of this corner."""
        axis = len(corner)
        if axis == len(first):
            return _read(images, corner, fill_mode, fill_value)
        here, next_ = (between([*corner, first[axis] + step]) for step in (0, 1))
        return here * (1.0 - beyond[axis]) + next_ * beyond[axis]

    return between([])


def _read(images: Any, places: Sequence[Any], fill_mode: str, fill_value: float) -> Any:
    """The pixels at whole places."""
    batch, (*sizes, channels) = ops.shape(images)[0], images.shape[1:]
    fold, rank = FILL_MODES[fill_mode], len(sizes)
    pixel = ops.reshape(ops.arange(batch, dtype="int32"), (-1, *([1] * rank)))
    for place, size in zip(places, sizes, strict=True):
        pixel = pixel * size + ops.cast(fold(place, size), "int32")
    pixels = ops.take(ops.reshape(images, (-1, channels)), pixel, axis=0)
    if fill_mode != "constant":
        return pixels
    inside = True
    for place, size in zip(places, sizes, strict=True):
        inside = inside & (place >= 0) & (place <= size - 1)
    return ops.where(inside[..., None], pixels, fill_value)  # type: ignore[index]


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
