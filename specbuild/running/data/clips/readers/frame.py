"""One frame of a clip as a reader gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple

import numpy as np


class Frame(NamedTuple):
    """When a frame begins, in seconds; and what gives its pixels until the next is asked for: uint8, (height, width, 1 to 4)."""

    time: float
    pixels: Callable[[], np.ndarray]


Frames = Callable[[], AbstractContextManager[Iterator[Frame]]]  # begins anew at every call
