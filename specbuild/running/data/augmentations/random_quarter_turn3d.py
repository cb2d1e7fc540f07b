"""RandomQuarterTurn3D: turn volumes by quarter turns about one axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from specbuild.running.data.augmentations.pixels.quarter_turn import Turns, chosen, quarter_turn, turn_layout
from specbuild.running.data.draws import Layout
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("volume",)
PLANES = {"depth": (2, 3), "height": (1, 3), "width": (1, 2)}


class RandomQuarterTurn3D:
    """Turn volumes by quarter turns about one axis. Voxels change places and none is blurred.

    Turns by one or three quarters need a volume of one size along the two other axes.

    Args:
        axis: The axis that stays: about "depth" every slice is turned in its own plane.
        turns: How many quarter turns, from the first of the two other axes towards the second: 1, 2 or 3, or a list of which each sample
            draws one.
        facts: What is known of the samples.
    """

    def __init__(self, axis: Literal["depth", "height", "width"], turns: Turns, *, facts: Facts) -> None:
        self.plane = PLANES[axis]
        self.turns = chosen(turns, *(facts.shape[number - 1] for number in self.plane))

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """Which of the turns; nothing where there is one."""
        return turn_layout(self.turns)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Turn each volume."""
        return quarter_turn(images, self.turns, drawn, self.plane)
