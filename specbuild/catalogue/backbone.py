"""What the catalogue says of a network of `keras.applications`: what the plan needs to give its shapes and its cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self


class Stage(NamedTuple):
    """A size that a network works at: its side is `(side of its source + added) // stride + 1`.

    What it counts is for one place; `..._by_channel` comes on top of it for each channel of the pictures.
    """

    source: int
    added: int
    stride: int
    values: int
    values_by_channel: int
    multiply_adds: int
    multiply_adds_by_channel: int


class Weights(NamedTuple):
    """A layer that has weights, and its place among all layers; `..._by_channel` as for a stage."""

    place: int
    name: str
    trainable: int
    trainable_by_channel: int
    fixed: int
    fixed_by_channel: int


class Network(NamedTuple):
    """One network.

    Attributes:
        least: The smallest side of a picture that it takes.
        rescales: Whether it takes raw pixels and scales them itself.
        stages: The sizes that it works at; the first is that of the pictures.
        single: What layers count that have a single place, as a stage does.
        layers: Those that have weights, in the order of the data.
        stage: That of its output.
        channels: Of its output.
    """

    least: int
    rescales: bool
    stages: tuple[Stage, ...]
    single: tuple[int, int, int, int]
    layers: tuple[Weights, ...]
    stage: int
    channels: int

    @classmethod
    def of(
        cls,
        *,
        least: int,
        rescales: bool,
        stages: Sequence[Sequence[int]],
        single: Sequence[int],
        layers: Sequence[Sequence[int | str]],
        output: Sequence[int],
    ) -> Self:
        """What was read of it."""
        values, values_by, macs, macs_by = single
        rows = tuple(Weights(*layer) for layer in layers)  # type: ignore[arg-type]  # the file is ours
        return cls(least, rescales, tuple(Stage(*stage) for stage in stages), (values, values_by, macs, macs_by), rows, *output)
