"""Series: convolutions along time, then the mean of each map."""

from __future__ import annotations

from specbuild.running.recognise.draft import Block
from specbuild.running.recognise.networks.convolutions import stage
from specbuild.running.recognise.routine import layer


def layers(length: int, *, regression: bool = False) -> list[Block]:
    """All but the head, for series of so many steps."""
    kernel = 7 if length >= 32 else 5 if length >= 10 else 3
    blocks = stage(1, 32, kernel, f"sees {kernel} steps at a time")
    if length >= 24:
        blocks.append(layer(("type", "MaxPooling1D")))
    blocks += stage(1, 64, min(kernel, 5))
    if length >= 64:
        blocks += [layer(("type", "MaxPooling1D")), *stage(1, 64, 3)]
    ends = "GlobalAveragePooling1D" if not regression or length >= 64 else "Flatten"
    return [*blocks, layer(("type", ends)), layer(("type", "Dropout"), ("rate", 0.3, "against overfitting"))]
