"""What the ways to cut texts share: what is asked of them, and the two numbers that all of them keep free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

PADDING, UNKNOWN = 0, 1
SPECIAL = ("[PAD]", "[UNK]")  # what these numbers are called in the vocabulary
Learnt = Mapping[str, Any]
Encode = Callable[[Sequence[str]], list[list[int]]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a vocabulary.

    Attributes:
        most: How many tokens it may have, padding and unknown included.
        least_count: How often a token has to occur in the training rows.
        lowercase: Whether capitals become small letters first.
    """

    most: int
    least_count: int
    lowercase: bool


class Way(Protocol):
    """A module of this folder."""

    def learn(self, texts: Iterable[str], wanted: Wanted) -> Learnt:
        """Learn a vocabulary from training texts: JSON, with its size as `vocabulary`."""
        ...

    def encoder(self, learnt: Learnt) -> Encode:
        """What turns texts into numbers."""
        ...


def way(name: str) -> Way:
    """The way that goes by a name: "words", "characters", "bytes" or "subwords"."""
    return cast("Way", import_module(f"specbuild.running.data.texts.tokens.{name}"))
