"""Vectors: two dense layers, smaller where there are few rows."""

from __future__ import annotations

from specbuild.running.recognise.draft import Block
from specbuild.running.recognise.routine import layer


def layers(rows: int) -> list[Block]:
    """All but the head."""
    if rows < 600:
        weak = ("kernel_regularizer", {"type": "L2", "l2": 0.003}, "few rows: large weights cost")
        return [layer(("type", "Dense"), ("units", 32), ("activation", "relu"), weak)]
    return [layer(("type", "Dense"), ("units", 64), ("activation", "relu")) for _ in range(2)]
