"""RandomFeatureDropout: make features of a row unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from keras import ops

from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import Share
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("vector",)


class RandomFeatureDropout:
    """Make features of a row say nothing: a number becomes the mean of its column over the training rows, a category becomes none.

    All columns of a category are dropped together. One feature always stays.

    Args:
        factor: Share of the features that is dropped on average: each is, with this probability. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: Share, *, facts: Facts) -> None:
        if not 0 <= factor <= 1:
            raise ValueError(f"`factor` has to lie between 0 and 1, and is {factor:g}")
        if len(facts.features) < 2:
            raise ValueError("these rows have one feature, which always stays")
        self.factor = factor
        self.feature = np.repeat(np.arange(len(facts.features)), [len(columns) for columns in facts.features]).astype("int32")
        measured = range(facts.shape[0]) if facts.numeric is None else facts.numeric
        center = np.array(facts.center or [0.0] * facts.shape[0], "float32")
        self.neutral = np.where(np.isin(np.arange(facts.shape[0]), list(measured)), center, 0.0).astype("float32")

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """A coin for each feature."""
        return (Draw(Uniform(), (int(self.feature[-1]) + 1,)),)

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Drop features of each row."""
        coin = drawn[0]
        stays = ops.equal(coin, ops.max(coin, axis=1, keepdims=True))
        gone = ops.logical_and(coin < self.factor, ops.logical_not(stays))
        return ops.where(ops.take(gone, self.feature, axis=1), ops.convert_to_tensor(self.neutral), images)
