"""Which draws of an augmentation are its strengths: those that come from the range that an argument states."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from specbuild.running.data.draws import Layout

_TURN = 360.0
# How Keras draws from the range of an argument, and back: the factor itself, as degrees, or as a multiplier.
_FORMS: tuple[tuple[Callable[[float, float], tuple[float, float]], Callable[[np.ndarray], np.ndarray]], ...] = (
    (lambda low, high: (low, high), lambda drawn: drawn),
    (lambda low, high: (_TURN * low, _TURN * high), lambda drawn: drawn / _TURN),
    (lambda low, high: (1 + low, 1 + high), lambda drawn: drawn - 1),
    (lambda low, high: (1 - low, 1 + high), lambda drawn: drawn - 1),
)


class Strength(NamedTuple):
    """One strength: the argument that states its range, its column among the draws, and from a draw to the argument's unit."""

    argument: str
    column: int
    of: Callable[[np.ndarray], np.ndarray]


def strengths(arguments: Mapping[str, Any], layout: Layout) -> list[Strength]:
    """The strengths among the draws of an augmentation; at most one for each argument, in the order of the columns.

    Args:
        arguments: All arguments of the entry.
        layout: Its draws.
    """
    found: list[Strength] = []
    column = 0
    for draw in layout:
        low, high = getattr(draw.law, "low", 0.0), getattr(draw.law, "high", 0.0)
        if low < high and draw.columns <= len(_CHANNELS):
            taken = {strength.argument for strength in found}
            found += [strength for strength in _matching(arguments, low, high, column) if strength.argument not in taken][:1]
        column += draw.columns
    return found


_CHANNELS = range(4)  # a draw with more numbers than this for a sample is a field, not a strength


def _matching(arguments: Mapping[str, Any], low: float, high: float, column: int) -> Iterator[Strength]:
    for name, value in arguments.items():
        for bounds in _ranges(value):
            for there, back in _FORMS:
                if np.allclose(there(*bounds), (low, high), rtol=1e-5, atol=1e-9):
                    yield Strength(name, column, back)


def _ranges(value: Any) -> list[tuple[float, float]]:
    """The ranges that an argument may stand for: a pair is one, a number f goes from -f to f, from 0 or from 1."""
    if isinstance(value, list | tuple) and len(value) == 2 and all(_is_number(part) for part in value):
        return [(float(min(value)), float(max(value)))]
    if _is_number(value) and value:
        return [(-abs(float(value)), abs(float(value))), (0.0, float(value)), (1.0, float(value))]
    return []


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
