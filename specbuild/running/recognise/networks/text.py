"""Texts: words as vectors, and convolutions over three of them."""

from __future__ import annotations

from specbuild.running.recognise.draft import Block
from specbuild.running.recognise.routine import layer


def layers() -> list[Block]:
    """All but the head."""
    return [
        layer(("type", "Embedding"), ("input_dim", "vocabulary", "as many rows as the training texts gave tokens"), ("output_dim", 64)),
        layer(("type", "SpatialDropout1D"), ("rate", 0.3)),
        layer(("type", "Conv1D"), ("filters", 128), ("kernel_size", 3), ("padding", "same"), ("activation", "relu")),
        layer(("type", "GlobalMaxPooling1D")),
        layer(("type", "Dropout"), ("rate", 0.4)),
    ]
