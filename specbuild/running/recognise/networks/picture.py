"""Pictures: convolutions and poolings until little of the picture is left."""

from __future__ import annotations

from specbuild.running.recognise.draft import Block
from specbuild.running.recognise.routine import layer


def layers(side: int) -> list[Block]:
    """All but the head, for pictures whose smaller side has so many pixels."""
    blocks: list[Block] = []
    filters = 16
    while side >= 8 and len(blocks) < 8:
        blocks.append(layer(("type", "Conv2D"), ("filters", filters), ("kernel_size", 3), ("padding", "same"), ("activation", "relu")))
        blocks.append(layer(("type", "MaxPooling2D")))
        filters, side = min(128, filters * 2), side // 2
    return [*blocks, layer(("type", "Flatten")), layer(("type", "Dropout"), ("rate", 0.3, "against overfitting"))]
