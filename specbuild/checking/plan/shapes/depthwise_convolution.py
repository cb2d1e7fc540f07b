"""Depthwise and separable convolutions: each channel is filtered by itself, then, in the separable ones, all are mixed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, need_rank
from specbuild.checking.plan.size import product
from specbuild.checking.plan.window import Window


def depthwise(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """`depth_multiplier` filters for each channel."""
    need_rank(shape, rank + 1)
    window, multiplier = Window.of(arguments, rank), arguments["depth_multiplier"]
    places, channels = window.slide(shape[:-1]), shape[-1] * multiplier
    kernel = (*window.size, shape[-1], multiplier)
    bias = channels if arguments["use_bias"] else 0
    return Planned((*places, channels), product(kernel) + bias, multiply_adds=product(places) * product(kernel), kernel=kernel)


def separable(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """A depthwise convolution without bias, and a dense layer over the channels at each place."""
    filters = arguments["filters"]
    first = depthwise(rank, {**arguments, "use_bias": False}, shape)
    assert first.output is not None
    mixing = first.output[-1] * filters
    bias = filters if arguments["use_bias"] else 0
    places = product(first.output[:-1])
    return Planned((*first.output[:-1], filters), first.trainable + mixing + bias, multiply_adds=first.multiply_adds + places * mixing)


SHAPES: Mapping[str, Rule] = {
    **{f"DepthwiseConv{rank}D": partial(depthwise, rank) for rank in (1, 2)},
    **{f"SeparableConv{rank}D": partial(separable, rank) for rank in (1, 2)},
}
