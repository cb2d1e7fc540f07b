"""Clips: convolutions over frames, height and width, so that motion is seen; then the mean of each map."""

from __future__ import annotations

from specbuild.running.recognise.draft import Block
from specbuild.running.recognise.networks.convolutions import stage
from specbuild.running.recognise.routine import layer


def layers(frames: int, side: int) -> list[Block]:
    """All but the head, for clips of so many frames, whose smaller side has so many pixels."""
    blocks: list[Block] = []
    for filters in (16, 32, 64):
        blocks += stage(3, filters, 3, "three frames, three rows, three columns" if not blocks else "")
        pool = [2 if frames >= 4 and blocks else 1, 2 if side >= 4 else 1, 2 if side >= 4 else 1]
        if pool != [1, 1, 1] and filters < 64:
            blocks.append(layer(("type", "MaxPooling3D"), ("pool_size", pool)))
            frames, side = frames // pool[0], side // pool[1]
    return [*blocks, layer(("type", "GlobalAveragePooling3D")), layer(("type", "Dropout"), ("rate", 0.3, "against overfitting"))]
