"""RandomQuarterTurn: turn pictures by quarter turns, which exchange pixels and blur nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from specbuild.running.data.augmentations.pixels.quarter_turn import Turns, chosen, quarter_turn, turn_layout
from specbuild.running.data.draws import Layout
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("picture", "volume", "clip")


class RandomQuarterTurn:
    """Turn pictures by quarter turns; every frame of a clip and every slice of a volume alike.

    Pixels change places and none is blurred. Turns by one or three quarters need pictures as high as wide.

    Args:
        turns: How many quarter turns, counter-clockwise: 1, 2 or 3, or a list of which each sample draws one.
        facts: What is known of the samples.
    """

    def __init__(self, turns: Turns, *, facts: Facts) -> None:
        self.turns = chosen(turns, *facts.shape[-3:-1])

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """Which of the turns; nothing where there is one."""
        return turn_layout(self.turns)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Turn each picture."""
        return quarter_turn(images, self.turns, drawn, (1, 2))
