"""Convolution, normalisation, activation: the stage that networks of pictures, sounds, series, volumes and clips repeat."""

from __future__ import annotations

from specbuild.running.recognise.draft import Block
from specbuild.running.recognise.routine import layer


def stage(axes: int, filters: int, kernel: object, why: str = "") -> list[Block]:
    """One stage over samples of so many axes."""
    return [
        layer(("type", f"Conv{axes}D", why), ("filters", filters), ("kernel_size", kernel), ("padding", "same"),
              ("use_bias", False)),
        layer(("type", "BatchNormalization"), ("momentum", 0.9)),
        layer(("type", "ReLU")),
    ]  # fmt: skip
