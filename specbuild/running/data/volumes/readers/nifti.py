"""NIfTI 1 and 2, one file (.nii): the head is read by nibabel, the numbers by us, so that no more is taken than the head claims."""

from __future__ import annotations

import logging
import warnings
from math import prod
from typing import Any, BinaryIO

import numpy as np

from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.volumes.limit import check_size, with_channels
from specbuild.running.data.volumes.stored import Stored

HEAD = 540  # bytes of the larger of both heads
FURTHEST = 2**24  # bytes between head and numbers, for notes that nobody reads here
SIZES = {348: "Nifti1Header", 540: "Nifti2Header"}


def claims(start: bytes) -> bool:
    """Whether a file begins like NIfTI: with the size of its head, in either order of bytes."""
    return any(int.from_bytes(start[:4], order) in SIZES for order in ("little", "big"))


def read(file: BinaryIO, most: int) -> Stored:
    """Read a volume; a scale in the head is applied, and the axes keep their order.

    Raises:
        Unreadable: the head is none, the file ends too early, or it is too large.
    """
    head = _head(file.read(HEAD))
    shape, dtype = tuple(int(side) for side in head.get_data_shape()), head.get_data_dtype()
    while len(shape) > 3 and shape[-1] == 1:
        shape = shape[:-1]
    with_channels(len(shape), "has")
    check_size(shape, most)
    values = _numbers(file, head, shape, dtype)
    return Stored(_scaled(values, head), *_place(head))


def _head(block: bytes) -> Any:
    import nibabel

    logging.getLogger("nibabel.global").setLevel(logging.CRITICAL)  # what is wrong is told here
    size = next((int.from_bytes(block[:4], order) for order in ("little", "big") if int.from_bytes(block[:4], order) in SIZES), 0)
    kind = getattr(nibabel, SIZES[size])
    if len(block) < size:
        raise Unreadable("is cut short in its head")
    try:
        head = kind(block[:size], check=True)
        head.get_data_shape(), head.get_data_dtype()
    except Exception as error:
        raise Unreadable(f"has a head that is not that of a NIfTI volume ({error})") from error
    if not head.is_single:
        raise Unreadable("is only the head of a volume in two files (.hdr and .img): convert it to one .nii file")
    return head


def _numbers(file: BinaryIO, head: Any, shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    offset = int(head.get_data_offset())
    if not 0 <= offset <= FURTHEST:
        raise Unreadable(f"has its numbers {offset:,} bytes behind its beginning")
    file.seek(offset)
    wanted = prod(shape) * dtype.itemsize
    data = file.read(wanted)
    if len(data) < wanted:
        raise Unreadable(f"is cut short: its head announces {wanted:,} bytes, and {len(data):,} are there")
    return np.frombuffer(data, dtype).reshape(shape, order="F")


def _scaled(values: np.ndarray, head: Any) -> np.ndarray:
    if values.dtype.names:  # red, green, blue
        return np.stack([values[name] for name in values.dtype.names], axis=-1)
    if values.dtype.kind == "c":
        raise Unreadable("holds complex numbers")
    slope, offset = head.get_slope_inter()
    if slope in (None, 1.0) and not offset:
        return values
    return values.astype(np.float32) * np.float32(slope or 1.0) + np.float32(offset or 0.0)


def _place(head: Any) -> tuple[tuple[float, float, float] | None, tuple[str, str, str] | None]:
    """Spacing and directions; none where the head says nothing of where the volume lies."""
    import nibabel

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spacing = tuple(float(size) for size in head.get_zooms()[:3])
        placed = int(head["qform_code"]) > 0 or int(head["sform_code"]) > 0
        directions = nibabel.aff2axcodes(head.get_best_affine()) if placed else None
    whole = len(spacing) == 3 and all(np.isfinite(size) and size > 0 for size in spacing)
    sure = directions is not None and None not in directions
    return (spacing if whole else None), (directions if sure else None)  # type: ignore[return-value]  # three of each
