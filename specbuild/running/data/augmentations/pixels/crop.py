"""Where the pixels of a part lie that is cut out and enlarged to the size of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops


def cut_centre(sizes: Sequence[int], share: Any, place: Any) -> Any:
    """How far the centre of a part lies from that of the whole, in pixels.

    Args:
        sizes: Size of the sample along each axis.
        share: How much of every side is cut away, of shape (batch,).
        place: Where the part lies, from 0 (the near end) to 1 (the far one), of shape (batch, axes).

    Returns:
        Of shape (batch, axes). The outermost pixels of a part never lie outside, so that nothing has to be filled in.
    """
    reach = ops.convert_to_tensor([float(size - 1) for size in sizes], "float32")
    return (place - 0.5) * share[:, None] * reach[None, :]
