"""RandomPolarity: turn audio upside down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from specbuild.running.data.draws import Layout

KINDS = ("audio",)


class RandomPolarity:
    """Change the sign of audio, which nobody hears: as if the wires of a microphone were exchanged.

    A half of the samples is changed, or the share that `probability` says.
    """

    RATE = 0.5  # as `RandomFlip`

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """It needs none: the pipeline tosses the coin."""
        return ()

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        """Change the sign of all samples."""
        return -images
