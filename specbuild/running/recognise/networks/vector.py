"""Vectors: two dense layers, smaller where there are few rows, and none where a rare class has next to none."""

from __future__ import annotations

from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.draft import Block
from specbuild.running.recognise.routine import layer


def layers(aim: Aim, rows: int) -> list[Block]:
    """All but the head.

    Args:
        aim: What is predicted: rows of a rare class count for ten, however many there are of the other.
        rows: All samples.
    """
    if aim.scarce:
        return []
    if (min(rows, 10 * aim.smallest) if aim.rare else rows) < 600:
        weak = ("kernel_regularizer", {"type": "L2", "l2": 0.003}, "few rows: large weights cost")
        return [layer(("type", "Dense"), ("units", 32), ("activation", "relu"), weak)]
    return [layer(("type", "Dense"), ("units", 64), ("activation", "relu")) for _ in range(2)]
