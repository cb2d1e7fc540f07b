"""Bring volumes of any size to one size: stretched, or cut and filled up around the middle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from specbuild.running.data.files.unreadable import Unreadable


def fitted(values: np.ndarray, size: Sequence[int], policy: str, background: float) -> np.ndarray:
    """Bring a volume of shape (depth, height, width, channels) to a size.

    Args:
        values: The volume.
        size: Depth, height and width of the result.
        policy: "stretch", "center" or "refuse".
        background: What "center" fills up with.

    Raises:
        Unreadable: it has another size, and the policy refuses that.
    """
    return values if values.shape[:3] == tuple(size) else _POLICIES[policy](values, tuple(size), background)


def stretched(values: np.ndarray, size: Sequence[int]) -> np.ndarray:
    """Resample along each of the first three axes: float32, smoothed first where it shrinks, so that no detail folds into a pattern."""
    from scipy import ndimage

    found = values.astype(np.float32)
    shrinks = [max(1.0, there / wanted) for there, wanted in zip(values.shape[:3], size, strict=True)]
    if max(shrinks) > 1:
        found = ndimage.gaussian_filter(found, [*((shrink - 1) / 2 for shrink in shrinks), 0], mode="nearest")
    for axis, wanted in enumerate(size):
        found = _along(found, axis, wanted)
    return found


def _along(values: np.ndarray, axis: int, wanted: int) -> np.ndarray:
    """Interpolate along one axis, the middles of the first and last cell staying within the volume."""
    there = values.shape[axis]
    if there == wanted:
        return values
    places = np.clip((np.arange(wanted) + 0.5) * there / wanted - 0.5, 0, there - 1)
    low = np.floor(places).astype(np.int64)
    share = (places - low).astype(np.float32).reshape(-1, *[1] * (values.ndim - axis - 1))
    return np.asarray(np.take(values, low, axis) * (1 - share) + np.take(values, np.minimum(low + 1, there - 1), axis) * share)


def _center(values: np.ndarray, size: tuple[int, ...], background: float) -> np.ndarray:
    found = np.full((*size, values.shape[3]), background, values.dtype)
    source, target = [], []
    for there, wanted in zip(values.shape[:3], size, strict=True):
        kept = min(there, wanted)
        source.append(slice((there - kept) // 2, (there - kept) // 2 + kept))
        target.append(slice((wanted - kept) // 2, (wanted - kept) // 2 + kept))
    found[tuple(target)] = values[tuple(source)]
    return found


def _stretch(values: np.ndarray, size: tuple[int, ...], background: float) -> np.ndarray:
    return stretched(values, size)


def _refuse(values: np.ndarray, size: tuple[int, ...], background: float) -> np.ndarray:
    written = [" x ".join(map(str, shape)) for shape in (values.shape[:3], size)]
    raise Unreadable(f'has {written[0]} voxels, and `size` is {written[1]} (resize = "stretch" or "center" brings it there)')


_POLICIES: Mapping[str, Callable[[np.ndarray, tuple[int, ...], float], np.ndarray]] = {
    "stretch": _stretch,
    "center": _center,
    "refuse": _refuse,
}
