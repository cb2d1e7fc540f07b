"""What augmentations of texts share: padding stays behind the text, and nothing is drawn for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.pipeline.facts import Facts

PADDING, UNKNOWN, FIRST = 0, 1, 2  # numbers of tokens; from FIRST on they are words


class TokensOperation:
    """A change of texts, int32 of shape (batch, tokens). Where padding stands before the text, a text is changed from its end."""

    facts: Facts

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Change each text."""
        if not self.facts.padded_first:
            return self.change(images, drawn)
        return ops.flip(self.change(ops.flip(images, axis=1), drawn), axis=1)

    def change(self, tokens: Any, drawn: Sequence[Any]) -> Any:
        """Change texts of shape (batch, tokens), whose padding stands at the end."""
        raise NotImplementedError


def told(tokens: Any) -> Any:
    """Whether each token is part of the text, not padding."""
    return ops.not_equal(tokens, PADDING)


def spared(marked: Any, tokens: Any, coin: Any) -> Any:
    """The marked tokens but one, where all of a text are marked: the one whose coin fell best stays, so that a text is never empty."""
    real = told(tokens)
    coin = ops.where(real, coin, -1.0)
    best = ops.equal(coin, ops.max(coin, axis=1, keepdims=True))
    everything = ops.all(ops.logical_or(marked, ops.logical_not(real)), axis=1, keepdims=True)
    return ops.logical_and(marked, ops.logical_not(ops.logical_and(everything, best)))


def packed(tokens: Any, kept: Any) -> Any:
    """The kept tokens one after the other, and padding behind them."""
    number = ops.cumsum(ops.cast(kept, "int32"), axis=1)
    length = tokens.shape[1]
    place = ops.where(kept, number - 1, length)  # where each goes; those that are dropped go beyond the end
    order = ops.argsort(place * length + ops.arange(length, dtype="int32")[None, :], axis=1)
    there = ops.arange(length, dtype="int32")[None, :] < number[:, -1:]
    return ops.where(there, ops.take_along_axis(tokens, ops.cast(order, "int32"), axis=1), PADDING)
