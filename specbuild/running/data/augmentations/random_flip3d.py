"""RandomFlip3D: mirror volumes along one axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from keras import ops

from specbuild.running.data.draws import Layout

KINDS = ("volume",)
AXES = {"depth": 1, "vertical": 2, "horizontal": 3}


class RandomFlip3D:
    """Mirror whole volumes along one axis. Mirroring along two axes is two entries, each with a coin of its own.

    Args:
        mode: "horizontal" exchanges left and right, "vertical" up and down, "depth" the first slice and the last. Of a scan
            whose axes the loader made canonical, "depth" exchanges left and right of the patient, "vertical" front and back, and
            "horizontal" below and above.
    """

    RATE = 0.5  # as `RandomFlip`

    def __init__(self, mode: Literal["horizontal", "vertical", "depth"]) -> None:
        self.axis = AXES[mode]

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """It needs none: the pipeline tosses the coin."""
        return ()

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Mirror all volumes."""
        return ops.flip(images, axis=self.axis)
