"""The interface of a family: a `Subject` goes in, `Change`s come out. No NumPy, no data, no randomness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Any, NamedTuple

__all__ = ["Change", "Family", "Subject", "both_ways", "inf", "largest", "up_to"]


class Change(NamedTuple):
    """The most by which one aspect can change, in any sample that can be drawn.

    Attributes:
        aspect: One of `aspects.ASPECTS`.
        amount: How much, in the aspect's unit; 0 is no change, `inf` knows no bound, None depends on sizes that only the data know.
        by: The argument that does it, so that a finding can point at it; "type" where it is no single one.
    """

    aspect: str
    amount: float | None
    by: str = "type"


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry whose change is asked for, and what is known of the samples that it acts on.

    Attributes:
        arguments: Every argument that has a value, defaults included.
        shape: Shape of one sample, channels last; None for a size that only the data know. Empty where nothing is known.
        probability: The option of that name; None where it was not given.
    """

    arguments: Mapping[str, Any]
    shape: tuple[int | None, ...] = ()
    probability: float | None = None

    @property
    def colour(self) -> bool | None:
        """Whether samples have three channels; None where nobody knows yet."""
        return None if not self.shape or self.shape[-1] is None else self.shape[-1] == 3

    def happens(self, coin: str) -> bool:
        """Whether an augmentation with a coin of its own, the argument `coin`, ever acts; `probability` replaces that coin."""
        rate = self.arguments[coin] if self.probability is None else self.probability
        return any(part > 0 for part in rate) if isinstance(rate, list | tuple) else rate > 0

    def of(self, **arguments: Any) -> Subject:
        """The same samples under other arguments: for augmentations that are made of others."""
        return replace(self, arguments=arguments)

    def in_colour(self, changes: Iterable[Change]) -> Iterator[Change]:
        """These changes where samples are in colour; amounts that nobody knows where that is not known."""
        if self.colour is not False:
            yield from (change if self.colour else change._replace(amount=None) for change in changes)


Family = Mapping[str, Callable[[Subject], Iterator[Change]]]


def both_ways(value: Any) -> tuple[float, float]:
    """The range of an argument whose number f means from -f to f."""
    if isinstance(value, list | tuple):
        return float(min(value)), float(max(value))
    return -abs(float(value)), abs(float(value))


def up_to(value: Any, low: float = 0.0) -> tuple[float, float]:
    """The range of an argument whose number f means from 0 (or another lower end) to f."""
    if isinstance(value, list | tuple):
        return float(min(value)), float(max(value))
    return min(low, float(value)), max(low, float(value))


def largest(bounds: tuple[float, float]) -> float:
    """The largest size of a number in a range."""
    return max(abs(bounds[0]), abs(bounds[1]))
