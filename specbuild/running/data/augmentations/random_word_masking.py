"""RandomWordMasking: hide words of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.tokens.operation import UNKNOWN, TokensOperation, spared, told
from specbuild.running.data.draws import Draw, Layout, Uniform
from specbuild.running.data.factors import ShareRange, from_zero, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("text",)


class RandomWordMasking(TokensOperation):
    """Hide words of a text behind the token that stands for unknown words.

    A word is a token of the loader: a word, a piece of one, a character or a byte. One word always stays.

    Args:
        factor: Share of the words that is hidden on average: a number f for "from 0 to f", or a pair of bounds. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: ShareRange, *, facts: Facts) -> None:
        self.factor = within("factor", from_zero(factor), 0, 1)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The share, and a coin for each word."""
        return Draw(self.factor), Draw(Uniform(), shape)

    def change(self, tokens: Any, drawn: Sequence[Any]) -> Any:
        """Hide words of each text."""
        share, coin = drawn
        hidden = spared(ops.logical_and(coin < share[:, None], told(tokens)), tokens, coin)
        return ops.where(hidden, UNKNOWN, tokens)
