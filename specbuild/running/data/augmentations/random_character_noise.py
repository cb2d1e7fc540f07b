"""RandomCharacterNoise: misspell a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import ops

from specbuild.running.data.augmentations.tokens.operation import FIRST, PADDING, TokensOperation, packed, spared, told
from specbuild.running.data.augmentations.tokens.swap import swapped
from specbuild.running.data.draws import Draw, Integer, Layout, Uniform
from specbuild.running.data.factors import ShareRange, from_zero, within
from specbuild.running.data.pipeline.facts import Facts

KINDS = ("text",)
REPLACE, INSERT, DELETE, SWAP = range(4)


class RandomCharacterNoise(TokensOperation):
    """Misspell a text: replace, insert, leave out and exchange characters, each equally often.

    It is for loaders that number characters or bytes. New characters are drawn evenly from the vocabulary; an insertion pushes the last
    character out of a text that fills its sample. One character always stays.

    Args:
        factor: Share of the characters that is misspelt on average: a number f for "from 0 to f", or a pair of bounds. At 0 nothing
            changes.
        facts: What is known of the samples.
    """

    def __init__(self, factor: ShareRange, *, facts: Facts) -> None:
        if facts.tokens not in ("", "characters", "bytes"):
            raise ValueError(
                f'these texts are numbered by {facts.tokens}; let the loader have `tokens = "characters"`, or use `RandomWordMasking`'
            )
        if facts.vocabulary is None or facts.vocabulary <= FIRST:
            raise ValueError("the vocabulary holds no characters to draw from")
        self.factor = within("factor", from_zero(factor), 0, 1)
        self.vocabulary, self.facts = facts.vocabulary, facts

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """The share; for each character a coin, what is done to it, and another character; where pairs begin."""
        each = (Draw(Uniform(), shape), Draw(Integer(0, 4), shape), Draw(Integer(FIRST, self.vocabulary), shape))
        return Draw(self.factor), *each, Draw(Integer(0, 2))

    def change(self, tokens: Any, drawn: Sequence[Any]) -> Any:
        """Misspell each text."""
        share, coin, what, other, start = drawn
        hit = ops.logical_and(coin < share[:, None], told(tokens))
        other = ops.cast(other, tokens.dtype)
        turned = swapped(tokens, ops.logical_and(hit, ops.equal(what, SWAP)), start)
        replaced = ops.where(ops.logical_and(hit, ops.equal(what, REPLACE)), other, turned)
        gone = spared(ops.logical_and(hit, ops.equal(what, DELETE)), tokens, coin)
        inserted = ops.logical_and(hit, ops.equal(what, INSERT))
        return _woven(replaced, ops.logical_and(told(tokens), ops.logical_not(gone)), other, inserted)


def _woven(tokens: Any, kept: Any, other: Any, inserted: Any) -> Any:
    """The kept tokens, with another one before each where one is inserted, cut to the old length."""
    length = tokens.shape[1]
    both = ops.reshape(ops.stack([ops.where(inserted, other, PADDING), tokens], axis=2), (-1, 2 * length))
    which = ops.reshape(ops.stack([inserted, kept], axis=2), (-1, 2 * length))
    return packed(both, which)[:, :length]
