"""Which frames of a clip are kept: so many spread over all of it, or so many a second."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def spread(total: int, wanted: int) -> list[int]:
    """The numbers of `wanted` frames spread evenly over `total`, from the middle of each stretch; a short clip shows some twice."""
    return [int((place + 0.5) * total / wanted) for place in range(wanted)]


def by_rate(times: Sequence[float], rate: float, wanted: int) -> list[int]:
    """The numbers of the frames that are seen at the times 0, 1/rate, 2/rate ... after the first; as many as the clip has, up to `wanted`.

    Args:
        times: When each frame begins, in seconds, ascending.
        rate: Frames a second that are kept.
        wanted: How many at most.
    """
    begun = np.asarray(times, np.float64) - times[0]
    length = begun[-1] + (begun[-1] / (len(begun) - 1) if len(begun) > 1 else 1 / rate)  # the last frame is seen as long as the others
    asked = np.arange(wanted) / rate
    asked = asked[asked < length - 1e-9] if len(begun) > 1 else asked[:1]
    return [int(place) for place in np.searchsorted(begun, asked + 1e-6, side="right") - 1]
