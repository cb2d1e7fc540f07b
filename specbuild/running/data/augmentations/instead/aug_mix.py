"""AugMix with chains of its own for every sample: Keras chooses them once, by Python's `random`, when the graph is traced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from keras import ops

from specbuild.running.data.draws import Beta, Draw, Gamma, Integer, Layout
from specbuild.running.data.pipeline.choose import choose
from specbuild.running.data.pipeline.operation import Operation
from specbuild.running.data.pipeline.tables import deal, per_sample


class AugMix:
    """Mix each picture with chains of changes of it, as a `keras.layers.AugMix` does."""

    def __init__(self, layer: Any, wrap: Callable[[Any], Operation]) -> None:
        self.parts = [wrap(getattr(layer, name)) for name in layer._augment_layers]
        self.chains: int = layer.num_chains
        self.depth = max(0, layer.chain_depth)  # as in Keras, where fewer than none is none
        self.alpha: float = layer.alpha
        self.low, self.high = layer.value_range

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The weight of each chain and of the picture itself; for every link the part, or none, and the draws of the parts."""
        weights = Draw(Gamma(self.alpha), (self.chains,)), Draw(Beta(self.alpha, self.alpha))
        link = (Draw(Integer(0, len(self.parts) + 1)), *(draw for part in self.parts for draw in part.draws(shape)))
        chained = tuple(Draw(draw.law, (self.chains, self.depth, *draw.shape)) for draw in link)
        return *weights, *chained

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Send each picture down its chains, and mix what comes out with it."""
        shape = tuple(images.shape[1:])
        counts = [len(part.draws(shape)) for part in self.parts]
        weights, itself, *links = drawn
        # The chains of a picture go side by side, as a batch so many times as large.
        links = [ops.reshape(draw, (-1, *draw.shape[2:])) for draw in links]

        def link(number: Any, ends: Any) -> Any:
            chosen, *own = (ops.take(draw, number, axis=1) for draw in links)
            return choose(chosen, self.parts, ends, deal(own, counts))

        # A loop within the graph: the parts are traced and compiled once, not once for each link.
        ends = ops.fori_loop(0, self.depth, link, ops.repeat(images, self.chains, axis=0))
        share = weights / ops.sum(weights, axis=1, keepdims=True)
        mixed = ops.sum(ops.reshape(ends, (-1, self.chains, *shape)) * share[:, :, None, None, None], axis=1)
        itself = per_sample(itself, 3)
        return ops.clip(itself * images + (1.0 - itself) * mixed, self.low, self.high)
