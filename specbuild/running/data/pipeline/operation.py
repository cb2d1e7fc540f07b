"""What every augmentation is: it says which draws a sample needs, and changes a batch by them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar, runtime_checkable

from specbuild.running.data.draws import Layout

Tensor = Any  # of whichever backend Keras runs on
Part = TypeVar("Part")


class Operation(Protocol):
    """A change of single samples. Both methods are pure: they hold no randomness and no state."""

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """What one sample of this shape needs."""

    def transform(self, images: Tensor, drawn: Sequence[Tensor]) -> Tensor:
        """Change float32 samples (texts: int32) of shape (batch, *shape) by draws of shape (batch, *draw.shape)."""


@runtime_checkable
class Mixer(Protocol):
    """A change that mixes the samples of a batch, and their targets."""

    def draws(self, shape: tuple[int, ...]) -> Layout:
        """What one sample of this shape needs."""

    def mix(self, images: Tensor, targets: Tensor, drawn: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Mix float32 samples (texts: int32) of shape (batch, *shape) and float32 targets of shape (batch,) or (batch, outputs)."""
