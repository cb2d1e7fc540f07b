"""Volumes: convolutions in three directions and poolings until little is left."""

from __future__ import annotations

from collections.abc import Sequence

from specbuild.running.recognise.draft import Block
from specbuild.running.recognise.networks.convolutions import stage
from specbuild.running.recognise.routine import layer


def layers(size: Sequence[int]) -> list[Block]:
    """All but the head, for volumes of these three sides."""
    blocks: list[Block] = []
    sides = list(size)
    for filters in (16, 32, 64):
        blocks += stage(3, filters, 3)
        pool = [2 if side >= 4 else 1 for side in sides]
        if pool != [1, 1, 1]:
            blocks.append(layer(("type", "MaxPooling3D"), ("pool_size", pool)))
        sides = [side // step for side, step in zip(sides, pool, strict=True)]
    return [*blocks, layer(("type", "Flatten")), layer(("type", "Dropout"), ("rate", 0.5, "against overfitting"))]
