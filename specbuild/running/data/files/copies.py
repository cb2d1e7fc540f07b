"""The same sample more than once: which rows belong together, and what to tell about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

SHOWN = 5


def numbered(looks: Sequence[bytes]) -> np.ndarray:
    """A number for each row, equal where the samples are equal; counted in order of first appearance."""
    numbers: dict[bytes, int] = {}
    return np.array([numbers.setdefault(look, len(numbers)) for look in looks], np.int64)


def about_copies(
    groups: np.ndarray, ids: Sequence[str], labels: Sequence[str], noun: tuple[str, str] = ("picture", "pictures")
) -> Iterator[str]:
    """Sentences about samples that are there more than once.

    Args:
        groups: A number for each row, equal for copies.
        ids: The name of each row.
        labels: What is to be predicted for it, in words.
        noun: What one of them is called, and what many are.
    """
    one, many = noun
    rows = defaultdict[int, list[int]](list)
    for row, group in enumerate(groups):
        rows[int(group)].append(row)
    copies = [found for found in rows.values() if len(found) > 1]
    torn = [found for found in copies if len({labels[row] for row in found}) > 1]
    for found in torn[:SHOWN]:
        named = " and ".join(f"`{ids[row]}`" for row in found[:SHOWN])
        yield f"the same {one} has several labels, so that one of them is wrong: {named}"
    if len(torn) > SHOWN:
        yield f"{len(torn) - SHOWN} more {many} have several labels"
    if copies:
        extra = sum(len(found) - 1 for found in copies)
        first = " and ".join(f"`{ids[row]}`" for row in copies[0][:2])
        counted = f"{extra} {one} is a copy" if extra == 1 else f"{extra} {many} are copies"
        yield f"{counted} of others (such as {first}): a split keeps copies together"
