"""RandAugment with a choice of its own for every sample: Keras chooses once for the whole batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from keras import ops

from specbuild.running.data.draws import Draw, Integer, Layout
from specbuild.running.data.pipeline.choose import choose
from specbuild.running.data.pipeline.operation import Operation
from specbuild.running.data.pipeline.tables import deal


class RandAugment:
    """Change each picture by a few of the parts of a `keras.layers.RandAugment`, one after the other."""

    def __init__(self, layer: Any, wrap: Callable[[Any], Operation]) -> None:
        self.parts = [wrap(getattr(layer, name)) for name in layer._AUGMENT_LAYERS]
        self.turns: int = layer.num_ops

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """Which part comes at each turn, and the draws of every part; a part chosen twice acts alike both times, as in Keras."""
        chosen = Draw(Integer(0, len(self.parts)), (self.turns,))
        return chosen, *(draw for part in self.parts for draw in part.draws(shape))

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Change each picture by the parts that fell to it."""
        shape = tuple(images.shape[1:])
        hands = deal(drawn[1:], [len(part.draws(shape)) for part in self.parts])

        def turn(number: Any, images: Any) -> Any:
            return choose(ops.take(drawn[0], number, axis=1), self.parts, images, hands)

        # A loop within the graph: the parts are traced and compiled once, not once for each turn.
        return ops.fori_loop(0, self.turns, turn, images)
