"""RandomWordSwap: exchange neighbouring words of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from specbuild.running.data.augmentations.tokens.operation import TokensOperation
from specbuild.running.data.augmentations.tokens.swap import swapped
from specbuild.running.data.draws import Draw, Integer, Layout, Uniform
from specbuild.running.data.factors import ShareRange, from_zero, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("text",)


class RandomWordSwap(TokensOperation):
    """Exchange words of a text with their neighbours.

    A word is a token of the loader: a word, a piece of one, a character or a byte. No word moves further than one place.

    Args:
        factor: Share of the words that changes places on average: a number f for "from 0 to f", or a pair of bounds. At 0 nothing changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: ShareRange, *, facts: Facts) -> None:
        self.factor = within("factor", from_zero(factor), 0, 1)
        self.facts = facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The share, whether pairs begin at the first word or the second, and a coin for each word."""
        return Draw(self.factor), Draw(Integer(0, 2)), Draw(Uniform(), shape)

    def change(self, tokens: Any, drawn: Sequence[Any]) -> Any:
        """Exchange words of each text."""
        share, start, coin = drawn
        return swapped(tokens, coin < share[:, None], start)
