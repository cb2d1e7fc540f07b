"""RandomFlip as a map without a coin: the pipeline tosses it, so that `probability` and `relabel` know how it fell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.draws import Layout

AXES = {"horizontal": [2], "vertical": [1], "horizontal_and_vertical": [1, 2]}


class Flip:
    """Mirror pictures along the axes of a `keras.layers.RandomFlip`, all of them."""

    def __init__(self, layer: Any) -> None:
        self.axes = AXES[layer.mode]

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """It needs none."""
        return ()

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Mirror all pictures."""
        return ops.flip(images, axis=self.axes)
