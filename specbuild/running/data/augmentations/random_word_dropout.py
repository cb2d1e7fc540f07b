"""RandomWordDropout: leave words out of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.tokens.operation import TokensOperation, packed, spared, told
from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import ShareRange, from_zero, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("text",)


class RandomWordDropout(TokensOperation):
    """Leave words out of a text; those behind them move up, and padding fills the end.

    A word is a token of the loader: a word, a piece of one, a character or a byte. One word always stays.

    Args:
        factor: Share of the words that is left out on average: a number f for "from 0 to f", or a pair of bounds. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: ShareRange, *, facts: Facts) -> None:
        self.factor = within("factor", from_zero(factor), 0, 1)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The share, and a coin for each word."""
        return Draw(self.factor), Draw(Uniform(), shape)

    def change(self, tokens: Any, drawn: Sequence[Any]) -> Any:
        """Leave words out of each text."""
        share, coin = drawn
        gone = spared(ops.logical_and(coin < share[:, None], told(tokens)), tokens, coin)
        return packed(tokens, ops.logical_and(told(tokens), ops.logical_not(gone)))
