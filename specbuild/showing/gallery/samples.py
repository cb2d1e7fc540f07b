"""Some training samples, as the data hold them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from specbuild.showing.gallery.gallery import Gallery, Part
from specbuild.showing.gallery.shown import Shown

MOST = {"picture": 24, "volume": 12, "clip": 8}  # small ones go side by side
OTHERS = 12


def most(kind: str) -> int:
    """How many samples of a kind are worth showing."""
    return MOST.get(kind, OTHERS)


def choose(targets: Sequence[int], seed: int, most: int) -> list[int]:
    """Row numbers of samples worth showing: the classes in turn, each of its samples at random, in the order of the classes."""
    random = np.random.default_rng(seed)
    of_class = [list(random.permutation(np.flatnonzero(np.asarray(targets) == number))) for number in np.unique(targets)]
    chosen: list[tuple[int, int]] = []
    while len(chosen) < most and any(of_class):
        chosen += [(number, int(rows.pop())) for number, rows in enumerate(of_class) if rows]
    return [row for _, row in sorted(chosen[:most])]


def samples(values: np.ndarray, labels: Sequence[str], shown: Shown) -> Gallery:
    """A gallery of training samples.

    Args:
        values: Of shape (samples, *shape).
        labels: What is true of each.
        shown: How they are shown.
    """
    cards = tuple(shown.card(value, [label]) for value, label in zip(values, labels, strict=True))
    return Gallery("Training samples", "As the data hold them, before augmentation and preprocessing.", (Part("", cards),))
