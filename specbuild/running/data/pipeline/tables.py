"""Rows of the draws table as tensors: cut into draws, and dealt out to the parts of an augmentation."""

from __future__ import annotations

from collections.abc import Sequence

from keras import ops

from specbuild.running.data.draws import Layout
from specbuild.running.data.pipeline.operation import Part, Tensor


def cut(table: Tensor, layout: Layout) -> list[Tensor]:
    """Cut a table of shape (batch, columns) into draws of shape (batch, *draw.shape)."""
    drawn: list[Tensor] = []
    start = 0
    for draw in layout:
        columns = table[:, start : start + draw.columns]
        drawn.append(ops.reshape(columns, (-1, *draw.shape)))
        start += draw.columns
    return drawn


def deal(drawn: Sequence[Part], counts: Sequence[int]) -> list[Sequence[Part]]:
    """Deal draws out to parts that need so many each, in order."""
    hands: list[Sequence[Part]] = []
    start = 0
    for count in counts:
        hands.append(drawn[start : start + count])
        start += count
    return hands


def per_sample(values: Tensor, rank: int) -> Tensor:
    """One number a sample, of shape (batch,), made to broadcast over samples of this rank."""
    return ops.reshape(values, (-1, *([1] * rank)))
